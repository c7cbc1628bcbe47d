import { correctCodewords } from './reed-solomon.ts';

/**
 * QR symbols of version 2 (ISO/IEC 18004), the only version that page codes use: where the fixed patterns stand, in which
 * order the modules hold bits, and what the bits say. Modules are counted from the top-left, row by row; 1 is dark.
 */
export const GRID_SIZE = 25;
const ALIGNMENT_CENTRE = 18;
const CODEWORDS = 44;
/** By the two level bits of the format information (M, L, H, Q): how many of the codewords are the check. */
const CHECK_LENGTHS = [16, 10, 28, 22] as const;

const indexOf = (x: number, y: number): number => y * GRID_SIZE + x;

/** 0 and 1 for modules of fixed patterns, -1 for format information, -2 for data. */
const layOutGrid = (): Int8Array => {
  const grid = new Int8Array(GRID_SIZE * GRID_SIZE).fill(-2);
  const set = (x: number, y: number, value: number): void => {
    if (x >= 0 && y >= 0 && x < GRID_SIZE && y < GRID_SIZE) grid[indexOf(x, y)] = value;
  };
  for (let k = 0; k < GRID_SIZE; k++) {
    set(k, 6, k % 2 === 0 ? 1 : 0);
    set(6, k, k % 2 === 0 ? 1 : 0);
  }
  for (const [cx, cy] of [
    [3, 3],
    [GRID_SIZE - 4, 3],
    [3, GRID_SIZE - 4],
  ] as const) {
    for (let dy = -4; dy <= 4; dy++) {
      for (let dx = -4; dx <= 4; dx++) {
        const ring = Math.max(Math.abs(dx), Math.abs(dy));
        set(cx + dx, cy + dy, ring === 2 || ring === 4 ? 0 : 1);
      }
    }
  }
  for (let dy = -2; dy <= 2; dy++) {
    for (let dx = -2; dx <= 2; dx++) {
      set(ALIGNMENT_CENTRE + dx, ALIGNMENT_CENTRE + dy, Math.max(Math.abs(dx), Math.abs(dy)) === 1 ? 0 : 1);
    }
  }
  for (let k = 0; k < 9; k++) {
    if (k !== 6) {
      set(k, 8, -1);
      set(8, k, -1);
    }
    if (k < 8) {
      set(GRID_SIZE - 1 - k, 8, -1);
      set(8, GRID_SIZE - 1 - k, -1);
    }
  }
  set(8, GRID_SIZE - 8, 1);
  return grid;
};

/** What every symbol of this version has in common: see `layOutGrid`. */
export const FIXED_MODULES: Int8Array = layOutGrid();

/** Data modules in reading order: pairs of columns from the right, up and down in turn, past the timing column. */
const readingOrder = (): Int32Array => {
  const order: number[] = [];
  let upwards = true;
  for (let right = GRID_SIZE - 1; right > 0; right -= 2) {
    if (right === 6) right--;
    for (let k = 0; k < GRID_SIZE; k++) {
      const y = upwards ? GRID_SIZE - 1 - k : k;
      for (const x of [right, right - 1]) {
        const at = indexOf(x, y);
        if (FIXED_MODULES[at] === -2) order.push(at);
      }
    }
    upwards = !upwards;
  }
  return Int32Array.from(order);
};
const READING_ORDER = readingOrder();

const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_x, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** The 15 bits of format information that stand for each of the 32 combinations of level and mask. */
const FORMATS = Array.from({ length: 32 }, (_, data) => {
  let rest = data << 10;
  for (let bit = 14; bit >= 10; bit--) if ((rest >> bit) & 1) rest ^= 0x537 << (bit - 10);
  return ((data << 10) | rest) ^ 0x5412;
});

/** Where the two copies of the format information stand, most significant bit first. */
const FORMAT_PLACES: readonly (readonly number[])[] = [
  [...[0, 1, 2, 3, 4, 5, 7, 8].map((x) => indexOf(x, 8)), ...[7, 5, 4, 3, 2, 1, 0].map((y) => indexOf(8, y))],
  [
    ...[1, 2, 3, 4, 5, 6, 7].map((k) => indexOf(8, GRID_SIZE - k)),
    ...[8, 7, 6, 5, 4, 3, 2, 1].map((k) => indexOf(GRID_SIZE - k, 8)),
  ],
];
/** Two words of format information differ in 7 bits or more. */
const MAX_FORMAT_ERRORS = 3;

