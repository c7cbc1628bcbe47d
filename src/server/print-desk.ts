import { open, stat, type FileHandle } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { PaperlineError } from '../domain/errors.ts';
import { base32FromBytes } from '../domain/page-code.ts';
import type { DataFolder } from '../operation/data-folder.ts';
import { printForm } from '../print/form-print.ts';
import { encodePng } from '../scan/encode-image.ts';
import { renderPdfPages } from '../scan/render-pdf.ts';
import { findPrintRun, listPrintRuns } from '../store/print-run-lists.ts';
import type { Store } from '../store/store.ts';
import type { PrintBody, PrintReply, PrintRunsReply } from './api.ts';
import type { FormLibrary } from './form-library.ts';
import { assertLanguage, carryOutPrintOrder } from './print-order.ts';

/** Sharp at the width that a screen gives it, and about 60 kB. */
const PREVIEW_DPI = 110;
/** Copy code on a preview: no print run ever has it. */
const PREVIEW_COPY = '0'.repeat(10);
const RUNS_SHOWN = 50;

export interface PrintDesk {
  /** @throws PaperlineError `file-not-found`, `questionnaire-invalid`, `questionnaire-does-not-fit`, `usage`, `disk-full` */
  print(order: PrintBody): Promise<PrintReply>;
  /** A PNG of one page, as it will print. @throws PaperlineError as `print`, and `usage` where there is no such page */
  preview(file: string, language: string, page: number): Promise<Uint8Array>;
  runs(): Promise<PrintRunsReply>;
  /** The PDF of a run. @throws PaperlineError `file-not-found` */
  openRun(
    run: number,
  ): Promise<{ readonly fileName: string; readonly handle: FileHandle; readonly bytes: number }>;
}

/** `bus-survey-nl-50-2026-11-23-K7Q2.pdf`: never the name of an earlier file. */
const newFileName = (survey: string, { language, copies }: PrintBody, at: Date): string => {
  const stem = survey.replace(/[^A-Za-z0-9_-]+/gu, '-');
  return `${stem}-${language}-${copies}-${at.toISOString().slice(0, 10)}-${base32FromBytes(randomBytes(4))}.pdf`;
};

const missingFile = (run: number): PaperlineError =>
  new PaperlineError({
    code: 'file-not-found',
    message: `The PDF of print run ${run} is not in the print folder any more.`,
    remedy: 'Print again; the copies of that run stay valid.',
  });

export const openPrintDesk = (store: Store, folder: DataFolder, library: FormLibrary): PrintDesk => {
  // The name out of the ledger, never out of a request, and nothing but the print folder.
  const pathOf = (fileName: string): string => path.join(folder.print, path.basename(fileName));
  return {
    async print(order) {
      const questionnaire = await library.load(order.file);
      const fileName = newFileName(questionnaire.survey, order, new Date());
      const { language, copies, batch } = order;
      const batchContext = batch === undefined || Object.keys(batch).length === 0 ? undefined : batch;
      const printed = await carryOutPrintOrder(
        store,
        { questionnaire, language, copies, batchContext },
        pathOf(fileName),
      );
      const { size } = await stat(printed.file);
      return {
        run: printed.printRun,
        fileName,
        copies,
        pages: printed.layout.pages.length * copies,
        bytes: size,
      };
    },
    async preview(file, language, page) {
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
      for await (const rendered of renderPdfPages(pdf, { dpi: PREVIEW_DPI, pages: [page - 1] })) {
        return encodePng(rendered.image);
      }
      throw new Error(`Expected page ${page} in the PDF of ${file}.`);
    },
    async runs() {
      const runs = await listPrintRuns(store, RUNS_SHOWN);
      const described = runs.map(async ({ id, survey, language, copies, fileName, createdAt }) => {
        const found = fileName === null ? null : await stat(pathOf(fileName)).catch(() => null);
        return { run: id, survey, language, copies, fileName, createdAt, hasFile: found !== null };
      });
      return { runs: await Promise.all(described) };
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
