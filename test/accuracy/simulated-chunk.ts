/**
 * Prints a form, lets the simulator fill it in and scan it, reads the files as they are, and counts. Nothing
 * is shared but the numbers and the few pictures that come back.
 */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { simulateScans, type Profile, type SimulateScansInput } from '../../fixtures/simulator/index.ts';
import { base32FromBytes, PAGE_CODE_LENGTHS } from '../../src/domain/page-code.ts';
import type { TruthLine } from '../../src/domain/truth.ts';
import { addAnswerRules } from '../../src/print/answer-rules.ts';
import { printForm } from '../../src/print/form-print.ts';
import { createReader } from '../../src/read/create-reader.ts';
import type { PageReference } from '../../src/read/page-view.ts';
import { renderPdfPages } from '../../src/scan/render-pdf.ts';
import { openQuestionnaire } from '../../src/server/print-order.ts';
import { tallyScans } from './scan-tally.ts';
import type { Tally } from './tally.ts';

/** `even`: every mark style as often; `people`: as people mix them. */
export type StyleMix = 'people' | 'even';

export interface ChunkOrder {
  readonly profile: Profile;
  readonly seed: number;
  readonly mix: StyleMix;
  /** Where print and scans are to stay; a folder of the system's that goes away unless told. */
  readonly keepIn?: string;
  readonly copies?: number;
  readonly digits?: SimulateScansInput['digits'];
}

const COPIES = 20;
const BLANK_DPI = 150;
const LANGUAGES = ['nl', 'en', 'fr', 'de'];
/** Of every four seeds the last prints the short survey; over sixteen every form meets every language. */
const FORMS = ['passenger-survey', 'passenger-survey', 'passenger-survey', 'short-survey'];
const languageOf = (seed: number): string => LANGUAGES[(seed + Math.floor(seed / 4)) % 4] ?? 'nl';

/** Codes that follow from the seed: a respondent's hand follows from the copy, so that random codes would make each run another. */
const copyCodes = (seed: number, count: number): string[] =>
  Array.from({ length: count }, (_, at) =>
    base32FromBytes(
      createHash('sha256').update(`${seed} ${at}`).digest().subarray(0, PAGE_CODE_LENGTHS.copy),
    ),
  );

/** The same order gives the same scans and, with the same reader, the same tally. */
export default async (order: ChunkOrder): Promise<Tally> => {
  const { seed, profile, mix, keepIn, copies = COPIES, digits } = order;
  // One thread: the reading processes share the cores among themselves.
  sharp.concurrency(1);
  const form = FORMS[seed % FORMS.length] ?? 'passenger-survey';
  const language = languageOf(seed);
  const folder = keepIn ?? (await mkdtemp(path.join(tmpdir(), 'paperline-accuracy-')));
  try {
    await mkdir(folder, { recursive: true });
    const questionnaire = await openQuestionnaire(
      path.resolve(import.meta.dirname, `../../forms/${form}.yaml`),
    );
    const printed = await printForm({ questionnaire, language, copies: copyCodes(seed, copies) });
    const pdfPath = path.join(folder, 'print.pdf');
    await writeFile(pdfPath, printed.pdf);
    const layout = addAnswerRules(printed.layout, questionnaire);
    await writeFile(path.join(folder, 'print.layout.json'), JSON.stringify(layout));
    const { truthPath } = await simulateScans({
      pdfPath,
      layout,
      profile,
      seed,
      mix,
      outDir: folder,
      ...(digits === undefined ? {} : { digits }),
    });
    // As a data folder keeps it; fetched for pages alone that have lost their codes.
    const fetchBlank = async (page: number): Promise<PageReference | null> => {
      const blank = await printForm({
        questionnaire,
        language,
        copies: ['0'.repeat(PAGE_CODE_LENGTHS.copy)],
      });
      for await (const { image, dpi } of renderPdfPages(blank.pdf, { dpi: BLANK_DPI, pages: [page - 1] })) {
        return { image, dpi };
      }
      return null;
    };
    const lines = (await readFile(truthPath, 'utf8')).trim().split('\n');
    return await tallyScans({
      reader: await createReader({ forms: [{ layout, references: new Map(), fetchBlank }] }),
      layout,
      folder,
      truth: lines.map((line) => JSON.parse(line) as TruthLine),
      origin: { seed, questionnaire: form, language },
    });
  } finally {
    if (keepIn === undefined) await rm(folder, { recursive: true, force: true });
  }
};
