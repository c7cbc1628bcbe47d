/**
 * What it costs to close, publish, attack, report and export a wave: `node test/bench/national-wave.ts [--trips 1000]`, 16 copies
 * or so a trip; the Dutch survey of 2019 had 7,240 trips. Every command runs in a process of its own, as a person starts it.
 * Prints seconds and the largest resident size of each (Linux only).
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Random } from '../../fixtures/simulator/random.ts';
import type { Layout, LayoutField } from '../../src/domain/layout.ts';
import type { FieldReading } from '../../src/domain/page-read.ts';
import { prepareDataFolder } from '../../src/operation/data-folder.ts';
import { newBatchCode, newCopyCodes } from '../../src/print/copy-codes.ts';
import { composeForm } from '../../src/print/form-composition.ts';
import { loadQuestionnaire } from '../../src/questionnaire/load-questionnaire.ts';
import { registerPrintRun } from '../../src/store/print-runs.ts';
import type { ScannedPage } from '../../src/store/scans.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { FORMS_FOLDER, storeFile } from '../review/seed.ts';

const SURVEY = 'passenger-survey';
const WAVE = '2026-Q4';
const COPIES_HANDED_OUT = 25;
const LINES = 40;

const { values } = parseArgs({ options: { trips: { type: 'string', default: '1000' } } });
const trips = Number(values.trips);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const random = new Random(1);
const pick = (below: number): number => Math.floor(random.next() * below);

const readField = (field: LayoutField, mark: number): FieldReading => {
  const sure = { confidence: 0.9999, review: false, alternatives: [] };
  if (field.kind === 'text' || random.next() < 0.03) return { state: 'blank', value: null, ...sure };
  if (field.kind === 'digits') {
    const value = field.cells.length === 4 ? `${10 + pick(10)}${10 + pick(50)}` : String(12 + pick(70));
    return { state: 'answered', value, ...sure };
  }
  const { boxes, multiple } = field;
  const at = boxes.length < 10 ? pick(boxes.length) : Math.round(mark + random.gauss(0, 1)) - 1;
  const code = boxes[Math.max(0, Math.min(boxes.length - 1, at))]?.code ?? '';
  return { state: 'answered', value: multiple ? [code] : code, ...sure };
};

const readCopy = (layout: Layout, copy: string, from: number): ScannedPage[] => {
  const mark = 7 + random.gauss(0, 1.2);
  return layout.pages.map(({ page, fields }, place) => ({
    reading: {
      pageIndex: from + place,
      status: 'read',
      form: layout.form,
      survey: SURVEY,
      language: layout.language,
      copy,
      page,
      reasons: [],
      fields: Object.fromEntries(fields.map((field) => [field.variable, readField(field, mark)])),
      diagnostics: {},
      ms: {},
    },
    crops: new Map(),
  }));
};

/** Every trip printed for, handed out, and scanned as a file of its own. */
const fill = async (store: Store): Promise<void> => {
  const file = `${SURVEY}.yaml`;
  const loaded = loadQuestionnaire(readFileSync(path.join(FORMS_FOLDER, file)), file);
  if (!loaded.ok) throw new Error('Expected a questionnaire without faults.');
  const { questionnaire } = loaded;
  const layouts = questionnaire.languages.map((language) => composeForm(questionnaire, language).layout);
  for (let trip = 0; trip < trips; trip++) {
    const layout = layouts[trip % 7 < 4 ? 0 : (trip % 7) - 3] ?? layouts[0];
    if (layout === undefined) throw new Error('Expected a language.');
    const copies = newCopyCodes(COPIES_HANDED_OUT);
    const returned = 8 + pick(COPIES_HANDED_OUT - 8);
    const dayPart = ['ochtend', 'middag', 'avond'][pick(3)] ?? '';
    await registerPrintRun(store, {
      version: { layout, questionnaire, references: [] },
      copies,
      wave: WAVE,
      batch: {
        code: newBatchCode(),
        context: {
          line: String(1 + pick(LINES)),
          direction: 'Centraal',
          date: '2026-11-12',
          'day-part': dayPart,
        },
        counts: { handedOut: COPIES_HANDED_OUT, returned, boarders: COPIES_HANDED_OUT + pick(30) },
      },
    });
    const pages: ScannedPage[] = [];
    for (const copy of copies.slice(0, returned)) pages.push(...readCopy(layout, copy, pages.length));
    await storeFile(store, `trip ${trip}.pdf`, pages);
  }
};

/** What Linux notes of this program alone: `resourceUsage` of a child begins with what its parent had. */
const TELL_MEMORY =
  'data:text/javascript,import{readFileSync}from"node:fs";process.on("exit",()=>process.stderr.write(readFileSync("/proc/self/status","latin1").match(/VmHWM.*\\n/)[0]))';

const measure = (root: string, words: readonly string[]): void => {
  const cli = path.resolve(import.meta.dirname, '../../src/cli.ts');
  const started = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', TELL_MEMORY, cli, ...words, '--survey', SURVEY, '--data', root],
    { encoding: 'utf8' },
  );
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const kilobytes = Number(/VmHWM:\s+(\d+) kB/u.exec(stderr)?.[1] ?? Number.NaN);
  say(`${words.join(' ').replaceAll(`${root}/`, '')}: ${seconds} s, ${Math.round(kilobytes / 1024)} MB`);
  if (status !== 0) throw new Error(`It ended with ${status}: ${stderr}`);
};

const root = await mkdtemp(path.join(tmpdir(), 'paperline-national-'));
try {
  const folder = await prepareDataFolder({ root });
  const store = openStore(folder.database);
  const started = performance.now();
  await fill(store);
  await store.close();
  const megabytes = (await stat(folder.database)).size / 1e6;
  say(`load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores`);
  say(
    `${trips} trips stored in ${((performance.now() - started) / 1000).toFixed(0)} s: ${megabytes.toFixed(0)} MB`,
  );
  measure(root, ['wave', 'close', '--wave', WAVE]);
  say(`the file is ${((await stat(folder.database)).size / 1e6).toFixed(0)} MB then`);
  measure(root, ['publish', '--wave', WAVE]);
  measure(root, ['attack']);
  measure(root, ['report', '--wave', WAVE, '--language', 'nl', '--out', path.join(root, 'report.pdf')]);
  for (const format of ['csv', 'xlsx', 'parquet', 'sav', 'triple-s', 'ddi'])
    measure(root, ['rows', 'export', '--format', format, '--out', path.join(root, `rows.${format}`)]);
} finally {
  await rm(root, { recursive: true, force: true });
}
