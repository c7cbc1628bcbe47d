import { describe, expect, it } from 'vitest';
import type { PageDiagnostics } from '../../src/domain/page-read.ts';
import { diagnosePages, type DiagnosedPage, type Finding } from '../../src/read/diagnosis.ts';

const pageOf = (
  pageIndex: number,
  diagnostics: Partial<PageDiagnostics> = {},
  more: Partial<DiagnosedPage> = {},
): DiagnosedPage => ({
  file: 'stack.pdf',
  pageIndex,
  status: 'read',
  reasons: [],
  copy: `C${pageIndex >> 1}`,
  page: (pageIndex % 2) + 1,
  diagnostics: {
    dpiX: 300,
    dpiY: 300,
    dpiStated: 300,
    scale: 1.002,
    skewDeg: 0.3,
    rotationDeg: 0,
    marksMissing: [],
    streaks: [],
    bilevel: false,
    pageMmToScanPx: [11.8, 0, 0, 0, 11.8, 0, 0, 0, 1],
    ...diagnostics,
  },
  boxesLostShare: 0,
  ...more,
});

/** Fifty pages, of which the first `odd` differ. */
const stack = (
  odd: number,
  diagnostics: Partial<PageDiagnostics>,
  more: Partial<DiagnosedPage> = {},
): DiagnosedPage[] =>
  Array.from({ length: 50 }, (_, at) => (at < odd ? pageOf(at, diagnostics, more) : pageOf(at)));

const only = (findings: readonly Finding[]): Finding => {
  expect(findings).toHaveLength(1);
  return findings[0] as Finding;
};

describe('a stack with nothing wrong', () => {
  it('has no findings, and one odd page makes none', () => {
    expect(diagnosePages([])).toEqual([]);
    expect(diagnosePages(stack(0, {}))).toEqual([]);
    const odd: Partial<PageDiagnostics> = {
      streaks: [{ direction: 'vertical', atMm: 90 }],
      scale: 0.97,
      dpiX: 150,
      skewDeg: -6,
      rotationDeg: 180,
      marksMissing: ['top-left'],
    };
    expect(diagnosePages(stack(1, odd))).toEqual([]);
    expect(diagnosePages(stack(3, odd)).map(({ code }) => code)).toEqual([
      'glass-streak',
      'print-scaled',
      'resolution-low',
      'corner-cut',
      'feed-skewed',
      'upside-down',
    ]);
  });

  it('says nothing about pages that were not placed', () => {
    const strangers = Array.from({ length: 9 }, (_, at): DiagnosedPage => ({
      ...pageOf(at, {}, { status: 'foreign', copy: null, page: null, reasons: ['no-page-code'] }),
      diagnostics: { dpiX: 80, dpiY: 80, scale: 0.9 },
    }));
    expect(diagnosePages(strangers)).toEqual([]);
  });
});

describe('printer, scanner and paper', () => {
  it('finds one streak at one place, and another at another', () => {
    const pages = stack(0, {}).map((page, at) => {
      const streaks = [
        ...(at < 38 ? [{ direction: 'vertical' as const, atMm: 143 + (at % 3) * 0.4 }] : []),
        ...(at < 10 ? [{ direction: 'vertical' as const, atMm: 20.1 }] : []),
        // Elsewhere on every page: a fold, not the glass.
        { direction: 'vertical' as const, atMm: 40 + at * 1.9 },
      ];
      return { ...page, diagnostics: { ...page.diagnostics, streaks } };
    });
    const found = diagnosePages(pages).filter(({ pages: on }) => on > 3);
    expect(found.map(({ message }) => message.en)).toEqual([
      'Vertical streak at 20 mm from the left on 10 of 50 pages.',
      expect.stringMatching(/^Vertical streak at 143 mm from the left on 38 of 50 pages\.$/u),
    ]);
    expect(found[1]?.remedy.en).toContain('Clean');
    expect(found[1]).toMatchObject({ kind: 'act', pages: 38, of: 50, where: ['stack.pdf'] });
  });

  it('tells a print at 97 % from paper that is a little off, and from a wrong resolution', () => {
    const found = only(diagnosePages(stack(12, { scale: 0.9712 })));
    expect(found.message).toEqual({
      en: 'Printed at 97 % on 12 of 50 pages.',
      nl: 'Afgedrukt op 97 %: 12 van 50 bladzijden.',
      fr: 'Imprimé à 97 % sur 12 pages sur 50.',
      de: 'Mit 97 % gedruckt auf 12 von 50 Seiten.',
    });
    expect(found.remedy.nl).toContain('passend maken');
    expect(diagnosePages(stack(50, { scale: 1.008 }))).toEqual([]);
    expect(diagnosePages(stack(50, { scale: 4.17 }))).toEqual([]);
  });

  it('asks for 300 dpi', () => {
    const found = only(diagnosePages(stack(50, { dpiX: 148, dpiY: 151 })));
    expect(found.message.en).toBe('Scanned at about 150 dpi on 50 of 50 pages.');
    expect(found.remedy.en).toContain('300 dpi');
    expect(diagnosePages(stack(50, { dpiX: 199, dpiY: 199 }))).toEqual([]);
  });

  it('names the corner that is cut, the skew, and light bilevel scans', () => {
    expect(only(diagnosePages(stack(20, { marksMissing: ['bottom-right'] }))).message.nl).toContain(
      'rechtsonder',
    );
    const skewed = only(diagnosePages(stack(20, { skewDeg: -3.4 })));
    expect(skewed.message.nl).toContain('3,4 graden');
    expect(only(diagnosePages(stack(20, { bilevel: true }, { boxesLostShare: 0.3 }))).code).toBe(
      'scanned-too-light',
    );
    // Boxes are lost on gray scans too, for other reasons.
    expect(diagnosePages(stack(20, {}, { boxesLostShare: 0.3 }))).toEqual([]);
  });
});

describe('the stack itself', () => {
  it('tells upside-down pages only where the stack is mixed', () => {
    expect(only(diagnosePages(stack(10, { rotationDeg: 180 })))).toMatchObject({ kind: 'note', pages: 10 });
    expect(diagnosePages(stack(50, { rotationDeg: 180 }))).toEqual([]);
  });

  it('tells pages that are swapped, and what is missing first', () => {
    const swapped = stack(0, {}).map((page, at) =>
      at < 8 ? { ...page, page: page.page === 1 ? 2 : 1 } : page,
    );
    const found = diagnosePages(swapped, [{ batch: 'B7', page: 2, copies: ['X', 'Y', 'Z'] }]);
    expect(found.map(({ message }) => message.en)).toEqual([
      'Batch B7: 3 copies without page 2.',
      'Pages 1 and 2 swapped in 4 of 25 copies.',
    ]);
    expect(found[0]?.where).toEqual(['X', 'Y', 'Z']);
  });

  it('does not take the ends of two files for one copy', () => {
    const pages = [
      pageOf(0, {}, { file: 'a.jpg', copy: 'C', page: 2 }),
      pageOf(0, {}, { file: 'b.jpg', copy: 'C', page: 1 }),
    ];
    expect(diagnosePages(pages)).toEqual([]);
  });

  it('says of a single mirrored or black page what to do', () => {
    const codes = (reason: string): string[] =>
      diagnosePages([pageOf(0, {}, { status: 'unreadable', reasons: [reason] })]).map(({ code }) => code);
    expect(codes('mirrored')).toEqual(['mirrored']);
    expect(codes('image-black')).toEqual(['black-pages']);
    expect(codes('page-scanned-twice')).toEqual(['scanned-twice']);
  });
});
