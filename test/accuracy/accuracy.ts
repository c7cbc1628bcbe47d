/**
 * How well reading reads, on simulated paper and on real scans:
 *
 *     npm run accuracy -- [--fields 20000] [--profile office|rough|both] [--seed-from 1000] [--mix people|even]
 *                         [--html FILE] [--json FILE] [--workers N] [--no-real] [--keep FOLDER]
 *
 * Seeds from 1000 on judge; those below are for tuning.
 */
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { PROFILES, type Profile } from '../../fixtures/simulator/index.ts';
import { READER_VERSION } from '../../src/read/reader-version.ts';
import { runRealSets } from './real-sets.ts';
import { renderReport } from './report/report-page.ts';
import { resultsAsJson, type AccuracyResults } from './results.ts';
import { startRunProgress } from './run-progress.ts';
import { runSimulated, type SimulatedResult } from './simulated-run.ts';
import { resultsAsText } from './text-table.ts';

const refuse = (message: string): never => {
  process.stderr.write(`accuracy: ${message}\n`);
  process.exit(2);
};

const optionsOf = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      allowNegative: true,
      options: {
        fields: { type: 'string', default: '20000' },
        profile: { type: 'string', default: 'office' },
        mix: { type: 'string', default: 'people' },
        'seed-from': { type: 'string', default: '1000' },
        workers: { type: 'string', default: String(availableParallelism()) },
        real: { type: 'boolean', default: true },
        keep: { type: 'string' },
        html: { type: 'string' },
        json: { type: 'string' },
      },
    }).values;
  } catch (error) {
    return refuse((error as Error).message);
  }
};

const args = process.argv.slice(2);
const options = optionsOf(args);

const wholeNumber = (name: 'fields' | 'seed-from' | 'workers', least: number): number => {
  const number = Number(options[name]);
  return Number.isInteger(number) && number >= least
    ? number
    : refuse(`--${name} takes a whole number from ${least} on, not ${options[name]}.`);
};

const oneOf = <Choice extends string>(name: 'profile' | 'mix', choices: readonly Choice[]): Choice =>
  choices.find((choice) => choice === options[name]) ??
  refuse(`--${name} is one of ${choices.join(', ')}, not ${options[name]}.`);

const profile = oneOf('profile', [...PROFILES, 'both']);
const run = {
  mix: oneOf('mix', ['people', 'even']),
  fields: wholeNumber('fields', 0),
  seedFrom: wholeNumber('seed-from', 0),
  workers: wholeNumber('workers', 1),
  keepIn: options.keep,
};
const profiles: readonly Profile[] = run.fields === 0 ? [] : profile === 'both' ? PROFILES : [profile];

const startedMs = performance.now();
const simulated: SimulatedResult[] = [];
for (const one of profiles) {
  const progress = startRunProgress(`choice fields of ${one} paper`, run.fields);
  simulated.push(await runSimulated({ ...run, profile: one, onProgress: progress.update }));
  progress.end();
}
const results: AccuracyResults = {
  reader: READER_VERSION,
  madeAt: new Date().toISOString(),
  command: ['npm run accuracy --', ...args].join(' '),
  simulated,
  real: options.real ? await runRealSets((name) => process.stderr.write(`reading ${name}\n`)) : [],
  seconds: (performance.now() - startedMs) / 1000,
};
process.stdout.write(`${resultsAsText(results)}\n`);
if (options.json !== undefined) await writeFile(options.json, resultsAsJson(results));
if (options.html !== undefined) await writeFile(options.html, await renderReport(results));
