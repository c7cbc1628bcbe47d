import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PaperlineError } from '../../src/domain/errors.ts';
import { attack } from '../../src/results/attack/attack.ts';
import { buildPublication } from '../../src/results/publication.ts';
import type { Publication, PublicationRules } from '../../src/results/publication-format.ts';
import type { ResultRow } from '../../src/results/wave-columns.ts';
import type { Perturbation } from '../../src/results/perturbation.ts';
import { randomTable, roundingTable } from './noisy-tables.ts';
import { rangesOfHidden } from './every-table.ts';
import { choiceColumn, codebookOf, pointsTo } from './wave-maker.ts';

/** Small rules for small tables, so that every table can be tried. */
const SMALL: Partial<PublicationRules> = { minimumCell: 3, minimumBase: 4, flaggedBase: 8, protection: 3 };

/** People by group and answer; `sides` says by turns in which group of a second breakdown each is. */
const rowsOf = (counts: readonly (readonly number[])[], sides: readonly number[]): ResultRow[] => {
  let turn = 0;
  return counts.flatMap((row, group) =>
    row.flatMap((people, category) =>
      Array.from({ length: people }, (_, person) => ({
        row_id: `${group}.${category}.${person}`,
        group: String(group + 1),
        side: String(sides[turn++ % sides.length]),
        mark: String(category + 1),
      })),
    ),
  );
};

interface Shape {
  readonly type: 'scale' | 'code';
  readonly top?: readonly string[];
  readonly breakdowns: readonly string[];
}

/** The publication of a table; null where it is refused. */
const publish = (
  counts: readonly (readonly number[])[],
  rules: Partial<PublicationRules>,
  { type, top, breakdowns }: Shape,
  sides: readonly number[] = [1],
  noise: { readonly by: Perturbation; readonly keys: readonly number[] } | null = null,
): Publication | null => {
  const categories = counts[0]?.length ?? 0;
  const rows = rowsOf(counts, sides);
  if (rows.length === 0) return null;
  const codebook = codebookOf([
    choiceColumn('group', pointsTo(1, counts.length)),
    choiceColumn('side', pointsTo(1, 2)),
    choiceColumn('mark', pointsTo(1, categories), type),
  ]);
  const plan = {
    breakdowns: breakdowns.map((variable) => ({ variable })),
    items: [{ variable: 'mark', ...(top === undefined ? {} : { top }) }],
    compareWaves: false,
  };
  try {
    return buildPublication(rows, codebook, plan, null, {
      survey: 's',
      wave: '1',
      rules,
      ...(noise === null
        ? {}
        : {
            perturbation: noise.by,
            recordKeys: rows.map((_, place) => noise.keys[place % noise.keys.length] ?? 0),
          }),
    });
  } catch (error) {
    if (error instanceof PaperlineError && error.code === 'publication-refused') return null;
    throw error;
  }
};

const tableOf = (groups: number, categories: number, most: number): fc.Arbitrary<number[][]> =>
  fc.array(fc.array(fc.nat({ max: most }), { minLength: categories, maxLength: categories }), {
    minLength: groups,
    maxLength: groups,
  });

const shapes = fc.oneof(tableOf(2, 2, 8), tableOf(3, 2, 5), tableOf(2, 3, 4));
const steps = fc.record({
  baseStep: fc.constantFrom(1, 2, 5),
  shareStep: fc.constantFrom(1, 5),
  meanStep: fc.constantFrom(0.1, 0.5),
});
const sides = fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 5, maxLength: 5 });

