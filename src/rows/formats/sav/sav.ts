import { columnsOf, type DataColumn } from '../../column-shape.ts';
import { labelLanguage, wordsIn, type DataSet } from '../../data-set.ts';
import { COMPRESSION_BIAS, formatSavDictionary, type MultipleResponseSet } from './sav-dictionary.ts';
import { truncateUtf8 } from '../utf8.ts';
import {
  describeSavVariable,
  MAX_SHORT_STRING,
  segmentsOf,
  segmentWidth,
  type SavVariable,
} from './sav-variable.ts';

/**
 * An SPSS system file (.sav), as PSPP's documentation of the format has it: labels of columns and codes, codes below zero as
 * missing values, empty numbers as system-missing, levels of measurement, weight, multiple response sets, UTF-8, and numbers that
 * fit a byte in a byte.
 */

const CHUNK_BYTES = 65_536;
/** Bytes of a compressed file that say what comes: a number of its own, eight bytes as they are, or eight blanks. */
const RAW = 253;
const BLANK = 254;
const SYSTEM_MISSING = 255;
const SMALLEST = 1 - COMPRESSION_BIAS;
const LARGEST = 251 - COMPRESSION_BIAS;

/** A cell as the file keeps it: for each unit of eight bytes a byte that says what it is, and the bytes of raw ones. */
interface EncodedValue {
  readonly codes: readonly number[];
  readonly raw: readonly (Buffer | null)[];
}

const encodeNumber = (value: number): EncodedValue => {
  if (Number.isInteger(value) && value >= SMALLEST && value <= LARGEST) {
    return { codes: [value + COMPRESSION_BIAS], raw: [null] };
  }
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return { codes: [RAW], raw: [bytes] };
};

const encodeText = (value: string, width: number): EncodedValue => {
  const text = Buffer.from(value);
  const codes: number[] = [];
  const raw: (Buffer | null)[] = [];
  for (let segment = 0; segment < segmentsOf(width); segment++) {
    const units = Math.max(1, Math.ceil(segmentWidth(width, segment) / 8));
    const bytes = Buffer.alloc(units * 8, ' ');
    const from = segment * MAX_SHORT_STRING;
    text.subarray(from, from + MAX_SHORT_STRING).copy(bytes);
    for (let unit = 0; unit < units; unit++) {
      const part = bytes.subarray(unit * 8, unit * 8 + 8);
      const isBlank = part.every((byte) => byte === 0x20);
      codes.push(isBlank ? BLANK : RAW);
      raw.push(isBlank ? null : part);
    }
  }
  return { codes, raw };
};

/** Up to so many values of a column are kept encoded; row ids, each of which is written once, are not. */
const MAX_KEPT = 5000;

/** By the code of a cell. */
const encoderOf = ({ values, width }: SavVariable): ((code: number) => EncodedValue) => {
  const encode = (code: number): EncodedValue => {
    const value = values[code];
    if (value === null || value === undefined) return { codes: [SYSTEM_MISSING], raw: [null] };
    return typeof value === 'number' ? encodeNumber(value) : encodeText(value, width);
  };
  if (values.length > MAX_KEPT) return encode;
  const kept = values.map((_, code) => encode(code));
  return (code) => kept[code] ?? encode(code);
};

function* formatData(columns: readonly DataColumn[], variables: readonly SavVariable[], cases: number) {
  const encoders = variables.map(encoderOf);
  let chunk = Buffer.alloc(CHUNK_BYTES + 72);
  let filled = 0;
  // Eight bytes of what comes, then the raw ones among them.
  const codes = Buffer.alloc(8);
  const waiting: Buffer[] = [];
  let count = 0;
  const flush = (): void => {
    codes.fill(0, count);
    filled += codes.copy(chunk, filled);
    for (const bytes of waiting) filled += bytes.copy(chunk, filled);
    waiting.length = 0;
    count = 0;
  };
  for (let row = 0; row < cases; row++) {
    for (const [place, column] of columns.entries()) {
      const value = encoders[place]?.(column.cells.codes[row] ?? 0);
      if (value === undefined)
        throw new Error(`Expected a value in row ${row} of ${column.variable.variable}.`);
      for (const [unit, code] of value.codes.entries()) {
        codes[count++] = code;
        const raw = value.raw[unit];
        if (raw !== undefined && raw !== null) waiting.push(raw);
        if (count < 8) continue;
        flush();
        if (filled < CHUNK_BYTES) continue;
        yield chunk.subarray(0, filled);
        chunk = Buffer.alloc(CHUNK_BYTES + 72);
        filled = 0;
      }
    }
  }
  if (count > 0) flush();
  if (filled > 0) yield chunk.subarray(0, filled);
}

const findSets = (
  columns: readonly DataColumn[],
  variables: readonly SavVariable[],
): MultipleResponseSet[] => {
  const sets = new Map<string, { label: string; shortNames: string[] }>();
  for (const [place, { variable }] of columns.entries()) {
    if (variable.set === undefined) continue;
    const set = sets.get(variable.set) ?? { label: variable.set, shortNames: [] };
    set.shortNames.push(variables[place]?.shortName ?? '');
    sets.set(variable.set, set);
  }
  return [...sets]
    .filter(([, { shortNames }]) => shortNames.length > 1)
    .map(([name, set]) => ({ name, ...set }));
};

/** Lines of at most `width` bytes, broken at blanks where there are any. */
const wrapLine = (line: string, width = 80): string[] => {
  const lines: string[] = [];
  let rest = line;
  while (Buffer.byteLength(rest) > width) {
    const most = truncateUtf8(rest, width + 1);
    const blank = most.lastIndexOf(' ');
    const at = blank <= 0 ? truncateUtf8(rest, width).length : blank;
    lines.push(rest.slice(0, at));
    rest = rest.slice(at).trimStart();
  }
  return [...lines, rest];
};

/** `language` is that of the labels: the first of the data's where it is not one of theirs. */
export function* formatSav(
  data: DataSet,
  { language, at }: { readonly language?: string | undefined; readonly at: Date },
): Generator<Uint8Array> {
  const columns = columnsOf(data);
  const words = labelLanguage(data, language);
  const variables = columns.map((column, place) => describeSavVariable(column, place + 1, words));
  const weight = columns.findIndex(({ variable }) => variable.use === 'weight');
  yield formatSavDictionary({
    label: wordsIn(data.title, words),
    at,
    cases: data.table.length,
    variables,
    weight: weight < 0 ? null : weight,
    sets: findSets(columns, variables),
    documents: data.account.lines.flatMap((line) => wrapLine(line)),
  });
  yield* formatData(columns, variables, data.table.length);
}
