/** What differs from copy to copy: the page code, as symbol and as words, at each of its places. */
import type { PageCode } from '../domain/page-code.ts';
import { formatPageCode } from '../domain/page-code.ts';
import type { Drawing } from './drawing.ts';
import { INK, SYMBOL_MODULES } from './measures.ts';
import type { CodePlace } from './page-furniture.ts';
import { CODE_TRACKING_PT } from './page-furniture.ts';
import { pageCodeSymbol } from './qr-symbol.ts';
import { widthOfSpacedWordsMm } from './typeface.ts';

export const drawPageCode = (code: PageCode, places: readonly CodePlace[]): Drawing[] => {
  const symbol = pageCodeSymbol(code);
  const words = formatPageCode(code);
  const face = 'semibold';
  const widthMm = (place: CodePlace): number =>
    widthOfSpacedWordsMm(words, face, place.words.sizePt, CODE_TRACKING_PT);
  return places.flatMap((place): Drawing[] => [
    {
      kind: 'symbol',
      symbol,
      xMm: place.symbolMm.x,
      yMm: place.symbolMm.y,
      moduleMm: place.symbolMm.width / SYMBOL_MODULES,
    },
    {
      kind: 'words',
      words,
      xMm: place.words.align === 'right' ? place.words.xMm - widthMm(place) : place.words.xMm,
      baselineMm: place.words.baselineMm,
      face,
      sizePt: place.words.sizePt,
      gray: INK.black,
      trackingPt: CODE_TRACKING_PT,
    },
  ]);
};
