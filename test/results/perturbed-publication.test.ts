/** Publications whose counts are perturbed by cell key. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attack } from '../../src/results/attack/attack.ts';
import { cellKeyOf, perturbCount, tellTable } from '../../src/results/cell-key.ts';
import { perturbCounts } from '../../src/results/perturbed-tally.ts';
import { tenFive } from '../../src/results/perturbation.ts';
import { buildPublication } from '../../src/results/publication.ts';
import type { PublicationSettings } from '../../src/results/publication.ts';
import { publicationSchema } from '../../src/results/publication-format.ts';
import type { Publication, PublishedItem } from '../../src/results/publication-format.ts';
import { randomTable, roundingTable } from './noisy-tables.ts';
import { choiceColumn, codebookOf, makeWave, pointsTo, textColumn } from './wave-maker.ts';
import type { MadeWave } from './wave-maker.ts';

const TEN_FIVE = tenFive();

const publish = (wave: MadeWave, settings: Partial<PublicationSettings> = {}): Publication =>
  buildPublication(wave.rows, wave.codebook, wave.plan, wave.design, {
    survey: 'bus',
    wave: '1',
    perturbation: TEN_FIVE,
    recordKeys: wave.recordKeys,
    ...settings,
  });

/** A plan of one mark by line, so that a publication takes little. */
const small = (wave: MadeWave): MadeWave => ({
  ...wave,
  plan: {
    breakdowns: [{ variable: 'line' }],
    items: [{ variable: 'mark_1', top: ['7', '8', '9', '10'] }],
    compareWaves: true,
  },
});

const itemOf = ({ items }: Publication, variable: string): PublishedItem => {
  const item = items.find((one) => one.variable === variable);
  if (item === undefined) throw new Error(`Expected ${variable}.`);
  return item;
};

/** Of two answers by line: a count and, for each cell, the key that all its people's keys add up to. */
const twoAnswers = (cells: readonly (readonly (readonly [count: number, key: number])[])[]): MadeWave => {
  const recordKeys: number[] = [];
  const rows = cells.flatMap((row, line) =>
    row.flatMap(([count, key], answer) =>
      Array.from({ length: count }, (_, person) => {
        recordKeys.push(person === 0 ? key : 0);
        return {
          row_id: `${line}.${answer}.${person}`,
          line: String(line + 1),
          answer: String(answer + 1),
        };
      }),
    ),
  );
  return {
    rows,
    recordKeys,
    design: null,
    codebook: codebookOf([textColumn('line'), choiceColumn('answer', pointsTo(1, 2))]),
    plan: { breakdowns: [{ variable: 'line' }], items: [{ variable: 'answer' }], compareWaves: false },
  };
};

