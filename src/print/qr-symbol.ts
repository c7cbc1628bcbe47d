/** QR symbols as rectangles of dark modules. */
import bwip from 'bwip-js';
import type { PageCode } from '../domain/page-code.ts';
import { encodePageCode } from '../domain/page-code.ts';
import { SYMBOL_MODULES } from './measures.ts';

/** Dark rectangles in modules: origin at the symbol's top-left corner, y down, quiet zone not included. */
export interface QrSymbol {
  readonly modules: number;
  readonly dark: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
}

/** Runs along rows, merged downwards where rows have the same run, so that a symbol takes as few rectangles as it can. */
const mergeRuns = (pixels: readonly number[], modules: number): QrSymbol['dark'] => {
  const rects: { x: number; y: number; width: number; height: number }[] = [];
  let above = new Map<string, (typeof rects)[number]>();
  for (let y = 0; y < modules; y++) {
    const here = new Map<string, (typeof rects)[number]>();
    for (let x = 0; x < modules; x++) {
      if (pixels[y * modules + x] !== 1) continue;
      const start = x;
      while (x + 1 < modules && pixels[y * modules + x + 1] === 1) x++;
      const key = `${start} ${x}`;
      const grown = above.get(key);
      if (grown === undefined) {
        const rect = { x: start, y, width: x - start + 1, height: 1 };
        rects.push(rect);
        here.set(key, rect);
      } else {
        grown.height++;
        here.set(key, grown);
      }
    }
    above = here;
  }
  return rects;
};

const drawSymbol = (text: string, options: { eclevel: 'M' | 'Q'; version?: string }): QrSymbol => {
  const [symbol] = bwip.raw({ bcid: 'qrcode', text, ...options });
  if (symbol === undefined || !('pixs' in symbol)) throw new Error('The QR encoder gave no symbol.');
  return { modules: symbol.pixx, dark: mergeRuns(symbol.pixs, symbol.pixx) };
};

/** Version 2 (25 x 25 modules), error correction Q: a quarter of the symbol may be lost. */
export const pageCodeSymbol = (code: PageCode): QrSymbol => {
  const symbol = drawSymbol(encodePageCode(code), { eclevel: 'Q', version: '2' });
  if (symbol.modules !== SYMBOL_MODULES) {
    throw new Error(`Expected a symbol of ${SYMBOL_MODULES} modules but received ${symbol.modules}.`);
  }
  return symbol;
};

/** The smallest symbol that holds the address, error correction M. */
export const addressSymbol = (url: string): QrSymbol => drawSymbol(url, { eclevel: 'M' });
