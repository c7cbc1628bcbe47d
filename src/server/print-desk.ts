import { fileStemOf } from '../domain/file-stem.ts';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { PaperlineError } from '../domain/errors.ts';
import { base32FromBytes } from '../domain/page-code.ts';
import type { DataFolder } from '../operation/data-folder.ts';
import { printForm } from '../print/form-print.ts';
import { encodePng } from '../scan/encode-image.ts';
import { renderPdfPages } from '../scan/render-pdf.ts';
import { findBatch } from '../store/batches.ts';
import type { Slice } from '../store/folder-lists.ts';
import { findPrintRun, listPrintRuns, listUnreadCopies, type PrintRunRecord } from '../store/print-ledger.ts';
import { readPrintedForm } from '../store/review-forms.ts';
import type { Store } from '../store/store.ts';

import type { FormLibrary } from './form-library.ts';
import { printRunView } from './ledger-views.ts';
import type { PrintBody, PrintReply, PrintRunsReply, UnreadReply } from './print-api.ts';
import { assertLanguage, carryOutPrintOrder, type PrintOrder } from './print-order.ts';

/** Sharp at the width that a screen gives it, about 60 kB; or at the size of the paper, two dots of a fine screen each way. */
const PREVIEW_DPI = { screen: 110, fine: 192 } as const;
/** Copy code on a preview: no print run ever has it. */
const PREVIEW_COPY = '0'.repeat(10);

export interface PrintDesk {
  /** @throws PaperlineError `file-not-found`, `questionnaire-invalid`, `questionnaire-does-not-fit`, `usage`, `disk-full` */
  print(order: PrintBody): Promise<PrintReply>;
  /**
   * As many new copies of the form version of a run, for its batch and wave, with codes of their own: what was printed
   * before stays valid, should it turn up.
   * @throws PaperlineError `print-run-unknown`, `wave-closed`, `disk-full`
   */
  printAgain(run: number, copies: number): Promise<PrintReply>;
  /** A PNG of one page, as it will print. @throws PaperlineError as `print`, and `usage` where there is no such page */
  preview(
    file: string,
    language: string,
    page: number,
    detail: keyof typeof PREVIEW_DPI,
  ): Promise<Uint8Array>;
  runs(slice: Slice): Promise<PrintRunsReply>;
  /** Its copies that were not read, or not whole. @throws PaperlineError `print-run-unknown` */
  unread(run: number, slice: Slice): Promise<UnreadReply>;
  /** The PDF of a run. @throws PaperlineError `file-not-found` */
  openRun(
    run: number,
  ): Promise<{ readonly fileName: string; readonly handle: FileHandle; readonly bytes: number }>;
}

/** `bus-survey-nl-50-2026-11-23-K7Q2.pdf`: never the name of an earlier file. */
const newFileName = (
  survey: string,
  { language, copies }: Pick<PrintOrder, 'language' | 'copies'>,
  at: Date,
): string => {
  const stem = fileStemOf(survey);
  return `${stem}-${language}-${copies}-${at.toISOString().slice(0, 10)}-${base32FromBytes(randomBytes(4))}.pdf`;
};

const missingFile = (run: number): PaperlineError =>
  new PaperlineError({
    code: 'file-not-found',
    message: `The PDF of print run ${run} is not in the print folder any more.`,
    remedy: 'Print again; the copies of that run stay valid.',
  });

const noSuchRun = (run: number): PaperlineError =>
  new PaperlineError({
    code: 'print-run-unknown',
    message: `There is no print run ${run} here.`,
    remedy: 'Load the list again.',
  });

export const openPrintDesk = (store: Store, folder: DataFolder, library: FormLibrary): PrintDesk => {
  // The name out of the ledger, never out of a request, and nothing but the print folder.
  const pathOf = (fileName: string): string => path.join(folder.print, path.basename(fileName));
  const carryOut = async (order: PrintOrder): Promise<PrintReply> => {
    const fileName = newFileName(order.questionnaire.survey, order, new Date());
    const printed = await carryOutPrintOrder(store, order, pathOf(fileName));
    const { size } = await stat(printed.file);
    const pages = printed.layout.pages.length * order.copies;
    return { run: printed.printRun, fileName, copies: order.copies, pages, bytes: size };
  };
  const find = async (run: number): Promise<PrintRunRecord> => {
    const found = await findPrintRun(store, run);
    if (found === null) throw noSuchRun(run);
    return found;
  };
  return {
    async print(order) {
      const questionnaire = await library.load(order.file);
      const { language, copies, batch } = order;
      const batchContext = batch === undefined || Object.keys(batch).length === 0 ? undefined : batch;
      return carryOut({ questionnaire, language, copies, batchContext });
    },
    async printAgain(run, copies) {
      const { form, language, wave, batch } = await find(run);
      const questionnaire = (await readPrintedForm(store, form))?.questionnaire ?? null;
      if (questionnaire === null) throw noSuchRun(run);
      const known = batch === null ? null : await findBatch(store, batch.code);
      return carryOut({ questionnaire, language, copies, wave: wave.name, batch: known ?? undefined });
    },
    async preview(file, language, page, detail) {
      const questionnaire = await library.load(file);
      assertLanguage(questionnaire, language);
      const { pdf, layout } = await printForm({ questionnaire, language, copies: [PREVIEW_COPY] });
      if (page > layout.pages.length) {
        throw new PaperlineError({
          code: 'usage',
          message: `The form has ${layout.pages.length} pages and no page ${page}.`,
          remedy: 'Ask for a page that it has.',
        });
      }
      for await (const rendered of renderPdfPages(pdf, { dpi: PREVIEW_DPI[detail], pages: [page - 1] })) {
        return encodePng(rendered.image);
      }
      throw new Error(`Expected page ${page} in the PDF of ${file}.`);
    },
    async runs(slice) {
      const { total, runs } = await listPrintRuns(store, slice);
      const described = runs.map(async (record) => {
        const { fileName } = record;
        const found = fileName === null ? null : await stat(pathOf(fileName)).catch(() => null);
        return printRunView(record, found !== null);
      });
      return { total, runs: await Promise.all(described) };
    },
    async unread(run, slice) {
      await find(run);
      const { total, copies } = await listUnreadCopies(store, run, slice);
      return { total, copies: copies.map(({ copy, pages }) => ({ copy, pages: [...pages] })) };
    },
    async openRun(run) {
      const found = await findPrintRun(store, run);
      if (found === null || found.fileName === null) throw missingFile(run);
      try {
        const handle = await open(pathOf(found.fileName), 'r');
        return { fileName: found.fileName, handle, bytes: (await handle.stat()).size };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw missingFile(run);
        throw error;
      }
    },
  };
};
