import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMissingCode, WITHHELD_CODE } from '../../../src/domain/missing-codes.ts';
import type { AnonymityRule, QuasiIdentifier } from '../../../src/questionnaire/questionnaire.ts';
import { anonymise, type AnonymousRows } from '../../../src/rows/anonymity/anonymise.ts';
import { generaliseValue } from '../../../src/rows/anonymity/generalise-value.ts';
import { TableBuilder, type RowTable } from '../../../src/rows/row-table.ts';

const COLUMNS = ['row_id', 'wave', 'line', 'age', 'time', 'month', 'mark'];

const QUASI: readonly QuasiIdentifier[] = [
  {
    variable: 'line',
    steps: [{ by: 'groups', groups: { city: ['1', '2'], region: ['50'] }, otherwise: 'other' }],
  },
  {
    variable: 'age',
    steps: [
      {
        by: 'bands',
        bands: [
          { label: '6-17', from: 6, to: 17 },
          { label: '18-39', from: 18, to: 39 },
          { label: '40-64', from: 40, to: 64 },
          { label: '65+', from: 65, to: null },
        ],
      },
      {
        by: 'bands',
        bands: [
          { label: '6-39', from: 6, to: 39 },
          { label: '40+', from: 40, to: null },
        ],
      },
    ],
  },
  { variable: 'time', steps: [{ by: 'period', period: 'hour' }] },
  {
    variable: 'month',
    steps: [
      { by: 'period', period: 'quarter' },
      { by: 'period', period: 'year' },
    ],
  },
];

const rule = (k: number, quasiIdentifiers = QUASI): AnonymityRule => ({ k, quasiIdentifiers });

const tableFrom = (rows: readonly (readonly string[])[]): RowTable => {
  const builder = new TableBuilder(COLUMNS);
  for (const row of rows) builder.add(row);
  return builder.finish();
};

const recordsOf = (table: RowTable): string[][] => [...table.records()];

/** Rows of the smallest combination of the quasi-identifiers in each wave, counted by texts alone. */
const smallestOf = (rows: readonly (readonly string[])[]): Map<string, number> => {
  const sizes = new Map<string, Map<string, number>>();
  for (const [, wave = '', line, age, time, month] of rows) {
    const key = JSON.stringify([line, age, time, month]);
    const ofWave = sizes.get(wave) ?? new Map<string, number>();
    ofWave.set(key, (ofWave.get(key) ?? 0) + 1);
    sizes.set(wave, ofWave);
  }
  return new Map([...sizes].map(([wave, ofWave]) => [wave, Math.min(...ofWave.values())]));
};

const missing = fc.constantFrom('-1', '-2', '-3', '-4', '-9');
const orMissing = (legal: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof({ weight: 9, arbitrary: legal }, { weight: 1, arbitrary: missing });
const row = fc.tuple(
  fc.constant('id'),
  fc.constantFrom('2026-Q3', '2026-Q4'),
  orMissing(fc.constantFrom('1', '2', '50', '51')),
  orMissing(fc.integer({ min: 0, max: 110 }).map(String)),
  orMissing(fc.constantFrom('08:15', '08:45', '17:00', '23:59')),
  orMissing(fc.constantFrom('2026-10', '2026-11', '2027-01')),
  orMissing(fc.constantFrom('7', '8')),
);
const rowsOf = fc.array(row, { maxLength: 60 });
const anonymous = (rows: readonly (readonly string[])[], k: number): Promise<AnonymousRows> =>
  anonymise({ table: tableFrom(rows), rule: rule(k), answers: ['mark'] });

describe('rows that leave', () => {
  it('have every combination of the quasi-identifiers in k rows or more, in each wave', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf, fc.integer({ min: 2, max: 8 }), async (rows, k) => {
        const { table, report } = await anonymous(rows, k);
        const after = recordsOf(table);
        for (const [wave, smallest] of smallestOf(after)) {
          const ofWave = rows.filter(([, name]) => name === wave).length;
          const told = report.waves.find((each) => each.wave === wave);
          expect(told).toMatchObject({ rows: ofWave, smallest, tooFew: ofWave < k });
          // Too few rows for any: one combination, which says nothing.
          if (ofWave < k) expect(smallest).toBe(ofWave);
          else expect(smallest).toBeGreaterThanOrEqual(k);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('say of each cell what it was, what a declared step makes of it, or nothing, and all else as it was', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf, async (rows) => {
        const { table, report } = await anonymous(rows, 3);
        let generalised = 0;
        let withheld = 0;
        for (const [at, after] of recordsOf(table).entries()) {
          const before = rows[at] ?? [];
          const steps = report.waves.find(({ wave }) => wave === before[1])?.steps ?? {};
          expect([after[0], after[1], after[6]]).toEqual([before[0], before[1], before[6]]);
          for (const [place, { variable, steps: declared }] of QUASI.entries()) {
            const was = before[place + 2] ?? '';
            const is = after[place + 2] ?? '';
            const taken = steps[variable]?.taken ?? 0;
            const step = taken === 0 ? undefined : declared[taken - 1];
            if (is === WITHHELD_CODE) withheld++;
            else {
              expect(is).not.toBe('-9');
              expect(is).toBe(step === undefined ? was : generaliseValue(was, step));
              if (is !== was) generalised++;
            }
          }
        }
        const sum = (key: 'generalisedCells' | 'withheldCells'): number =>
          report.waves.reduce((total, wave) => total + wave[key], 0);
        expect([sum('generalisedCells'), sum('withheldCells')]).toEqual([generalised, withheld]);
      }),
    );
  });

  it('lose nothing where each combination is in k rows already', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf, fc.integer({ min: 2, max: 5 }), async (some, k) => {
        const known = some.map((cells) => cells.map((cell) => (cell === '-9' ? '-1' : cell)));
        const rows = known.flatMap((cells) => Array.from({ length: k }, () => cells));
        const { table, report } = await anonymous(rows, k);
        expect(recordsOf(table)).toEqual(rows);
        for (const wave of report.waves)
          expect(wave).toMatchObject({ loss: 0, touchedRows: 0, withheldCells: 0 });
      }),
    );
  });

  it('do not depend on the order of the rows', async () => {
    await fc.assert(
      fc.asyncProperty(
        rowsOf.chain((rows) =>
          fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
        ),
        async ([rows, shuffled]) => {
          const [one, other] = [await anonymous(rows, 4), await anonymous(shuffled, 4)];
          const sorted = (table: RowTable): string[] =>
            recordsOf(table)
              .map((cells) => cells.join('|'))
              .toSorted();
          expect(sorted(other.table)).toEqual(sorted(one.table));
        },
      ),
    );
  });

  it('lose no more than leaving one column out, or all', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf, async (rows) => {
        const { report } = await anonymous(rows, 3);
        for (const { loss } of report.waves) expect(loss).toBeLessThanOrEqual(1);
        const one = rows.filter(([, wave]) => wave === '2026-Q4');
        if (one.length < 3) return;
        const [wave] = (await anonymous(one, 3)).report.waves;
        for (const [without] of QUASI.entries()) {
          const hidden = one.map((cells) =>
            cells.map((cell, at) => (at === without + 2 ? WITHHELD_CODE : cell)),
          );
          const isEnough =
            [...smallestOf(hidden).values()].every((smallest) => smallest >= 3) &&
            !hidden.flat().includes('-9');
          if (isEnough) expect(wave?.loss).toBeLessThanOrEqual(1 / QUASI.length + 1e-9);
        }
      }),
    );
  });
});

