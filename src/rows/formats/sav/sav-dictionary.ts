import { truncateUtf8 } from '../utf8.ts';
import { MAX_SHORT_STRING, segmentsOf, segmentWidth, type SavVariable } from './sav-variable.ts';

/** The records of an SPSS system file that stand before its data; little endian, texts in UTF-8. */

/** What numbers from -99 to 151 are kept as in one byte, less this. */
export const COMPRESSION_BIAS = 100;

const int32 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [place, value] of values.entries()) bytes.writeInt32LE(value, place * 4);
  return bytes;
};

const float64 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(8 * values.length);
  for (const [place, value] of values.entries()) bytes.writeDoubleLE(value, place * 8);
  return bytes;
};

const padded = (text: string, length: number): Buffer => {
  const bytes = Buffer.alloc(length, ' ');
  bytes.write(truncateUtf8(text, length), 'utf8');
  return bytes;
};

const counted = (text: Buffer | string): Buffer => {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  return Buffer.concat([int32(bytes.length), bytes]);
};

/** Eight bytes: a number, or a string of up to eight. */
const valueBytes = (value: number | string): Buffer =>
  typeof value === 'number' ? float64(value) : padded(value, 8);

const unitsOf = (width: number): number => Math.max(1, Math.ceil(width / 8));

const extension = (subtype: number, size: number, content: Buffer): Buffer =>
  Buffer.concat([int32(7, subtype, size, content.length / size), content]);

const formatNumber = ({ type, width, decimals }: SavVariable['format']): number =>
  (type << 16) | (width << 8) | decimals;

const continuation = int32(2, -1, 0, 0, 0, 0);

const variableRecords = (variable: SavVariable): Buffer => {
  const { shortName, segmentNames, width, label, missing, format } = variable;
  const parts: Buffer[] = [];
  for (const [segment, name] of [shortName, ...segmentNames].entries()) {
    const ownWidth = segmentWidth(width, segment);
    const isFirst = segment === 0;
    const isLong = width > 8;
    const hasLabel = isFirst && label !== '';
    const hasMissing = isFirst && missing !== null && !isLong;
    const missingCount = !hasMissing ? 0 : 'values' in missing ? missing.values.length : -2;
    const ownFormat = formatNumber(width === 0 ? format : { ...format, width: ownWidth });
    parts.push(
      int32(2, width === 0 ? 0 : ownWidth, hasLabel ? 1 : 0, missingCount, ownFormat, ownFormat),
      padded(name, 8),
    );
    if (hasLabel) {
      const bytes = Buffer.byteLength(label);
      parts.push(int32(bytes), padded(label, Math.ceil(bytes / 4) * 4));
    }
    if (hasMissing) {
      parts.push(
        ...('values' in missing ? missing.values.map(valueBytes) : [float64(missing.from, missing.to)]),
      );
    }
    for (let unit = 1; unit < unitsOf(ownWidth); unit++) parts.push(continuation, padded('', 8));
  }
  return Buffer.concat(parts);
};

/** Place of each variable's first unit, from 1. */
export const unitPlaces = (variables: readonly SavVariable[]): { places: number[]; units: number } => {
  let units = 0;
  const places = variables.map(({ width }) => {
    const place = units + 1;
    for (let segment = 0; segment < segmentsOf(width); segment++) {
      units += unitsOf(segmentWidth(width, segment));
    }
    return place;
  });
  return { places, units };
};

const valueLabelRecords = ({ valueLabels, width }: SavVariable, place: number): Buffer => {
  if (valueLabels.length === 0 || width > 8) return Buffer.alloc(0);
  const labels = valueLabels.map(({ value, label }) => {
    const bytes = Buffer.byteLength(label);
    const room = Math.ceil((bytes + 1) / 8) * 8 - 1;
    return Buffer.concat([valueBytes(value), Buffer.from([bytes]), padded(label, room)]);
  });
  return Buffer.concat([int32(3, labels.length), ...labels, int32(4, 1, place)]);
};

const longStringLabels = (variables: readonly SavVariable[]): Buffer => {
  const content = variables
    .filter(({ width, valueLabels }) => width > 8 && valueLabels.length > 0)
    .map(({ name, width, valueLabels }) =>
      Buffer.concat([
        counted(name),
        int32(width, valueLabels.length),
        ...valueLabels.flatMap(({ value, label }) => [counted(padded(String(value), width)), counted(label)]),
      ]),
    );
  return content.length === 0 ? Buffer.alloc(0) : extension(21, 1, Buffer.concat(content));
};

const longStringMissing = (variables: readonly SavVariable[]): Buffer => {
  const content = variables.flatMap(({ name, width, missing }) =>
    width > 8 && missing !== null && 'values' in missing
      ? [
          Buffer.concat([
            counted(name),
            Buffer.from([missing.values.length]),
            int32(8),
            ...missing.values.map(valueBytes),
          ]),
        ]
      : [],
  );
  return content.length === 0 ? Buffer.alloc(0) : extension(22, 1, Buffer.concat(content));
};

