/**
 * Trains the digit network and writes its weights:
 *
 *     node src/read/digits/training/train-digits.ts MNIST_FOLDER OUT_FILE [SAMPLES] [SEED]
 *
 * It learns from the first 55,000 images of MNIST's training set and from drawn digits; the last 5,000 choose nothing
 * but tell how it goes, and set the temperature. MNIST's test set is never opened here. Adam (Kingma and Ba 2015), the
 * rate falling along a half cosine; the weights kept are a running mean over the last steps.
 */
import { writeFileSync } from 'node:fs';
import { CONVOLUTIONS, createDigitNetwork, type LayerWeights } from '../digit-network.ts';
import { encodeWeights } from '../digit-weights.ts';
import { createBackpropagation } from './backpropagation.ts';
import { makeCellSample } from './cell-samples.ts';
import { loadMnist } from './mnist.ts';
import { seededRandom } from './seeded-random.ts';

const TRAINING_IMAGES = 55_000;
const BATCH = 48;
const FIRST_RATE = 1.5e-3;
const LAST_RATE = 1e-5;
const SMOOTHING = 0.02;
const MEAN_KEEP = 0.999;

const [folder, out, samplesText = '600000', seedText = '1'] = process.argv.slice(2);
if (folder === undefined || out === undefined) {
  process.stderr.write('train-digits MNIST_FOLDER OUT_FILE [SAMPLES] [SEED]\n');
  process.exit(2);
}
const samples = Number(samplesText);
const seed = Number(seedText);
const random = seededRandom(seed);
const digits = loadMnist(folder, 'train');
const network = createDigitNetwork(undefined, 600_000);
const { gradients, ...backpropagation } = createBackpropagation(network);

/** Weights, their gradients, and what Adam and the running mean remember of them. */
const parameters = [
  ...network.layers.flatMap((layer, index) => [
    { value: layer.weights.data, gradient: gradients.layers[index]?.weights.data ?? new Float32Array() },
    { value: layer.biases, gradient: gradients.layers[index]?.biases ?? new Float32Array() },
  ]),
  { value: network.dense.weights, gradient: gradients.dense.weights },
  { value: network.dense.biases, gradient: gradients.dense.biases },
].map(({ value, gradient }) => ({
  value,
  gradient,
  first: new Float32Array(value.length),
  second: new Float32Array(value.length),
  mean: new Float32Array(value.length),
}));

network.layers.forEach((layer, index) => {
  const deviation = Math.sqrt(2 / ((CONVOLUTIONS[index]?.inputs ?? 1) * 9));
  for (let i = 0; i < layer.weights.data.length; i++) layer.weights.data[i] = random.normal() * deviation;
});
for (let i = 0; i < network.dense.weights.length; i++) network.dense.weights[i] = random.normal() * 0.01;

const update = (step: number, steps: number): void => {
  const rate = LAST_RATE + (FIRST_RATE - LAST_RATE) * 0.5 * (1 + Math.cos((Math.PI * step) / steps));
  const [b1, b2] = [0.9, 0.999];
  const correction = Math.sqrt(1 - b2 ** step) / (1 - b1 ** step);
  const keep = Math.min(MEAN_KEEP, (step + 1) / (step + 10));
  for (const { value, gradient, first, second, mean } of parameters) {
    for (let i = 0; i < value.length; i++) {
      const g = (gradient[i] ?? 0) / BATCH;
      const m = b1 * (first[i] ?? 0) + (1 - b1) * g;
      const v = b2 * (second[i] ?? 0) + (1 - b2) * g * g;
      first[i] = m;
      second[i] = v;
      const next = (value[i] ?? 0) * (1 - rate * 1e-4) - (rate * correction * m) / (Math.sqrt(v) + 1e-8);
      value[i] = next;
      mean[i] = keep * (mean[i] ?? 0) + (1 - keep) * next;
    }
    gradient.fill(0);
  }
};

const meanWeights = (): LayerWeights[] =>
  Array.from({ length: CONVOLUTIONS.length + 1 }, (_, layer) => ({
    weights: parameters[2 * layer]?.mean ?? new Float32Array(),
    biases: parameters[2 * layer + 1]?.mean ?? new Float32Array(),
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
let loss = 0;
for (let step = 1; step <= steps; step++) {
  for (let i = 0; i < BATCH; i++) {
    const sample = makeCellSample(digits, random.index(TRAINING_IMAGES), random);
    if (sample !== null) loss += backpropagation.learn(sample.pixels, sample.label, SMOOTHING);
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
