/**
 * Matrix multiplication with 128-bit vectors, as a WebAssembly module that is put together here, opcode by opcode, so
 * that neither a binary nor a compiler is part of the project. About six times plain JavaScript
 * (test/read/digits/matrix-kernel.test.ts proves it right; the benchmark tells its speed).
 */

// Opcodes of the WebAssembly core specification 2.0, chapter 5.4.
const LOCAL_GET = 0x20;
const LOCAL_SET = 0x21;
const I32_CONST = 0x41;
const I32_ADD = 0x6a;
const I32_MUL = 0x6c;
const I32_SHL = 0x74;
const I32_GT_U = 0x4b;
const BLOCK = 0x02;
const LOOP = 0x03;
const BR = 0x0c;
const BR_IF = 0x0d;
const END = 0x0b;
const EMPTY = 0x40;
const I32 = 0x7f;
const V128 = 0x7b;
const V128_LOAD = [0xfd, 0x00];
const V128_LOAD32_SPLAT = [0xfd, 0x09];
const V128_STORE = [0xfd, 0x0b];
const F32X4_ADD = [0xfd, 0xe4, 0x01];
const F32X4_MUL = [0xfd, 0xe6, 0x01];

type Code = readonly (number | Code)[];

const flatten = (code: Code): number[] =>
  code.flatMap((part) => (typeof part === 'number' ? [part] : flatten(part)));

const unsigned = (value: number): number[] => {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? low : low | 0x80);
  } while (rest !== 0);
  return bytes;
};

const get = (local: number): Code => [LOCAL_GET, unsigned(local)];
const set = (local: number): Code => [LOCAL_SET, unsigned(local)];
/** Constants below 64 only: those need one byte. */
const small = (value: number): Code => [I32_CONST, value];
const addTo = (local: number, amount: Code): Code => [get(local), amount, I32_ADD, set(local)];
/** Alignment hint 4 bytes (2^2), then the offset. */
const memory = (offset: number): Code => [0x02, unsigned(offset)];

/** Runs `body` while `counter + step <= bound`. */
const whileFits = (counter: number, step: number, bound: number, body: Code): Code => [
  [BLOCK, EMPTY, LOOP, EMPTY],
  [get(counter), small(step), I32_ADD, get(bound), I32_GT_U, BR_IF, 1],
  body,
  [BR, 0, END, END],
];

const [A, B, C, M, N, K] = [0, 1, 2, 3, 4, 5];
const [I, J, STEP, STRIDE_A, STRIDE_B, PTR_B, PTR_C] = [6, 7, 8, 9, 10, 11, 12];
const PTR_A = [13, 14, 15, 16];
const I32_LOCALS = 11;
const SUM = [17, 18, 19, 20, 21, 22, 23, 24];
const [B_LOW, B_HIGH] = [25, 26];
const V128_LOCALS = 10;

/** Eight columns of `rows` rows of C at once: the sums stay in registers while K runs. */
const tile = (rows: number): Code => {
  const eachRow = (body: (row: number) => Code): Code => Array.from({ length: rows }, (_, row) => body(row));
  const sum = (row: number, half: number): number => SUM[row * 2 + half] ?? 0;
  const ptrA = (row: number): number => PTR_A[row] ?? 0;
  const alongC = (body: (row: number) => Code): Code => [
    [get(C), get(I), get(STRIDE_B), I32_MUL, I32_ADD, get(J), small(2), I32_SHL, I32_ADD, set(PTR_C)],
    eachRow((row) => [body(row), addTo(PTR_C, get(STRIDE_B))]),
  ];
  return [
    alongC((row) => [
      [get(PTR_C), V128_LOAD, memory(0), set(sum(row, 0))],
      [get(PTR_C), V128_LOAD, memory(16), set(sum(row, 1))],
    ]),
    [get(A), get(I), get(STRIDE_A), I32_MUL, I32_ADD, set(ptrA(0))],
    Array.from({ length: rows - 1 }, (_, row) => [
      get(ptrA(row)),
      get(STRIDE_A),
      I32_ADD,
      set(ptrA(row + 1)),
    ]),
    [get(B), get(J), small(2), I32_SHL, I32_ADD, set(PTR_B)],
    [small(0), set(STEP)],
    whileFits(STEP, 1, K, [
      [get(PTR_B), V128_LOAD, memory(0), set(B_LOW)],
      [get(PTR_B), V128_LOAD, memory(16), set(B_HIGH)],
      eachRow((row) => [
        [
          get(sum(row, 0)),
          get(ptrA(row)),
          V128_LOAD32_SPLAT,
          memory(0),
          get(B_LOW),
          F32X4_MUL,
          F32X4_ADD,
          set(sum(row, 0)),
        ],
        [
          get(sum(row, 1)),
          get(ptrA(row)),
          V128_LOAD32_SPLAT,
          memory(0),
          get(B_HIGH),
          F32X4_MUL,
          F32X4_ADD,
          set(sum(row, 1)),
        ],
        addTo(ptrA(row), small(4)),
      ]),
      addTo(PTR_B, get(STRIDE_B)),
      addTo(STEP, small(1)),
    ]),
    alongC((row) => [
      [get(PTR_C), get(sum(row, 0)), V128_STORE, memory(0)],
      [get(PTR_C), get(sum(row, 1)), V128_STORE, memory(16)],
    ]),
  ];
};

