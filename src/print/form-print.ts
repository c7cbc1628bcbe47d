/** Printing: copies of a form, with a batch header on top where they are for one trip. */
import { setImmediate } from 'node:timers/promises';
import type { Layout } from '../domain/layout.ts';
import type { Language, Questionnaire } from '../questionnaire/questionnaire.ts';
import type { PrintedBatch } from './batch-header.ts';
import { composeBatchHeader } from './batch-header.ts';
import { composeForm } from './form-composition.ts';
import { PAPERS } from './measures.ts';
import { drawPageCode } from './page-code-drawing.ts';
import { PdfDocument } from './pdf-document.ts';

export interface PrintedForm {
  readonly pdf: Uint8Array;
  readonly layout: Layout;
  /** The form version; also in `layout`. */
  readonly form: string;
  /** Things that print but that whoever made the questionnaire may want to change. */
  readonly warnings: readonly string[];
}

export interface PrintRequest {
  readonly questionnaire: Questionnaire;
  readonly language: Language;
  /** Copy codes, from `newCopyCodes`, in printing order. */
  readonly copies: readonly string[];
  readonly batch?: PrintedBatch;
  /** Called now and then with the copies that are laid out. */
  readonly onProgress?: (copies: number) => void;
}

/** About 100 ms of work. */
const COPIES_AT_A_TIME = 20;

/** What a batch header says of the survey. */
type HeaderWords = Pick<Questionnaire, 'organisation' | 'title' | 'paper'>;

const addBatchHeader = (
  document: PdfDocument,
  questionnaire: HeaderWords,
  language: Language,
  batch: PrintedBatch,
): void => {
  const header = composeBatchHeader(questionnaire, language, batch);
  const code = drawPageCode({ kind: 'batch', batch: batch.code }, header.codePlaces);
  document.addPage(document.share(header.drawings), code);
};

/**
 * The PDF of a batch header where `batch` is given, then all pages of the first copy, all of the second, and so on.
 * The same request gives the same bytes. On duplex printing every copy starts a new sheet: a form with an odd number of
 * pages above one, and the batch header of a duplex form, get an empty back.
 * Errors: as `composeForm`; `RangeError` for codes that are not base 32.
 */
export const printForm = async (request: PrintRequest): Promise<PrintedForm> => {
  const { questionnaire, language, copies, batch } = request;
  const composed = composeForm(questionnaire, language);
  const duplex = composed.pages.length > 1;
  const document = new PdfDocument(composed.paper);
  if (batch !== undefined) {
    addBatchHeader(document, questionnaire, language, batch);
    if (duplex) document.addPage(null, []);
  }
  const shared = composed.pages.map((page) => document.share(page.drawings));
  for (const [place, copy] of copies.entries()) {
    // Other work of the process, such as a server's, gets its turn.
    if (place % COPIES_AT_A_TIME === COPIES_AT_A_TIME - 1) {
      request.onProgress?.(place + 1);
      await setImmediate();
    }
    composed.pages.forEach((page, index) => {
      const code = { kind: 'page', form: composed.form, copy, page: index + 1 } as const;
      document.addPage(shared[index] ?? null, drawPageCode(code, page.codePlaces));
    });
    if (duplex && composed.pages.length % 2 === 1) document.addPage(null, []);
  }
  const pdf = await document.write({ title: composed.title, language, duplex });
  return { pdf, layout: composed.layout, form: composed.form, warnings: composed.warnings };
};

/** A batch header alone, one page: for a stack whose forms were printed earlier. */
export const printBatchHeader = async (request: {
  readonly questionnaire: HeaderWords;
  readonly language: Language;
  readonly batch: PrintedBatch;
}): Promise<{ readonly pdf: Uint8Array }> => {
  const { questionnaire, language, batch } = request;
  const document = new PdfDocument(PAPERS[questionnaire.paper]);
  addBatchHeader(document, questionnaire, language, batch);
  return { pdf: await document.write({ title: batch.code, language, duplex: false }) };
};
