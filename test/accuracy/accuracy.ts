/**
 * How well reading reads, on simulated paper and on real scans:
 *
 *     npm run accuracy -- [--fields 20000] [--profile office|rough|both] [--seed-from 1000] [--mix people|even]
 *                         [--html FILE] [--json FILE] [--workers N] [--no-real] [--keep FOLDER] [--resume]
 *
 * Seeds from 1000 on judge; those below are for tuning. `--json` is written every minute, and with `--resume` a run that was
 * broken off goes on from what stands there.
 */
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { PROFILES, type Profile } from '../../fixtures/simulator/index.ts';
import { READER_VERSION } from '../../src/read/reader-version.ts';
import { runRealSets } from './real-sets.ts';
import { renderReport } from './report/report-page.ts';
import { type AccuracyResults, writeResults } from './results.ts';
import { startRunProgress } from './run-progress.ts';
import { runSimulated, type SimulatedResult } from './simulated-run.ts';
import { choiceCounts } from './tally.ts';
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
        resume: { type: 'boolean', default: false },
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

const earlierResults = (): AccuracyResults | null => {
  if (!options.resume) return null;
  const file = options.json ?? refuse('--resume goes on from the file of --json: say which.');
  if (!existsSync(file)) return null;
  const earlier = JSON.parse(readFileSync(file, 'utf8')) as AccuracyResults;
  if (earlier.reader !== READER_VERSION)
    refuse(`${file} is of reader ${earlier.reader}, this one is ${READER_VERSION}: begin anew.`);
  return earlier;
};
const earlier = earlierResults();

const WRITE_EVERY_MS = 60_000;
const startedMs = performance.now();
let writtenMs = startedMs;
const resultsOf = (
  counted: readonly SimulatedResult[],
  rest: Pick<AccuracyResults, 'real' | 'finished'>,
): AccuracyResults => ({
  reader: READER_VERSION,
  madeAt: new Date().toISOString(),
  command: ['npm run accuracy --', ...args].join(' '),
  simulated: counted,
  seconds: (earlier?.seconds ?? 0) + (performance.now() - startedMs) / 1000,
  ...rest,
});

const simulated: SimulatedResult[] = [];
for (const one of profiles) {
  const before = earlier?.simulated.find(
    ({ profile: its, mix, seedFrom }) => its === one && mix === run.mix && seedFrom === run.seedFrom,
  );
  const fieldsBefore = before === undefined ? 0 : choiceCounts(before.tally).fields;
  const progress = startRunProgress(`choice fields of ${one} paper`, Math.max(0, run.fields - fieldsBefore));
  const result = await runSimulated({
    ...run,
    profile: one,
    earlier: before,
    onSeed: (soFar) => {
      progress.update(choiceCounts(soFar.tally).fields - fieldsBefore);
      if (options.json === undefined || performance.now() - writtenMs < WRITE_EVERY_MS) return;
      writtenMs = performance.now();
      writeResults(options.json, resultsOf([...simulated, soFar], { real: [], finished: false }));
    },
  });
  simulated.push(result);
  progress.end();
}
const real = options.real ? await runRealSets((name) => process.stderr.write(`reading ${name}\n`)) : [];
const results = resultsOf(simulated, { real, finished: true });
process.stdout.write(`${resultsAsText(results)}\n`);
if (options.json !== undefined) writeResults(options.json, results);
if (options.html !== undefined) await writeFile(options.html, await renderReport(results));
