import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propagateIntervals } from '../../../src/results/attack/interval-propagation.ts';
import { LinearProgram } from '../../../src/results/attack/linear-program.ts';
import type { LinearConstraint } from '../../../src/results/attack/linear-program.ts';
import { minimiseWhole } from '../../../src/results/attack/whole-numbers.ts';

const BOX = 4;

/** Every point of whole numbers from 0 to BOX. */
const points = (variables: number): number[][] =>
  variables === 0
    ? [[]]
    : points(variables - 1).flatMap((rest) =>
        Array.from({ length: BOX + 1 }, (_, value) => [...rest, value]),
      );

const sumAt = (
  point: readonly number[],
  { variables, coefficients }: Pick<LinearConstraint, 'variables' | 'coefficients'>,
) => variables.reduce((sum, variable, place) => sum + (coefficients[place] ?? 0) * (point[variable] ?? 0), 0);

const problemOf = (variables: number) =>
  fc.record({
    constraints: fc.array(
      fc
        .record({
          coefficients: fc.array(fc.integer({ min: -2, max: 3 }), {
            minLength: variables,
            maxLength: variables,
          }),
          low: fc.integer({ min: -6, max: 10 }),
          width: fc.nat({ max: 6 }),
        })
        .map(({ coefficients, low, width }): LinearConstraint => ({
          variables: coefficients.map((_, place) => place),
          coefficients,
          low,
          high: low + width,
        })),
      { minLength: 1, maxLength: 4 },
    ),
    cost: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: variables, maxLength: variables }),
  });

/** Sides of the polyhedron's corners, solved by Cramer's rule: the least value of a sum is at one of them. */
const cornerMinimum = (constraints: readonly LinearConstraint[], cost: readonly number[]): number | null => {
  const sides = [
    ...constraints.flatMap(({ coefficients, low, high }) => [
      { normal: coefficients, at: low },
      { normal: coefficients, at: high },
    ]),
    ...[0, 1].flatMap((axis) => [0, BOX].map((at) => ({ normal: axis === 0 ? [1, 0] : [0, 1], at }))),
  ];
  let least: number | null = null;
  for (const one of sides) {
    for (const other of sides) {
      const [a = 0, b = 0] = one.normal;
      const [c = 0, d = 0] = other.normal;
      const determinant = a * d - b * c;
      if (determinant === 0) continue;
      const x = (one.at * d - b * other.at) / determinant;
      const y = (a * other.at - one.at * c) / determinant;
      if (x < -1e-9 || x > BOX + 1e-9 || y < -1e-9 || y > BOX + 1e-9) continue;
      const isIn = constraints.every((constraint) => {
        const sum = sumAt([x, y], constraint);
        return sum >= constraint.low - 1e-9 && sum <= constraint.high + 1e-9;
      });
      const value = (cost[0] ?? 0) * x + (cost[1] ?? 0) * y;
      if (isIn && (least === null || value < least)) least = value;
    }
  }
  return least;
};

const boundsOf = (variables: number) => ({
  low: new Float64Array(variables),
  high: new Float64Array(variables).fill(BOX),
});

describe('linear programs', () => {
  it('of two unknowns come to the best corner', () => {
    fc.assert(
      fc.property(problemOf(2), ({ constraints, cost }) => {
        const { low, high } = boundsOf(2);
        const program = new LinearProgram(low, high, constraints);
        const expected = cornerMinimum(constraints, cost);
        const outcome = program.minimise([0, 1], cost);
        expect(outcome).toBe(expected === null ? 'contradiction' : 'solved');
        if (expected === null) return;
        expect(sumAt([...program.values], { variables: [0, 1], coefficients: cost })).toBeCloseTo(
          expected,
          6,
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('are solved again and again from where the last solution was', () => {
    fc.assert(
      fc.property(
        problemOf(2),
        fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 })), {
          minLength: 3,
          maxLength: 8,
        }),
        ({ constraints }, costs) => {
          const { low, high } = boundsOf(2);
          const program = new LinearProgram(low, high, constraints);
          for (const cost of costs) {
            const expected = cornerMinimum(constraints, cost);
            if (program.minimise([0, 1], cost) !== 'solved') return;
            expect(sumAt([...program.values], { variables: [0, 1], coefficients: cost })).toBeCloseTo(
              expected ?? Number.NaN,
              6,
            );
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('in whole numbers come to the best point, and never above what is not whole', () => {
    const all = points(4);
    fc.assert(
      fc.property(problemOf(4), ({ constraints, cost }) => {
        const { low, high } = boundsOf(4);
        const program = new LinearProgram(low, high, constraints);
        const possible = all.filter((point) =>
          constraints.every((one) => sumAt(point, one) >= one.low && sumAt(point, one) <= one.high),
        );
        const values = possible.map((point) => sumAt(point, { variables: [0, 1, 2, 3], coefficients: cost }));
        const found = minimiseWhole(program, [0, 1, 2, 3], [0, 1, 2, 3], cost);
        if (possible.length === 0) expect(found.outcome).toBe('contradiction');
        else expect(found).toEqual({ outcome: 'solved', value: Math.min(...values) });
        if (program.minimise([0, 1, 2, 3], cost) === 'solved' && possible.length > 0) {
          const relaxed = sumAt([...program.values], { variables: [0, 1, 2, 3], coefficients: cost });
          expect(relaxed).toBeLessThanOrEqual(Math.min(...values) + 1e-6);
        }
      }),
      { numRuns: 600 },
    );
  });

  it('agree with interval propagation, which loses no solution', () => {
    const all = points(3);
    fc.assert(
      fc.property(problemOf(3), ({ constraints }) => {
        const { low, high } = boundsOf(3);
        const isPossible = propagateIntervals(low, high, new Uint8Array(3).fill(1), constraints);
        const possible = all.filter((point) =>
          constraints.every((one) => sumAt(point, one) >= one.low && sumAt(point, one) <= one.high),
        );
        if (possible.length > 0) expect(isPossible).toBe(true);
        for (const point of possible) {
          for (const [place, value] of point.entries()) {
            expect(value).toBeGreaterThanOrEqual((low[place] ?? 0) - 1e-6);
            expect(value).toBeLessThanOrEqual((high[place] ?? 0) + 1e-6);
          }
        }
      }),
      { numRuns: 1500 },
    );
  });
});
