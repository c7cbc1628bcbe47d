/**
 * Prints a form, lets the simulator fill it in and scan it, reads the files as they are, and counts. Runs in a worker;
 * nothing is shared but the numbers that come back.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { simulateScans, type Profile } from '../../fixtures/simulator/index.ts';
import { isPaperlineError } from '../../src/domain/errors.ts';
import type { PageRead } from '../../src/domain/page-read.ts';
import type { TruthLine } from '../../src/domain/truth.ts';
import { addAnswerRules } from '../../src/print/answer-rules.ts';
import { printForm } from '../../src/print/form-print.ts';
import { createReader } from '../../src/read/create-reader.ts';
import { isPageFault, openScan } from '../../src/scan/open-scan.ts';
import { openQuestionnaire } from '../../src/server/print-order.ts';
import { emptyTally, tallyPage, type FieldKind, type Tally } from './tally.ts';

export interface ChunkOrder {
  readonly questionnaire: string;
  readonly language: string;
  readonly copies: number;
  readonly profile: Profile;
  readonly seed: number;
  /** `even`: every mark style as often; `people`: as people mix them. */
  readonly mix: 'people' | 'even';
}

const readFiles = async (
  files: readonly string[],
  folder: string,
  reader: Awaited<ReturnType<typeof createReader>>,
): Promise<Map<string, PageRead>> => {
  const reads = new Map<string, PageRead>();
  for (const file of files) {
    try {
      for await (const item of openScan(path.join(folder, file))) {
        if (isPageFault(item)) continue;
        reads.set(`${file} ${item.pageIndex}`, { file, ...(await reader.readPage(item)) });
      }
    } catch (error) {
      if (!isPaperlineError(error)) throw error;
    }
  }
  return reads;
};

/** Who fills in a copy follows from its code, so the codes follow from the seed: a miss can be made again. */
const seededCopyCodes = ({ seed, copies }: ChunkOrder): string[] =>
  Array.from({ length: copies }, (_, place) => `${seed}`.padStart(6, '0') + `${place}`.padStart(4, '0'));

export default async (order: ChunkOrder): Promise<Tally> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'paperline-accuracy-'));
  try {
    const questionnaire = await openQuestionnaire(order.questionnaire);
    const printed = await printForm({
      questionnaire,
      language: order.language,
      copies: seededCopyCodes(order),
    });
    const pdfPath = path.join(folder, 'print.pdf');
    await writeFile(pdfPath, printed.pdf);
    const { files, truthPath } = await simulateScans({
      pdfPath,
      layout: addAnswerRules(printed.layout, questionnaire),
      profile: order.profile,
      seed: order.seed,
      mix: order.mix,
      outDir: folder,
    });
    const reader = await createReader({ forms: [{ layout: printed.layout, references: new Map() }] });
    const reads = await readFiles(files, folder, reader);
    const kinds = new Map<string, FieldKind>(
      printed.layout.pages.flatMap(({ fields }) =>
        fields.map(({ variable, kind }) => [variable, kind] as const),
      ),
    );
    const tally = emptyTally();
    for (const line of (await readFile(truthPath, 'utf8')).trim().split('\n')) {
      const truth = JSON.parse(line) as TruthLine;
      tallyPage(
        tally,
        // So that whoever looks into a miss can make the same scans again.
        { ...truth, file: `${order.language} seed ${order.seed} ${truth.file}` },
        reads.get(`${truth.file} ${truth.pageIndex}`) ?? null,
        (variable) => kinds.get(variable) ?? 'text',
      );
    }
    return tally;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