describe('a wave', () => {
  const people = (ages: readonly string[], wave = '2026-Q4', mark = '7') =>
    ages.map((age) => ['id', wave, '1', age, '08:15', '2026-11', mark]);

  it('is made coarser by the declared steps, as little as will do', async () => {
    const { table, report } = await anonymous(people(['20', '21', '30', '41', '42', '50']), 3);
    expect(recordsOf(table).map((cells) => cells[3])).toEqual([
      '18-39',
      '18-39',
      '18-39',
      '40-64',
      '40-64',
      '40-64',
    ]);
    expect(report.waves[0]?.steps).toEqual({
      line: { taken: 0, leftOut: false },
      age: { taken: 1, leftOut: false },
      time: { taken: 0, leftOut: false },
      month: { taken: 0, leftOut: false },
    });
  });

  it('has single cells left out where few rows stand out', async () => {
    const rows = [...people(Array.from({ length: 30 }, () => '20')), ...people(['70', '71', '72'])];
    const { table, report } = await anonymous(rows, 3);
    expect(
      recordsOf(table)
        .slice(30)
        .map((cells) => cells.slice(2, 6)),
    ).toEqual(Array.from({ length: 3 }, () => ['1', WITHHELD_CODE, '08:15', '2026-11']));
    expect(report.waves[0]).toMatchObject({ generalisedCells: 0, withheldCells: 3, touchedRows: 3 });
  });

  it('leaves the same alone as with others', async () => {
    const [one, other] = [people(['20', '21', '22', '60']), people(['20', '20', '20', '30'], '2027-Q1')];
    const both = recordsOf((await anonymous([...one, ...other], 2)).table);
    expect(both).toEqual([
      ...recordsOf((await anonymous(one, 2)).table),
      ...recordsOf((await anonymous(other, 2)).table),
    ]);
  });

  it('tells what waits for review, and leaves it out', async () => {
    const { table, report } = await anonymous(
      [...people(['20', '20', '20']), ...people(['-9', '-9', '-9'])],
      3,
    );
    expect(
      recordsOf(table)
        .slice(3)
        .map((cells) => cells[3]),
    ).toEqual(['-8', '-8', '-8']);
    expect(report.waves[0]).toMatchObject({ pendingRows: 3, withheldCells: 3 });
  });

  it('of fewer rows than k says nothing that is declared, and is told', async () => {
    const { table, report } = await anonymous(people(['20', '30']), 5);
    expect(
      recordsOf(table).map((cells) => cells.slice(2, 6).every((cell) => cell === WITHHELD_CODE)),
    ).toEqual([true, true]);
    expect(report.waves[0]).toMatchObject({ tooFew: true, rows: 2 });
  });

  it('tells of groups that are of one mind, which is not prevented', async () => {
    const rows = [
      ...people(['20', '20', '20'], '2026-Q4', '7'),
      ...people(['60', '60'], '2026-Q4', '8'),
      ...people(['60']),
    ];
    const { report } = await anonymous(rows, 3);
    expect(report.waves[0]).toMatchObject({ combinations: 2, unanimous: 1, unanimousOf: 2 });
  });
});

it('leaves codes below zero alone at every step', () => {
  for (const { steps } of QUASI) {
    for (const step of steps) {
      for (const code of ['-1', '-2', '-3', '-4', '-8', '-9']) {
        expect(isMissingCode(code) && generaliseValue(code, step)).toBe(code);
      }
    }
  }
  expect(generaliseValue('3', QUASI[1]?.steps[0] ?? { by: 'period', period: 'hour' })).toBeUndefined();
});
