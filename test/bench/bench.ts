/**
 * What reading costs and how well it reads:
 *
 *     npm run bench -- [--pages 24] [--ingest-pages 1000] [--fields 3000] [--json FILE]
 *
 * CPU time a page by format and resolution beside a bare decode of the same files in the same run, a whole ingest with
 * the store on one core and on all, and its highest memory. Then accuracy
 * by mark style and degradation on office paper; `npm run accuracy` measures that alone, and more of it.
 */
import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import type { ScanFormat } from '../../fixtures/simulator/scan-plan.ts';
import { startProgress } from '../../src/operation/progress.ts';
import { createReader } from '../../src/read/create-reader.ts';
import { carryOutPrintOrder, openQuestionnaire } from '../../src/server/print-order.ts';
import { openStore } from '../../src/store/store.ts';
import { makePageSet, type PageSet } from './page-set.ts';
import { bareDecodeCost, readingCost, type ReadingCost } from './reading-cost.ts';

interface IngestFigures {
  readonly pages: number;
  readonly rejected: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
}

const FORMATS: readonly (readonly [ScanFormat, number])[] = [
  ['jpeg', 300],
  ['jpeg', 200],
  ['pdf-jpeg', 300],
  ['pdf-g4', 300],
  ['tiff-g4', 300],
  ['png', 300],
];
const ROUNDS = 5;
const PAGES_A_FILE = 50;

const { values } = parseArgs({
  options: {
    pages: { type: 'string', default: '24' },
    'ingest-pages': { type: 'string', default: '1000' },
    fields: { type: 'string', default: '3000' },
    json: { type: 'string' },
  },
});
const pages = Number(values.pages);
const ingestPages = Number(values['ingest-pages']);
const folder = await mkdtemp(path.join(tmpdir(), 'paperline-bench-'));
const questionnaire = await openQuestionnaire(path.resolve('forms/passenger-survey.yaml'));

/** A data folder with a print run in it, and office scans of its pages, every file another stack. */
const makeStacks = async (root: string): Promise<string[]> => {
  await mkdir(root, { recursive: true });
  const store = openStore(path.join(root, 'paperline.db'));
  const pdf = path.join(root, 'print.pdf');
  const { layout } = await carryOutPrintOrder(
    store,
    { questionnaire, language: 'nl', copies: ingestPages / 2 },
    pdf,
  );
  await store.close();
  const bytes = await readFile(pdf);
  const files: string[] = [];
  const progress = startProgress('making scans');
  for (let first = 0; first < ingestPages; first += PAGES_A_FILE) {
    const indexes = Array.from(
      { length: Math.min(PAGES_A_FILE, ingestPages - first) },
      (_, page) => first + page,
    );
    const set = await makePageSet(bytes, layout, indexes, {
      format: 'pdf-jpeg',
      dpi: 300,
      folder: path.join(root, `stack-${first}`),
      seed: first,
    });
    files.push(...set.files);
    progress.update(first + indexes.length, ingestPages);
  }
  progress.end();
  return files;
};

const runIngest = async (
  stacks: readonly string[],
  database: string,
  root: string,
  readers: number,
): Promise<IngestFigures> => {
  await mkdir(root, { recursive: true });
  await copyFile(database, path.join(root, 'paperline.db'));
  const ran = spawnSync(
    process.execPath,
    [path.resolve('test/bench/ingest-run.ts'), root, String(readers), ...stacks],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  if (ran.status !== 0) throw new Error('The ingest did not succeed; what it said stands above.');
  await rm(root, { recursive: true, force: true });
  return JSON.parse(ran.stdout.trim().split('\n').at(-1) ?? '') as IngestFigures;
};

const printTable = (rows: readonly (readonly string[])[]): void => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) {
    process.stdout.write(
      `${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}\n`,
    );
  }
};

try {
  // One thread: what is measured is the work, not how it is spread.
  sharp.concurrency(1);
  const store = openStore(path.join(folder, 'cost.db'));
  const pdfFile = path.join(folder, 'cost.pdf');
  const { layout } = await carryOutPrintOrder(
    store,
    { questionnaire, language: 'nl', copies: Math.ceil(pages / 2) },
    pdfFile,
  );
  await store.close();
  const pdf = await readFile(pdfFile);
  const reader = await createReader({ forms: [{ layout, references: new Map() }] });
  const sets: PageSet[] = [];
  for (const [format, dpi] of FORMATS) {
    sets.push(
      await makePageSet(
        pdf,
        layout,
        Array.from({ length: pages }, (_, page) => page),
        {
          format,
          dpi,
          folder: path.join(folder, `${format}-${dpi}`),
          seed: 1,
        },
      ),
    );
  }
  const floor = sets[0] === undefined ? Infinity : await bareDecodeCost(sets[0], ROUNDS);
  const costs: ReadingCost[] = [];
  for (const set of sets) costs.push(await readingCost(set, reader, ROUNDS));
  process.stdout.write(
    `\nCPU ms a page, ${pages} office pages a format, least of ${ROUNDS} rounds; bare sharp decode of the gray 300-dpi JPEG pages: ${floor.toFixed(1)} ms\n\n`,
  );
  printTable([
    ['format', 'dpi', 'open', 'read', 'all', 'x bare', 'register', 'code', 'fields', 'pages/s'],
    ...costs.map(({ format, dpi, open, read, steps, wallMs }) => [
      format,
      String(dpi),
      open.toFixed(1),
      read.toFixed(1),
      (open + read).toFixed(1),
      ((open + read) / floor).toFixed(2),
      ...['register', 'code', 'fields'].map((step) => (steps[step] ?? 0).toFixed(1)),
      (1000 / wallMs).toFixed(1),
    ]),
  ]);

  const stackRoot = path.join(folder, 'stacks');
  const stacks = await makeStacks(stackRoot);
  const database = path.join(stackRoot, 'paperline.db');
  const cores = availableParallelism();
  const one = await runIngest(stacks, database, path.join(folder, 'one'), 1);
  const all = await runIngest(stacks, database, path.join(folder, 'all'), cores);
  process.stdout.write(
    '\nWhole ingest, store and archive included, gray 300-dpi JPEG in PDFs of 50 pages\n\n',
  );
  printTable([
    ['readers', 'pages', 'rejected files', 'pages/s', 'CPU ms a page', 'highest memory MB'],
    ...[one, all].map((run, at) => [
      String(at === 0 ? 1 : cores),
      String(run.pages),
      String(run.rejected),
      (run.pages / run.seconds).toFixed(1),
      ((1000 * run.cpuSeconds) / run.pages).toFixed(1),
      run.peakMb.toFixed(0),
    ]),
  ]);
  process.stdout.write(`\n${cores} readers are ${(one.seconds / all.seconds).toFixed(2)} times one.\n`);
  process.stdout.write('\n');
  const accuracyFile = path.join(folder, 'accuracy.json');
  const accuracy = spawnSync(
    process.execPath,
    [
      path.resolve('test/accuracy/accuracy.ts'),
      '--no-real',
      '--fields',
      values.fields,
      '--json',
      accuracyFile,
    ],
    { stdio: 'inherit' },
  );
  if (accuracy.status !== 0)
    throw new Error('Measuring accuracy did not succeed; what it said stands above.');
  if (values.json !== undefined)
    await writeFile(
      values.json,
      JSON.stringify(
        {
          floorMs: floor,
          costs,
          ingest: { one, all, cores },
          accuracy: JSON.parse(await readFile(accuracyFile, 'utf8')) as unknown,
        },
        null,
        1,
      ),
    );
} finally {
  await rm(folder, { recursive: true, force: true });
}
