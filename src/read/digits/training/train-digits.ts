/**
 * Trains the digit network and writes its weights:
 *
 *     node src/read/digits/training/train-digits.ts MNIST_FOLDER OUT_FILE [SAMPLES] [SEED] [FROM_FILE]
 *
 * It learns from the first 55,000 images of MNIST's training set and from drawn digits; the last 5,000 choose nothing
 * but tell how it goes, and set the temperature. MNIST's test set is never opened here. With FROM_FILE it goes on from
 * those weights. Adam (Kingma and Ba 2015), the rate rising over the first steps and then falling along a half cosine;
 * the weights kept are a running mean over the last steps.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { CONVOLUTIONS, createDigitNetwork, layerSizes, type LayerWeights } from '../digit-network.ts';
import { decodeWeights, encodeWeights } from '../digit-weights.ts';
import { TAPS } from '../planes.ts';
import { createBackpropagation } from './backpropagation.ts';
import { makeCellSample } from './cell-samples.ts';
import { loadMnist } from './mnist.ts';
import { seededRandom } from './seeded-random.ts';

const TRAINING_IMAGES = 55_000;
const BATCH = 48;
const FIRST_RATE = 1.2e-3;
const LAST_RATE = 1e-5;
const RISING_STEPS = 200;
const SMOOTHING = 0.02;
/** A quarter of what is known already is enough; it makes a sample half as dear. */
const KNOWN_SHARE = 0.25;
const MEAN_KEEP = 0.999;

const [folder, out, samplesText = '600000', seedText = '1', fromFile] = process.argv.slice(2);
if (folder === undefined || out === undefined) {
  process.stderr.write('train-digits MNIST_FOLDER OUT_FILE [SAMPLES] [SEED] [FROM_FILE]\n');
  process.exit(2);
}
const samples = Number(samplesText);
const seed = Number(seedText);
const random = seededRandom(seed);
const digits = loadMnist(folder, 'train');
const network = createDigitNetwork(undefined, 1_000_000);
const backpropagation = createBackpropagation(network);

const firstWeights = (): LayerWeights[] => {
  if (fromFile !== undefined) return decodeWeights(readFileSync(fromFile));
  return layerSizes().map(({ weights, biases }, index) => {
    const shape = CONVOLUTIONS[index];
    const deviation = shape === undefined ? 0.01 : Math.sqrt(2 / (shape.inputs * TAPS));
    return {
      weights: Float32Array.from({ length: weights }, () => random.normal() * deviation),
      biases: new Float32Array(biases),
    };
  });
};

const layers = firstWeights();
/** What Adam and the running mean remember of every array of weights. */
const parameters = layers
  .flatMap(({ weights, biases }) => [weights, biases])
  .map((value) => ({
    value,
    first: new Float32Array(value.length),
    second: new Float32Array(value.length),
    mean: new Float32Array(value.length),
  }));

const update = (step: number, steps: number): void => {
  const rising = Math.min(1, step / RISING_STEPS);
  const rate =
    rising * (LAST_RATE + (FIRST_RATE - LAST_RATE) * 0.5 * (1 + Math.cos((Math.PI * step) / steps)));
  const [b1, b2] = [0.9, 0.999];
  const correction = Math.sqrt(1 - b2 ** step) / (1 - b1 ** step);
  const keep = Math.min(MEAN_KEEP, (step + 1) / (step + 10));
  const gradients = backpropagation.take().flatMap(({ weights, biases }) => [weights, biases]);
  parameters.forEach(({ value, first, second, mean }, index) => {
    const gradient = gradients[index]!;
    for (let i = 0; i < value.length; i++) {
      const g = gradient[i]! / BATCH;
      const m = b1 * first[i]! + (1 - b1) * g;
      const v = b2 * second[i]! + (1 - b2) * g * g;
      first[i] = m;
      second[i] = v;
      const next = value[i]! * (1 - rate * 1e-4) - (rate * correction * m) / (Math.sqrt(v) + 1e-8);
      value[i] = next;
      mean[i] = keep * mean[i]! + (1 - keep) * next;
    }
  });
  load();
};

const load = (): void => {
  network.load(layers);
  backpropagation.load(layers);
};

const meanWeights = (): LayerWeights[] =>
  layers.map((_, layer) => ({
    weights: parameters[2 * layer]!.mean,
    biases: parameters[2 * layer + 1]!.mean,
  }));

/** Errors on images that were not learned from, as samples of the same making. */
const judge = (): string => {
  const judged = createDigitNetwork(meanWeights());
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
  update(step, steps);
  if (step % 1000 === 0 || step === steps) {
    const minutes = ((Date.now() - startedMs) / 60_000).toFixed(1);
    process.stderr.write(
      `${step * BATCH} samples, ${minutes} min, loss ${(loss / 1000 / BATCH).toFixed(4)}; ${judge()}\n`,
    );
    loss = 0;
    writeFileSync(out, encodeWeights(meanWeights()));
  }
}
