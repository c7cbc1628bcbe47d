import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openKnownForm } from '../../../src/commands/layout-file.ts';
import type { FieldReading } from '../../../src/domain/page-read.ts';
import { createReader } from '../../../src/read/create-reader.ts';
import type { PageReading } from '../../../src/read/reader.ts';
import { isPageFault, openScan } from '../../../src/scan/open-scan.ts';

const DATA = path.resolve(import.meta.dirname, '../../../../shared/data/real-scans');
const QUEXF = path.join(DATA, 'quexf');
const ODK = path.join(DATA, 'odk-checkbox');

const readAll = async (layoutFile: string, scans: readonly string[]): Promise<PageReading[]> => {
  const reader = await createReader({ forms: [await openKnownForm(layoutFile)] });
  const readings: PageReading[] = [];
  for (const scan of scans) {
    for await (const item of openScan(scan)) {
      if (isPageFault(item)) throw item.fault;
      readings.push(await reader.readPage(item));
    }
  }
  return readings;
};

const truthOf = (file: string): Record<string, string | null> =>
  (JSON.parse(readFileSync(file, 'utf8')) as { values: Record<string, string | null> }).values;

/** A list of one code, as fields with one box give it, is that code. */
const plainValue = ({ value }: FieldReading): string | null =>
  value === null || typeof value === 'string' ? value : value.length === 0 ? null : value.join();

test.skipIf(!existsSync(QUEXF))(
  'quexf, a 300-dpi black-and-white scan of two pages: each placed, nothing wrong in silence (skipped without ../shared/data)',
  async () => {
    const truth = truthOf(path.join(QUEXF, 'truth-1.json'));
    const readings = await readAll(path.join(QUEXF, 'layout.json'), [path.join(QUEXF, 'filled-1.pdf')]);
    expect(readings.map(({ page, copy }) => ({ page, copy }))).toEqual([
      { page: 1, copy: null },
      { page: 2, copy: null },
    ]);
    const fields = Object.assign({}, ...readings.map((reading) => reading.fields)) as Record<
      string,
      FieldReading
    >;
    expect(Object.keys(fields).sort()).toEqual(Object.keys(truth).sort());
    const wrongInSilence = Object.entries(fields).filter(
      ([variable, field]) => !field.review && plainValue(field) !== truth[variable],
    );
    expect(wrongInSilence).toEqual([]);
    for (const variable of ['A1_A', 'A1_B', 'B1_A', 'B1_B', 'B1_C', 'B3', 'C2']) {
      expect({ variable, value: fields[variable]?.value }).toEqual({ variable, value: truth[variable] });
    }
  },
);

// What the smoothing of photos and the agreement of patches are tuned on is the first camera; the second one judges.
const CAMERAS: readonly (readonly [string, readonly string[]])[] = [
  ['first camera, tuned on', ['164211', '172543', '172612', '172627', '172634']],
  ['second camera, judging', ['164212', '172544', '172613', '172628', '172635']],
];

test.skipIf(!existsSync(ODK)).each(CAMERAS)(
  'odk-checkbox, phone photos of 166 boxes by the %s: all placed, within budgets (skipped without ../shared/data)',
  async (_, numbers) => {
    const truth = truthOf(path.join(ODK, 'sheet-1', 'truth.json'));
    const photos = readdirSync(path.join(ODK, 'sheet-1')).filter((file) =>
      numbers.some((number) => file.includes(`_${number}.`)),
    );
    expect(photos).toHaveLength(5);
    const readings = await readAll(
      path.join(ODK, 'layout.json'),
      photos.map((photo) => path.join(ODK, 'sheet-1', photo)),
    );
    let right = 0;
    let review = 0;
    let silent = 0;
    for (const reading of readings) {
      expect(reading).toMatchObject({ form: 'odk-checkbox', page: 1 });
      expect(reading.diagnostics.residualMm).toBeLessThan(0.35);
      for (const [variable, value] of Object.entries(truth)) {
        const field = reading.fields[variable];
        if (field === undefined) throw new Error(`${variable} was not read`);
        const isRight = plainValue(field) === value;
        if (isRight) right++;
        if (field.review) review++;
        else if (!isRight) silent++;
      }
    }
    const fields = readings.length * Object.keys(truth).length;
    expect(right / fields).toBeGreaterThanOrEqual(0.985);
    expect(silent / fields).toBeLessThanOrEqual(0.005);
    expect(review / fields).toBeLessThanOrEqual(0.065);
  },
);