describe('a perturbed publication', () => {
  it('shows each cell as the table changes its count by the sum of its keys, a row at a time', () => {
    const by = randomTable(3, 4);
    const cells = [
      [
        [60, 173],
        [40, 66],
      ],
      [
        [70, 200],
        [130, 9],
      ],
    ] as const;
    const item = itemOf(publish(twoAnswers(cells), { perturbation: by }), 'answer');
    const changed = (count: number, key: number): number => perturbCount(count, key, by.table, 10) ?? 0;
    const rowsOf = [
      ...cells.map((row) => row.map(([count, key]) => changed(count, key))),
      [changed(130, cellKeyOf([173, 200])), changed(170, cellKeyOf([66, 9]))],
    ];
    for (const [place, row] of [...(item.tables[0]?.rows ?? []), item.whole].entries()) {
      const [one = 0, other = 0] = rowsOf[place] ?? [];
      expect(row.base).toBe(Math.floor((one + other) / 5 + 0.5) * 5);
      expect(row.shares[0]).toBe(Math.floor((100 * one) / (one + other) + 0.5));
    }
    // Drawn with other keys, other counts.
    expect(rowsOf.flat()).not.toEqual([60, 40, 70, 130, 130, 170]);
  });

  it('withholds a cell that the table takes below the minimum', () => {
    const by = randomTable(4, 4);
    const key = Array.from({ length: 256 }, (_, one) => one).find(
      (one) => perturbCount(11, one, by.table, 10) === null,
    );
    if (key === undefined) throw new Error('Expected a key that takes two away or more.');
    const of = (own: number): unknown =>
      itemOf(
        publish(
          twoAnswers([
            [
              [11, own],
              [89, 1],
            ],
            [
              [100, 2],
              [100, 3],
            ],
          ]),
          { perturbation: by },
        ),
        'answer',
      ).tables[0]?.rows[0]?.shares[0];
    expect(of(key)).toBeNull();
  });

  it('says the same of the same rows in any order, and in its shape', () => {
    const wave = small(makeWave({ seed: 21, rows: 500, items: 1, lines: 4 }));
    const one = publish(wave);
    const turned = {
      ...wave,
      rows: wave.rows.toReversed(),
      recordKeys: wave.recordKeys.toReversed(),
    };
    expect(publish(turned)).toEqual(one);
    expect(publicationSchema.parse(structuredClone(one))).toEqual(one);
    expect(one.notes).toContain('counts-perturbed');
    expect(one.rules.perturbation).toEqual({
      name: '10-5',
      sha256: TEN_FIVE.sha256,
      up: 2,
      down: 2,
      step: 5,
      heaviest: 1,
    });
    const plain = publish(wave, { perturbation: null });
    expect(plain.rules).not.toHaveProperty('perturbation');
    expect(publicationSchema.parse(structuredClone(plain))).toEqual(plain);
  });

  it('is as strict as without, keeps means near the truth, and gives nothing away', () => {
    let shown = 0;
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(150, 500), fc.boolean(), (seed, rows, weighted) => {
        const wave = small(makeWave({ seed, rows, items: 1, lines: 3, weighted, clusters: 20 }));
        const publication = publish(wave);
        expect(attack([publication]).recovered).toEqual([]);
        const item = itemOf(publication, 'mark_1');
        for (const row of [item.whole, ...(item.tables[0]?.rows ?? [])]) {
          if (row.base === null) continue;
          const own = wave.rows
            .map((values, place) => ({
              mark: values['mark_1'] ?? '',
              weight: wave.design?.[place]?.weight ?? 1,
              isIn: row.group === null || values['line'] === row.group,
            }))
            .filter(({ mark, isIn }) => isIn && pointsTo(1, 10).includes(mark));
          expect(own.length).toBeGreaterThanOrEqual(30);
          // Each cell by two at most, all the small ones together by two at most.
          expect(Math.abs(row.base - own.length)).toBeLessThanOrEqual(2 * 10 + 2);
          for (const [place, share] of row.shares.entries()) {
            if (share === null) continue;
            shown++;
            expect(own.filter(({ mark }) => mark === String(place + 1)).length).toBeGreaterThanOrEqual(10);
          }
          if (row.mean === null) continue;
          const weights = own.reduce((sum, { weight }) => sum + weight, 0);
          const mean = own.reduce((sum, { mark, weight }) => sum + Number(mark) * weight, 0) / weights;
          expect(Math.abs(row.mean.value - mean)).toBeLessThan(0.4);
        }
      }),
      { numRuns: 20 },
    );
    expect(shown).toBeGreaterThan(20);
  });

  it('changes the counts of no answer too', () => {
    const wave = small(makeWave({ seed: 4, rows: 400, items: 1, lines: 2 }));
    const by = randomTable(7, 9);
    const { rows, recordKeys } = wave;
    const kind = (code: string) => {
      const of = rows.flatMap((row, place) => (row['mark_1'] === code ? [recordKeys[place] ?? 0] : []));
      return { count: of.length, key: cellKeyOf(of) };
    };
    const kinds = [kind('-1'), kind('99')];
    const { counts } = perturbCounts(
      kinds.map(({ count }) => count),
      kinds.map(({ key }) => key),
      by.table,
      10,
    );
    const total = counts.reduce((sum, count) => sum + count, 0);
    expect(itemOf(publish(wave, { perturbation: by }), 'mark_1').noAnswer).toEqual({
      rest: Math.floor((100 * total) / 400 + 0.5),
    });
    expect(total).not.toBe(kinds.reduce((sum, { count }) => sum + count, 0));
  });

  it('is refused where rows have no keys', () => {
    const wave = small(makeWave({ seed: 22, rows: 100, items: 1, lines: 2 }));
    expect(() => publish(wave, { recordKeys: wave.recordKeys.with(3, null as never) })).toThrow(/no keys/);
  });
});

