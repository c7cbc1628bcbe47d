/**
 * Trains the mark network on drawn marks and writes its weights:
 *
 *     node src/read/marks/training/train-mark-network.ts OUT_FILE [PAGES] [EPOCHS] [SEED] [FROM_FILE]
 *
 * It learns from images of boxes that are not bare, each turned over, paler, blotted or without its printed frame at random,
 * and tells how it does on pages drawn from other seeds. With FROM_FILE it goes on from those weights.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createNetwork } from '../../network/convolution-network.ts';
import { decodeWeights, encodeWeights } from '../../network/network-weights.ts';
import { createAdam, drawFirstWeights } from '../../network/training/adam.ts';
import { createBackpropagation } from '../../network/training/backpropagation.ts';
import { MARK_SIDE_PX } from '../mark-image.ts';
import { BOX_CLASSES } from '../mark-model.ts';
import { judgeMarkImage, MARK_NETWORK_SHAPE } from '../mark-network.ts';
import { Dice } from './drawn-strokes.ts';
import { drawSamples, type MarkSample } from './mark-samples.ts';

const BATCH = 64;
const RATES = { first: 2e-3, last: 1e-5, risingSteps: 200 };
const SMOOTHING = 0.001;
const KNOWN_SHARE = 0.25;
const BYTE = 200;

const [outFile, pagesText = '6000', epochsText = '12', seedText = '1', fromFile] = process.argv.slice(2);
if (outFile === undefined) {
  process.stderr.write('train-mark-network OUT_FILE [PAGES] [EPOCHS] [SEED] [FROM_FILE]\n');
  process.exit(2);
}
const pages = Number(pagesText);
const epochs = Number(epochsText);
const seed = Number(seedText);
const dice = new Dice(seed);
const report = (line: string): void => void process.stderr.write(`${line}\n`);

/** Images as bytes: a million of them stay in memory. */
interface Sample {
  readonly pixels: Uint8Array;
  readonly boxClass: number;
  readonly mark: MarkSample['mark'];
  readonly pen: MarkSample['pen'];
}

const drawMany = (from: number, count: number): Sample[] => {
  const samples: Sample[] = [];
  for (let page = 0; page < count; page++) {
    for (const { image, boxClass, mark, pen } of drawSamples(from + page)) {
      if (image === null) continue;
      samples.push({
        pixels: Uint8Array.from(image, (value) => Math.round(value * BYTE)),
        boxClass,
        mark,
        pen,
      });
    }
    if (page % 500 === 499)
      report(`${page + 1} of ${count} pages drawn, ${samples.length} boxes with something in them`);
  }
  return samples;
};

const SIDE = MARK_SIDE_PX;
const pixels = new Float32Array(SIDE * SIDE);
const FRAME_PX = { first: 4, last: 6 };
const isFrame = (x: number, y: number): boolean => {
  const edge = Math.min(x, y, SIDE - 1 - x, SIDE - 1 - y);
  return edge >= FRAME_PX.first && edge <= FRAME_PX.last;
};

/** Fills `pixels`: turned over, paler or darker, the frame taken away as on a form whose blank is known. */
const vary = (from: Uint8Array): Float32Array => {
  const flipX = dice.chance(0.5);
  const flipY = dice.chance(0.5);
  const turn = dice.chance(0.5);
  const contrast = dice.chance(0.5) ? 1 : dice.between(0.75, 1.15);
  const dx = dice.chance(0.25) ? dice.whole(-1, 1) : 0;
  const dy = dice.chance(0.25) ? dice.whole(-1, 1) : 0;
  const noFrame = dice.chance(0.2);
  for (let y = 0, at = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++, at++) {
      let u = flipX ? SIDE - 1 - x : x;
      let v = flipY ? SIDE - 1 - y : y;
      if (turn) [u, v] = [v, u];
      u += dx;
      v += dy;
      const inside = u >= 0 && v >= 0 && u < SIDE && v < SIDE;
      const value = inside && !(noFrame && isFrame(u, v)) ? from[v * SIDE + u]! : 0;
      pixels[at] = Math.min(1.2, (value / BYTE) * contrast);
    }
  }
  return pixels;
};

const started = performance.now();
const minutes = (): string => ((performance.now() - started) / 60_000).toFixed(1);
const samples = drawMany(20_000_000 + seed * 100_000, pages);
const held = drawMany(50_000_000 + seed * 100_000, Math.ceil(pages / 8));
report(`${samples.length} boxes drawn, ${minutes()} min`);

const network = createNetwork(MARK_NETWORK_SHAPE, undefined, 1_000_000);
const backpropagation = createBackpropagation(network);
const layers =
  fromFile === undefined
    ? drawFirstWeights(MARK_NETWORK_SHAPE, () => dice.normal())
    : decodeWeights(readFileSync(fromFile), MARK_NETWORK_SHAPE);
const adam = createAdam(layers, RATES);
const load = (): void => {
  network.load(layers);
  backpropagation.load(layers);
};

/** How it does on boxes that were not learned from. */
const judge = (details: boolean): void => {
  const judged = createNetwork(MARK_NETWORK_SHAPE, adam.mean());
  const own = new Float32Array(SIDE * SIDE);
  const misses = new Map<string, number>();
  let [wrong, surelyWrong, surprise] = [0, 0, 0];
  for (const sample of held) {
    sample.pixels.forEach((value, at) => (own[at] = value / BYTE));
    const judgement = judgeMarkImage(own, judged);
    const right = BOX_CLASSES[sample.boxClass]!;
    const most = BOX_CLASSES.reduce((one, other) => (judgement[other] > judgement[one] ? other : one));
    surprise -= Math.log(Math.max(1e-12, judgement[right]));
    if (most === right) continue;
    wrong++;
    if (judgement[most] > 0.99) surelyWrong++;
    const key = `${sample.mark} taken for ${most}`;
    misses.set(key, (misses.get(key) ?? 0) + 1);
  }
  report(
    `  held out: ${held.length}, ${wrong} wrong, ${surelyWrong} of them with more than 99 %, surprise ${(surprise / held.length).toFixed(5)}`,
  );
  if (!details) return;
  for (const [key, count] of [...misses].sort(([, one], [, other]) => other - one))
    report(`  ${count}  ${key}`);
};

load();
const order = samples.map((_, at) => at);
const stepsAnEpoch = Math.floor(samples.length / BATCH);
for (let epoch = 0; epoch < epochs; epoch++) {
  for (let i = order.length - 1; i > 0; i--) {
    const other = dice.whole(0, i);
    [order[i], order[other]] = [order[other]!, order[i]!];
  }
  let loss = 0;
  for (let step = 0; step < stepsAnEpoch; step++) {
    for (let i = 0; i < BATCH; i++) {
      const { pixels: from, boxClass } = samples[order[step * BATCH + i]!]!;
      const options = { smoothing: SMOOTHING, knownShare: KNOWN_SHARE, chance: dice.next() };
      loss += backpropagation.learn(vary(from), boxClass, options);
    }
    adam.update(backpropagation.take(), BATCH, epoch * stepsAnEpoch + step + 1, epochs * stepsAnEpoch);
    load();
  }
  report(`epoch ${epoch + 1}: loss ${(loss / (stepsAnEpoch * BATCH)).toFixed(5)}, ${minutes()} min`);
  judge(epoch === epochs - 1);
  writeFileSync(outFile, encodeWeights(adam.mean()));
}
