import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startProgress } from '../../src/operation/progress.ts';
import { carryOutPrintOrder, type PrintOrder } from '../../src/server/print-order.ts';
import { openStore } from '../../src/store/store.ts';
import type { MemoryPoint } from './memory-curve.ts';
import { makePageSet } from './page-set.ts';

export interface IngestCost {
  readonly pages: number;
  readonly rejected: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
  readonly memory: readonly MemoryPoint[];
  /** Wall ms a page by step of a reading thread, and in the store's transactions. */
  readonly stepsMs: Readonly<Record<string, number>>;
}

export interface Stacks {
  /** With the print run in it, and nothing read. */
  readonly database: string;
  readonly files: readonly string[];
}

const PAGES_A_FILE = 50;

/** A data folder with a print run in it, and office scans of its pages, every file another stack. */
export const makeStacks = async (
  questionnaire: PrintOrder['questionnaire'],
  pages: number,
  root: string,
): Promise<Stacks> => {
  await mkdir(root, { recursive: true });
  const database = path.join(root, 'paperline.db');
  const store = openStore(database);
  const pdf = path.join(root, 'print.pdf');
  const { layout } = await carryOutPrintOrder(
    store,
    { questionnaire, language: 'nl', copies: Math.ceil(pages / 2) },
    pdf,
  );
  await store.close();
  const bytes = await readFile(pdf);
  const files: string[] = [];
  const progress = startProgress('making scans');
  for (let first = 0; first < pages; first += PAGES_A_FILE) {
    const indexes = Array.from({ length: Math.min(PAGES_A_FILE, pages - first) }, (_, page) => first + page);
    const set = await makePageSet(bytes, layout, indexes, {
      format: 'pdf-jpeg',
      dpi: 300,
      folder: path.join(root, `stack-${first}`),
      seed: first,
    });
    files.push(...set.files);
    progress.update(first + indexes.length, pages);
  }
  progress.end();
  return { database, files };
};

/** The command that keeps a process on one core, or nothing where the system has none. */
export const oneCore = (): readonly string[] => {
  if (process.platform !== 'linux' || spawnSync('taskset', ['-V']).status !== 0) return [];
  const allowed = /Cpus_allowed_list:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return allowed === undefined ? [] : ['taskset', '-c', allowed];
};

/** One ingest of the stacks in a process of its own; `prefix` is what it is started with. */
export const ingestCost = async (
  { database, files }: Stacks,
  root: string,
  readers: number,
  { prefix = [], untilPages = 0 }: { readonly prefix?: readonly string[]; readonly untilPages?: number } = {},
): Promise<IngestCost> => {
  await mkdir(root, { recursive: true });
  await copyFile(database, path.join(root, 'paperline.db'));
  const [command = process.execPath, ...args] = [
    ...prefix,
    process.execPath,
    path.resolve('test/bench/ingest-run.ts'),
    ...(untilPages > 0 ? ['--until-pages', String(untilPages)] : []),
    root,
    String(readers),
    ...files,
  ];
  const ran = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (ran.status !== 0) throw new Error('The ingest did not succeed; what it said stands above.');
  await rm(root, { recursive: true, force: true });
  return JSON.parse(ran.stdout.trim().split('\n').at(-1) ?? '') as IngestCost;
};
