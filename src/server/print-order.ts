import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PaperlineError } from '../domain/errors.ts';
import type { Layout } from '../domain/layout.ts';
import {
  assertTripKeys,
  COUNT_KEYS,
  joinTrip,
  NOTHING_COUNTED,
  splitTrip,
  TRIP_KEYS,
  type TripContext,
} from '../domain/trip-context.ts';
import type { PrintedBatch } from '../print/batch-header.ts';
import { newBatchCode, newCopyCodes } from '../print/copy-codes.ts';
import { printForm } from '../print/form-print.ts';
import { loadQuestionnaire } from '../questionnaire/load-questionnaire.ts';
import { formatFault } from '../questionnaire/questionnaire-fault.ts';
import type { Questionnaire } from '../questionnaire/questionnaire.ts';
import { encodePng } from '../scan/encode-image.ts';
import { renderPdfPages } from '../scan/render-pdf.ts';
import type { Batch, NewBatch } from '../store/batches.ts';
import type { ReferenceImage } from '../store/form-versions.ts';
import { registerPrintRun } from '../store/print-runs.ts';
import type { Store } from '../store/store.ts';

/** What is to be printed. */
export interface PrintOrder {
  readonly questionnaire: Questionnaire;
  readonly language: string;
  readonly copies: number;
  /** The trip that the copies are for: line, direction, date, day-part, vehicle, handed-out, ... */
  readonly batchContext?: TripContext | undefined;
  /** Instead: a batch that is there already, of the wave. */
  readonly batch?: Batch | undefined;
  readonly wave?: string | undefined;
  /** Called now and then with the copies that are laid out. */
  readonly onProgress?: ((copies: number) => void) | undefined;
}

export interface PrintedOrder {
  readonly layout: Layout;
  /** The blank pages, for reading to tell print from ink. */
  readonly references: readonly ReferenceImage[];
  /** Where the PDF is. */
  readonly file: string;
  readonly batch: string | null;
  readonly wave: string;
  readonly printRun: number;
  readonly warnings: readonly string[];
}

/** One order may not swamp the printer or the ledger. */
export const MAX_COPIES = 20_000;
/** Fine enough to tell print from ink beside a box; a page is about 60 kB. */
const REFERENCE_DPI = 150;

/**
 * A questionnaire from its file, ready to print.
 * @throws PaperlineError `file-not-found`, `questionnaire-invalid` with every fault on a line of its own
 */
export const openQuestionnaire = async (file: string): Promise<Questionnaire> => {
  let content: Uint8Array;
  try {
    content = await readFile(file);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const missing = code === 'ENOENT';
    if (code === 'EISDIR') {
      throw new PaperlineError({
        code: 'file-not-readable',
        message: `${file} is a folder.`,
        remedy: 'Name a questionnaire file, such as forms/passenger-survey.yaml.',
        cause,
      });
    }
    throw new PaperlineError({
      code: missing ? 'file-not-found' : 'file-not-readable',
      message: missing
        ? `There is no file ${file}.`
        : `${file} cannot be read (${(cause as Error).message}).`,
      remedy: missing
        ? 'Check the name; ready-made questionnaires are in forms/.'
        : 'Give this user the right to read it.',
      cause,
    });
  }
  const loaded = loadQuestionnaire(content, file);
  if (loaded.ok) return loaded.questionnaire;
  const faults = loaded.faults.filter(({ severity }) => severity === 'error');
  throw new PaperlineError({
    code: 'questionnaire-invalid',
    message: `${file} has ${faults.length} fault${faults.length === 1 ? '' : 's'} and is of no use yet:\n${faults.map(formatFault).join('\n')}\n`,
    remedy: 'Mend them and try again; "paperline form check" shows them at any time.',
  });
};

/** @throws PaperlineError `usage` where the questionnaire has no such language */
export const assertLanguage = (questionnaire: Questionnaire, language: string): void => {
  if (questionnaire.languages.includes(language)) return;
  throw new PaperlineError({
    code: 'usage',
    message: `The questionnaire ${questionnaire.survey} has no language ${JSON.stringify(language)}.`,
    remedy: `It has ${questionnaire.languages.join(', ')}.`,
  });
};

