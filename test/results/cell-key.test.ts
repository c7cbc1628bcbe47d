import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cellKeyOf,
  createTenFiveTable,
  perturbCount,
  readPerturbationTable,
  writePerturbationTable,
} from '../../src/results/cell-key.ts';
import { loadPerturbation } from '../../src/results/perturbation.ts';

/** Noise of one up or down by the key, so that a wrong row or key shows. */
const noisyCsv = (): string => {
  const lines = ['pcv,ckey,pvalue'];
  for (let count = 1; count <= 750; count++) {
    for (let key = 0; key < 256; key++) lines.push(`${count},${key},${((count + key) % 3) - 1}`);
  }
  return `${lines.join('\n')}\n`;
};

describe('the example of the ONS user guide to cell-key perturbation', () => {
  // Cell Key Perturbation user guide, Office for National Statistics: counts and keys with the table "10-5".
  it.each([
    [10, 173, 10],
    [7, 180, null],
    [14, 66, 15],
    [11, 190, 10],
  ])('a count of %i with the key %i is %s', (count, key, shown) => {
    expect(perturbCount(count, key, createTenFiveTable(), 10)).toBe(shown);
  });
});

describe('cell keys', () => {
  it('are the keys of rows added modulo 256, in whatever order', () => {
    expect(cellKeyOf([255, 1])).toBe(0);
    expect(cellKeyOf([])).toBe(0);
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 255 })), (keys) => {
        const sum = keys.reduce((total, key) => total + key, 0) % 256;
        expect(cellKeyOf(keys)).toBe(sum);
        expect(cellKeyOf(keys.toReversed())).toBe(sum);
      }),
    );
  });

  it.each([-1, 256, 1.5, Number.NaN])('refuse a record key of %d', (key) => {
    expect(() => cellKeyOf([key])).toThrow(RangeError);
  });
});

describe('a perturbation table', () => {
  const table = readPerturbationTable(noisyCsv());

  it('is read from a file and changes each count by its key', () => {
    expect(perturbCount(100, 0, table, 10)).toBe(100 + (100 % 3) - 1);
    expect(perturbCount(100, 7, table, 10)).toBe(100 + (107 % 3) - 1);
  });

  it('is used again from 501 on for counts above 750', () => {
    // 751 uses the row of 501, 1000 that of 750, 1001 that of 501.
    for (const [count, row] of [
      [751, 501],
      [1000, 750],
      [1001, 501],
    ] as const) {
      expect(perturbCount(count, 5, table, 10)).toBe(count + ((row + 5) % 3) - 1);
    }
  });

  it('shows nothing that falls below the threshold, and nothing of nobody', () => {
    expect(
      perturbCount(10, 0, readPerturbationTable(noisyCsv().replace('\n10,0,0\n', '\n10,0,-1\n')), 10),
    ).toBeNull();
    expect(perturbCount(0, 17, table, 10)).toBeNull();
  });

  it.each([
    ['columns missing', 'count,key,value\n1,0,0\n', /Line 1 .*columns count, key, value/],
    ['a key too high', 'pcv,ckey,pvalue\n1,256,0\n', /Line 2 .*ckey/],
    ['a count of nobody', 'pcv,ckey,pvalue\n0,0,0\n', /Line 2 .*pcv/],
    ['a count below nobody', 'pcv,ckey,pvalue\n1,0,-2\n', /Line 2 .*negative/],
    ['a line twice', 'pcv,ckey,pvalue\n1,0,0\n1,0,0\n', /Line 3 .*twice/],
    ['a line missing', noisyCsv().replace('\n17,3,1\n', '\n'), /count 17 with the key 3 is missing/],
  ])('is refused with %s', (_name, csv, says) => {
    expect(() => readPerturbationTable(csv)).toThrow(says);
  });
});

describe('the setting', () => {
  it('names no table, the one that is built in, or a file, whose lines may be in any order', async () => {
    expect(await loadPerturbation(undefined)).toBeNull();
    expect(await loadPerturbation('off')).toBeNull();
    const builtIn = await loadPerturbation('10-5');
    expect(builtIn).toMatchObject({ name: '10-5', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const folder = await mkdtemp(path.join(tmpdir(), 'paperline-table-'));
    try {
      const file = path.join(folder, 'own.csv');
      const [head = '', ...lines] = writePerturbationTable(createTenFiveTable()).trimEnd().split('\n');
      await writeFile(file, `${[head, ...lines.toReversed()].join('\r\n')}\r\n`);
      expect(await loadPerturbation(file)).toMatchObject({ name: 'own.csv', sha256: builtIn?.sha256 });
      await writeFile(file, noisyCsv().replace('\n17,3,', '\n17,3,x'));
      const wrong = { code: 'perturbation-invalid', message: expect.stringMatching(/Line 4101 .*no number/) };
      await expect(loadPerturbation(file)).rejects.toMatchObject(wrong);
      await expect(loadPerturbation(path.join(folder, 'none.csv'))).rejects.toMatchObject({
        code: 'perturbation-invalid',
        remedy: expect.stringContaining('10-5'),
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
