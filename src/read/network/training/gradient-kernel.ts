import {
  add,
  addFour,
  addTo,
  get,
  I32,
  instantiate,
  isBelow,
  loadFour,
  loadInt,
  multiply,
  multiplyFour,
  repeatWhile,
  set,
  small,
  storeFour,
  V128,
  type Code,
  type FloatArray,
  type IntArray,
  type KernelMemory,
} from '../wasm-assembly.ts';

/**
 * What a convolution's weights must change by, summed into `sums`: for every output row and every neighbourhood offset
 * the sum over all pixels of what is wanted there times what was seen there. Four rows by two offsets at once.
 */
const [WANTED, WANTED_STRIDE, SEEN, OFFSETS, OFFSETS_END, SUMS, ROWS, BYTES] = [0, 1, 2, 3, 4, 5, 6, 7];
const [ROW, OFFSET, PIXEL, PTR_W, PTR_ONE, PTR_TWO] = [8, 9, 10, 11, 12, 13];
const SUM = [14, 15, 16, 17, 18, 19, 20, 21];
const [ONE, TWO, HERE] = [22, 23, 24];
const ROWS_AT_ONCE = 4;

const eachRow = (body: (one: number, two: number, row: number) => Code): Code =>
  Array.from({ length: ROWS_AT_ONCE }, (_, row) => body(SUM[2 * row]!, SUM[2 * row + 1]!, row));
const PLACE: Code = [get(SEEN), get(OFFSET), loadInt, add];

const GRADIENT = {
  parameters: [I32, I32, I32, I32, I32, I32, I32, I32],
  locals: [
    [6, I32],
    [11, V128],
  ],
  body: [
    [small(0), set(ROW)],
    repeatWhile(
      [
        [get(OFFSETS), set(OFFSET)],
        repeatWhile(
          [
            eachRow((one, two, row) => [
              [get(SUMS), loadFour(32 * row), set(one)],
              [get(SUMS), loadFour(32 * row + 16), set(two)],
            ]),
            [PLACE, set(PTR_ONE)],
            addTo(OFFSET, small(4)),
            [PLACE, set(PTR_TWO)],
            addTo(OFFSET, small(4)),
            [small(0), set(PIXEL)],
            repeatWhile(
              [
                [get(PTR_ONE), get(PIXEL), add, loadFour(), set(ONE)],
                [get(PTR_TWO), get(PIXEL), add, loadFour(), set(TWO)],
                [get(WANTED), get(PIXEL), add, set(PTR_W)],
                eachRow((one, two) => [
                  [get(PTR_W), loadFour(), set(HERE)],
                  [get(one), get(HERE), get(ONE), multiplyFour, addFour, set(one)],
                  [get(two), get(HERE), get(TWO), multiplyFour, addFour, set(two)],
                  addTo(PTR_W, get(WANTED_STRIDE)),
                ]),
                addTo(PIXEL, small(16)),
              ],
              [get(PIXEL), get(BYTES), isBelow],
            ),
            eachRow((one, two, row) => [
              [get(SUMS), get(one), storeFour(32 * row)],
              [get(SUMS), get(two), storeFour(32 * row + 16)],
            ]),
            addTo(SUMS, [small(32), small(4), multiply]),
          ],
          [get(OFFSET), get(OFFSETS_END), isBelow],
        ),
        addTo(WANTED, [get(WANTED_STRIDE), small(4), multiply]),
        addTo(ROW, small(4)),
      ],
      [get(ROW), get(ROWS), isBelow],
    ),
  ],
} as const;

export interface GradientOrder {
  /** What is wanted of each pixel: rows of `pixels` numbers, `stride` apart, the first at `first`. */
  readonly wanted: FloatArray;
  readonly first: number;
  readonly stride: number;
  /** A multiple of 4. */
  readonly rows: number;
  /** A multiple of 4. */
  readonly pixels: number;
  readonly seen: FloatArray;
  /** Bytes from the beginning of `seen` to each neighbour of the first pixel; an even number of them. */
  readonly offsets: IntArray;
  /** Four partial sums for each row and offset, in the order in which the kernel goes through them. */
  readonly sums: FloatArray;
}

export const createGradientKernel = ({ memory }: KernelMemory): ((order: GradientOrder) => void) => {
  const run = instantiate(GRADIENT, memory);
  return ({ wanted, first, stride, rows, pixels, seen, offsets, sums }) => {
    if (rows % 4 !== 0 || pixels % 4 !== 0 || offsets.data.length % 2 !== 0)
      throw new RangeError(
        `Expected rows and pixels by four and offsets by two but received ${rows}, ${pixels}.`,
      );
    const table = offsets.byteOffset;
    const end = table + 4 * offsets.data.length;
    run(
      wanted.byteOffset + 4 * first,
      4 * stride,
      seen.byteOffset,
      table,
      end,
      sums.byteOffset,
      rows,
      4 * pixels,
    );
  };
};

/** Adds up the kernel's partial sums as `rows` x `count` numbers, and sets them to 0. `count` may be one less than the offsets. */
export const takeGradient = (sums: Float32Array, rows: number, count: number, to: Float32Array): void => {
  const pairs = Math.ceil(count / 2);
  let at = 0;
  for (let block = 0; block < rows; block += ROWS_AT_ONCE) {
    for (let pair = 0; pair < pairs; pair++) {
      for (let row = block; row < block + ROWS_AT_ONCE; row++) {
        for (let i = 2 * pair; i < 2 * pair + 2; i++, at += 4) {
          if (i < count) to[row * count + i] = sums[at]! + sums[at + 1]! + sums[at + 2]! + sums[at + 3]!;
        }
      }
    }
  }
  sums.fill(0);
};
