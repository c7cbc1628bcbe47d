/**
 * How well reading reads, on simulated paper:
 *
 *     npm run accuracy -- [--fields 20000] [--profile office|rough] [--mix people|even] [--seed 1000] [--json FILE]
 *
 * Seeds from 1000 on judge; those below are for tuning.
 */
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Piscina } from 'piscina';
import { startProgress } from '../../src/operation/progress.ts';
import type { ChunkOrder } from './simulated-chunk.ts';
import { addTally, emptyTally, rateInterval, type FieldCounts, type Tally } from './tally.ts';

const COPIES_A_CHUNK = 20;
const LANGUAGES = ['nl', 'en', 'fr', 'de'];

const percent = (part: number, of: number, digits = 2): string =>
  of === 0 ? '-' : `${((100 * part) / of).toFixed(digits)} %`;
const perTenThousand = (share: number): string => (share * 10_000).toFixed(2);

const tableOf = (groups: Record<string, FieldCounts & { pages?: number; lost?: number }>): string[] => {
  const names = Object.keys(groups).sort();
  const width = Math.max(12, ...names.map((name) => name.length));
  return names.map((name) => {
    const counts = groups[name];
    if (counts === undefined) return name;
    const { fields, right, review, silent, pages, lost } = counts;
    return [
      name.padEnd(width),
      String(fields).padStart(8),
      percent(right, fields).padStart(9),
      percent(review, fields).padStart(8),
      String(silent).padStart(6),
      ...(pages === undefined ? [] : [String(pages).padStart(7), String(lost).padStart(5)]),
    ].join(' ');
  });
};

const report = (tally: Tally, label: string): string => {
  const choice = tally.kinds['choice'] ?? { fields: 0, right: 0, review: 0, silent: 0 };
  const [low, high] = rateInterval(choice.silent, choice.fields);
  return [
    `${label}: ${tally.pages.pages} pages, lost ${tally.pages.lost}, invented ${tally.pages.invented}`,
    `choice fields ${choice.fields}: silent errors ${choice.silent} (${perTenThousand(choice.silent / Math.max(1, choice.fields))} in 10,000; 95 % interval ${perTenThousand(low)} to ${perTenThousand(high)}), review load ${percent(choice.review, choice.fields)}`,
    '',
    'kind, mark style             fields     right   review silent   pages  lost',
    ...tableOf(tally.kinds),
    '',
    ...tableOf(tally.styles),
    '',
    ...tableOf(tally.degradations),
    '',
    'confidence       fields   right',
    ...tally.reliability.map(
      ({ from, fields, right }) =>
        `from ${from.toFixed(4)} ${String(fields).padStart(8)}   ${percent(right, fields, 3)}`,
    ),
    '',
    ...tally.silent.slice(0, 40).map((miss) => `silent: ${JSON.stringify(miss)}`),
    ...tally.lost.slice(0, 20).map((page) => `lost: ${JSON.stringify(page)}`),
  ].join('\n');
};

const { values } = parseArgs({
  options: {
    fields: { type: 'string', default: '20000' },
    profile: { type: 'string', default: 'office' },
    mix: { type: 'string', default: 'people' },
    seed: { type: 'string', default: '1000' },
    json: { type: 'string' },
  },
});
const wanted = Number(values.fields);
const pool = new Piscina<ChunkOrder, Tally>({
  filename: new URL('simulated-chunk.ts', import.meta.url).href,
  maxThreads: availableParallelism(),
  minThreads: availableParallelism(),
});
const total = emptyTally();
const progress = startProgress('reading simulated sheets');
let next = Number(values.seed);
const done = (): boolean => (total.kinds['choice']?.fields ?? 0) >= wanted;
const work = async (): Promise<void> => {
  while (!done()) {
    const seed = next++;
    const isShort = seed % 4 === 3;
    addTally(
      total,
      await pool.run({
        questionnaire: path.resolve(isShort ? 'forms/short-survey.yaml' : 'forms/passenger-survey.yaml'),
        language: LANGUAGES[seed % LANGUAGES.length] ?? 'nl',
        copies: COPIES_A_CHUNK,
        profile: values.profile === 'rough' ? 'rough' : 'office',
        mix: values.mix === 'even' ? 'even' : 'people',
        seed,
      }),
    );
    progress.update(total.kinds['choice']?.fields ?? 0, wanted);
  }
};
await Promise.all(Array.from({ length: availableParallelism() }, work));
progress.end();
await pool.close();
process.stdout.write(
  `${report(total, `profile ${values.profile}, mix ${values.mix}, seeds from ${values.seed}`)}\n`,
);
if (values.json !== undefined) await writeFile(values.json, JSON.stringify(total, null, 1));
