/**
 * Puts WebAssembly modules together opcode by opcode, so that neither a binary nor a compiler is part of the project.
 * Numbers are those of the WebAssembly core specification 2.0, chapters 5.3 to 5.5.
 */
export type Code = readonly (number | Code)[];

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

export const I32 = 0x7f;
export const F32 = 0x7d;
export const V128 = 0x7b;

export const get = (local: number): Code => [0x20, unsigned(local)];
export const set = (local: number): Code => [0x21, unsigned(local)];
/** Constants below 64 only: those need one byte. */
export const small = (value: number): Code => [0x41, value];
export const add: Code = [0x6a];
export const multiply: Code = [0x6c];
export const isBelow: Code = [0x49];
export const addTo = (local: number, amount: Code): Code => [get(local), amount, add, set(local)];

/** Alignment hint 4 bytes (2^2), then the offset. */
const at = (offset: number): Code => [0x02, unsigned(offset)];
export const loadInt: Code = [0x28, at(0)];
export const loadFour = (offset = 0): Code => [0xfd, 0x00, at(offset)];
/** One float in all four lanes. */
export const loadSpread = (offset = 0): Code => [0xfd, 0x09, at(offset)];
export const storeFour = (offset = 0): Code => [0xfd, 0x0b, at(offset)];
export const spreadFloat: Code = [0xfd, 0x13];
export const addFour: Code = [0xfd, 0xe4, 0x01];
export const multiplyFour: Code = [0xfd, 0xe6, 0x01];
/** Lane by lane: the second where it is greater than the first. */
export const atLeastFour: Code = [0xfd, 0xeb, 0x01];

/** Runs `body` once and again as long as `goesOn` leaves 1. */
export const repeatWhile = (body: Code, goesOn: Code): Code => [0x03, 0x40, body, goesOn, [0x0d, 0, 0x0b]];

/** Runs `body` once where `holds` leaves 1. */
export const runIf = (holds: Code, body: Code): Code => [holds, [0x04, 0x40], body, 0x0b];

const section = (id: number, content: Code): number[] => {
  const bytes = flatten(content);
  return [id, ...unsigned(bytes.length), ...bytes];
};

const name = (text: string): Code => [
  unsigned(text.length),
  Array.from(text, (letter) => letter.charCodeAt(0)),
];

/** A function without results; `locals` come after its parameters, all `[how many, type]`. */
export interface WasmFunction {
  readonly parameters: readonly number[];
  readonly locals: readonly (readonly [number, number])[];
  readonly body: Code;
}

const MAGIC_AND_VERSION = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

/** A module that works in the memory `m.m` and exports one function, `run`. */
export const instantiate = (
  { parameters, locals, body }: WasmFunction,
  memory: WebAssembly.Memory,
): ((...values: number[]) => void) => {
  const code = flatten([[locals.length, locals.map(([count, type]) => [unsigned(count), type])], body, 0x0b]);
  const bytes = Uint8Array.from([
    ...MAGIC_AND_VERSION,
    ...section(1, [1, 0x60, parameters.length, parameters, 0]),
    ...section(2, [1, name('m'), name('m'), 0x02, 0x00, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, name('run'), 0x00, 0]),
    ...section(10, [1, unsigned(code.length), code]),
  ]);
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { m: { m: memory } });
  return instance.exports['run'] as (...values: number[]) => void;
};

const PAGE_BYTES = 65536;

/** Numbers in the memory that kernels work in; the view and its place stay valid for good. */
export interface KernelArray<T> {
  readonly data: T;
  readonly byteOffset: number;
}
export type FloatArray = KernelArray<Float32Array>;
export type IntArray = KernelArray<Int32Array>;

/** Room for numbers, all zero at first, at 16-byte boundaries. */
export interface KernelMemory {
  readonly memory: WebAssembly.Memory;
  floats(length: number): FloatArray;
  ints(length: number): IntArray;
}

/** A memory for at most `capacity` numbers of 4 bytes in all. */
export const createKernelMemory = (capacity: number): KernelMemory => {
  const pages = Math.ceil((capacity * 4) / PAGE_BYTES) + 1;
  const memory = new WebAssembly.Memory({ initial: pages });
  let used = 0;
  const take = (length: number): number => {
    const byteOffset = used;
    used += Math.ceil((length * 4) / 16) * 16;
    if (used > pages * PAGE_BYTES) {
      throw new RangeError(`Expected at most ${capacity} numbers but ${used / 4} were asked for.`);
    }
    return byteOffset;
  };
  return {
    memory,
    floats(length) {
      const byteOffset = take(length);
      return { byteOffset, data: new Float32Array(memory.buffer, byteOffset, length) };
    },
    ints(length) {
      const byteOffset = take(length);
      return { byteOffset, data: new Int32Array(memory.buffer, byteOffset, length) };
    },
  };
};
