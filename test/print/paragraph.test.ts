import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breakLines } from '../../src/print/paragraph.ts';

const lay = (words: string, widthMm: number): string[] =>
  breakLines([{ words, face: 'regular', gray: 0 }], 10, widthMm).map((line) =>
    line.pieces.map((piece) => piece.words).join('|'),
  );

describe('lines', () => {
  test('break at spaces and after hyphens, never at a no-break space', () => {
    expect(lay('in- en uitchecken', 100)).toEqual(['in- en uitchecken']);
    expect(lay('Studenten-kaart', 20)).toEqual(['Studenten-', 'kaart']);
    expect(lay('vraag\u00A07 volgt', 15)).toEqual(['vraag\u00A07', 'volgt']);
  });

  test('show a soft hyphen only where they break', () => {
    expect(lay('vervoers\u00ADmaatschappij', 100)).toEqual(['vervoersmaatschappij']);
    expect(lay('vervoers\u00ADmaatschappij', 25)).toEqual(['vervoers-', 'maatschappij']);
  });

  test('cut a word that is wider than the line', () => {
    const lines = lay('arbeidsongeschiktheidsverzekering', 25);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.slice(0, -1).every((line) => line.endsWith('-'))).toBe(true);
    expect(lines.join('').replaceAll('-', '')).toBe('arbeidsongeschiktheidsverzekering');
  });

  test('hold all letters of any words, and are no wider than asked where a letter fits', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'W', ' ', 'é', '-', 'i'), maxLength: 60 }),
        fc.integer({ min: 8, max: 60 }),
        (words, widthMm) => {
          const lines = breakLines([{ words, face: 'regular', gray: 0 }], 10, widthMm);
          const letters = lines.flatMap((line) => line.pieces.map((piece) => piece.words)).join('');
          expect(letters.replace(/[ -]/g, '')).toBe(words.replace(/[ -]/g, ''));
          // Kerning across a space moves a word by less than this.
          for (const line of lines) expect(line.widthMm).toBeLessThanOrEqual(widthMm + 0.3);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('join accents to their letters and fold odd spaces', () => {
    expect(lay('e\u0301te\u0301\u202F! \u2003oui', 100)).toEqual(['été\u00A0! oui']);
  });
});
