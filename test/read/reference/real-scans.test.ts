import { expect, test } from 'vitest';
import type { PageRead } from '../../../src/domain/page-read.ts';
import { isAbsent, ODK_SETS, QUEXF_SET } from '../../accuracy/real-sets.ts';

test.skipIf(isAbsent(QUEXF_SET))(
  'quexf, a 300-dpi black-and-white scan of two pages: each placed, nothing wrong in silence (skipped without ../shared/data)',
  async () => {
    const reads: PageRead[] = [];
    const { pages, kinds, misses } = await QUEXF_SET.tally((read) => reads.push(read));
    expect(reads.map(({ page, copy }) => ({ page, copy }))).toEqual([
      { page: 1, copy: null },
      { page: 2, copy: null },
    ]);
    expect(pages).toMatchObject({ pages: 2, lost: 0 });
    expect(misses.silent.kept).toEqual([]);
    // Seven of them crossed, one scribbled out and crossed anew.
    expect(kinds['choice']?.fields).toBe(8);
    expect(kinds['choice']?.right).toBeGreaterThanOrEqual(7);
    expect(kinds['digits']?.fields).toBe(1);
  },
);

test.skipIf(ODK_SETS.some(isAbsent)).each(ODK_SETS)(
  '$name, phone photos of 166 boxes: all placed, within budgets (skipped without ../shared/data)',
  async (set) => {
    const reads: PageRead[] = [];
    const { pages, kinds } = await set.tally((read) => reads.push(read));
    expect(pages).toMatchObject({ pages: 5, lost: 0 });
    for (const { diagnostics } of reads) expect(diagnostics.residualMm).toBeLessThan(0.35);
    const { fields = 0, right = 0, silent = 0, review = 0 } = kinds['choice'] ?? {};
    expect(fields).toBe(5 * 166);
    expect(right / fields).toBeGreaterThanOrEqual(0.985);
    expect(silent / fields).toBeLessThanOrEqual(0.005);
    expect(review / fields).toBeLessThanOrEqual(0.065);
  },
);