const assertOrder = ({ questionnaire, language, copies }: PrintOrder): void => {
  assertLanguage(questionnaire, language);
  if (!Number.isInteger(copies) || copies < 1 || copies > MAX_COPIES) {
    throw new PaperlineError({
      code: 'usage',
      message: `Expected 1 to ${MAX_COPIES} copies but received ${copies}.`,
      remedy: 'Print more than that in several runs.',
    });
  }
};

/** @throws PaperlineError `usage` for what nothing is done with, and for counts and dates that are none */
const batchOf = ({ questionnaire, batch, batchContext }: PrintOrder): NewBatch | undefined => {
  if (batch !== undefined || batchContext === undefined) return batch;
  const own = questionnaire.context.map(({ key }) => key);
  assertTripKeys(batchContext, [...new Set([...TRIP_KEYS, ...Object.keys(COUNT_KEYS), ...own])]);
  return { code: newBatchCode(), ...splitTrip(batchContext) };
};

/** What stands on a batch header. */
export const printedBatch = ({ code, context, counts = NOTHING_COUNTED }: NewBatch): PrintedBatch => ({
  code,
  context: joinTrip(context, counts),
});

const renderReferences = async (
  questionnaire: Questionnaire,
  language: string,
): Promise<ReferenceImage[]> => {
  const blank = await printForm({ questionnaire, language, copies: ['0'.repeat(10)] });
  const pages = blank.layout.pages.map(({ page }) => page - 1);
  const references: ReferenceImage[] = [];
  for await (const { pageIndex, image, dpi } of renderPdfPages(blank.pdf, { dpi: REFERENCE_DPI, pages })) {
    references.push({ page: pageIndex + 1, dpi, png: await encodePng(image) });
  }
  return references;
};

/** The ledger names files in the print folder alone: another's name would be taken for the file of that name there. */
const nameInLedger = (store: Store, file: string): string | undefined =>
  path.dirname(path.resolve(file)) === path.resolve(path.dirname(store.path), 'print')
    ? path.basename(file)
    : undefined;

/**
 * Prints copies and enters them into the ledger: the PDF is at `file` when the ledger has it, and nothing is left
 * behind where either fails.
 * @throws PaperlineError `usage`, `questionnaire-does-not-fit`, `wave-closed`, `file-not-writable`, `disk-full`
 */
export const carryOutPrintOrder = async (
  store: Store,
  order: PrintOrder,
  file: string,
): Promise<PrintedOrder> => {
  assertOrder(order);
  const { questionnaire, language, wave } = order;
  const batch = batchOf(order);
  const copies = newCopyCodes(order.copies);
  const printed = await printForm({
    questionnaire,
    language,
    copies,
    ...(batch === undefined ? {} : { batch: printedBatch(batch) }),
    ...(order.onProgress === undefined ? {} : { onProgress: order.onProgress }),
  });
  const references = await renderReferences(questionnaire, language);
  const unfinished = `${file}.part`;
  try {
    await writeFile(unfinished, printed.pdf);
    const version = { layout: printed.layout, questionnaire, references };
    const run = await registerPrintRun(store, {
      version,
      copies,
      batch,
      wave,
      fileName: nameInLedger(store, file),
    });
    await rename(unfinished, file);
    return {
      layout: printed.layout,
      references,
      file,
      batch: batch?.code ?? null,
      wave: run.wave.name,
      printRun: run.id,
      warnings: printed.warnings,
    };
  } catch (cause) {
    await rm(unfinished, { force: true });
    const { code, message } = cause as NodeJS.ErrnoException;
    if (cause instanceof PaperlineError || code === undefined) throw cause;
    throw new PaperlineError({
      code: code === 'ENOSPC' ? 'disk-full' : 'file-not-writable',
      message: `${file} cannot be written (${message}).`,
      remedy:
        code === 'ENOSPC'
          ? 'Make room on the disk.'
          : 'Name a file in a folder that exists and that you may write to.',
      cause,
    });
  }
};
