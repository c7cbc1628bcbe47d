/**
 * How long the tables of a wave take: `node test/bench/tables.ts [--rows 100000] [--items 40] [--lines 20] [--perturbation 10-5]`. A wave of marks of 1 to
 * 10 by line, part of the day and age, weighted and clustered by trip as a closed wave is. Prints seconds for counting alone,
 * for the whole publication with its attacks, and for one more attack on what was published.
 */
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { attack } from '../../src/results/attack/attack.ts';
import { countItem } from '../../src/results/item-tables.ts';
import { buildPublication, sampleDesignOf } from '../../src/results/publication.ts';
import { loadPerturbation } from '../../src/results/perturbation.ts';
import { encodeBreakdown } from '../../src/results/wave-columns.ts';
import { makeWave } from '../results/wave-maker.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    items: { type: 'string', default: '40' },
    lines: { type: 'string', default: '20' },
    perturbation: { type: 'string', default: 'off' },
  },
});
const [rows, items, lines] = [Number(values.rows), Number(values.items), Number(values.lines)];

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const timed = <T>(what: string, work: () => T): T => {
  const [started, before] = [performance.now(), process.cpuUsage()];
  const outcome = work();
  const { user, system } = process.cpuUsage(before);
  const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(1);
  say(`${what}: ${seconds(performance.now() - started)} s, ${seconds((user + system) / 1000)} s of CPU time`);
  return outcome;
};

// Two of the items are a score of 0 to 10 and a question with two answers.
const wave = makeWave({ seed: 1000, rows, items: items - 2, lines, weighted: true, clusters: 100 });
say(
  `${rows} rows, ${items} items, ${lines} lines; load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores`,
);
timed('counting', () => {
  const sample = sampleDesignOf(rows, wave.design);
  const breakdowns = wave.plan.breakdowns.map((plan) => encodeBreakdown(wave.rows, wave.codebook, plan));
  return wave.plan.items.map((planned) =>
    countItem({
      rows: wave.rows,
      codebook: wave.codebook,
      planned,
      breakdowns,
      sample,
      noise: null,
      compared: null,
    }),
  );
});
const perturbation = await loadPerturbation(values.perturbation);
const publication = timed('publication', () =>
  buildPublication(wave.rows, wave.codebook, wave.plan, wave.design, {
    survey: 'bus',
    wave: '1',
    perturbation,
    recordKeys: wave.recordKeys,
  }),
);
const report = timed('attack', () => attack([publication]));
say(
  `hidden ${report.hidden}, recovered ${report.recovered.length}, withheld ${JSON.stringify(publication.withheld)}`,
);
