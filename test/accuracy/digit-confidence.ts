/**
 * Sets what makes digit confidences honest: `node test/accuracy/digit-confidence.ts [MNIST_FOLDER]`.
 * On the last 5,000 images of MNIST's training set, which nothing was trained on, in printed cells (each image on two
 * pages): the temperature and the share of deceptive cells with the least log loss, how well the confidences in force
 * hold, and what each cut accepts, for cells and for fields of two to four cells.
 */
import { extractCellInk } from '../../src/read/digits/cell-ink.ts';
import { frameDigit } from '../../src/read/digits/digit-image.ts';
import { lookAtDigit } from '../../src/read/digits/digit-looks.ts';
import { CLASS_COUNT, digitNetwork } from '../../src/read/digits/digit-network.ts';
import { judgeCell } from '../../src/read/digits/read-digits-field.ts';
import { loadMnist } from '../../src/read/digits/training/mnist.ts';
import { CELLS_A_PAGE, drawDigitPage } from './digit-cells.ts';
import { reliabilityTable, type Verdict } from './reliability.ts';

const HELD_OUT_FROM = 55_000;
const SEEDS = [20_000, 40_000];
const TEMPERATURES = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1];
const DECEPTIVE_SHARES = [0, 0.0005, 0.001, 0.002, 0.003, 0.005];

const [folder = '../shared/data/mnist'] = process.argv.slice(2);
const digits = loadMnist(folder, 'train');
const network = digitNetwork();
/** The truth's probability at every temperature, for every cell with ink. */
const believed: number[][] = [];
const verdicts: Verdict[] = [];
for (const seed of SEEDS) {
  for (let at = HELD_OUT_FROM; at < digits.count; at += CELLS_A_PAGE) {
    const { view, cells, labels } = drawDigitPage(digits, at, seed + at);
    extractCellInk(view, cells).forEach((cell, index) => {
      const label = labels[index]!;
      const { digits: beliefs, empty, notADigit } = judgeCell(cell, network);
      const all = [...beliefs, notADigit, empty];
      const confidence = Math.max(...all);
      verdicts.push({ confidence, right: all.indexOf(confidence) === label });
      const image = frameDigit(cell.patch, cell.marginPx);
      if (typeof image === 'string') return;
      const probabilitiesAt = lookAtDigit(network, image.pixels);
      believed.push(TEMPERATURES.map((temperature) => probabilitiesAt(temperature)[label]!));
    });
  }
}

const logLoss = (at: number, deceptive: number): number =>
  believed.reduce(
    (sum, probabilities) => sum - Math.log((1 - deceptive) * probabilities[at]! + deceptive / CLASS_COUNT),
    0,
  ) / believed.length;

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const fits = TEMPERATURES.flatMap((temperature, at) =>
  DECEPTIVE_SHARES.map((share) => ({ temperature, share, loss: logLoss(at, share) })),
).sort((one, other) => one.loss - other.loss);
print(`${believed.length} cells`);
for (const { temperature, share, loss } of fits.slice(0, 5))
  print(`temperature ${temperature.toFixed(2)}, deceptive ${share}: log loss ${loss.toFixed(5)}`);
print('');
print(reliabilityTable(verdicts));

for (const cellCount of [1, 2, 3, 4]) {
  const fields: Verdict[] = [];
  for (let at = 0; at + cellCount <= verdicts.length; at += cellCount) {
    const cells = verdicts.slice(at, at + cellCount);
    fields.push({
      confidence: cells.reduce((product, cell) => product * cell.confidence, 1),
      right: cells.every((cell) => cell.right),
    });
  }
  print(
    `\nfields of ${cellCount}: doubt accepted, share accepted, wrong in 1,000 of those, and as their doubts say`,
  );
  for (const cut of [0.003, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1]) {
    const accepted = fields.filter(({ confidence }) => confidence >= 1 - cut);
    const wrong = accepted.filter(({ right }) => !right).length;
    const doubts = accepted.reduce((sum, { confidence }) => sum + 1 - confidence, 0);
    const inThousand = (count: number): string => ((1000 * count) / accepted.length).toFixed(2);
    const share = ((100 * accepted.length) / fields.length).toFixed(2);
    print(`${cut}  ${share} %  ${inThousand(wrong)}  ${inThousand(doubts)}`);
  }
}
