/**
 * How well whole digit fields are read on simulated paper, with handwriting that nothing was trained on:
 *
 *     node test/accuracy/digit-fields.ts [--hands held-out|drawn] [--profile office|rough] [--seed 501] [--chunks 4]
 *
 * `held-out` are the last 5,000 images of MNIST's training set, `drawn` the simulator's own alphabet (European and
 * American). Seeds below 1000 tune. The form is the short survey with 26 numbers and times in place of its questions.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { parse, stringify } from 'yaml';
import { simulateScans } from '../../fixtures/simulator/index.ts';
import { loadMnistDigits } from '../../fixtures/simulator/mnist-digits.ts';
import type { DigitSource } from '../../fixtures/simulator/write-digits.ts';
import type { FieldReading } from '../../src/domain/page-read.ts';
import type { TruthLine } from '../../src/domain/truth.ts';
import { newCopyCodes } from '../../src/print/copy-codes.ts';
import { printForm } from '../../src/print/form-print.ts';
import { createReader } from '../../src/read/create-reader.ts';
import { loadMnist } from '../../src/read/digits/training/mnist.ts';
import { isPageFault, openScan } from '../../src/scan/open-scan.ts';
import { openQuestionnaire } from '../../src/server/print-order.ts';
import { reliabilityTable } from './reliability.ts';

const COPIES = 12;
const MNIST = path.resolve(import.meta.dirname, '../../../shared/data/mnist');
const { values: options } = parseArgs({
  options: {
    hands: { type: 'string', default: 'held-out' },
    profile: { type: 'string', default: 'office' },
    seed: { type: 'string', default: '501' },
    chunks: { type: 'string', default: '4' },
  },
});

/** The simulator writes the second half of a test set of 10,000: here the end of the training set stands in its place. */
const heldOutDigits = async (folder: string): Promise<DigitSource | null> => {
  const { count, pixels, labels } = loadMnist(MNIST, 'train');
  const first = count - 10_000;
  const idx = (header: readonly number[], data: Uint8Array): Uint8Array => {
    const head = new DataView(new ArrayBuffer(4 * header.length));
    header.forEach((value, i) => head.setInt32(4 * i, value));
    return gzipSync(Buffer.concat([new Uint8Array(head.buffer), data]), { level: 1 });
  };
  await mkdir(folder);
  const images = idx([0x803, 10_000, 28, 28], pixels.subarray(first * 784));
  await writeFile(path.join(folder, 't10k-images-idx3-ubyte.gz'), images);
  await writeFile(
    path.join(folder, 't10k-labels-idx1-ubyte.gz'),
    idx([0x801, 10_000], labels.subarray(first)),
  );
  return loadMnistDigits({ folder, pool: 'judge' });
};

const writeQuestionnaire = async (file: string): Promise<void> => {
  const survey = parse(await readFile('forms/short-survey.yaml', 'utf8')) as Record<string, unknown>;
  const kinds = [{ number: '6-110' }, { time: true }, { number: '0-9999' }, { number: '0-99' }];
  survey['items'] = Array.from({ length: 26 }, (_, i) => ({
    variable: `digits_${i}`,
    question: Object.fromEntries(['nl', 'en', 'fr', 'de'].map((language) => [language, `${i + 1}`])),
    ...kinds[i % kinds.length],
  }));
  survey['max-pages'] = 4;
  await writeFile(file, stringify(survey));
};

const folder = await mkdtemp(path.join(tmpdir(), 'paperline-digits-'));
const results: { readonly reading: FieldReading; readonly right: boolean; readonly where: string }[] = [];
try {
  const file = path.join(folder, 'digits.yaml');
  await writeQuestionnaire(file);
  const digits = options.hands === 'drawn' ? null : await heldOutDigits(path.join(folder, 'digits'));
  const questionnaire = await openQuestionnaire(file);
  for (let seed = Number(options.seed); seed < Number(options.seed) + Number(options.chunks); seed++) {
    const outDir = path.join(folder, String(seed));
    await mkdir(outDir);
    const printed = await printForm({ questionnaire, language: 'nl', copies: newCopyCodes(COPIES) });
    const pdfPath = path.join(outDir, 'print.pdf');
    await writeFile(pdfPath, printed.pdf);
    const { layout } = printed;
    const profile = options.profile === 'rough' ? 'rough' : 'office';
    const { files, truthPath } = await simulateScans({ pdfPath, layout, profile, seed, outDir, digits });
    const truth = (await readFile(truthPath, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as TruthLine);
    const reader = await createReader({ forms: [{ layout, references: new Map() }] });
    for (const scan of files) {
      for await (const item of openScan(path.join(outDir, scan))) {
        if (isPageFault(item)) continue;
        const line = truth.find((one) => one.file === scan && one.pageIndex === item.pageIndex);
        const { fields } = await reader.readPage(item);
        for (const [variable, reading] of Object.entries(fields)) {
          if (reading.reasons?.includes('page-unplaced') === true) continue;
          const wanted = line?.fields[variable] ?? null;
          const right = reading.value === wanted;
          const where = `seed ${seed} ${scan} page ${item.pageIndex} ${variable}: ${String(wanted)} read as ${String(reading.value)}`;
          results.push({ reading, right, where });
        }
      }
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

const accepted = results.filter(({ reading }) => !reading.review);
const silent = accepted.filter(({ right }) => !right);
const rightCount = results.filter(({ right }) => right).length;
const percent = (part: number): string => `${((100 * part) / results.length).toFixed(2)} %`;
process.stdout.write(
  [
    `${results.length} fields: ${percent(rightCount)} right, ${percent(accepted.length)} accepted, ${silent.length} of those wrong`,
    reliabilityTable(results.map(({ reading, right }) => ({ confidence: reading.confidence, right }))),
    ...silent.map(({ reading, where }) => `${reading.confidence.toFixed(4)} ${where}`),
    '',
  ].join('\n'),
);
