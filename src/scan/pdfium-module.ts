/**
 * pdfium's own C interface, as WebAssembly, with files read on demand.
 *
 * The wrapper that comes with the package copies a whole file into WebAssembly memory, which never shrinks again; a
 * scan of 200 pages is 200 MB. pdfium itself can ask for the bytes it needs (FPDF_LoadCustomDocument), but wants a C
 * function to ask. That function is put into the module's function table, for which the table is given one more place.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PDFiumModule } from '@hyzyla/pdfium';

/** Bytes at hand for pdfium: fills `into` from `position` on; the range lies within the size given with it. */
export type ReadBytes = (position: number, into: Uint8Array) => void;

/** The part of pdfium's C interface that is used here. Pointers and handles are numbers; 0 is none or failure. */
interface PdfiumFunctions {
  _FPDF_InitLibraryWithConfig(config: number): void;
  _FPDF_LoadCustomDocument(fileAccess: number, password: number): number;
  _FPDF_CloseDocument(document: number): void;
  _FPDF_GetLastError(): number;
  _FPDF_GetPageCount(document: number): number;
  _FPDF_DocumentHasValidCrossReferenceTable(document: number): number;
  _FPDF_GetSecurityHandlerRevision(document: number): number;
  _FPDF_LoadPage(document: number, pageIndex: number): number;
  _FPDF_ClosePage(page: number): void;
  _FPDF_GetPageWidthF(page: number): number;
  _FPDF_GetPageHeightF(page: number): number;
  _FPDF_GetPageBoundingBox(page: number, rect: number): number;
  _FPDF_RenderPageBitmap(
    bitmap: number,
    page: number,
    startX: number,
    startY: number,
    sizeX: number,
    sizeY: number,
    rotate: number,
    flags: number,
  ): void;
  _FPDFPage_GetRotation(page: number): number;
  _FPDFPage_CountObjects(page: number): number;
  _FPDFPage_GetObject(page: number, index: number): number;
  _FPDFPage_GetAnnotCount(page: number): number;
  _FPDFPage_GetAnnot(page: number, index: number): number;
  _FPDFPage_CloseAnnot(annotation: number): void;
  _FPDFAnnot_GetSubtype(annotation: number): number;
  _FPDFPageObj_GetType(object: number): number;
  _FPDFPageObj_CountMarks(object: number): number;
  _FPDFPageObj_GetMark(object: number, index: number): number;
  _FPDFPageObjMark_GetName(mark: number, buffer: number, length: number, outLength: number): number;
  _FPDFPath_GetDrawMode(path: number, fillMode: number, stroke: number): number;
  _FPDFPageObj_GetMatrix(object: number, matrix: number): number;
  _FPDFPageObj_GetBounds(object: number, left: number, bottom: number, right: number, top: number): number;
  _FPDFPageObj_HasTransparency(object: number): number;
  _FPDFPageObj_GetClipPath(object: number): number;
  _FPDFPageObj_GetFillColor(object: number, r: number, g: number, b: number, a: number): number;
  _FPDFClipPath_CountPaths(clipPath: number): number;
  _FPDFClipPath_CountPathSegments(clipPath: number, pathIndex: number): number;
  _FPDFClipPath_GetPathSegment(clipPath: number, pathIndex: number, segmentIndex: number): number;
  _FPDFPathSegment_GetPoint(segment: number, x: number, y: number): number;
  _FPDFFormObj_CountObjects(form: number): number;
  _FPDFFormObj_GetObject(form: number, index: number): number;
  _FPDFTextObj_GetTextRenderMode(text: number): number;
  _FPDFImageObj_GetImageDataRaw(object: number, buffer: number, length: number): number;
  _FPDFImageObj_GetBitmap(object: number): number;
  _FPDFImageObj_GetImagePixelSize(object: number, width: number, height: number): number;
  _FPDFBitmap_CreateEx(width: number, height: number, format: number, scan: number, stride: number): number;
  _FPDFBitmap_FillRect(
    bitmap: number,
    left: number,
    top: number,
    width: number,
    height: number,
    color: number,
  ): number;
  _FPDFBitmap_GetBuffer(bitmap: number): number;
  _FPDFBitmap_GetStride(bitmap: number): number;
  _FPDFBitmap_Destroy(bitmap: number): void;
  _FPDFText_LoadPage(page: number): number;
  _FPDFText_ClosePage(textPage: number): void;
  _FPDFText_CountChars(textPage: number): number;
  _FPDFText_GetText(textPage: number, start: number, count: number, buffer: number): number;
}

interface EmscriptenParts {
  readonly wasmExports: {
    malloc(size: number): number;
    free(pointer: number): void;
    readonly __indirect_function_table: WebAssembly.Table;
  };
  /** A new view after every growth of the memory: never keep it across a call. */
  readonly HEAPU8: Uint8Array;
}

/** pdfium cannot do what was asked: a page is damaged, or there is no memory for it. */
export class PdfiumError extends Error {
  override readonly name = 'PdfiumError';
}

