/** What charts and tables make of published figures: names, questions, bars with parts that may not be shown apart. */
import { describe, expect, it } from 'vitest';
import { chartsOf } from '../../../src/results/charts/charts.ts';
import { segmentsOf } from '../../../src/results/charts/distribution-segments.ts';
import { tablesOf } from '../../../src/results/charts/item-table.ts';
import { markItems, nameItems } from '../../../src/results/charts/published-items.ts';
import { REPORT_WORDS } from '../../../src/results/charts/report-words.ts';
import { spreadNames } from '../../../src/results/charts/trend-chart.ts';
import type { PublishedItem } from '../../../src/results/publication-format.ts';
import { samplePublication } from '../report/sample-publication.ts';

const WORDS = REPORT_WORDS.en;
const sample = samplePublication('2026-Q3');
const [overall] = sample.items as [PublishedItem];

/** The first item, of which everybody's shares are these, and its top box that. */
const withShares = (shares: readonly (number | null)[], top: number | null): PublishedItem => ({
  ...overall,
  whole: {
    ...overall.whole,
    shares: [...shares],
    top: top === null ? null : { value: top, margin: 3, above: '', change: null },
  },
});

const segmentsWith = (shares: readonly (number | null)[], top: number | null) => {
  const [mark] = markItems({ ...sample, items: [withShares(shares, top)] }, 'en');
  if (mark === undefined) throw new Error('Expected a mark.');
  return segmentsOf(mark);
};

/** `count` options of a question with several answers, chosen by 10, 20, ... per cent. */
const optionsOf = (count: number): PublishedItem[] =>
  Array.from({ length: count }, (_, place) => {
    const share = 10 * (place + 1);
    const label = { nl: `Optie ${place + 1}`, en: `option ${place + 1}` };
    const row = { ...overall.whole, mean: null, median: null, top: null };
    return {
      ...overall,
      variable: `improve_${place + 1}`,
      label: { nl: `Wat beter? Optie ${place + 1}`, en: `What better? option ${place + 1}` },
      name: label,
      question: { label: { nl: 'Wat beter?', en: 'What better?' }, isOption: true },
      categories: ['0', '1'].map((code) => ({ code, label: { nl: code, en: code }, score: null })),
      top: null,
      whole: { ...row, shares: [100 - share, share], margins: [3, 3] },
      tables: overall.tables.map((table) => ({
        ...table,
        rows: table.rows.map((each) => ({
          ...each,
          shares: each.base === null ? [null, null] : [100 - share, share],
          mean: null,
          median: null,
          top: null,
        })),
      })),
    };
  });

describe('names', () => {
  it('are short where that says enough, and whole where two items would be called alike', () => {
    const items = optionsOf(2).map((item) => ({ ...item, name: { en: 'the seat' } }));
    expect(nameItems(items, 'en')).toEqual(['What better? option 1', 'What better? option 2']);
    expect(nameItems(items.slice(0, 1), 'en')).toEqual(['The seat']);
    expect(nameItems([overall], 'en')).toEqual(['Journey as a whole']);
    // An answer that is called as a mark is takes nothing from that one's name.
    const mark = { ...overall, name: { en: 'option 1' } };
    const publication = { ...sample, items: [mark, ...optionsOf(1)] };
    expect(markItems(publication, 'en').map(({ label }) => label)).toEqual(['Option 1']);
  });
});

describe('the bar of a distribution', () => {
  it('shows together what is withheld of a side, as what the others leave', () => {
    const segments = segmentsWith([null, null, null, null, 6, 8, 20, 30, 10, 5], 65);
    expect(segments?.map(({ name, share }) => [name, share])).toEqual([
      ['1–4', 21],
      ['5', 6],
      ['6', 8],
      ['7', 20],
      ['8', 30],
      ['9', 10],
      ['10', 5],
    ]);
    expect(segments?.[0]?.from).toBe(-35);
    expect(segments?.at(-1)?.to).toBe(65);
  });

  it('takes the sides from the shares where there is no figure of the top box', () => {
    expect(
      segmentsWith([null, 5, null, 5, 6, 8, 20, 30, 10, 5], null)?.map(({ name, share }) => [name, share])[0],
    ).toEqual(['1, 3', 11]);
  });

  it.each([
    ['one answer alone is withheld of a side', [null, 1, 2, 3, 6, 8, 20, 30, 10, 5], 65],
    ['nothing says how much either side is', [null, null, 2, 3, 6, 8, 20, 30, null, null], null],
  ] as const)('is not drawn where %s', (_, shares, top) => {
    expect(segmentsWith(shares, top)).toBeNull();
  });

  it('never shows less than nothing where rounding takes it there', () => {
    expect(segmentsWith([null, null, 20, 8, 6, 2, 20, 30, 10, 5], 65)?.[0]).toMatchObject({ share: 0 });
  });
});

