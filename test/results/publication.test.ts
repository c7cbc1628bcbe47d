import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attack } from '../../src/results/attack/attack.ts';
import { gatherKnowledge } from '../../src/results/attack/knowledge.ts';
import { buildPublication } from '../../src/results/publication.ts';
import { publicationSchema } from '../../src/results/publication-format.ts';
import type { Publication, PublishedItem, PublishedRow } from '../../src/results/publication-format.ts';
import type { ResultRow } from '../../src/results/wave-columns.ts';
import { choiceColumn, codebookOf, makeWave, pointsTo, textColumn } from './wave-maker.ts';
import type { MadeWave } from './wave-maker.ts';

const publish = (
  wave: MadeWave,
  settings: Partial<Parameters<typeof buildPublication>[4]> = {},
): Publication =>
  buildPublication(wave.rows, wave.codebook, wave.plan, wave.design, {
    survey: 'bus',
    wave: '1',
    ...settings,
  });

const rowsOf = (item: PublishedItem): PublishedRow[] => [
  item.whole,
  ...item.tables.flatMap(({ rows }) => rows),
];

const itemOf = (publication: Publication, variable: string): PublishedItem => {
  const item = publication.items.find((one) => one.variable === variable);
  if (item === undefined) throw new Error(`Expected ${variable}.`);
  return item;
};

/** People who gave an answer, counted from the rows as they are. */
const countIn = (
  rows: readonly ResultRow[],
  item: string,
  answer: string,
  breakdown?: string,
  group?: string | null,
) =>
  rows.filter((row) => row[item] === answer && (breakdown === undefined || row[breakdown] === group)).length;

const waves = fc
  .record({
    seed: fc.nat(),
    rows: fc.constantFrom(60, 150, 400, 700),
    lines: fc.constantFrom(2, 5),
    weighted: fc.boolean(),
    clusters: fc.constantFrom(0, 20),
  })
  .map((of) => makeWave({ ...of, items: 1 }));

