import { expect, test } from 'vitest';
import { isAbsent, MARK_CROPS_SET } from '../../accuracy/real-sets.ts';

/** What the crops may cost: measured 0 wrong in silence and 4 for a person. */
const MOST_IN_REVIEW = 8;

test.skipIf(isAbsent(MARK_CROPS_SET))(
  'real boxes from phone photos: none wrong in silence (skipped without ../shared/data)',
  async () => {
    const { kinds, misses } = await MARK_CROPS_SET.tally();
    expect(kinds['choice']?.fields).toBeGreaterThan(30);
    expect(misses.silent.kept).toEqual([]);
    expect(kinds['choice']?.review).toBeLessThanOrEqual(MOST_IN_REVIEW);
  },
);
