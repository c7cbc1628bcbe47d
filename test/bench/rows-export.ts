/**
 * What an export costs: 100,000 rows of 60 columns and more, tested for anonymity as the passenger survey declares, in each
 * format, each in a process of its own. Prints seconds, the largest resident size and the size of the files.
 *
 *     node test/bench/rows-export.ts [ROWS]
 */
import { execFileSync } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { buildCodebook, type Codebook } from '../../src/questionnaire/codebook.ts';
import { loadQuestionnaire } from '../../src/questionnaire/load-questionnaire.ts';
import { exportFiles } from '../../src/rows/formats/export-files.ts';
import { EXPORT_FORMATS, isExportFormat } from '../../src/rows/formats/format-names.ts';
import { releaseRows } from '../../src/rows/release.ts';
import { releasedDataSet } from '../../src/rows/released-data-set.ts';
import type { Row } from '../../src/rows/row.ts';

const COLUMNS = 60;
const DEFAULT_ROWS = 100_000;

const loaded = loadQuestionnaire(
  readFileSync(new URL('../../forms/passenger-survey.yaml', import.meta.url)),
  'passenger-survey.yaml',
);
if (!loaded.ok) throw new Error('Expected a questionnaire without faults.');
const { questionnaire } = loaded;

/** The survey's own columns, and marks beside them up to the number wanted. */
const widen = (codebook: Codebook): Codebook => {
  const mark = codebook.variables.find(({ type }) => type === 'scale');
  if (mark === undefined) throw new Error('Expected a scale.');
  const more = Math.max(0, COLUMNS - codebook.variables.length);
  return {
    ...codebook,
    variables: [
      ...codebook.variables,
      ...Array.from({ length: more }, (_, place) => ({ ...mark, variable: `more_${place + 1}` })),
    ],
  };
};

/** The same rows each time (mulberry32). */
const random = (() => {
  let state = 1;
  return (): number => {
    state = Math.trunc(state + 0x6d2b79f5);
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = Math.trunc(mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
})();
const pick = (below: number): number => Math.floor(random() * below);
const two = (number: number): string => String(number).padStart(2, '0');

function* makeRows(codebook: Codebook, count: number): Generator<Row> {
  const legal = codebook.variables.map(({ codes }) =>
    codes.filter(({ missing }) => !missing).map(({ code }) => code),
  );
  const special: Readonly<Record<string, () => string>> = {
    wave: () => '2026-Q4',
    line: () => String(1 + pick(120)),
    direction: () => (pick(2) === 0 ? 'A' : 'B'),
    date: () => `2026-${two(10 + pick(3))}`,
    day_part: () => ['early', 'morning', 'noon', 'evening'][pick(4)] ?? '',
    boarding_time: () => `${two(6 + pick(18))}:${two(pick(60))}`,
    age: () => String(12 + pick(75)),
  };
  for (let row = 0; row < count; row++) {
    const cells: Record<string, string> = {};
    for (const [place, { variable, type }] of codebook.variables.entries()) {
      const codes = legal[place] ?? [];
      if (variable === 'row_id') cells[variable] = `ROW${String(row).padStart(13, '0')}`;
      else if (random() < 0.03) cells[variable] = '-1';
      else
        cells[variable] =
          special[variable]?.() ?? (type === 'text' ? 'words' : (codes[pick(codes.length)] ?? '7'));
    }
    cells['wave'] = '2026-Q4';
    yield cells;
  }
}

const measure = async (format: string, count: number): Promise<void> => {
  if (!isExportFormat(format)) throw new Error(`Expected a format but received ${format}.`);
  const folder = await mkdtemp(path.join(tmpdir(), 'paperline-bench-'));
  try {
    const codebook = widen(buildCodebook(questionnaire));
    const began = performance.now();
    const rows = await releaseRows({
      codebook,
      anonymity: questionnaire.anonymity ?? null,
      rows: makeRows(codebook, count),
    });
    const released = performance.now();
    let bytes = 0;
    for (const { name, content } of exportFiles(format, {
      data: releasedDataSet(rows),
      stem: 'rows',
      at: new Date(),
    })) {
      const file = path.join(folder, name);
      await pipeline(Readable.from(content), createWriteStream(file));
      bytes += (await stat(file)).size;
    }
    const ended = performance.now();
    const seconds = (ms: number): string => (ms / 1000).toFixed(1).padStart(6);
    const megabytes = (size: number): string => (size / 1e6).toFixed(0).padStart(5);
    const loss = rows.anonymity?.waves[0]?.loss ?? 0;
    process.stdout.write(
      `${format.padEnd(9)} ${rows.table.columns.length} columns  release ${seconds(released - began)} s  write ${seconds(ended - released)} s  peak ${megabytes(process.resourceUsage().maxRSS * 1024)} MB  files ${megabytes(bytes)} MB  loss ${(100 * loss).toFixed(1)} %\n`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const [first = String(DEFAULT_ROWS), format] = process.argv.slice(2);
if (format !== undefined) await measure(format, Number(first));
else {
  for (const each of EXPORT_FORMATS) {
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), first, each], { stdio: 'inherit' });
  }
}