const MEASURES = { nominal: 1, ordinal: 2, scale: 3 } as const;
const ALIGN = { left: 0, right: 1 } as const;
/** Of the window that shows the data, in characters. */
const DISPLAY_WIDTH = { least: 8, most: 24 } as const;

const displayRecord = (variables: readonly SavVariable[]): Buffer =>
  extension(
    11,
    4,
    Buffer.concat(
      variables.flatMap(({ measure, width, format, segmentNames }) => {
        const shown = Math.min(DISPLAY_WIDTH.most, Math.max(DISPLAY_WIDTH.least, format.width));
        const own = int32(MEASURES[measure], shown, width === 0 ? ALIGN.right : ALIGN.left);
        return [own, ...segmentNames.map(() => own)];
      }),
    ),
  );

/** A question of which several answers may be marked, and the columns of its answers. */
export interface MultipleResponseSet {
  readonly name: string;
  readonly label: string;
  readonly shortNames: readonly string[];
}

const multipleResponseRecord = (sets: readonly MultipleResponseSet[]): Buffer => {
  if (sets.length === 0) return Buffer.alloc(0);
  const lines = sets.map(
    ({ name, label, shortNames }) =>
      `$${name}=D1 1 ${Buffer.byteLength(label)} ${label} ${shortNames.map((short) => short.toLowerCase()).join(' ')}\n`,
  );
  return extension(7, 1, Buffer.from(lines.join('')));
};

const documentRecord = (lines: readonly string[]): Buffer =>
  lines.length === 0
    ? Buffer.alloc(0)
    : Buffer.concat([int32(6, lines.length), ...lines.map((line) => padded(line, 80))]);

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const headerRecord = (file: SavFile, units: number, weightPlace: number): Buffer => {
  const two = (value: number): string => String(value).padStart(2, '0');
  const { at } = file;
  const date = `${two(at.getUTCDate())} ${MONTHS[at.getUTCMonth()] ?? ''} ${two(at.getUTCFullYear() % 100)}`;
  const time = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(two).join(':');
  return Buffer.concat([
    Buffer.from('$FL2'),
    padded('@(#) SPSS DATA FILE Paperline', 60),
    int32(2, units, 1, weightPlace, file.cases),
    float64(COMPRESSION_BIAS),
    padded(date, 9),
    padded(time, 8),
    padded(file.label, 64),
    Buffer.alloc(3),
  ]);
};

const versionRecords = (): Buffer => {
  const lowest = Buffer.from([0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xef, 0xff]);
  return Buffer.concat([
    // Version 1.0.0, machine, IEEE 754, compressed, little endian, UTF-8.
    extension(3, 4, int32(1, 0, 0, -1, 1, 1, 2, 65_001)),
    extension(4, 8, Buffer.concat([float64(-Number.MAX_VALUE, Number.MAX_VALUE), lowest])),
  ]);
};

export interface SavFile {
  readonly label: string;
  readonly at: Date;
  readonly cases: number;
  readonly variables: readonly SavVariable[];
  /** Place among the variables, from 0; null without a weight. */
  readonly weight: number | null;
  readonly sets: readonly MultipleResponseSet[];
  /** Remarks, of up to 80 bytes each. */
  readonly documents: readonly string[];
}

/** All that stands before the data. */
export const formatSavDictionary = (file: SavFile): Buffer => {
  const { variables } = file;
  const { places, units } = unitPlaces(variables);
  const longNames = variables.map(({ shortName, name }) => `${shortName}=${name}`).join('\t');
  const veryLong = variables
    .filter(({ width }) => width > MAX_SHORT_STRING)
    .map(({ shortName, width }) => `${shortName}=${String(width).padStart(5, '0')}\0\t`)
    .join('');
  const cases = Buffer.alloc(16);
  cases.writeBigInt64LE(1n, 0);
  cases.writeBigInt64LE(BigInt(file.cases), 8);
  return Buffer.concat([
    headerRecord(file, units, file.weight === null ? 0 : (places[file.weight] ?? 0)),
    ...variables.map(variableRecords),
    ...variables.map((variable, at) => valueLabelRecords(variable, places[at] ?? 0)),
    documentRecord(file.documents),
    versionRecords(),
    multipleResponseRecord(file.sets),
    displayRecord(variables),
    extension(13, 1, Buffer.from(longNames)),
    veryLong === '' ? Buffer.alloc(0) : extension(14, 1, Buffer.from(veryLong)),
    extension(16, 8, cases),
    extension(20, 1, Buffer.from('UTF-8')),
    longStringLabels(variables),
    longStringMissing(variables),
    int32(999, 0),
  ]);
};
