/**
 * How well digits are read: `node test/accuracy/digit-accuracy.ts MNIST_FOLDER [train|t10k] [FIRST] [COUNT]`.
 * The test set (t10k) judges; the last 5,000 of the training set are for setting temperatures and cuts.
 */
import { extractCellInk } from '../../src/read/digits/cell-ink.ts';
import { digitNetwork } from '../../src/read/digits/digit-network.ts';
import { judgeCell } from '../../src/read/digits/read-digits-field.ts';
import { loadMnist } from '../../src/read/digits/training/mnist.ts';
import { CELLS_A_PAGE, drawDigitPage } from './digit-cells.ts';
import { reliabilityTable } from './reliability.ts';

const [folder = '../shared/data/mnist', set = 't10k', firstText = '0', countText = '10000'] =
  process.argv.slice(2);
const digits = loadMnist(folder, set === 'train' ? 'train' : 't10k');
const first = Number(firstText);
const last = Math.min(digits.count, first + Number(countText));
const network = digitNetwork();
const results: { confidence: number; right: boolean; label: number; read: number }[] = [];
for (let at = first; at < last; at += CELLS_A_PAGE) {
  const { view, cells, labels } = drawDigitPage(digits, at, 7000 + at);
  extractCellInk(view, cells.slice(0, last - at)).forEach((cell, index) => {
    const belief = judgeCell(cell, network);
    const all = [...belief.digits, belief.empty, belief.notADigit];
    const confidence = Math.max(...all);
    const read = all.indexOf(confidence);
    results.push({ confidence, right: read === labels[index], label: labels[index] ?? -1, read });
  });
}
const share = (part: number, of: number): string => `${((100 * part) / of).toFixed(3)} %`;
const right = results.filter((result) => result.right).length;
process.stdout.write(`${results.length} digits of ${set}: ${share(right, results.length)} right\n`);
for (const cut of [0.5, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999]) {
  const accepted = results.filter(({ confidence }) => confidence >= cut);
  const wrong = accepted.filter((result) => !result.right).length;
  process.stdout.write(
    `from ${cut}: accepted ${share(accepted.length, results.length)}, silent ${wrong} (${((1000 * wrong) / accepted.length).toFixed(2)} in 1,000)\n`,
  );
}
process.stdout.write(`${reliabilityTable(results)}\n`);
const mixed = new Map<string, number>();
for (const { label, read, right: ok } of results)
  if (!ok) mixed.set(`${label}>${read}`, (mixed.get(`${label}>${read}`) ?? 0) + 1);
process.stdout.write(
  `${[...mixed]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 20)
    .map(([pair, count]) => `${pair}: ${count}`)
    .join(', ')}\n`,
);