describe('no withheld figure can be worked out from what is published', () => {
  it.each([
    ['of answers without a mean', { type: 'code', breakdowns: ['group'] }, 800],
    ['with a mean and a median', { type: 'scale', breakdowns: ['group'] }, 800],
    ['with a top box', { type: 'code', top: ['2'], breakdowns: ['group'] }, 500],
    ['of the same people in two tables', { type: 'scale', breakdowns: ['group', 'side'] }, 300],
  ] as const)('%s, by trying every table that there is', (_name, shape, numRuns) => {
    let shown = 0;
    let hidden = 0;
    fc.assert(
      fc.property(shapes, steps, sides, (counts, rounding, ofSides) => {
        const publication = publish(counts, { ...SMALL, ...rounding }, shape, ofSides);
        if (publication === null) return;
        const people = counts.flat().reduce((sum, count) => sum + count, 0);
        for (const { what, low, high } of rangesOfHidden(publication, people + rounding.baseStep)) {
          hidden++;
          const isKnownToBeSmall = low < 3 && high - low < 3;
          expect(isKnownToBeSmall, `${what} is ${low} to ${high}`).toBe(false);
        }
        const tables = publication.items[0]?.tables ?? [];
        const shares = tables.flatMap(({ rows }) => rows.flatMap((row) => row.shares));
        shown += shares.filter((share) => share !== null).length;
      }),
      { numRuns },
    );
    // A publication that hid everything would be no proof.
    expect(shown).toBeGreaterThan(numRuns / 5);
    expect(hidden).toBeGreaterThan(numRuns);
  });

  it.each([
    ['taken away below 3, else rounded to 3', roundingTable(3, 3), 50],
    ['taken away below 3, else rounded to 2', roundingTable(3, 2), 50],
    ['taken away below 4, else rounded to 2', roundingTable(4, 2), 40],
    ['changed by one at most', randomTable(1, 1), 50],
    ['changed by two at most', randomTable(2, 2), 30],
  ] as const)('also where counts are %s, by somebody who has the table', (_name, by, numRuns) => {
    const { changes } = by.table;
    const changesOf = Array.from({ length: 80 }, (_, count) =>
      count === 0 ? [0] : [...new Set(changes.subarray((count - 1) * 256, count * 256))],
    );
    let shown = 0;
    let hidden = 0;
    fc.assert(
      fc.property(
        shapes,
        steps,
        fc.array(fc.nat({ max: 255 }), { minLength: 40, maxLength: 40 }),
        fc.constantFrom('code', 'scale'),
        (counts, rounding, keys, type) => {
          const shape = { type, breakdowns: ['group'] };
          const publication = publish(counts, { ...SMALL, ...rounding }, shape, [1], { by, keys });
          if (publication === null) return;
          const people = counts.flat().reduce((sum, count) => sum + count, 0);
          const ranges = rangesOfHidden(
            publication,
            people + rounding.baseStep,
            (count) => changesOf[count] ?? [],
          );
          for (const { what, low, high } of ranges) {
            hidden++;
            const isKnownToBeSmall = low < 3 && high - low < 3;
            expect(isKnownToBeSmall, `${what} is ${low} to ${high}`).toBe(false);
          }
          // Of groups as small as these most shares are withheld; bases and the row of everybody speak of them all the same.
          const [item] = publication.items;
          const rows = [item?.whole, ...(item?.tables ?? []).flatMap((table) => table.rows)];
          const figures = rows.flatMap((row) => (row === undefined ? [] : [row.base, ...row.shares]));
          shown += figures.filter((figure) => figure !== null).length;
        },
      ),
      { numRuns },
    );
    expect(shown).toBeGreaterThan(numRuns);
    expect(hidden).toBeGreaterThan(numRuns);
  });

  it('and both checks see what a careless publication gives away', () => {
    const careless = publish(
      [
        [4, 20],
        [20, 20],
      ],
      { ...SMALL, baseStep: 1 },
      { type: 'code', breakdowns: ['group'] },
    );
    const row = careless?.items[0]?.tables[0]?.rows[0];
    if (careless === null || row === undefined) throw new Error('Expected a publication.');
    expect(rangesOfHidden(careless, 64)).toEqual([]);
    careless.rules.minimumCell = 10;
    careless.rules.protection = 10;
    row.shares[0] = null;
    expect(rangesOfHidden(careless, 64)).toEqual([{ what: 'group 1: 1', low: 4, high: 4 }]);
    const found = { breakdown: 'group', group: '1', what: { answer: '1' }, low: 4, high: 4, kind: 'exact' };
    expect(attack([careless]).recovered).toMatchObject([found]);
    row.shares[1] = null;
    // The other row and the whole tell it all the same.
    expect(attack([careless]).recovered).toMatchObject([found]);
  });
});
