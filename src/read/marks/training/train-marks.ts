/**
 * Trains a mark model on drawn marks: `node src/read/marks/training/train-marks.ts OUT_FILE [PAGES] [SEED]`.
 * Writes its weights and prints how the model does on pages drawn from other seeds. CONTRIBUTING.md says what the two that
 * mark-model.ts judges with were trained on.
 */
import { writeFileSync } from 'node:fs';
import { BOX_CLASSES, prepareJudge, type MarkNetwork } from '../mark-model.ts';
import { Dice } from './drawn-strokes.ts';
import { drawSamples, type MarkSample } from './mark-samples.ts';
import { trainNetwork } from './mark-network.ts';

const [outFile, pagesText = '2600', seedText = '1'] = process.argv.slice(2);
if (outFile === undefined) {
  process.stderr.write('train-marks OUT_FILE [PAGES] [SEED]\n');
  process.exit(2);
}
const pages = Number(pagesText);
const seed = Number(seedText);
const report = (line: string): void => void process.stderr.write(`${line}\n`);

const drawMany = (from: number, count: number): MarkSample[] =>
  Array.from({ length: count }, (_, page) => drawSamples(from + page)).flat();

const started = performance.now();
const samples = drawMany(1_000_000 + seed * 100_000, pages);
report(`${samples.length} boxes drawn in ${((performance.now() - started) / 1000).toFixed(0)} s`);
const held = drawMany(5_000_000 + seed * 100_000, Math.ceil(pages / 4));

const trained = trainNetwork(
  samples,
  { epochs: 40, batch: 64, rate: 0.003, weightDecay: 1e-5 },
  new Dice(seed),
  report,
);

/** The temperature at which the held-out boxes are least surprising. */
const meanSurprise = (network: MarkNetwork): number => {
  const judge = prepareJudge(network);
  return (
    held.reduce((sum, { features, boxClass }) => {
      const judgement = judge(features);
      return sum - Math.log(Math.max(1e-12, judgement[BOX_CLASSES[boxClass]!]));
    }, 0) / held.length
  );
};
let best: MarkNetwork = trained;
for (const temperature of [0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.4, 1.6, 1.9, 2.3]) {
  const candidate = { ...trained, temperature };
  if (meanSurprise(candidate) < meanSurprise(best)) best = candidate;
}
report(`temperature ${best.temperature}, surprise ${meanSurprise(best).toFixed(4)}`);

const misses = new Map<string, number>();
const counts = new Map<string, number>();
const judgeBest = prepareJudge(best);
let wrong = 0;
let surelyWrong = 0;
for (const sample of held) {
  const judgement = judgeBest(sample.features);
  const right = BOX_CLASSES[sample.boxClass]!;
  const most = BOX_CLASSES.reduce((one, other) => (judgement[other] > judgement[one] ? other : one));
  counts.set(sample.mark, (counts.get(sample.mark) ?? 0) + 1);
  if (most === right) continue;
  wrong++;
  if (judgement[most] > 0.99) surelyWrong++;
  const key = `${sample.mark} taken for ${most}`;
  misses.set(key, (misses.get(key) ?? 0) + 1);
}
report(`held out: ${held.length} boxes, ${wrong} wrong, ${surelyWrong} of them with more than 99 %`);
for (const [key, count] of [...misses].sort(([, one], [, other]) => other - one))
  report(`  ${count}  ${key}`);

writeFileSync(outFile, `${JSON.stringify(best)}\n`);
