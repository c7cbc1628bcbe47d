import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PaperlineError } from '../../src/domain/errors.ts';
import { attack } from '../../src/results/attack/attack.ts';
import { buildPublication } from '../../src/results/publication.ts';
import type { Publication, PublicationRules } from '../../src/results/publication-format.ts';
import type { ResultRow } from '../../src/results/wave-columns.ts';
import { rangesOfHidden } from './every-table.ts';
import { choiceColumn, codebookOf, pointsTo } from './wave-maker.ts';

/** Small rules for small tables, so that every table can be tried. */
const SMALL: Partial<PublicationRules> = { minimumCell: 3, minimumBase: 4, flaggedBase: 8, protection: 3 };

const rowsOf = (counts: readonly (readonly number[])[]): ResultRow[] =>
  counts.flatMap((row, group) =>
    row.flatMap((people, category) =>
      Array.from({ length: people }, (_, person) => ({
        row_id: `${group}.${category}.${person}`,
        group: String(group + 1),
        mark: String(category + 1),
      })),
    ),
  );

/** The publication of a table; null where it is refused. */
const publish = (
  counts: readonly (readonly number[])[],
  rules: Partial<PublicationRules>,
  type: 'scale' | 'code',
  top: readonly string[] | undefined,
): Publication | null => {
  const categories = counts[0]?.length ?? 0;
  const rows = rowsOf(counts);
  if (rows.length === 0) return null;
  const codebook = codebookOf([
    choiceColumn('group', pointsTo(1, counts.length)),
    choiceColumn('mark', pointsTo(1, categories), type),
  ]);
  const plan = {
    breakdowns: [{ variable: 'group' }],
    items: [{ variable: 'mark', ...(top === undefined ? {} : { top }) }],
    compareWaves: false,
  };
  try {
    return buildPublication(rows, codebook, plan, null, { survey: 's', wave: '1', rules });
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

const shapes = fc.oneof(tableOf(2, 2, 9), tableOf(3, 2, 7), tableOf(2, 3, 6), tableOf(4, 2, 4));
const steps = fc.record({
  baseStep: fc.constantFrom(1, 2, 5),
  shareStep: fc.constantFrom(1, 5),
  meanStep: fc.constantFrom(0.1, 0.5),
});

describe('no withheld figure can be worked out from what is published', () => {
  it.each([
    ['of answers without a mean', 'code', undefined, 1200],
    ['with a mean and a median', 'scale', undefined, 1200],
    ['with a top box', 'code', ['2'], 800],
  ] as const)('%s, by trying every table that there is', (_name, type, top, numRuns) => {
    let shown = 0;
    let hidden = 0;
    fc.assert(
      fc.property(shapes, steps, (counts, rounding) => {
        const rules = { ...SMALL, ...rounding };
        const publication = publish(counts, rules, type, top);
        if (publication === null) return;
        const people = counts.flat().reduce((sum, count) => sum + count, 0);
        const most = people + rounding.baseStep;
        for (const { what, low, high } of rangesOfHidden(publication, Math.min(most, 34))) {
          hidden++;
          const isKnownToBeSmall = low < 3 && high - low < 3;
          expect(isKnownToBeSmall, `${what} is ${low} to ${high}`).toBe(false);
        }
        shown +=
          publication.items[0]?.tables[0]?.rows
            .flatMap(({ shares }) => shares)
            .filter((share) => share !== null).length ?? 0;
      }),
      { numRuns },
    );
    // A publication that hid everything would be no proof.
    expect(shown).toBeGreaterThan(numRuns / 4);
    expect(hidden).toBeGreaterThan(numRuns);
  });

  it('and both checks see what a careless publication gives away', () => {
    const careless = publish(
      [
        [4, 20],
        [20, 20],
      ],
      { ...SMALL, baseStep: 1 },
      'code',
      undefined,
    );
    const row = careless?.items[0]?.tables[0]?.rows[0];
    if (careless === null || row === undefined) throw new Error('Expected a publication.');
    expect(rangesOfHidden(careless, 64)).toEqual([]);
    careless.rules.minimumCell = 10;
    careless.rules.protection = 10;
    row.shares[0] = null;
    expect(rangesOfHidden(careless, 64)).toEqual([{ what: '1: 1', low: 4, high: 4 }]);
    const found = { breakdown: 'group', group: '1', what: { answer: '1' }, low: 4, high: 4, kind: 'exact' };
    expect(attack([careless]).recovered).toMatchObject([found]);
    row.shares[1] = null;
    // The other row and the whole tell it all the same.
    expect(attack([careless]).recovered).toMatchObject([found]);
  });
});
