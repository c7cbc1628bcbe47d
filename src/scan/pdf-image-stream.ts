/** The image streams that can be decoded without pdfium, as their dictionaries describe them. */
import { isDictionary, nameOf, numberOf, type PdfDictionary, type PdfValue } from './pdf-dictionary.ts';

export interface CcittParameters {
  /** Below 0: Group 4; 0: Group 3, one-dimensional; above 0: Group 3, mixed. */
  readonly k: number;
  readonly columns: number;
}

export type ImageStream =
  | { readonly coding: 'jpeg'; readonly width: number; readonly height: number; readonly inverted: boolean }
  | {
      readonly coding: 'ccitt';
      readonly width: number;
      readonly height: number;
      readonly parameters: CcittParameters;
      /** True where coded black runs are white on paper. */
      readonly inverted: boolean;
      /** Only the black pixels are painted. */
      readonly isMask: boolean;
    }
  | {
      readonly coding: 'flate';
      readonly width: number;
      readonly height: number;
      readonly bitsPerSample: 1 | 8;
      readonly channels: 1 | 3;
      /** Rows are stored with PNG's filters, a filter byte before each. */
      readonly pngPredictor: boolean;
      readonly inverted: boolean;
    };

/** A single value, or the single value in a list. */
const only = (value: PdfValue | undefined): PdfValue | undefined =>
  Array.isArray(value) ? (value.length === 1 ? value[0] : undefined) : value;

/** The parameters of the only filter; undefined where they do not stand beside it as they should (readers differ then). */
const parametersOf = (dictionary: PdfDictionary): PdfDictionary | undefined => {
  const given = dictionary.get('DecodeParms') ?? null;
  if (given !== null && Array.isArray(given) !== Array.isArray(dictionary.get('Filter'))) return undefined;
  const parameters = only(given) ?? null;
  if (parameters === null) return new Map();
  return isDictionary(parameters) ? parameters : undefined;
};

const isAbsent = (value: PdfValue | undefined): boolean => value === undefined || value === null;

const GRAY_SPACES = new Set(['DeviceGray', 'CalGray', 'G']);
const RGB_SPACES = new Set(['DeviceRGB', 'CalRGB', 'RGB']);

/** Channels of a colour space whose samples can be taken as they are; null where they need a table or a conversion. */
const channelsOf = (space: PdfValue | undefined): 1 | 3 | null => {
  const name = nameOf(Array.isArray(space) ? space[0] : space);
  if (name === null) return null;
  return GRAY_SPACES.has(name) ? 1 : RGB_SPACES.has(name) ? 3 : null;
};

/** `Decode`: false as usual, true where black and white change places, null where it is something else. */
const isInverted = (decode: PdfValue | undefined, channels: number): boolean | null => {
  if (isAbsent(decode)) return false;
  if (!Array.isArray(decode) || decode.length !== channels * 2) return null;
  const pairs = Array.from(
    { length: channels },
    (_, index) => [decode[index * 2], decode[index * 2 + 1]] as const,
  );
  if (pairs.every(([low, high]) => low === 0 && high === 1)) return false;
  if (pairs.every(([low, high]) => low === 1 && high === 0)) return true;
  return null;
};

const jpegStream = (dictionary: PdfDictionary, width: number, height: number): ImageStream | null => {
  // What the JPEG itself says about its channels counts; a colour space elsewhere (ICC) is taken for what it has.
  if (parametersOf(dictionary)?.size !== 0) return null;
  const space = dictionary.get('ColorSpace');
  const first = nameOf(Array.isArray(space) ? space[0] : space);
  const isReference = first === null && !isAbsent(space);
  const known = channelsOf(space);
  if (known === null && first !== 'ICCBased' && !isReference) return null;
  const decode = dictionary.get('Decode');
  const inverted = isAbsent(decode) ? false : isInverted(decode, known ?? 1);
  return inverted === null ? null : { coding: 'jpeg', width, height, inverted };
};

const ccittStream = (dictionary: PdfDictionary, width: number, height: number): ImageStream | null => {
  const isMask = dictionary.get('ImageMask') === true;
  if (!isMask && channelsOf(dictionary.get('ColorSpace')) !== 1) return null;
  const parameters = parametersOf(dictionary);
  if (parameters === undefined) return null;
  // Every one of these stands in the dictionary itself, or the slower way is taken.
  if (parameters.get('EncodedByteAlign') === true) return null;
  if ([...parameters.values()].some((value) => typeof value !== 'number' && typeof value !== 'boolean'))
    return null;
  const inverted = isInverted(dictionary.get('Decode'), 1);
  const columns = numberOf(parameters.get('Columns')) ?? 1728;
  if (inverted === null || columns !== width) return null;
  const blackIs1 = parameters.get('BlackIs1') === true;
  return {
    coding: 'ccitt',
    width,
    height,
    parameters: { k: numberOf(parameters.get('K')) ?? 0, columns },
    inverted: blackIs1 !== inverted,
    isMask,
  };
};

const FIRST_PNG_PREDICTOR = 10;

const flateStream = (dictionary: PdfDictionary, width: number, height: number): ImageStream | null => {
  const channels = channelsOf(dictionary.get('ColorSpace'));
  const bitsPerSample = numberOf(dictionary.get('BitsPerComponent'));
  if (channels === null || (bitsPerSample !== 8 && !(bitsPerSample === 1 && channels === 1))) return null;
  const inverted = isInverted(dictionary.get('Decode'), channels);
  const parameters = parametersOf(dictionary);
  if (inverted === null || parameters === undefined) return null;
  if ([...parameters.values()].some((value) => typeof value !== 'number')) return null;
  const predictor = numberOf(parameters.get('Predictor')) ?? 1;
  if (predictor !== 1) {
    const fits =
      predictor >= FIRST_PNG_PREDICTOR &&
      (numberOf(parameters.get('Colors')) ?? 1) === channels &&
      (numberOf(parameters.get('BitsPerComponent')) ?? 8) === bitsPerSample &&
      (numberOf(parameters.get('Columns')) ?? 1) === width;
    if (!fits) return null;
  }
  return { coding: 'flate', width, height, bitsPerSample, channels, pngPredictor: predictor !== 1, inverted };
};

/**
 * What the dictionary of an image describes, or null where it is not one of the plain cases: other codings (JPEG 2000,
 * JBIG2, chains of filters), palettes, soft masks, layers.
 */
export const describeImageStream = (dictionary: PdfDictionary): ImageStream | null => {
  const width = numberOf(dictionary.get('Width'));
  const height = numberOf(dictionary.get('Height'));
  if (nameOf(dictionary.get('Subtype')) !== 'Image' || width === null || height === null) return null;
  if (['SMask', 'Mask', 'OC', 'F', 'Alternates'].some((key) => !isAbsent(dictionary.get(key)))) return null;
  const filter = nameOf(only(dictionary.get('Filter')));
  const isMask = dictionary.get('ImageMask') === true;
  if (filter === 'CCITTFaxDecode') return ccittStream(dictionary, width, height);
  if (isMask) return null;
  if (filter === 'DCTDecode') return jpegStream(dictionary, width, height);
  if (filter === 'FlateDecode') return flateStream(dictionary, width, height);
  return null;
};
