import fontkit from '@pdf-lib/fontkit';
import { describe, expect, test } from 'vitest';
import { subsetFont } from '../../src/print/font-subset.ts';
import { faceFile } from '../../src/print/typeface.ts';

const glyphsOf = (letters: string): number[] =>
  Array.from(letters, (letter) => faceFile('regular').font.glyphForCodePoint(letter.codePointAt(0) ?? 0).id);

describe('a font cut down', () => {
  // Plain letters, composites (é is e and an accent), and composites of composites (ǘ).
  const glyphs = glyphsOf('AzéŐțΐЇǘ0');
  const { bytes, font } = faceFile('regular');
  const subset = subsetFont(bytes, glyphs);

  test('has the same outlines and widths for its glyphs as the whole', () => {
    const cut = fontkit.create(subset);
    for (const glyph of glyphs) {
      expect(cut.getGlyph(glyph).path.toSVG()).toBe(font.getGlyph(glyph).path.toSVG());
      expect(cut.getGlyph(glyph).path.toSVG().length).toBeGreaterThan(20);
      expect(cut.getGlyph(glyph).advanceWidth).toBe(font.getGlyph(glyph).advanceWidth);
    }
  });

  test('has nothing else', () => {
    const cut = fontkit.create(subset);
    const [unused = 0] = glyphsOf('Q');
    expect(cut.getGlyph(unused).path.toSVG()).toBe('');
    expect(subset.length).toBeLessThan(bytes.length / 8);
  });

  test('leaves the whole font as it was', () => {
    const before = Uint8Array.from(bytes);
    subsetFont(bytes, glyphsOf('M'));
    expect(Buffer.compare(before, bytes)).toBe(0);
  });

  test('has checksums that add up', () => {
    const view = new DataView(subset.buffer);
    let sum = 0;
    for (let at = 0; at < subset.length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
    expect(sum).toBe(0xb1b0afba);
  });

  test('refuses a glyph that the font does not have', () => {
    expect(() => subsetFont(bytes, [60_000])).toThrow(RangeError);
  });
});
