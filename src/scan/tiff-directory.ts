/** The directories of a TIFF file: what each page says about itself, read without decoding. TIFF 6.0, and BigTIFF. */

export type ReadRange = (position: number, length: number) => Uint8Array;

export interface TiffEntry {
  readonly tag: number;
  /** Field type: 1 byte, 2 ASCII, 3 short, 4 long, 5 rational, 13 IFD, 16 long8 ... */
  readonly type: number;
  readonly count: number;
  /** Where the values stand in the file (inside the entry itself where they fit). */
  readonly valuesAt: number;
  readonly inline: boolean;
}

export interface TiffDirectory {
  /** Where the directory starts, and where the pointer to the next one stands, from the file's start. */
  readonly at: number;
  readonly nextPointerAt: number;
  readonly entries: ReadonlyMap<number, TiffEntry>;
}

/** The file is no TIFF, or its directories point outside it. */
export class TiffDamageError extends Error {
  override readonly name = 'TiffDamageError';
}

export const TIFF_TAGS = {
  newSubfileType: 254,
  width: 256,
  height: 257,
  bitsPerSample: 258,
  compression: 259,
  photometric: 262,
  stripOffsets: 273,
  orientation: 274,
  samplesPerPixel: 277,
  stripByteCounts: 279,
  resolutionX: 282,
  resolutionY: 283,
  resolutionUnit: 296,
  tileOffsets: 324,
  tileByteCounts: 325,
  extraSamples: 338,
} as const;

const TYPE_BYTES: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  16: 8,
  17: 8,
  18: 8,
};

// Far more entries than any writer makes; a directory that claims more is damaged.
const MAX_ENTRIES = 4096;
// A page of 1 row a strip and 60,000 rows has 60,000 strips.
const MAX_VALUES = 1_000_000;

export class TiffFile {
  readonly littleEndian: boolean;
  readonly big: boolean;
  readonly #read: ReadRange;
  readonly #sizeBytes: number;

  /** `read` answers fewer bytes than asked only at the file's end. Throws TiffDamageError where the header is not that of a TIFF. */
  constructor(read: ReadRange, sizeBytes: number) {
    this.#read = read;
    this.#sizeBytes = sizeBytes;
    const header = read(0, 4);
    this.littleEndian = header[0] === 0x49;
    const magic = this.littleEndian ? header[2] : header[3];
    if (magic !== 42 && magic !== 43) throw new TiffDamageError('the header is not that of a TIFF');
    this.big = magic === 43;
  }

  /** The pages' directories, in order; each is read when asked for. Ends at the chain's end; a loop in the chain is damage. */
  *directories(): Generator<TiffDirectory, void, undefined> {
    const seen = new Set<number>();
    let at = this.big ? this.#number(8, 8) : this.#number(4, 4);
    while (at !== 0) {
      if (seen.has(at))
        throw new TiffDamageError(`the list of pages runs in a circle after ${seen.size} pages`);
      seen.add(at);
      const directory = this.#directory(at);
      yield directory;
      at = this.#number(directory.nextPointerAt, this.big ? 8 : 4);
    }
  }

  #bytes(position: number, length: number): DataView {
    const bytes = position + length > this.#sizeBytes ? new Uint8Array(0) : this.#read(position, length);
    if (bytes.length < length) {
      throw new TiffDamageError(`byte ${position + length} is needed, but the file has ${this.#sizeBytes}`);
    }
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  #number(position: number, length: 2 | 4 | 8): number {
    const view = this.#bytes(position, length);
    if (length === 2) return view.getUint16(0, this.littleEndian);
    if (length === 4) return view.getUint32(0, this.littleEndian);
    return Number(view.getBigUint64(0, this.littleEndian));
  }

  #directory(at: number): TiffDirectory {
    const countBytes = this.big ? 8 : 2;
    const entryBytes = this.big ? 20 : 12;
    const inlineBytes = this.big ? 8 : 4;
    const count = this.#number(at, countBytes);
    if (count > MAX_ENTRIES) throw new TiffDamageError(`a page claims ${count} properties`);
    const entries = new Map<number, TiffEntry>();
    const start = at + countBytes;
    const view = this.#bytes(start, count * entryBytes);
    for (let index = 0; index < count; index++) {
      const offset = index * entryBytes;
      const tag = view.getUint16(offset, this.littleEndian);
      const type = view.getUint16(offset + 2, this.littleEndian);
      const values = this.big
        ? Number(view.getBigUint64(offset + 4, this.littleEndian))
        : view.getUint32(offset + 4, this.littleEndian);
      const field = start + offset + entryBytes - inlineBytes;
      const inline = values * (TYPE_BYTES[type] ?? 1) <= inlineBytes;
      const valuesAt = inline ? field : this.#number(field, inlineBytes);
      entries.set(tag, { tag, type, count: values, valuesAt, inline });
    }
    return { at, nextPointerAt: start + count * entryBytes, entries };
  }

  /** The numbers of an entry; rationals as their quotient; empty where the page has no such entry. */
  values(directory: TiffDirectory, tag: number): number[] {
    const entry = directory.entries.get(tag);
    if (entry === undefined) return [];
    const size = TYPE_BYTES[entry.type];
    if (size === undefined) return [];
    if (entry.count > MAX_VALUES) throw new TiffDamageError(`property ${tag} claims ${entry.count} values`);
    const view = this.#bytes(entry.valuesAt, entry.count * size);
    return Array.from({ length: entry.count }, (_, index) => this.#value(view, index * size, entry.type));
  }

  #value(view: DataView, at: number, type: number): number {
    const little = this.littleEndian;
    switch (type) {
      case 3:
        return view.getUint16(at, little);
      case 4:
      case 13:
        return view.getUint32(at, little);
      case 5:
        return view.getUint32(at, little) / view.getUint32(at + 4, little);
      case 8:
        return view.getInt16(at, little);
      case 9:
        return view.getInt32(at, little);
      case 10:
        return view.getInt32(at, little) / view.getInt32(at + 4, little);
      case 11:
        return view.getFloat32(at, little);
      case 12:
        return view.getFloat64(at, little);
      case 16:
      case 17:
      case 18:
        return Number(view.getBigUint64(at, little));
      default:
        return view.getUint8(at);
    }
  }

  /** The first number of an entry, or `otherwise`. */
  value(directory: TiffDirectory, tag: number, otherwise: number): number {
    return this.values(directory, tag)[0] ?? otherwise;
  }
}
