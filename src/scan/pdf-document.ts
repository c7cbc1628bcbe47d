import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { dropPdfium, pdfium, PdfiumError, type Pdfium, type ReadBytes } from './pdfium-module.ts';

/** Why pdfium would not open a document. */
export type PdfRefusal = 'damaged' | 'password' | 'security' | 'too-large';

export class PdfRefusedError extends Error {
  readonly refusal: PdfRefusal;
  override readonly name = 'PdfRefusedError';

  constructor(refusal: PdfRefusal, message: string) {
    super(message);
    this.refusal = refusal;
  }
}

/** Where the bytes of a document come from. */
export interface PdfSource {
  readonly sizeBytes: number;
  readonly read: ReadBytes;
  close(): void;
}

const READ_AHEAD_BYTES = 65_536;

/** A file that stays open until `close`; small neighbouring reads are answered from one larger read. */
export const openPdfFile = (path: string): PdfSource => {
  const file = openSync(path, 'r');
  const sizeBytes = fstatSync(file).size;
  const ahead = Buffer.alloc(READ_AHEAD_BYTES);
  let aheadStart = 0;
  let aheadLength = 0;
  const readFully = (position: number, into: Uint8Array): void => {
    let done = 0;
    while (done < into.length) {
      const got = readSync(file, into, done, into.length - done, position + done);
      if (got === 0) throw new RangeError(`The file ends at byte ${position + done}.`);
      done += got;
    }
  };
  return {
    sizeBytes,
    read: (position, into) => {
      if (into.length > READ_AHEAD_BYTES / 4) {
        readFully(position, into);
        return;
      }
      if (position < aheadStart || position + into.length > aheadStart + aheadLength) {
        aheadStart = position;
        aheadLength = readSync(file, ahead, 0, READ_AHEAD_BYTES, position);
        if (aheadLength < into.length)
          throw new RangeError(`The file ends at byte ${position + aheadLength}.`);
      }
      into.set(ahead.subarray(position - aheadStart, position - aheadStart + into.length));
    },
    close: () => {
      closeSync(file);
    },
  };
};

export const pdfSourceOfBytes = (bytes: Uint8Array): PdfSource => ({
  sizeBytes: bytes.length,
  read: (position, into) => {
    if (position + into.length > bytes.length)
      throw new RangeError(`The document ends at byte ${bytes.length}.`);
    into.set(bytes.subarray(position, position + into.length));
  },
  close: () => {},
});

const FPDF_ERR_PASSWORD = 4;
const FPDF_ERR_SECURITY = 5;
// pdfium's file offsets are 32 bits wide in WebAssembly.
const MAX_FILE_BYTES = 2 ** 31 - 1;

export interface PdfDocument {
  readonly pageCount: number;
  /** Encrypted, though it opens without a password: what stands in the file is not what pdfium gives. */
  readonly isEncrypted: boolean;
  /** False where pdfium had to look for the objects itself because the file's own table of them is wrong. */
  readonly hasValidCrossReferences: boolean;
  /** Runs `use` with a loaded page and releases it. Throws PdfiumError where the page cannot be loaded. */
  withPage<T>(pageIndex: number, use: (page: number, lib: Pdfium) => T): T;
  close(): void;
}

/**
 * Opens a document; the caller closes the document, then the source.
 * Throws PdfRefusedError where it is damaged, needs a password, or is of 2 GB or more.
 */
export const openPdfDocument = async (source: PdfSource): Promise<PdfDocument> => {
  if (source.sizeBytes > MAX_FILE_BYTES) {
    throw new PdfRefusedError(
      'too-large',
      `${source.sizeBytes} bytes are more than the ${MAX_FILE_BYTES} that can be opened`,
    );
  }
  const lib = await pdfium();
  const { functions } = lib;
  // After a trap, WebAssembly memory is in an unknown state: this module is not used again.
  let broken = false;
  const guard = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) {
        broken = true;
        dropPdfium();
        throw new PdfiumError(`pdfium broke down: ${error.message}`, { cause: error });
      }
      throw error;
    }
  };

  const registered = lib.registerSource(source.read);
  const access = lib.allocate(12);
  const view = new DataView(lib.heap().buffer);
  view.setUint32(access, source.sizeBytes, true);
  view.setUint32(access + 4, lib.readBlockFunction, true);
  view.setUint32(access + 8, registered, true);
  const release = (): void => {
    lib.forgetSource(registered);
    if (!broken) lib.free(access);
  };
  let document: number;
  try {
    document = guard(() => functions._FPDF_LoadCustomDocument(access, 0));
  } catch (error) {
    release();
    throw new PdfRefusedError('damaged', error instanceof Error ? error.message : String(error));
  }
  if (document === 0) {
    const code = functions._FPDF_GetLastError();
    release();
    if (code === FPDF_ERR_PASSWORD) throw new PdfRefusedError('password', 'a password is needed to open it');
    if (code === FPDF_ERR_SECURITY)
      throw new PdfRefusedError('security', 'it is encrypted in a way that is not known here');
    throw new PdfRefusedError('damaged', 'the PDF is damaged beyond repair');
  }
  return {
    pageCount: functions._FPDF_GetPageCount(document),
    isEncrypted: functions._FPDF_GetSecurityHandlerRevision(document) !== -1,
    hasValidCrossReferences: functions._FPDF_DocumentHasValidCrossReferenceTable(document) !== 0,
    withPage: (pageIndex, use) => {
      if (broken) throw new PdfiumError('pdfium broke down on an earlier page');
      return guard(() => {
        const page = functions._FPDF_LoadPage(document, pageIndex);
        if (page === 0) throw new PdfiumError('the page cannot be loaded');
        try {
          return use(page, lib);
        } finally {
          if (!broken) functions._FPDF_ClosePage(page);
        }
      });
    },
    close: () => {
      if (!broken) guard(() => functions._FPDF_CloseDocument(document));
      release();
    },
  };
};