describe('small cells', () => {
  it('are changed as one, with the next smallest where they are too few, so that none is lost', () => {
    const keys = [0, 0, 0, 0];
    // 3 and 9 are 12 people, which 10-5 makes 10; one by one it would take all of them away.
    expect(perturbCounts([3, 9, 24, 0], keys, TEN_FIVE.table, 10)).toEqual({
      counts: [2.5, 7.5, 25, 0],
      shows: [false, false, true, false],
    });
    expect(perturbCounts([3, 21, 24, 60], keys, TEN_FIVE.table, 10)).toEqual({
      counts: [3 * (25 / 24), 21 * (25 / 24), 25, 60],
      shows: [false, false, true, true],
    });
  });

  it('are those as well that the table takes below the minimum', () => {
    const keys = [0, 0, 0, 0];
    // With a minimum of 5, cells of 6 are large enough to be shown, and 10-5 takes each of them away.
    expect(perturbCounts([6, 6, 20, 40], keys, TEN_FIVE.table, 5)).toEqual({
      counts: [5, 5, 20, 40],
      shows: [false, false, true, true],
    });
    expect(perturbCounts([6, 20, 40, 0], keys, TEN_FIVE.table, 5)).toEqual({
      counts: [6 * (25 / 26), 20 * (25 / 26), 40, 0],
      shows: [false, false, true, false],
    });
  });

  it('lose nobody but to rounding, whatever the smallest cell is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 40 }), { minLength: 2, maxLength: 10 }),
        fc.constantFrom(5, 10, 12),
        (people, minimumCell) => {
          const total = people.reduce((sum, count) => sum + count, 0);
          fc.pre(total >= 20);
          const { counts } = perturbCounts(
            people,
            people.map(() => 0),
            TEN_FIVE.table,
            minimumCell,
          );
          const changed = counts.reduce((sum, count) => sum + count, 0);
          // Each cell, or those that are changed as one, is rounded to the nearest five.
          expect(Math.abs(changed - total)).toBeLessThanOrEqual(2 * people.length);
        },
      ),
    );
  });

  it('tell of a table no more than it does to them', () => {
    expect(tellTable(TEN_FIVE.table, 10, 2000)).toEqual({ up: 2, down: 2, step: 5 });
    expect(tellTable(TEN_FIVE.table, 9, 2000)).toMatchObject({ down: 9 });
    // Rounding to three is not the same from 751 on, where the table is used again.
    expect(tellTable(roundingTable(10, 3).table, 10, 750).step).toBe(3);
    expect(tellTable(roundingTable(10, 3).table, 10, 751).step).toBe(1);
    expect(tellTable(randomTable(1, 3).table, 10, 2000)).toEqual({ up: 3, down: 3, step: 1 });
  });
});

describe('the next edition', () => {
  const wave = small(makeWave({ seed: 23, rows: 400, items: 1, lines: 3 }));
  const other = randomTable(5, 2);
  const perturbed = publish(wave);
  const plain = publish(wave, { perturbation: null });

  it('is made with the same table, and says the same', () => {
    const again = publish(wave, { earlier: [perturbed] });
    expect(again.edition).toBe(2);
    expect(again.items).toEqual(perturbed.items);
    expect(attack([perturbed, again]).recovered).toEqual([]);
  });

  it.each([
    ['another table', perturbed, other, /perturbation table 10-5 .* perturbation table random\.csv/],
    ['no table any more', perturbed, null, /10-5 .* without perturbing/],
    ['a table where there was none', plain, other, /without perturbing .* random\.csv/],
  ] as const)('is refused with %s', (_name, earlier, perturbation, says) => {
    const again = () => publish(wave, { earlier: [earlier], perturbation });
    expect(again).toThrow(says);
    expect(again).toThrow(expect.objectContaining({ code: 'publication-rules-changed' }));
  });

  it.each([
    ['stricter', { minimumCell: 15, minimumBase: 30, flaggedBase: 100 }, /minimum-cell: 10/],
    ['looser', { minimumCell: 6, minimumBase: 30, flaggedBase: 100 }, /minimum-cell: 10/],
    ['of another base', { minimumCell: 10, minimumBase: 31, flaggedBase: 100 }, /minimum-base: 30/],
    ['that flag another base', { minimumCell: 10, minimumBase: 30, flaggedBase: 99 }, /flagged-base: 100/],
  ])('is refused with limits that are %s', (_name, limits, says) => {
    const changed = { ...wave, plan: { ...wave.plan, limits } };
    expect(() => publish(changed, { earlier: [plain], perturbation: null })).toThrow(says);
    const next = publish(changed, { earlier: [plain], perturbation: null, wave: '2' });
    expect(next.rules).toMatchObject({ ...limits, protection: limits.minimumCell });
  });

  it('of another wave may have another table, and is compared with what was published', () => {
    const waveBefore = {
      rows: wave.rows,
      design: null,
      recordKeys: wave.recordKeys,
      publication: perturbed,
    };
    const settings = { wave: '2', earlier: [perturbed], waveBefore };
    const next = publish(wave, { ...settings, perturbation: other });
    // The same rows: nothing differs clearly from what they were published as.
    expect(itemOf(next, 'mark_1').whole.mean?.change).toBe('none');
    expect(next.notes).not.toContain('not-compared');
    const unknown = publish(wave, { perturbation: other });
    const silent = publish(wave, { ...settings, waveBefore: { ...waveBefore, publication: unknown } });
    expect(itemOf(silent, 'mark_1').whole.mean?.change).toBeNull();
    expect(silent.notes).toContain('not-compared');
  });
});
