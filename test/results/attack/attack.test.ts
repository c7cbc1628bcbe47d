import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attack } from '../../../src/results/attack/attack.ts';
import type { Recovery } from '../../../src/results/attack/attack.ts';
import { buildPublication } from '../../../src/results/publication.ts';
import type { Publication } from '../../../src/results/publication-format.ts';
import { choiceColumn, codebookOf, makeWave, pointsTo, textColumn } from '../wave-maker.ts';
import type { MadeWave } from '../wave-maker.ts';

const publish = (wave: MadeWave): Publication =>
  buildPublication(wave.rows, wave.codebook, wave.plan, wave.design, { survey: 'bus', wave: '1' });

/** The weight of the rows that a finding is about; heads where rows count the same. */
const truthOf = (
  wave: MadeWave,
  publication: Publication,
  { item, breakdown, group, what }: Recovery,
): number => {
  const published = publication.items.find(({ variable }) => variable === item);
  const codes = published?.categories.map(({ code }) => code) ?? [];
  const top = published?.top ?? [];
  const answers =
    typeof what === 'object'
      ? [what.answer]
      : what === 'base'
        ? codes
        : codes.filter((code) => top.includes(code) === (what === 'top'));
  const named = published?.tables
    .find((table) => table.breakdown === breakdown)
    ?.rows.map((row) => row.group);
  const weights = wave.design?.map(({ weight }) => weight) ?? wave.rows.map(() => 1);
  const scale = wave.rows.length / weights.reduce((sum, weight) => sum + weight, 0);
  return wave.rows.reduce((sum, row, place) => {
    const isIn =
      breakdown === null ||
      (group === null ? named?.includes(row[breakdown] ?? '') === false : row[breakdown] === group);
    return isIn && answers.includes(row[item] ?? '') ? sum + (weights[place] ?? 0) * scale : sum;
  }, 0);
};

describe('what the attacker thinks possible', () => {
  it.each([
    ['of heads', false],
    ['of weights', true],
  ])('always has the truth in it: %s', (_name, weighted) => {
    let looked = 0;
    fc.assert(
      fc.property(
        fc.nat(),
        fc.constantFrom(120, 400, 900, 2500),
        fc.constantFrom(2, 5),
        (seed, rows, lines) => {
          const wave = makeWave({ seed, rows, lines, items: 1, weighted });
          const publication = publish(wave);
          // Asked for the impossible, it reports whatever may be small, with the bounds that it found.
          const greedy = structuredClone(publication);
          greedy.rules.protection = 1_000_000;
          const { recovered } = attack([greedy]);
          for (const finding of recovered) {
            expect(['exact', 'narrow']).toContain(finding.kind);
            const isOfHeads = finding.what === 'base' && weighted;
            if (isOfHeads) continue;
            looked++;
            const truth = truthOf(wave, publication, finding);
            expect(truth).toBeGreaterThanOrEqual(finding.low - 1e-3);
            expect(truth).toBeLessThanOrEqual(finding.high + 1e-3);
          }
        },
      ),
      { numRuns: 12 },
    );
    expect(looked).toBeGreaterThan(500);
  });
});

describe('the attacker finds', () => {
  const rowsOf = (counts: readonly (readonly number[])[]) =>
    counts.flatMap((row, line) =>
      row.flatMap((people, answer) =>
        Array.from({ length: people }, (_, person) => ({
          row_id: `${line}.${answer}.${person}`,
          line: String(line + 1),
          mark: String(answer + 1),
        })),
      ),
    );
  /** As published with rules that hide nothing, then told that ten is the minimum. */
  const open = (counts: readonly (readonly number[])[], top?: readonly string[]): Publication => {
    const codebook = codebookOf([
      textColumn('line'),
      choiceColumn('mark', pointsTo(1, counts[0]?.length ?? 0), 'scale'),
    ]);
    const plan = {
      breakdowns: [{ variable: 'line' }],
      items: [{ variable: 'mark', ...(top === undefined ? {} : { top }) }],
      compareWaves: false,
    };
    const rules = { minimumCell: 2, minimumBase: 2, protection: 2, baseStep: 1 };
    const publication = buildPublication(rowsOf(counts), codebook, plan, null, {
      survey: 'bus',
      wave: '1',
      rules,
    });
    publication.rules.minimumCell = 10;
    publication.rules.protection = 10;
    return publication;
  };
  const rowOf = (publication: Publication, place: number) => {
    const row = publication.items[0]?.tables[0]?.rows[place];
    if (row === undefined) throw new Error(`Expected row ${place}.`);
    return row;
  };
  const hideScores = (publication: Publication): void => {
    for (const { whole, tables } of publication.items) {
      for (const row of [whole, ...tables.flatMap(({ rows }) => rows)]) {
        row.mean = null;
        row.median = null;
      }
    }
  };

  it('a cell by its row, and by its column', () => {
    const publication = open([
      [4, 20, 30],
      [15, 20, 30],
    ]);
    hideScores(publication);
    const row = rowOf(publication, 0);
    row.shares[0] = null;
    const found = { group: '1', what: { answer: '1' }, low: 4, high: 4, kind: 'exact' };
    expect(attack([publication]).recovered).toMatchObject([found]);
    row.shares[1] = null;
    row.shares[2] = null;
    expect(attack([publication]).recovered).toContainEqual(expect.objectContaining(found));
  });

  it('two cells together by the mean of their row', () => {
    const publication = open([
      [6, 14, 40],
      [14, 6, 40],
    ]);
    for (const place of [0, 1]) {
      const row = rowOf(publication, place);
      row.shares[0] = null;
      row.shares[1] = null;
    }
    // 6 and 14 of 20: without the mean it may be any of them.
    const without = structuredClone(publication);
    hideScores(without);
    expect(attack([without]).recovered).toEqual([]);
    const found = attack([publication]).recovered;
    expect(
      found.find(({ group, what }) => group === '1' && typeof what === 'object' && what.answer === '1'),
    ).toMatchObject({
      kind: 'narrow',
    });
  });

  it('a cell that alone is left of its top box', () => {
    const publication = open(
      [
        [12, 12, 16, 5],
        [12, 12, 16, 15],
      ],
      ['3', '4'],
    );
    hideScores(publication);
    for (const place of [0, 1]) rowOf(publication, place).shares.splice(2, 2, null, null);
    const row = rowOf(publication, 0);
    row.shares[2] = 36;
    const found = attack([publication]).recovered;
    expect(found).toContainEqual(
      expect.objectContaining({ group: '1', what: { answer: '4' }, low: 5, high: 5 }),
    );
  });

  it('that figures contradict each other', () => {
    const publication = open([
      [20, 20],
      [20, 20],
    ]);
    hideScores(publication);
    const row = rowOf(publication, 0);
    row.shares = [null, 90];
    expect(attack([publication]).recovered).toMatchObject([{ kind: 'contradiction' }]);
  });
});
