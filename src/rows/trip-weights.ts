/**
 * Scaling up from completed forms to boarders, level by level: stop, trip, vehicle trips, route. The chain and its example
 * are those of the on-board survey of Dallas Area Rapid Transit (Yu, Mirzaei, Paschai and Yang, North Central Texas Council
 * of Governments, FTA workshop on travel forecasting, 2009).
 */
import { PaperlineError } from '../domain/errors.ts';

/** Where boarders are counted for a trip as a whole, the trip is one stop. */
export interface StopCount {
  readonly boardings: number;
  readonly completes: number;
}

export interface SurveyedTrip {
  readonly stops: readonly StopCount[];
}

/** Trips that stand for each other: one route, direction, day-part and kind of day. */
export interface TripStratum {
  /** Vehicle trips run; where nobody knows, as many as were surveyed. */
  readonly tripsRun: number;
  readonly trips: readonly SurveyedTrip[];
}

export interface SurveyedRoute {
  /** Boardings known from elsewhere; null where nothing is known, and then nothing is corrected. */
  readonly boardings: number | null;
  readonly strata: readonly TripStratum[];
}

/** Each level's factor, and the weight of one completed form. A stop without completes has 0 for both. */
export interface StopWeight {
  readonly stopFactor: number;
  readonly tripFactor: number;
  readonly vehicleFactor: number;
  readonly routeFactor: number;
  readonly weight: number;
}

export interface RouteWeights {
  /** As the route's strata, trips and stops. */
  readonly strata: readonly (readonly (readonly StopWeight[])[])[];
  /** Boardings that the surveyed trips stand for, before the route is corrected. */
  readonly calculatedBoardings: number;
  readonly routeFactor: number;
  /** Stops with more completes than boardings: somebody counted wrongly, and each form there counts for one boarder. */
  readonly undercounted: number;
}

const sumOf = <T>(things: readonly T[], value: (thing: T) => number): number =>
  things.reduce((sum, thing) => sum + value(thing), 0);

const assertCount = (count: number, what: string): void => {
  if (Number.isFinite(count) && count >= 0) return;
  throw new PaperlineError({
    code: 'weight-invalid',
    message: `${what} is ${count}, so the answers cannot be weighted.`,
    remedy: 'Correct the count, or publish without weights.',
  });
};

/**
 * Weights of a route's completed forms. A trip on which nobody answered stands for nothing: the other trips of its stratum
 * stand for it too.
 * @throws PaperlineError `weight-invalid` for counts that are missing or below 0, and for forms of trips without boarders
 */
export const weighRoute = (route: SurveyedRoute): RouteWeights => {
  let undercounted = 0;
  const boardersOf = ({ boardings, completes }: StopCount): number => {
    assertCount(boardings, 'The number of boarders');
    assertCount(completes, 'The number of completed forms');
    if (boardings === 0 && completes > 0) {
      throw new PaperlineError({
        code: 'weight-invalid',
        message: `${completes} forms came from a trip for which no boarders were counted.`,
        remedy: 'Enter how many people boarded, or publish without weights.',
      });
    }
    if (boardings < completes) undercounted++;
    return Math.max(boardings, completes);
  };
  const strata = route.strata.map(({ tripsRun, trips }) => {
    const counted = trips.map(({ stops }) => {
      const boarders = stops.map(boardersOf);
      const answered = sumOf(stops, ({ completes }) => completes) > 0;
      const all = sumOf(boarders, (count) => count);
      const atAnsweringStops = sumOf(stops, (stop) =>
        stop.completes > 0 ? Math.max(stop.boardings, stop.completes) : 0,
      );
      return { stops, boarders, all, answered, tripFactor: answered ? all / atAnsweringStops : 0 };
    });
    const answering = counted.filter(({ answered }) => answered);
    assertCount(tripsRun, 'The number of trips run');
    const vehicleFactor = answering.length === 0 ? 0 : Math.max(tripsRun, trips.length) / answering.length;
    return { counted, vehicleFactor, calculated: vehicleFactor * sumOf(answering, ({ all }) => all) };
  });
  const calculatedBoardings = sumOf(strata, ({ calculated }) => calculated);
  if (route.boardings !== null) assertCount(route.boardings, 'The number of boardings of the route');
  const routeFactor =
    route.boardings === null || calculatedBoardings === 0 ? 1 : route.boardings / calculatedBoardings;
  return {
    calculatedBoardings,
    routeFactor,
    undercounted,
    strata: strata.map(({ counted, vehicleFactor }) =>
      counted.map(({ stops, boarders, tripFactor }) =>
        stops.map(({ completes }, place) => {
          if (completes === 0) return { stopFactor: 0, tripFactor, vehicleFactor, routeFactor, weight: 0 };
          const stopFactor = (boarders[place] ?? 0) / completes;
          return {
            stopFactor,
            tripFactor,
            vehicleFactor,
            routeFactor,
            weight: stopFactor * tripFactor * vehicleFactor * routeFactor,
          };
        }),
      ),
    ),
  };
};
