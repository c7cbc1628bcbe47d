/**
 * What reading costs and how well it reads:
 *
 *     npm run bench -- [--pages 24] [--ingest-pages 1000] [--memory-pages 0] [--fields 3000] [--json FILE]
 *
 * CPU time a page by format and resolution beside a bare decode of the same files in the same run, a whole ingest with
 * the store on one core and on all, where its time goes, and its highest memory; with `--memory-pages 10000` also the
 * memory at every thousand of so many pages. Then accuracy by mark style and degradation on office paper, unless
 * `--fields 0`; `npm run accuracy` measures that alone, and more of it.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import type { ScanFormat } from '../../fixtures/simulator/scan-plan.ts';
import { createReader } from '../../src/read/create-reader.ts';
import { carryOutPrintOrder, openQuestionnaire } from '../../src/server/print-order.ts';
import { openStore } from '../../src/store/store.ts';
import { ingestCost, makeStacks, oneCore, type IngestCost } from './ingest-cost.ts';
import { isFlat } from './memory-curve.ts';
import { makePageSet, type PageSet } from './page-set.ts';
import { bareDecodeCost, readingCost, warmUp, type ReadingCost } from './reading-cost.ts';

const FORMATS: readonly (readonly [ScanFormat, number])[] = [
  ['jpeg', 300],
  ['jpeg', 200],
  ['pdf-jpeg', 300],
  ['pdf-g4', 300],
  ['tiff-g4', 300],
  ['png', 300],
];
const ROUNDS = 5;
const WARM_UP_PAGES = 600;

const { values } = parseArgs({
  options: {
    pages: { type: 'string', default: '24' },
    'ingest-pages': { type: 'string', default: '1000' },
    'memory-pages': { type: 'string', default: '0' },
    fields: { type: 'string', default: '3000' },
    json: { type: 'string' },
  },
});
const pages = Number(values.pages);
const ingestPages = Number(values['ingest-pages']);
const memoryPages = Number(values['memory-pages']);
const folder = await mkdtemp(path.join(tmpdir(), 'paperline-bench-'));
const questionnaire = await openQuestionnaire(path.resolve('forms/passenger-survey.yaml'));

const printTable = (rows: readonly (readonly string[])[]): void => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) {
    process.stdout.write(
      `${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}\n`,
    );
  }
};

const measureAccuracy = async (fields: string): Promise<unknown> => {
  const report = path.join(folder, 'accuracy.json');
  const ran = spawnSync(
    process.execPath,
    [path.resolve('test/accuracy/accuracy.ts'), '--no-real', '--fields', fields, '--json', report],
    { stdio: 'inherit' },
  );
  if (ran.status !== 0) throw new Error('Measuring accuracy did not succeed; what it said stands above.');
  return JSON.parse(await readFile(report, 'utf8')) as unknown;
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
  const [jpegs] = sets;
  if (jpegs === undefined) throw new Error('Expected a set of pages.');
  await warmUp(jpegs, reader, WARM_UP_PAGES);
  const floor = await bareDecodeCost(jpegs, ROUNDS);
  const costs: ReadingCost[] = [];
  for (const set of sets) costs.push(await readingCost(set, reader, ROUNDS));
  process.stdout.write(
    `\nCPU ms a page, ${pages} office pages a format, least of ${ROUNDS} rounds after ${WARM_UP_PAGES} pages to warm the reader up; bare sharp decode of the gray 300-dpi JPEG pages: ${floor.toFixed(1)} ms\n\n`,
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

  const stacks = await makeStacks(questionnaire, ingestPages, path.join(folder, 'stacks'));
  const cores = availableParallelism();
  const prefix = oneCore();
  const one = await ingestCost(stacks, path.join(folder, 'one'), 1, { prefix });
  const all = await ingestCost(stacks, path.join(folder, 'all'), cores);
  const runs: readonly (readonly [string, IngestCost])[] = [
    [prefix.length > 0 ? 'one core' : 'one reader', one],
    [`${cores} cores`, all],
  ];
  process.stdout.write(
    '\nWhole ingest, store and archive included, gray 300-dpi JPEG in PDFs of 50 pages\n\n',
  );
  printTable([
    ['', 'pages', 'rejected files', 'pages/s', 'CPU ms a page', 'highest memory MB'],
    ...runs.map(([name, run]) => [
      name,
      String(run.pages),
      String(run.rejected),
      (run.pages / run.seconds).toFixed(1),
      ((1000 * run.cpuSeconds) / run.pages).toFixed(1),
      run.peakMb.toFixed(0),
    ]),
  ]);
  process.stdout.write(
    prefix.length > 0
      ? `\n${cores} cores are ${(one.seconds / all.seconds).toFixed(2)} times one.\n`
      : '\nThis system has no taskset: one reader decodes on other cores too, so the two do not compare.\n',
  );
  process.stdout.write(
    '\nWhere the time goes: ms a page by the clock, steps of a reading thread and transactions of the store\n\n',
  );
  const steps = Object.keys(one.stepsMs);
  printTable([
    ['', ...steps],
    ...runs.map(([name, { stepsMs }]) => [name, ...steps.map((step) => (stepsMs[step] ?? 0).toFixed(1))]),
  ]);
  const long =
    memoryPages > 0
      ? await ingestCost(stacks, path.join(folder, 'long'), cores, { untilPages: memoryPages })
      : null;
  if (long !== null) {
    process.stdout.write(
      `\nMemory of an ingest of ${long.pages} pages, MB (${ingestPages} pages, again and again under other names)\n\n`,
    );
    printTable([
      ['pages', 'resident', 'highest since the line before'],
      ...long.memory.map((point) => [
        String(point.pages),
        point.residentMb.toFixed(0),
        point.highestMb.toFixed(0),
      ]),
    ]);
    process.stdout.write(
      `\nHighest ${long.peakMb.toFixed(0)} MB; the curve is ${isFlat(long.memory) ? 'flat' : 'not flat'}; ${(long.pages / long.seconds).toFixed(1)} pages/s, ${((1000 * long.cpuSeconds) / long.pages).toFixed(1)} CPU ms a page.\n`,
    );
  }
  process.stdout.write('\n');
  const report = { floorMs: floor, costs, ingest: { one, all, cores, onePinned: prefix.length > 0 }, long };
  const accuracy = Number(values.fields) > 0 ? await measureAccuracy(values.fields) : null;
  if (values.json !== undefined)
    await writeFile(values.json, JSON.stringify({ ...report, accuracy }, null, 1));
} finally {
  await rm(folder, { recursive: true, force: true });
}
