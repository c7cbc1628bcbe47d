import {
  add,
  addFour,
  addTo,
  atLeastFour,
  F32,
  get,
  I32,
  instantiate,
  isBelow,
  loadFour,
  loadInt,
  loadSpread,
  multiply,
  multiplyFour,
  repeatWhile,
  runIf,
  set,
  small,
  spreadFloat,
  storeFour,
  V128,
  type Code,
  type FloatArray,
  type IntArray,
  type KernelMemory,
} from './wasm-assembly.ts';

/**
 * The product that convolutions and dense layers are made of, in 128-bit vectors: every row of C is a bias plus the
 * rows of B, each times a weight. B's rows lie where a table of offsets says, so that the 3 x 3 neighbourhoods of an
 * image are read where they are and never laid out. test/read/digits/product-kernel.test.ts proves it right.
 */
const [A, B, OFFSETS, OFFSETS_END, BIASES, C, ROWS, ROW_BYTES, C_STRIDE, FLOOR] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
];
const [ROW, COLUMN, OFFSET, PTR_A, PTR_B, PTR_C, NEXT_ROW] = [10, 11, 12, 13, 14, 15, 16];
const SUM = [17, 18, 19, 20, 21, 22, 23, 24];
const [B_LOW, B_HIGH, LEAST] = [25, 26, 27];

/** Eight columns of `rows` rows of C at once: the sums stay in registers while the rows of B go by. */
const tile = (rows: number): Code => {
  const eachRow = (body: (row: number) => Code): Code => Array.from({ length: rows }, (_, row) => body(row));
  const sum = (row: number, half: number): number => SUM[row * 2 + half] ?? 0;
  const addProduct = (row: number, half: number, factor: number): Code => [
    get(sum(row, half)),
    [get(PTR_A), loadSpread(4 * row), get(factor), multiplyFour],
    addFour,
    set(sum(row, half)),
  ];
  return [
    eachRow((row) => [
      [get(BIASES), loadSpread(4 * row), set(sum(row, 0))],
      [get(sum(row, 0)), set(sum(row, 1))],
    ]),
    [get(A), set(PTR_A)],
    [get(OFFSETS), set(OFFSET)],
    repeatWhile(
      [
        [get(B), get(COLUMN), add, get(OFFSET), loadInt, add, set(PTR_B)],
        [get(PTR_B), loadFour(), set(B_LOW)],
        [get(PTR_B), loadFour(16), set(B_HIGH)],
        eachRow((row) => [addProduct(row, 0, B_LOW), addProduct(row, 1, B_HIGH)]),
        addTo(PTR_A, small(4 * rows)),
        addTo(OFFSET, small(4)),
      ],
      [get(OFFSET), get(OFFSETS_END), isBelow],
    ),
    [get(C), get(COLUMN), add, set(PTR_C)],
    eachRow((row) => [
      [get(PTR_C), get(sum(row, 0)), get(LEAST), atLeastFour, storeFour()],
      [get(PTR_C), get(sum(row, 1)), get(LEAST), atLeastFour, storeFour(16)],
      addTo(PTR_C, get(C_STRIDE)),
    ]),
  ];
};

/** All rows that can be taken `rows` at a time. */
const rowsOf = (rows: number): Code => {
  const fits: Code = [[get(ROW), small(rows - 1), add, set(NEXT_ROW)], get(NEXT_ROW), get(ROWS), isBelow];
  return runIf(
    fits,
    repeatWhile(
      [
        [small(0), set(COLUMN)],
        repeatWhile([tile(rows), addTo(COLUMN, small(32))], [get(COLUMN), get(ROW_BYTES), isBelow]),
        [get(PTR_A), set(A)],
        addTo(BIASES, small(4 * rows)),
        addTo(C, [get(C_STRIDE), small(rows), multiply]),
        addTo(ROW, small(rows)),
      ],
      fits,
    ),
  );
};

const PRODUCT = {
  parameters: [I32, I32, I32, I32, I32, I32, I32, I32, I32, F32],
  locals: [
    [7, I32],
    [11, V128],
  ],
  body: [[get(FLOOR), spreadFloat, set(LEAST)], [small(0), set(ROW)], rowsOf(4), rowsOf(1)],
} as const;

export interface Product {
  /** Weights as `packRows` lays them. */
  readonly weights: FloatArray;
  /** One a row. */
  readonly biases: FloatArray;
  readonly from: FloatArray;
  /** Bytes from the beginning of `from` to each row of B. */
  readonly offsets: IntArray;
  readonly to: FloatArray;
  /** Numbers from the beginning of `to` to the first row of C, and from one row of C to the next. */
  readonly toFirst: number;
  readonly toStride: number;
  readonly rows: number;
  /** A multiple of 8. */
  readonly columns: number;
  /** What is less becomes this: 0 is a rectifier, -Infinity lets everything be. */
  readonly least: number;
}

/** The kernel for arrays in this memory. It trusts its offsets: B's rows must lie inside `from`. */
export const createProductKernel = ({ memory }: KernelMemory): ((product: Product) => void) => {
  const run = instantiate(PRODUCT, memory);
  return ({ weights, biases, from, offsets, to, toFirst, toStride, rows, columns, least }) => {
    if (columns % 8 !== 0)
      throw new RangeError(`Expected columns to be a multiple of 8 but received ${columns}.`);
    if (
      weights.data.length < rows * offsets.data.length ||
      biases.data.length < rows ||
      to.data.length < toFirst + (rows - 1) * toStride + columns
    ) {
      throw new RangeError(`Expected room for ${rows} rows of ${columns} numbers and their weights.`);
    }
    const table = offsets.byteOffset;
    run(
      weights.byteOffset,
      from.byteOffset,
      table,
      table + 4 * offsets.data.length,
      biases.byteOffset,
      to.byteOffset + 4 * toFirst,
      rows,
      4 * columns,
      4 * toStride,
      least,
    );
  };
};

/** Weights of `rows` rows as the kernel reads them: four rows side by side, what is left over row after row. */
export const packRows = (weights: Float32Array, rows: number, packed: Float32Array): void => {
  const count = weights.length / rows;
  const inFours = rows - (rows % 4);
  for (let row = 0; row < inFours; row++) {
    const first = (row - (row % 4)) * count + (row % 4);
    for (let i = 0; i < count; i++) packed[first + 4 * i] = weights[row * count + i]!;
  }
  packed.set(weights.subarray(inFours * count), inFours * count);
};
