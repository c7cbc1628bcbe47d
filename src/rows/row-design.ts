/**
 * What a row keeps of the trip it came from, so that tables can be weighted and their margins of error know of trips, and
 * what it does not keep. A weight of one trip alone, or a number of its own, would put its few rows together again: with
 * the line and the part of the day they name the trip. So weights have few levels, each of several trips, and trips are
 * thrown together at random into groups of which only the number stays. Neither leaves in an export.
 */
import { shuffleInSecret } from './row-order.ts';

/** The rows of one trip, as the wave closes. */
export interface TripRows {
  /** Rows that it gave; above 0. */
  readonly rows: number;
  /** The weight of each. */
  readonly weight: number;
}

export interface RowDesign {
  /** Mean 1 over the wave. */
  readonly weight: number;
  /** From 0; trips of one number are a random group. Null where there are too few trips for two groups. */
  readonly cluster: number | null;
}

const MAX_WEIGHT_LEVELS = 20;
const MIN_TRIPS_A_LEVEL = 3;
const MIN_ROWS_A_LEVEL = 10;
/** Groups of trips: enough that the margins of error are steady (a t value of 1.98), and few trips to a group are not. */
const MAX_CLUSTERS = 100;
const MIN_TRIPS_A_CLUSTER = 3;

/**
 * Weights rounded to the mean of their level, trip by trip in the order given. Levels hold about as many rows each, at
 * least three trips and ten rows; where there are fewer, there is one level. The sum over rows stays.
 */
export const levelWeights = (trips: readonly TripRows[]): readonly number[] => {
  const order = trips
    .map((_, place) => place)
    .sort((a, b) => (trips[a]?.weight ?? 0) - (trips[b]?.weight ?? 0));
  const rowsOf = (places: readonly number[]): number =>
    places.reduce((sum, place) => sum + (trips[place]?.rows ?? 0), 0);
  const target = Math.max(MIN_ROWS_A_LEVEL, rowsOf(order) / MAX_WEIGHT_LEVELS);
  const levels: number[][] = [];
  let level: number[] = [];
  for (const place of order) {
    level.push(place);
    if (level.length < MIN_TRIPS_A_LEVEL || rowsOf(level) < target) continue;
    levels.push(level);
    level = [];
  }
  // What is left is too small to stand alone.
  if (levels.length === 0) levels.push(level);
  else levels.at(-1)?.push(...level);

  const weights = new Array<number>(trips.length).fill(0);
  for (const places of levels) {
    const total = places.reduce((sum, place) => {
      const trip = trips[place];
      return sum + (trip === undefined ? 0 : trip.rows * trip.weight);
    }, 0);
    const mean = total / rowsOf(places);
    for (const place of places) weights[place] = mean;
  }
  return weights;
};

/** A random group for every trip, in the order given; nulls where two groups of three trips cannot be made. */
const clusterTrips = (trips: number): readonly (number | null)[] => {
  const clusters = Math.min(MAX_CLUSTERS, Math.floor(trips / MIN_TRIPS_A_CLUSTER));
  if (clusters < 2) return new Array<null>(trips).fill(null);
  const numbers: (number | null)[] = new Array<null>(trips).fill(null);
  const order = shuffleInSecret(numbers.keys());
  for (const [turn, place] of order.entries()) numbers[place] = turn % clusters;
  return numbers;
};

/** What the rows of each trip keep, in the order given. */
export const designRows = (trips: readonly TripRows[]): readonly RowDesign[] => {
  const rows = trips.reduce((sum, trip) => sum + trip.rows, 0);
  const weights = levelWeights(trips);
  const total = trips.reduce((sum, trip, place) => sum + trip.rows * (weights[place] ?? 0), 0);
  const scale = total > 0 ? rows / total : 1;
  const clusters = clusterTrips(trips.length);
  return trips.map((_, place) => ({
    weight: (weights[place] ?? 0) * scale,
    cluster: clusters[place] ?? null,
  }));
};
