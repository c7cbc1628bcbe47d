/**
 * The form's typeface, Source Sans 3 (SIL Open Font License 1.1): its letters, and how wide words are in it.
 * It holds Latin with all European accents, Greek and Cyrillic.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fontkit from '@pdf-lib/fontkit';
import type { Face } from './drawing.ts';
import { MM_PER_PT } from './measures.ts';

const FILES: Readonly<Record<Face, string>> = {
  regular: '400Regular/SourceSans3_400Regular.ttf',
  semibold: '600SemiBold/SourceSans3_600SemiBold.ttf',
  italic: '400Regular_Italic/SourceSans3_400Regular_Italic.ttf',
};

/** Ligatures are off so that each printed letter is one letter to copy, search and read aloud. */
export const TYPE_FEATURES = { liga: false, dlig: false, clig: false, hlig: false, kern: true } as const;

export type Font = ReturnType<typeof fontkit.create>;
type Glyph = ReturnType<Font['glyphForCodePoint']>;

export interface FaceFile {
  readonly bytes: Uint8Array;
  readonly font: Font;
}

const faces = new Map<Face, FaceFile>();

export const faceFile = (face: Face): FaceFile => {
  const known = faces.get(face);
  if (known !== undefined) return known;
  const path = createRequire(import.meta.url).resolve(`@expo-google-fonts/source-sans-3/${FILES[face]}`);
  const bytes = readFileSync(path);
  const loaded = { bytes, font: fontkit.create(bytes) };
  faces.set(face, loaded);
  return loaded;
};

const widthsEm = new Map<string, number>();

const letters = new Map<string, Glyph>();

/** The glyph of one letter, without regard to its neighbours. */
export const glyphOfLetter = (letter: string, face: Face): Glyph => {
  const key = `${face} ${letter}`;
  const known = letters.get(key);
  if (known !== undefined) return known;
  const glyph = faceFile(face).font.glyphForCodePoint(letter.codePointAt(0) ?? 0);
  letters.set(key, glyph);
  return glyph;
};

/** Width in mm of words that are letterspaced by `trackingPt`; letterspaced words are not kerned. */
export const widthOfSpacedWordsMm = (
  words: string,
  face: Face,
  sizePt: number,
  trackingPt: number,
): number => {
  const { unitsPerEm } = faceFile(face).font;
  let units = 0;
  for (const letter of words) units += glyphOfLetter(letter, face).advanceWidth;
  return ((units / unitsPerEm) * sizePt + trackingPt * words.length) * MM_PER_PT;
};

/** Width of the words on one line, kerning counted, in mm. */
export const widthOfWordsMm = (words: string, face: Face, sizePt: number): number => {
  const key = `${face} ${words}`;
  let em = widthsEm.get(key);
  if (em === undefined) {
    const { font } = faceFile(face);
    const { positions } = font.layout(words, TYPE_FEATURES);
    em = positions.reduce((sum, position) => sum + position.xAdvance, 0) / font.unitsPerEm;
    if (widthsEm.size > 20_000) widthsEm.clear();
    widthsEm.set(key, em);
  }
  return em * sizePt * MM_PER_PT;
};

/** The first letter of `words` that the typeface does not have, or null. */
export const letterLacking = (words: string, face: Face = 'regular'): string | null => {
  const { font } = faceFile(face);
  for (const letter of words) {
    const codePoint = letter.codePointAt(0) ?? 0;
    if (codePoint !== 0xad && codePoint !== 0x0a && !font.hasGlyphForCodePoint(codePoint)) return letter;
  }
  return null;
};