const rowsOf = (rows: number): Code =>
  whileFits(I, rows, M, [
    [small(0), set(J)],
    whileFits(J, 8, N, [tile(rows), addTo(J, small(8))]),
    addTo(I, small(rows)),
  ]);

const section = (id: number, content: Code): number[] => {
  const bytes = flatten(content);
  return [id, ...unsigned(bytes.length), ...bytes];
};

const name = (text: string): Code => [
  unsigned(text.length),
  Array.from(text, (letter) => letter.charCodeAt(0)),
];

const assemble = (): Uint8Array<ArrayBuffer> => {
  const body = flatten([
    [2, I32_LOCALS, I32, V128_LOCALS, V128],
    [get(K), small(2), I32_SHL, set(STRIDE_A)],
    [get(N), small(2), I32_SHL, set(STRIDE_B)],
    [small(0), set(I)],
    rowsOf(4),
    rowsOf(1),
    END,
  ]);
  return Uint8Array.from([
    // Magic number, version 1.
    0x00,
    0x61,
    0x73,
    0x6d,
    0x01,
    0x00,
    0x00,
    0x00,
    ...section(1, [1, 0x60, 6, I32, I32, I32, I32, I32, I32, 0]),
    ...section(2, [1, name('m'), name('m'), 0x02, 0x00, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, name('multiply'), 0x00, 0]),
    ...section(10, [1, unsigned(body.length), body]),
  ]);
};

const PAGE_BYTES = 65536;
const FLOAT_BYTES = 4;

/** Float matrices in one memory that the kernel works in. */
export interface MatrixMemory {
  /** Room for `length` floats (zeroes), at a 16-byte boundary; the view and its place stay valid for good. */
  allocate(length: number): MatrixView;
  /**
   * C += A B, all row-major: A is m x k, B is k x n, C is m x n; n must be a multiple of 8.
   */
  multiplyAdd(a: MatrixView, b: MatrixView, c: MatrixView, m: number, n: number, k: number): void;
}

export interface MatrixView {
  readonly data: Float32Array;
  readonly byteOffset: number;
}

/** A memory for at most `capacity` floats in all. */
export const createMatrixMemory = (capacity: number): MatrixMemory => {
  const pages = Math.ceil((capacity * FLOAT_BYTES) / PAGE_BYTES) + 1;
  const memory = new WebAssembly.Memory({ initial: pages });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(assemble()), { m: { m: memory } });
  const multiply = instance.exports['multiply'] as (...places: number[]) => void;
  let used = 0;
  return {
    allocate(length) {
      const byteOffset = used;
      used += Math.ceil((length * FLOAT_BYTES) / 16) * 16;
      if (used > pages * PAGE_BYTES) {
        throw new RangeError(`Expected at most ${capacity} floats but ${used / FLOAT_BYTES} were asked for.`);
      }
      return { data: new Float32Array(memory.buffer, byteOffset, length), byteOffset };
    },
    multiplyAdd(a, b, c, m, n, k) {
      if (n % 8 !== 0) throw new RangeError(`Expected n to be a multiple of 8 but received ${n}.`);
      if (a.data.length < m * k || b.data.length < k * n || c.data.length < m * n) {
        throw new RangeError(`Expected room for ${m} x ${k}, ${k} x ${n} and ${m} x ${n} floats.`);
      }
      multiply(a.byteOffset, b.byteOffset, c.byteOffset, m, n, k);
    },
  };
};