describe('names of lines', () => {
  it('stand where the lines end, unless they are too close, and in the order of these', () => {
    const room = 6;
    expect(
      spreadNames([
        { value: 20, room },
        { value: 60, room },
      ]),
    ).toEqual([20, 60]);
    const places = spreadNames([98, 97, 99, 96].map((value) => ({ value, room })));
    expect(Math.max(...places)).toBe(100);
    const sorted = places.toSorted((one, other) => one - other);
    for (const [at, place] of sorted.entries())
      if (at > 0) expect(place - (sorted[at - 1] ?? 0)).toBeGreaterThanOrEqual(room);
    expect(places.indexOf(Math.max(...places))).toBe(2);
    expect(places.indexOf(Math.min(...places))).toBe(3);
  });
});

describe('the trend', () => {
  it('is of waves that counted the same answers as satisfied; the others are empty, and no figure withheld', () => {
    const waveOf = (wave: string, item: Partial<PublishedItem> | null) => ({
      ...sample,
      wave,
      items: item === null ? [] : [{ ...overall, ...item }],
    });
    const hidden = { whole: { ...overall.whole, top: null } };
    const waves = [
      waveOf('1', null),
      waveOf('2', { top: ['9', '10'] }),
      waveOf('3', hidden),
      waveOf('4', {}),
      waveOf('5', {}),
    ];
    const trend = chartsOf(waves, 'en', WORDS).find(({ id }) => id === 'trend');
    const [[, ...cells] = []] = trend?.table.rows ?? [];
    expect(cells.slice(0, 3)).toEqual(['', '', WORDS.withheld]);
    expect(cells.slice(3).every((cell) => /^\d+ %/u.test(cell))).toBe(true);
  });
});

describe('a question with several answers', () => {
  const publication = { ...sample, items: [...sample.items, ...optionsOf(3)] };

  it('is one table with a column for each, and one chart with the most chosen first', () => {
    const tables = tablesOf(publication.items, 'en', WORDS);
    expect(tables).toHaveLength(sample.items.length + 1);
    expect(tables.at(-1)).toMatchObject({
      label: 'What better?',
      columns: ['', WORDS.base, WORDS.weightedBase, '1', '2', '3'],
      legend: '1: Option 1; 2: Option 2; 3: Option 3',
    });
    expect(tables.at(-1)?.rows[0]?.cells).toEqual([
      WORDS.everybody,
      '1,240',
      '1,240',
      '10 %',
      '20 %',
      '30 %',
    ]);
    expect(tables.at(-1)?.rows.at(-1)?.cells.slice(1)).toEqual(['–', '–', '–', '–', '–']);
    const chart = chartsOf([publication], 'en', WORDS).find(({ id }) => id === 'choices-improve_1');
    expect(chart?.title).toBe('What better?');
    expect(chart?.table.rows.map(([name]) => name)).toEqual(['Option 3', 'Option 2', 'Option 1']);
  });

  it('gives no interval below nobody or beyond everybody', () => {
    const items = optionsOf(2).map((item, place) => ({
      ...item,
      whole: { ...item.whole, shares: place === 0 ? [99, 1] : [2, 98], margins: [3, 3] },
    }));
    const chart = chartsOf([{ ...sample, items }], 'en', WORDS).find(({ id }) => id.startsWith('choices'));
    expect(chart?.table.rows.map(([, , interval]) => interval)).toEqual(['95 % – 100 %', '0 % – 4 %']);
  });

  it('says of an answer that is withheld that it is, and draws none of which all are', () => {
    const [first, ...others] = optionsOf(2) as [PublishedItem, PublishedItem];
    const hide = (item: PublishedItem): PublishedItem => ({
      ...item,
      whole: { ...item.whole, shares: [null, null] },
    });
    const choices = (items: readonly PublishedItem[]) =>
      chartsOf([{ ...sample, items: [...items] }], 'en', WORDS).find(({ id }) => id.startsWith('choices'));
    expect(choices([hide(first), ...others])?.table.rows.at(-1)).toEqual(['Option 1', WORDS.withheld, '–']);
    expect(choices([first, ...others].map(hide))).toBeUndefined();
  });
});
