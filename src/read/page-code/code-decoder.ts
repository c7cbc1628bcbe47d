import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, type ZXingReaderModule } from 'zxing-wasm/reader';
import type { PointPx } from '../../domain/geometry.ts';
import type { GrayImage } from '../../domain/image.ts';

export interface DecodedCode {
  readonly text: string;
  /** The symbol's own corners in the image it was found in: top-left, top-right, bottom-right, bottom-left. */
  readonly corners: readonly [PointPx, PointPx, PointPx, PointPx];
  readonly mirrored: boolean;
}

/** Finds and decodes machine-readable codes; synchronous once made, so that a page never waits for another. */
export interface CodeDecoder {
  /** `thorough` also looks for turned, small and noisy codes: some 90 ms for a whole page, 2 ms for a corner. */
  decode(image: GrayImage, thorough: boolean): readonly DecodedCode[];
}

type ZXingOptions = Parameters<ZXingReaderModule['readBarcodesFromPixmap']>[3];
type ZXingResults = ReturnType<ZXingReaderModule['readBarcodesFromPixmap']>;

/** The parts of the compiled library's own interface that the package's types leave to another package. */
interface ReaderModule {
  readonly HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  _free(address: number): void;
  readBarcodesFromPixmap(
    address: number,
    width: number,
    height: number,
    options: ZXingOptions,
  ): ZXingResults & { delete(): void };
}

/** Numbers that the library's binding takes for its names. */
const LOCAL_AVERAGE = 0;
const IGNORE_ADD_ON = 0;
const PLAIN_TEXT = 0;
const UNKNOWN_CHARACTER_SET = 0;

const optionsOf = (thorough: boolean): ZXingOptions => ({
  formats: 'QRCode',
  tryHarder: thorough,
  tryRotate: thorough,
  tryInvert: false,
  tryDownscale: thorough,
  tryDenoise: thorough,
  binarizer: LOCAL_AVERAGE,
  isPure: false,
  downscaleFactor: 3,
  downscaleThreshold: 500,
  minLineCount: 2,
  maxNumberOfSymbols: thorough ? 8 : 2,
  validateOptionalChecksum: false,
  returnErrors: false,
  eanAddOnSymbol: IGNORE_ADD_ON,
  textMode: PLAIN_TEXT,
  characterSet: UNKNOWN_CHARACTER_SET,
  tryCode39ExtendedMode: false,
});

/** The library would fetch its binary from the internet; the one in its package is given to it instead. */
const loadModule = async (): Promise<ReaderModule> => {
  const path = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const binary = await readFile(path);
  const wasmBinary = binary.buffer.slice(binary.byteOffset, binary.byteOffset + binary.byteLength);
  const loaded = await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  return loaded as unknown as ReaderModule;
};

let module: Promise<ReaderModule> | undefined;

/** A decoder of QR codes. The library is loaded once a process. */
export const createCodeDecoder = async (): Promise<CodeDecoder> => {
  const zxing = await (module ??= loadModule());
  const quick = optionsOf(false);
  const thoroughly = optionsOf(true);
  let memory = 0;
  let memorySize = 0;
  return {
    decode(image, thorough) {
      const size = image.width * image.height;
      if (size > memorySize) {
        if (memory !== 0) zxing._free(memory);
        memory = zxing._malloc(size);
        memorySize = size;
      }
      zxing.HEAPU8.set(image.data, memory);
      const results = zxing.readBarcodesFromPixmap(
        memory,
        image.width,
        image.height,
        thorough ? thoroughly : quick,
      );
      const codes: DecodedCode[] = [];
      for (let i = 0; i < results.size(); i++) {
        const result = results.get(i);
        if (result === undefined || !result.isValid) continue;
        const { topLeft, topRight, bottomRight, bottomLeft } = result.position;
        codes.push({
          text: result.text,
          corners: [topLeft, topRight, bottomRight, bottomLeft],
          mirrored: result.isMirrored,
        });
      }
      results.delete();
      return codes;
    },
  };
};
