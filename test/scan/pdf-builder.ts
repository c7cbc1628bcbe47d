/** A small PDF writer for tests: pages of images placed as the quirks of real scanners place them. */
import { createHash } from 'node:crypto';

export interface BuiltImage {
  /** Entries of the image's dictionary besides /Type, /Subtype and /Length. */
  readonly entries: string;
  readonly data: Uint8Array;
}

export interface BuiltPage {
  /** Page space in pt: left, bottom, right, top. */
  readonly mediaBox: readonly [number, number, number, number];
  readonly cropBox?: readonly [number, number, number, number];
  readonly rotate?: number;
  readonly userUnit?: number;
  /** Reachable as /Im0, /Im1, ... from the content. */
  readonly images?: readonly BuiltImage[];
  readonly content: string;
  /** Annotations, as the inside of their dictionaries. */
  readonly annotations?: readonly string[];
}

export interface BuildOptions {
  /** Encrypts with RC4, 40 bits: `''` opens without a password. */
  readonly userPassword?: string;
  /** Writes a table of objects whose positions are wrong by this many bytes. */
  readonly wrongOffsets?: number;
}

/** Draws /Im0 over the whole of a page of that size. */
export const drawWhole = (widthPt: number, heightPt: number): string =>
  `q ${widthPt} 0 0 ${heightPt} 0 0 cm /Im0 Do Q`;

const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');
const PERMISSIONS = -4;

const md5 = (...parts: Uint8Array[]): Buffer => {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const rc4 = (key: Uint8Array, data: Uint8Array): Buffer => {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  const swap = (a: number, b: number): void => {
    const kept = state[a] ?? 0;
    state[a] = state[b] ?? 0;
    state[b] = kept;
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) & 255;
    swap(i, j);
  }
  let i = 0;
  let j = 0;
  return Buffer.from(
    data.map((byte) => {
      i = (i + 1) & 255;
      j = (j + (state[i] ?? 0)) & 255;
      swap(i, j);
      return byte ^ (state[((state[i] ?? 0) + (state[j] ?? 0)) & 255] ?? 0);
    }),
  );
};

interface Encryption {
  readonly dictionary: string;
  readonly fileId: string;
  readonly encrypt: (objectNumber: number, data: Uint8Array) => Uint8Array;
}

/** The standard security handler, revision 2 (ISO 32000-1, 7.6.3). */
const encryptionOf = (userPassword: string): Encryption => {
  const padded = (password: string): Buffer =>
    Buffer.concat([Buffer.from(password, 'latin1'), PADDING]).subarray(0, 32);
  const owner = rc4(md5(padded('owner')).subarray(0, 5), padded(userPassword));
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(PERMISSIONS);
  const fileId = md5(Buffer.from('test'));
  const key = md5(padded(userPassword), owner, permissions, fileId).subarray(0, 5);
  const user = rc4(key, PADDING);
  return {
    dictionary: `<< /Filter /Standard /V 1 /R 2 /P ${PERMISSIONS} /O <${owner.toString('hex')}> /U <${user.toString('hex')}> >>`,
    fileId: fileId.toString('hex'),
    encrypt: (objectNumber, data) => {
      const salt = Buffer.from([
        objectNumber & 255,
        (objectNumber >> 8) & 255,
        (objectNumber >> 16) & 255,
        0,
        0,
      ]);
      return rc4(md5(key, salt).subarray(0, 10), data);
    },
  };
};

/** The bytes of a PDF with these pages. */
export const buildPdf = (pages: readonly BuiltPage[], options: BuildOptions = {}): Buffer => {
  const encryption = options.userPassword === undefined ? undefined : encryptionOf(options.userPassword);
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  let length = parts[0]?.length ?? 0;
  const offsets: number[] = [];
  const add = (...chunks: (string | Uint8Array)[]): void => {
    for (const chunk of chunks) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk, 'latin1') : Buffer.from(chunk);
      parts.push(bytes);
      length += bytes.length;
    }
  };
  let lastNumber = 2;
  const object = (number: number, ...body: (string | Uint8Array)[]): void => {
    offsets[number] = length;
    add(`${number} 0 obj\n`, ...body, '\nendobj\n');
  };
  const stream = (entries: string, data: Uint8Array): number => {
    const number = ++lastNumber;
    const bytes = encryption === undefined ? data : encryption.encrypt(number, data);
    object(number, `<< ${entries} /Length ${bytes.length} >>\nstream\n`, bytes, '\nendstream');
    return number;
  };
  const kids = pages.map((page) => {
    const images = (page.images ?? []).map((image) =>
      stream(`/Type /XObject /Subtype /Image ${image.entries}`, image.data),
    );
    const content = stream('', Buffer.from(page.content, 'latin1'));
    const annotations = (page.annotations ?? []).map((entries) => {
      const number = ++lastNumber;
      object(number, `<< /Type /Annot ${entries} >>`);
      return number;
    });
    const number = ++lastNumber;
    const resources = `/XObject << ${images.map((image, index) => `/Im${index} ${image} 0 R`).join(' ')} >> /Font << /F0 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>`;
    object(
      number,
      `<< /Type /Page /Parent 2 0 R /MediaBox [${page.mediaBox.join(' ')}]`,
      page.cropBox === undefined ? '' : ` /CropBox [${page.cropBox.join(' ')}]`,
      page.rotate === undefined ? '' : ` /Rotate ${page.rotate}`,
      page.userUnit === undefined ? '' : ` /UserUnit ${page.userUnit}`,
      annotations.length === 0 ? '' : ` /Annots [${annotations.map((n) => `${n} 0 R`).join(' ')}]`,
      ` /Resources << ${resources} >> /Contents ${content} 0 R >>`,
    );
    return number;
  });
  object(1, '<< /Type /Catalog /Pages 2 0 R >>');
  object(2, `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`);
  let security = '';
  if (encryption !== undefined) {
    const number = ++lastNumber;
    object(number, encryption.dictionary);
    security = ` /Encrypt ${number} 0 R /ID [<${encryption.fileId}> <${encryption.fileId}>]`;
  }
  const tableAt = length + (options.wrongOffsets ?? 0);
  add(`xref\n0 ${lastNumber + 1}\n0000000000 65535 f \n`);
  for (let number = 1; number <= lastNumber; number++) {
    add(`${String((offsets[number] ?? 0) + (options.wrongOffsets ?? 0)).padStart(10, '0')} 00000 n \n`);
  }
  add(`trailer\n<< /Size ${lastNumber + 1} /Root 1 0 R${security} >>\nstartxref\n${tableAt}\n%%EOF\n`);
  return Buffer.concat(parts);
};