describe('a publication', () => {
  it('has the shape that it says, and comes out the same of the same rows in another order', () => {
    const wave = makeWave({ seed: 3, rows: 500, items: 1, lines: 4 });
    const one = publish(wave);
    expect(publicationSchema.parse(structuredClone(one))).toEqual(one);
    const turned = publish({ ...wave, rows: wave.rows.toReversed() });
    expect(turned).toEqual(one);
  });

  it('shows nothing of fewer than ten people or of a base below 30, and rounds bases to five', () => {
    fc.assert(
      fc.property(waves, (wave) => {
        const publication = publish(wave);
        for (const item of publication.items) {
          const lists = [
            { breakdown: undefined, rows: [item.whole] },
            ...item.tables.map(({ breakdown, rows }) => ({ breakdown, rows })),
          ];
          for (const { breakdown, rows } of lists) {
            for (const row of rows) {
              const counts = item.categories.map(({ code }) =>
                countIn(wave.rows, item.variable, code, breakdown, row.group),
              );
              const base = counts.reduce((sum, count) => sum + count, 0);
              if (row.base === null) {
                for (const figure of [
                  row.mean,
                  row.top,
                  row.nps,
                  row.median,
                  row.weightedBase,
                  ...row.shares,
                  ...row.margins,
                ]) {
                  expect(figure).toBeNull();
                }
                continue;
              }
              expect(base).toBeGreaterThanOrEqual(30);
              expect(counts).not.toContain(base);
              expect(row.base % 5).toBe(0);
              expect(Math.abs(row.base - base)).toBeLessThanOrEqual(2);
              expect(row.flagged).toBe(base < 100);
              for (const [place, share] of row.shares.entries()) {
                if (share === null) continue;
                expect(counts[place]).toBeGreaterThanOrEqual(10);
                if (!publication.rules.weighted) {
                  expect(Math.abs(share - (100 * (counts[place] ?? 0)) / base)).toBeLessThanOrEqual(
                    0.5 + 1e-9,
                  );
                }
              }
              // Hidden shares of a row are never one alone, nor few people together.
              const hidden = counts.filter((_, place) => row.shares[place] === null);
              if (hidden.length > 0) {
                expect(hidden.length).toBeGreaterThanOrEqual(2);
                expect(hidden.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(10);
              }
              if (row.top !== null) {
                const inTop = counts.filter((_, place) =>
                  item.top?.includes(item.categories[place]?.code ?? ''),
                );
                const top = inTop.reduce((sum, count) => sum + count, 0);
                expect(Math.min(top, base - top)).toBeGreaterThanOrEqual(10);
              }
            }
          }
        }
      }),
      { numRuns: 12 },
    );
  });

  it('hides a second cell of a column wherever a margin would give the first away', () => {
    fc.assert(
      fc.property(waves, (wave) => {
        for (const item of publish(wave).items) {
          for (const { breakdown, rows } of item.tables) {
            for (const [place, { code }] of item.categories.entries()) {
              if (item.whole.shares[place] === null) {
                for (const row of rows) expect(row.shares[place]).toBeNull();
                continue;
              }
              const shown = rows.filter((row) => row.shares[place] !== null);
              const whole = countIn(wave.rows, item.variable, code);
              const shownPeople = shown.reduce(
                (sum, row) => sum + countIn(wave.rows, item.variable, code, breakdown, row.group),
                0,
              );
              if (shown.length < rows.length) expect(whole - shownPeople).toBeGreaterThanOrEqual(10);
            }
          }
        }
      }),
      { numRuns: 12 },
    );
  });

  it('stands up to the attacker as a whole, and the truth is among what the attacker thinks possible', () => {
    fc.assert(
      fc.property(waves, (wave) => {
        const publication = publish(wave);
        const report = attack([publication]);
        expect(report.recovered).toEqual([]);
        if (publication.rules.weighted) return;
        const { respondents, rules } = publication;
        for (const item of publication.items) {
          const { hidden, constraints } = gatherKnowledge([{ item, rules, respondents }]);
          expect(constraints.length).toBeGreaterThan(0);
          expect(hidden.length > 0 || rowsOf(item).every(({ shares }) => !shares.includes(null))).toBe(true);
        }
      }),
      { numRuns: 8 },
    );
  });

  it('shows a group where all answered the same neither by its shares nor by its mean', () => {
    const rows = Array.from({ length: 400 }, (_, place) => ({
      row_id: String(place),
      line: String(1 + (place % 4)),
      mark: place % 4 === 0 ? '8' : String(6 + (Math.floor(place / 4) % 4)),
    }));
    const codebook = codebookOf([textColumn('line'), choiceColumn('mark', pointsTo(1, 10), 'scale')]);
    const plan = { breakdowns: [{ variable: 'line' }], items: [{ variable: 'mark' }], compareWaves: false };
    const publication = buildPublication(rows, codebook, plan, null, { survey: 'bus', wave: '1' });
    const [first, ...others] = publication.items[0]?.tables[0]?.rows ?? [];
    expect(first).toMatchObject({ group: '1', base: null, mean: null, median: null });
    expect(others.some(({ base }) => base !== null)).toBe(true);
    expect(publication.withheld['unanimous']).toBe(1);
  });

  it('does not give the counts of a two-answer item away by its mean', () => {
    const publishMarks = (people: number, few: number): PublishedRow | undefined => {
      const rows = Array.from({ length: people }, (_, place) => ({
        row_id: String(place),
        mark: place < few ? '1' : '2',
      }));
      const codebook = codebookOf([choiceColumn('mark', ['1', '2'], 'scale')]);
      const plan = { breakdowns: [], items: [{ variable: 'mark' }], compareWaves: false };
      return buildPublication(rows, codebook, plan, null, { survey: 'bus', wave: '1' }).items[0]?.whole;
    };
    // A mean of 1.9 of 60 people would say that 3 to 9 of them marked 1.
    expect(publishMarks(60, 5)).toMatchObject({ shares: [null, null], mean: null, median: null });
    // Of 2,000 it says 100 to 300, and the shares can be shown too.
    expect(publishMarks(2000, 200)).toMatchObject({ shares: [10, 90], mean: { value: 1.9 } });
  });

  it('says how many gave no answer that counts, small kinds together', () => {
    const wave = makeWave({ seed: 4, rows: 2000, items: 1, lines: 2 });
    const noAnswer = itemOf(publish(wave), 'mark_1').noAnswer;
    const kinds = {
      notAnswered: countIn(wave.rows, 'mark_1', '-1'),
      noOpinion: countIn(wave.rows, 'mark_1', '99'),
    };
    expect(noAnswer).toEqual({
      notAnswered: Math.round(kinds.notAnswered / 20),
      noOpinion: Math.round(kinds.noOpinion / 20),
    });
    const few = { ...wave, rows: wave.rows.slice(0, 400) };
    expect(Object.keys(itemOf(publish(few), 'mark_1').noAnswer)).toEqual(['rest']);
  });

  it('compares with the wave before only where that was published', () => {
    const before = makeWave({ seed: 5, rows: 1500, items: 1, lines: 3 });
    const worse = {
      ...makeWave({ seed: 6, rows: 1500, items: 1, lines: 3 }),
    };
    const rows = worse.rows.map((row) => ({
      ...row,
      mark_1: Number(row['mark_1']) > 3 ? '3' : (row['mark_1'] ?? '-1'),
    }));
    const mixed = rows.map((row, place) => (place % 3 === 0 ? (worse.rows[place] ?? row) : row));
    const earlier = publish(before);
    const waveBefore = { rows: before.rows, design: null, publication: earlier };
    const item = itemOf(publish({ ...worse, rows: mixed }, { wave: '2', waveBefore }), 'mark_1');
    expect(item.whole.mean?.change).toBe('down');
    const same = itemOf(
      publish(makeWave({ seed: 8, rows: 1500, items: 1, lines: 3 }), { wave: '2', waveBefore }),
      'mark_1',
    );
    expect(same.whole.mean?.change).toBe('none');
    const withheld = structuredClone(earlier);
    itemOf(withheld, 'mark_1').whole.mean = null;
    const silent = publish(
      { ...worse, rows: mixed },
      { wave: '2', waveBefore: { ...waveBefore, publication: withheld } },
    );
    expect(itemOf(silent, 'mark_1').whole.mean?.change).toBeNull();
    expect(earlier.items[0]?.whole.mean?.change).toBeNull();
  });

  it('does not compare the share of the satisfied where other answers counted as such before', () => {
    const wave = makeWave({ seed: 5, rows: 1500, items: 1, lines: 3 });
    const waveBefore = { rows: wave.rows, design: null, publication: publish(wave) };
    const { top, mean } = itemOf(publish(wave, { wave: '2', waveBefore }), 'mark_1').whole;
    expect([top?.change, mean?.change]).toEqual(['none', 'none']);
    const items = wave.plan.items.map((item) =>
      item.variable === 'mark_1' ? { ...item, top: ['8', '9', '10'] } : item,
    );
    const next = publish({ ...wave, plan: { ...wave.plan, items } }, { wave: '2', waveBefore });
    const rows = [
      itemOf(next, 'mark_1').whole,
      ...itemOf(next, 'mark_1').tables.flatMap((table) => table.rows),
    ];
    expect(rows.flatMap((row) => row.top ?? []).map(({ change }) => change)).not.toContain('none');
    expect(rows[0]?.top?.change).toBeNull();
    expect(rows[0]?.mean?.change).toBe('none');
  });
});

describe('publishing again', () => {
  const wave = makeWave({ seed: 9, rows: 600, items: 1, lines: 4 });
  const first = publish(wave);

  it('from the same rows is a second edition, attacked together with the first', () => {
    const fewer = {
      ...wave,
      plan: {
        ...wave.plan,
        items: wave.plan.items.slice(0, 1),
        breakdowns: wave.plan.breakdowns.slice(0, 1),
      },
    };
    const small = publish(fewer);
    const again = publish(wave, { earlier: [small] });
    expect(again.edition).toBe(2);
    expect(attack([small, again]).recovered).toEqual([]);
  });

  it('from other rows is refused: the difference would tell who came', () => {
    const [row] = wave.rows;
    if (row === undefined) throw new Error('Expected a row.');
    const more = { ...wave, rows: [...wave.rows, { ...row, row_id: 'late' }] };
    expect(() => publish(more, { earlier: [first] })).toThrow(/published from other rows/);
    expect(publish(more, { earlier: [first], wave: '2' }).edition).toBe(1);
  });

  it('in other bands is refused', () => {
    const codebook = codebookOf([
      { ...choiceColumn('age', []), type: 'number', min: 6, max: 110 },
      choiceColumn('mark', ['1', '2'], 'code'),
    ]);
    const rows = Array.from({ length: 400 }, (_, place) => ({
      row_id: String(place),
      age: String(10 + (place % 80)),
      mark: String(1 + (place % 2)),
    }));
    const planOf = (middle: number) => ({
      breakdowns: [
        {
          variable: 'age',
          bands: [
            { from: 6, to: middle },
            { from: middle + 1, to: 110 },
          ],
        },
      ],
      items: [{ variable: 'mark' }],
      compareWaves: false,
    });
    const settings = { survey: 'bus', wave: '1' };
    const before = buildPublication(rows, codebook, planOf(40), null, settings);
    expect(() =>
      buildPublication(rows, codebook, planOf(41), null, { ...settings, earlier: [before] }),
    ).toThrow(/other groups of age/);
  });
});

describe('the attacker over many publications', () => {
  it('finds a base that moved by fewer people than the minimum', () => {
    const before = publish(makeWave({ seed: 10, rows: 600, items: 1, lines: 3 }));
    const after = structuredClone(before);
    after.edition = 2;
    after.data = 'other rows';
    itemOf(after, 'mark_1').whole.base = (itemOf(after, 'mark_1').whole.base ?? 0) + 5;
    expect(attack([before, after]).recovered).toMatchObject([
      { item: 'mark_1', what: 'base', low: 1, high: 9, kind: 'moved-little' },
    ]);
  });

  it('puts two editions together: what one hides, the other may give away', () => {
    const counts = [
      [5, 12, 40, 60],
      [30, 30, 40, 60],
      [25, 20, 30, 40],
    ];
    const rows = counts.flatMap((row, line) =>
      row.flatMap((people, answer) =>
        Array.from({ length: people }, (_, person) => ({
          row_id: `${line}.${answer}.${person}`,
          line: String(line + 1),
          purpose: String(answer + 1),
        })),
      ),
    );
    const codebook = codebookOf([textColumn('line'), choiceColumn('purpose', pointsTo(1, 4))]);
    const plan = {
      breakdowns: [{ variable: 'line' }],
      items: [{ variable: 'purpose' }],
      compareWaves: false,
    };
    const one = buildPublication(rows, codebook, plan, null, { survey: 'bus', wave: '1' });
    const other = structuredClone(one);
    other.edition = 2;
    const hidden = other.items[0]?.tables[0]?.rows[0];
    if (hidden === undefined) throw new Error('Expected a row.');
    expect(hidden.shares.filter((share) => share === null).length).toBeGreaterThanOrEqual(2);
    // The second edition shows what only kept the first from being worked out.
    hidden.shares = [null, 10, 34, 51];
    expect(attack([one]).recovered).toEqual([]);
    const found = attack([one, other]).recovered;
    expect(found).toMatchObject([{ group: '1', what: { answer: '1' }, kind: 'narrow' }]);
    expect(found[0]?.low).toBeLessThanOrEqual(5);
    expect(found[0]?.high).toBeGreaterThanOrEqual(5);
  });
});

describe('what cannot be published', () => {
  const wave = makeWave({ seed: 13, rows: 100, items: 1, lines: 2 });

  it('is told: no rows, weights that do not fit, weights that are none, columns that there are not', () => {
    expect(() => publish({ ...wave, rows: [] })).toThrow(/has no rows/);
    expect(() => publish({ ...wave, design: [{ weight: 1, cluster: null }] })).toThrow(
      /100 rows and weights for 1/,
    );
    const design = wave.rows.map((_, place) => ({ weight: place === 3 ? 0 : 1, cluster: null }));
    expect(() => publish({ ...wave, design })).toThrow(/the weight 0/);
    const plan = { ...wave.plan, items: [{ variable: 'nothing' }] };
    expect(() => publish({ ...wave, plan })).toThrow(/"nothing"/);
  });
});
