/**
 * A sample of simulated paper that every change reads. It is too small to say how good the reader is (`npm run accuracy`
 * does), and large enough to tell that it became worse.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { chanceOfMore } from './share-interval.ts';
import simulateChunk, { type ChunkOrder } from './simulated-chunk.ts';
import { addTally, choiceCounts, emptyTally, type Tally } from './tally.ts';

/** Rates that the reader keeps on large samples, with room for one of this size; README has the figures. */
const BUDGETS = [
  { profile: 'office', seeds: [1000, 1001], silentRate: 0.0003, reviewShare: 0.035 },
  { profile: 'rough', seeds: [1001], silentRate: 0.0015, reviewShare: 0.06 },
] as const;

/** A reader that keeps `rate` has more silent errors than this in one sample of a hundred. */
const mostSilent = (fields: number, rate: number): number => {
  let most = 0;
  while (chanceOfMore(most, fields, rate) > 0.01) most++;
  return most;
};

describe.each(BUDGETS)('reading $profile paper', ({ profile, seeds, silentRate, reviewShare }) => {
  const tally: Tally = emptyTally();

  beforeAll(async () => {
    for (const seed of seeds) {
      // Digits are drawn, so that the sample is the same with and without ../shared/data.
      const order: ChunkOrder = { profile, seed, mix: 'people', digits: null };
      addTally(tally, await simulateChunk(order));
    }
  }, 900_000);

  it('loses no page, and takes no stranger for one', () => {
    expect(tally.pages.pages).toBeGreaterThan(seeds.length * 35);
    expect(tally.misses.lost.kept).toEqual([]);
    expect(tally.misses.invented.kept).toEqual([]);
  });

  it('accepts hardly a wrong value', () => {
    const { fields } = choiceCounts(tally);
    expect(fields).toBeGreaterThan(seeds.length * 400);
    const wrong = tally.misses.silent.kept.map(({ origin, file, pageIndex, field, degradations }) => ({
      origin,
      file,
      pageIndex,
      field,
      degradations,
    }));
    const isChoice = ({ field }: (typeof wrong)[number]): boolean => field?.kind === 'choice';
    expect(wrong.filter(isChoice).slice(mostSilent(fields, silentRate))).toEqual([]);
    // Digits and text are too few for one.
    expect(wrong.filter((miss) => !isChoice(miss))).toEqual([]);
  });

  it('asks a person no more than it must', () => {
    const { fields, review } = choiceCounts(tally);
    expect(review / fields).toBeLessThanOrEqual(reviewShare);
  });
});
