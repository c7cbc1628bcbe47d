/**
 * Trains the digit network and writes its weights:
 *
 *     node src/read/digits/training/train-digits.ts MNIST_FOLDER OUT_FILE [SAMPLES] [SEED] [FROM_FILE]
 *
 * It learns from the first 55,000 images of MNIST's training set and from drawn digits; the last 5,000 choose nothing
 * but tell how it goes, and set the temperature. MNIST's test set is never opened here. With FROM_FILE it goes on from
 * those weights.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createNetwork } from '../../network/convolution-network.ts';
import { decodeWeights, encodeWeights } from '../../network/network-weights.ts';
import { createAdam, drawFirstWeights } from '../../network/training/adam.ts';
import { createBackpropagation } from '../../network/training/backpropagation.ts';
import { DIGIT_NETWORK_SHAPE } from '../digit-network.ts';
import { makeCellSample } from './cell-samples.ts';
import { loadMnist } from './mnist.ts';
import { seededRandom } from './seeded-random.ts';

const TRAINING_IMAGES = 55_000;
const BATCH = 48;
const RATES = { first: 1.2e-3, last: 1e-5, risingSteps: 200 };
const SMOOTHING = 0.02;
/** A quarter of what is known already is enough; it makes a sample half as dear. */
const KNOWN_SHARE = 0.25;

const [folder, out, samplesText = '600000', seedText = '1', fromFile] = process.argv.slice(2);
if (folder === undefined || out === undefined) {
  process.stderr.write('train-digits MNIST_FOLDER OUT_FILE [SAMPLES] [SEED] [FROM_FILE]\n');
  process.exit(2);
}
const samples = Number(samplesText);
const seed = Number(seedText);
const random = seededRandom(seed);
const digits = loadMnist(folder, 'train');
const network = createNetwork(DIGIT_NETWORK_SHAPE, undefined, 1_000_000);
const backpropagation = createBackpropagation(network);

const layers =
  fromFile === undefined
    ? drawFirstWeights(DIGIT_NETWORK_SHAPE, () => random.normal())
    : decodeWeights(readFileSync(fromFile), DIGIT_NETWORK_SHAPE);
const adam = createAdam(layers, RATES);

const load = (): void => {
  network.load(layers);
  backpropagation.load(layers);
};

/** Errors on images that were not learned from, as samples of the same making. */
const judge = (): string => {
  const judged = createNetwork(DIGIT_NETWORK_SHAPE, adam.mean());
  const own = seededRandom(99);
  let wrong = 0;
  let count = 0;
  for (let pick = TRAINING_IMAGES; pick < digits.count; pick++) {
    const sample = makeCellSample(digits, pick, own, { drawnShare: 0, nonsenseShare: 0 });
    if (sample === null) continue;
    const scores = judged.score(sample.pixels);
    if (scores.indexOf(Math.max(...scores)) !== sample.label) wrong++;
    count++;
  }
  return `${wrong} of ${count} held-out digits wrong (${((100 * wrong) / count).toFixed(2)} %)`;
};

const steps = Math.floor(samples / BATCH);
const startedMs = Date.now();
load();
let loss = 0;
for (let step = 1; step <= steps; step++) {
  for (let i = 0; i < BATCH; i++) {
    const sample = makeCellSample(digits, random.index(TRAINING_IMAGES), random);
    if (sample === null) continue;
    const options = { smoothing: SMOOTHING, knownShare: KNOWN_SHARE, chance: random.next() };
    loss += backpropagation.learn(sample.pixels, sample.label, options);
  }
  adam.update(backpropagation.take(), BATCH, step, steps);
  load();
  if (step % 1000 === 0 || step === steps) {
    const minutes = ((Date.now() - startedMs) / 60_000).toFixed(1);
    process.stderr.write(
      `${step * BATCH} samples, ${minutes} min, loss ${(loss / 1000 / BATCH).toFixed(4)}; ${judge()}\n`,
    );
    loss = 0;
    writeFileSync(out, encodeWeights(adam.mean()));
  }
}