const bitsOf = (value: number): number => {
  let count = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) count++;
  return count;
};

const readFormat = (modules: Uint8Array): number | null => {
  let best: number | null = null;
  let fewest = MAX_FORMAT_ERRORS + 1;
  for (const places of FORMAT_PLACES) {
    let word = 0;
    for (const at of places) word = (word << 1) | (modules[at] as number);
    FORMATS.forEach((format, data) => {
      const errors = bitsOf(word ^ format);
      if (errors < fewest) {
        fewest = errors;
        best = data;
      }
    });
  }
  return best;
};

const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const MODES = { end: 0, numeric: 1, alphanumeric: 2, bytes: 4 } as const;

/** Takes the bits of bytes from the front, most significant first; beyond the end they are 0. */
class BitQueue {
  private at = 0;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Below 0 where more was taken than there was. */
  get left(): number {
    return this.bytes.length * 8 - this.at;
  }

  take(count: number): number {
    let value = 0;
    for (let k = 0; k < count; k++, this.at++) {
      value = (value << 1) | (((this.bytes[this.at >> 3] ?? 0) >> (7 - (this.at & 7))) & 1);
    }
    return value;
  }
}

const takeNumeric = (bits: BitQueue): string => {
  let text = '';
  for (let left = bits.take(10); left > 0 && bits.left > 0; left -= 3) {
    const digits = Math.min(3, left);
    const value = bits.take(digits === 1 ? 4 : digits === 2 ? 7 : 10);
    text += value.toString().padStart(digits, '0');
  }
  return text;
};

const takeAlphanumeric = (bits: BitQueue): string => {
  let text = '';
  let left = bits.take(9);
  for (; left > 1 && bits.left > 0; left -= 2) {
    const pair = bits.take(11);
    text += ALPHANUMERIC.charAt(Math.floor(pair / 45)) + ALPHANUMERIC.charAt(pair % 45);
  }
  return left === 1 ? text + ALPHANUMERIC.charAt(bits.take(6)) : text;
};

const takeBytes = (bits: BitQueue): string => {
  let text = '';
  for (let left = bits.take(8); left > 0 && bits.left > 0; left--) text += String.fromCharCode(bits.take(8));
  return text;
};

/** The text in the data codewords: numeric, alphanumeric and byte segments; null for all else. */
const readText = (codewords: Uint8Array): string | null => {
  const bits = new BitQueue(codewords);
  let text = '';
  while (bits.left >= 4) {
    const mode = bits.take(4);
    if (mode === MODES.end) break;
    if (mode === MODES.numeric) text += takeNumeric(bits);
    else if (mode === MODES.alphanumeric) text += takeAlphanumeric(bits);
    else if (mode === MODES.bytes) text += takeBytes(bits);
    else return null;
  }
  return bits.left >= 0 && text !== '' ? text : null;
};

/** The text of a symbol from its modules (1 dark, 0 light), wrong ones mended; null where too many are wrong. */
export const decodeGrid = (modules: Uint8Array): string | null => {
  const format = readFormat(modules);
  if (format === null) return null;
  const mask = MASKS[format & 7];
  const checkLength = CHECK_LENGTHS[(format >> 3) as 0 | 1 | 2 | 3];
  if (mask === undefined) return null;
  const codewords = new Uint8Array(CODEWORDS);
  for (let bit = 0; bit < CODEWORDS * 8; bit++) {
    const at = READING_ORDER[bit] as number;
    const flip = mask(at % GRID_SIZE, Math.floor(at / GRID_SIZE)) ? 1 : 0;
    const byte = bit >> 3;
    codewords[byte] = ((codewords[byte] as number) << 1) | ((modules[at] as number) ^ flip);
  }
  if (correctCodewords(codewords, checkLength) === null) return null;
  return readText(codewords.subarray(0, CODEWORDS - checkLength));
};
