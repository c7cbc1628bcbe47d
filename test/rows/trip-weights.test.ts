import { describe, expect, it } from 'vitest';
import { PaperlineError } from '../../src/domain/errors.ts';
import { weighRoute } from '../../src/rows/trip-weights.ts';
import type { SurveyedTrip } from '../../src/rows/trip-weights.ts';

const tripOf = (boardings: readonly number[], completes: readonly number[]): SurveyedTrip => ({
  stops: boardings.map((count, place) => ({ boardings: count, completes: completes[place] ?? 0 })),
});

/**
 * Yu, Mirzaei, Paschai and Yang (NCTCOG), "Statistical evaluation of transit on-board survey results and methods", FTA
 * workshop on travel forecasting, 2009: the weekday expansion plan of the 2007 DART survey. The other sampled trip is not
 * given; here it is one that brings all calculated boardings to the 582.4 of the example.
 */
describe('the example of Dallas Area Rapid Transit', () => {
  const example = tripOf([15, 8, 27, 10], [6, 0, 9, 2]);
  const other = tripOf([582.4 / 7.5 - 60], [2]);
  const route = weighRoute({ boardings: 971, strata: [{ tripsRun: 15, trips: [example, other] }] });
  const stops = route.strata[0]?.[0] ?? [];

  it('has its stop response factors, trip factor, vehicle-trip factor and route factor', () => {
    expect(stops.map(({ stopFactor }) => stopFactor)).toEqual([2.5, 0, 3, 5]);
    for (const { tripFactor, vehicleFactor, routeFactor } of stops) {
      expect(tripFactor).toBeCloseTo(60 / 52, 12);
      expect(vehicleFactor).toBe(15 / 2);
      expect(routeFactor).toBeCloseTo(971 / 582.4, 12);
    }
    expect(route.calculatedBoardings).toBeCloseTo(582.4, 9);
  });

  it('comes to its expansion factors, which the source rounds at each level', () => {
    // 21.6, 25.9 and 43.1 are to a tenth what the factors give with 60/52 rounded to 1.15.
    for (const [place, factor] of [21.6, 0, 25.9, 43.1].entries()) {
      expect(Math.abs((stops[place]?.stopFactor ?? 0) * 1.15 * 7.5 - factor)).toBeLessThan(0.05);
    }
    expect(stops.map(({ tripFactor }) => tripFactor.toFixed(2))).toEqual(['1.15', '1.15', '1.15', '1.15']);
    expect(stops[0]?.routeFactor.toFixed(1)).toBe('1.7');
    expect([21.6, 0, 25.9, 43.1].map((factor) => (factor * 1.7).toFixed(1))).toEqual([
      '36.7',
      '0.0',
      '44.0',
      '73.3',
    ]);
  });

  it('comes to weights that are the products of its factors, unrounded', () => {
    const products = [2.5, 0, 3, 5].map((stop) => stop * (60 / 52) * (15 / 2) * (971 / 582.4));
    for (const [place, { weight }] of stops.entries()) expect(weight).toBeCloseTo(products[place] ?? -1, 9);
    // Within 2 % of the 36.7, 44.0 and 73.3 that the source comes to with rounded factors.
    for (const [place, final] of [36.7, 0, 44.0, 73.3].entries()) {
      expect(Math.abs((stops[place]?.weight ?? 0) - final)).toBeLessThanOrEqual(0.02 * final);
    }
    // Six, nine and two forms stand for the 60 boarders of their trip, times the trips it stands for and the correction.
    const forms = [6, 0, 9, 2].reduce((sum, count, place) => sum + count * (stops[place]?.weight ?? 0), 0);
    expect(forms).toBeCloseTo(60 * 7.5 * (971 / 582.4), 9);
  });
});

describe('weights of any route', () => {
  it('add up to the boardings of the route', () => {
    const trips = [tripOf([20, 5], [4, 0]), tripOf([30], [6]), tripOf([8], [0])];
    const route = { boardings: 700, strata: [{ tripsRun: 12, trips }] };
    const { strata, calculatedBoardings, routeFactor } = weighRoute(route);
    const sum = (strata[0] ?? []).flatMap((stops, trip) =>
      stops.map(({ weight }, stop) => weight * (trips[trip]?.stops[stop]?.completes ?? 0)),
    );
    expect(sum.reduce((total, one) => total + one, 0)).toBeCloseTo(700, 9);
    // The trip on which nobody answered is stood for by the two others.
    expect(calculatedBoardings).toBeCloseTo((12 / 2) * 55, 9);
    expect(routeFactor).toBeCloseTo(700 / 330, 9);
  });

  it('count one boarder for a form where fewer were counted than answered, and say so', () => {
    const { strata, undercounted } = weighRoute({
      boardings: null,
      strata: [{ tripsRun: 1, trips: [tripOf([3], [5])] }],
    });
    expect(undercounted).toBe(1);
    expect(strata[0]?.[0]?.[0]).toMatchObject({ stopFactor: 1, weight: 1 });
  });

  it.each([
    ['no boarders counted', tripOf([0], [5])],
    ['boarders that are no number', tripOf([Number.NaN], [5])],
    ['fewer than none', tripOf([-1], [5])],
  ])('are refused with %s', (_name, trip) => {
    expect(() => weighRoute({ boardings: null, strata: [{ tripsRun: 1, trips: [trip] }] })).toThrow(
      PaperlineError,
    );
  });
});