export interface Pdfium {
  readonly functions: PdfiumFunctions;
  /** The whole of WebAssembly memory as it is now; do not keep it across a call into pdfium. */
  heap(): Uint8Array<ArrayBuffer>;
  /** Runs `use` with `size` bytes of WebAssembly memory, whatever stands in them, freed afterwards. */
  withMemory<T>(size: number, use: (pointer: number) => T): T;
  /** Memory that the caller frees, with whatever stands in it. */
  allocate(size: number): number;
  free(pointer: number): void;
  /** Makes `read` reachable for FPDF_LoadCustomDocument; the caller forgets it with the returned number. */
  registerSource(read: ReadBytes): number;
  forgetSource(source: number): void;
  /** Index in the function table of the C function that reads from a source. */
  readonly readBlockFunction: number;
}

const TABLE_SECTION = 4;
const FUNCREF = 0x70;
const LIMITS_WITH_MAXIMUM = 1;

const readLeb128 = (bytes: Uint8Array, at: number): { value: number; next: number } => {
  let value = 0;
  let shift = 0;
  let next = at;
  for (;;) {
    const byte = bytes[next];
    if (byte === undefined) throw new RangeError('The pdfium module ends in the middle of a number.');
    next += 1;
    value += (byte & 0x7f) * 2 ** shift;
    shift += 7;
    if ((byte & 0x80) === 0) return { value, next };
  }
};

/** Lets the module's function table grow by one: its maximum, in place. */
const addTablePlace = (wasm: Uint8Array): void => {
  let at = 8;
  while (at < wasm.length) {
    const id = wasm[at];
    const size = readLeb128(wasm, at + 1);
    if (id !== TABLE_SECTION) {
      at = size.next + size.value;
      continue;
    }
    const count = readLeb128(wasm, size.next);
    if (wasm[count.next] !== FUNCREF || wasm[count.next + 1] !== LIMITS_WITH_MAXIMUM) break;
    const minimum = readLeb128(wasm, count.next + 2);
    const maximum = readLeb128(wasm, minimum.next);
    // Counting the last group of seven bits up by one must not overflow into another byte.
    const lowest = wasm[minimum.next] ?? 0;
    if ((lowest & 0x7f) === 0x7f) break;
    wasm[minimum.next] = lowest + 1;
    if (readLeb128(wasm, minimum.next).value !== maximum.value + 1) break;
    return;
  }
  throw new Error(
    'The function table of this pdfium module cannot be extended; use the version in the lockfile.',
  );
};

/** A module whose one function of type (i32, i32, i32, i32) -> i32 calls the import `m.f`: a JavaScript function that C can call. */
const CALLBACK_MODULE = Buffer.from(
  // Magic and version; the function type; the import; the export: a line each.
  `0061736d01000000
   01090160047f7f7f7f017f
   020701016d01660000
   07050101660000`.replace(/\s/g, ''),
  'hex',
);

const startPdfium = async (): Promise<Pdfium> => {
  const wasm = new Uint8Array(
    await readFile(fileURLToPath(import.meta.resolve('@hyzyla/pdfium/pdfium.wasm'))),
  );
  addTablePlace(wasm);
  const module = (await PDFiumModule({
    wasmBinary: wasm.buffer,
    locateFile: () => '',
  })) as unknown as PdfiumFunctions & EmscriptenParts;
  const { wasmExports } = module;
  const table = wasmExports.__indirect_function_table;
  const free = (pointer: number): void => {
    wasmExports.free(pointer);
  };
  const heap = (): Uint8Array<ArrayBuffer> => module.HEAPU8 as Uint8Array<ArrayBuffer>;

  const sources = new Map<number, ReadBytes>();
  let lastSource = 0;
  const readBlock = (source: number, position: number, buffer: number, size: number): number => {
    const read = sources.get(source);
    if (read === undefined) return 0;
    try {
      const start = buffer >>> 0;
      read(position >>> 0, heap().subarray(start, start + (size >>> 0)));
      return 1;
    } catch {
      // pdfium is told that the bytes cannot be had, and takes the file for damaged there.
      return 0;
    }
  };
  const callback = new WebAssembly.Instance(new WebAssembly.Module(CALLBACK_MODULE), { m: { f: readBlock } });
  const readBlockFunction = table.grow(1);
  table.set(readBlockFunction, callback.exports['f']);

  const allocate = (size: number): number => {
    const pointer = wasmExports.malloc(size) >>> 0;
    if (pointer === 0) throw new PdfiumError(`pdfium has no memory left for ${size} bytes.`);
    return pointer;
  };

  module._FPDF_InitLibraryWithConfig(0);
  return {
    functions: module,
    heap,
    allocate,
    free,
    withMemory: (size, use) => {
      const pointer = allocate(size);
      try {
        return use(pointer);
      } finally {
        free(pointer);
      }
    },
    registerSource: (read) => {
      lastSource += 1;
      sources.set(lastSource, read);
      return lastSource;
    },
    forgetSource: (source) => {
      sources.delete(source);
    },
    readBlockFunction,
  };
};

let running: Promise<Pdfium> | undefined;

/** The module of this thread, started on first use (about 50 ms). */
export const pdfium = (): Promise<Pdfium> => {
  running ??= startPdfium();
  return running;
};

/** Drops a module that broke down (a WebAssembly trap leaves its memory in an unknown state); the next use starts afresh. */
export const dropPdfium = (): void => {
  running = undefined;
};
