/** Weights of a wave's rows by the boarders of their trips, and the groups of trips that margins of error know. */
import type { SurveyedBatch } from '../store/batches.ts';
import { designRows } from './row-design.ts';
import { weighRoute, type SurveyedTrip } from './trip-weights.ts';

export interface WeighedRow {
  /** Mean 1 over the wave; null where every row counts the same. */
  readonly weight: number | null;
  readonly cluster: number | null;
}

const UNWEIGHED: WeighedRow = { weight: null, cluster: null };

const groupBy = <Thing>(things: readonly Thing[], keyOf: (thing: Thing) => string): Thing[][] => {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [thing]);
    else group.push(thing);
  }
  return [...groups.values()];
};

/**
 * Trips of one line, direction and part of the day stand for each other; on each, its forms stand for its boarders. Boardings
 * of whole lines and trips that ran without being surveyed are not known here.
 */
const weighTrips = (
  batches: readonly SurveyedBatch[],
  rowsOf: ReadonlyMap<string, number>,
): Map<string, number> => {
  const weights = new Map<string, number>();
  const said = ({ context }: SurveyedBatch, key: string): string => context[key] ?? '';
  for (const line of groupBy(batches, (batch) => said(batch, 'line'))) {
    const strata = groupBy(line, (batch) => `${said(batch, 'direction')}\n${said(batch, 'day-part')}`);
    const tripOf = (batch: SurveyedBatch): SurveyedTrip => ({
      stops: [{ boardings: batch.boarders ?? 0, completes: rowsOf.get(batch.code) ?? 0 }],
    });
    const { strata: weighed } = weighRoute({
      boardings: null,
      strata: strata.map((trips) => ({ tripsRun: trips.length, trips: trips.map(tripOf) })),
    });
    for (const [stratum, trips] of strata.entries())
      for (const [trip, { code }] of trips.entries())
        weights.set(code, weighed[stratum]?.[trip]?.[0]?.weight ?? 0);
  }
  return weights;
};

/**
 * What each row keeps, in the order given. Weights need boarders for every trip that gave a row: where one is missing, or a
 * row belongs to no trip, every row counts the same.
 * @param trips  the code of each row's batch; null for a row of no batch
 */
export const weighRows = (
  trips: readonly (string | null)[],
  batches: readonly SurveyedBatch[],
): readonly WeighedRow[] => {
  const rowsOf = new Map<string, number>();
  for (const code of trips) if (code !== null) rowsOf.set(code, (rowsOf.get(code) ?? 0) + 1);
  const counted = batches.filter(({ boarders }) => boarders !== null);
  const known = new Map(counted.map((batch) => [batch.code, batch]));
  const allCounted = trips.every((code) => code !== null && (known.get(code)?.boarders ?? 0) > 0);
  if (trips.some((code) => code === null)) return trips.map(() => UNWEIGHED);
  const weights = allCounted ? weighTrips(counted, rowsOf) : null;
  const answering = [...rowsOf].map(([code, rows]) => ({ code, rows, weight: weights?.get(code) ?? 1 }));
  const designs = designRows(answering);
  const byCode = new Map(answering.map(({ code }, place) => [code, designs[place]]));
  return trips.map((code) => {
    const design = byCode.get(code ?? '');
    if (design === undefined) return UNWEIGHED;
    return { weight: weights === null ? null : design.weight, cluster: design.cluster };
  });
};
