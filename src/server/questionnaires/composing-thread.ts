/** Runs in a thread of its own: looks a questionnaire over, sets it, and draws its pages. */
import { parentPort } from 'node:worker_threads';
import { describeError } from '../../domain/errors.ts';
import { printForm } from '../../print/form-print.ts';
import { typeset } from '../../print/typeset-faults.ts';
import { buildCodebook } from '../../questionnaire/codebook.ts';
import { checkForm } from '../../questionnaire/form-check.ts';
import { itemsOf, type Questionnaire } from '../../questionnaire/questionnaire.ts';
import { encodePng } from '../../scan/encode-image.ts';
import { renderPdfPages } from '../../scan/render-pdf.ts';
import type { ComposingAnswer, ComposingJob, LookedAt, PrintedBlank } from './composing.ts';

/** What a column is filled with, as one text: equal texts mean that rows of both go together. */
const variablesOf = (questionnaire: Questionnaire): Record<string, string> =>
  Object.fromEntries(
    buildCodebook(questionnaire).variables.map(({ variable, type, codes, min, max }) => [
      variable,
      JSON.stringify([type, codes.map(({ code }) => code), min ?? null, max ?? null]),
    ]),
  );

/** Copy code on a preview: no print run ever has it. */
const NO_COPY = '0'.repeat(10);

const lookAt = async (text: string, file: string, language: string | null): Promise<LookedAt> => {
  const { questionnaire, faults } = checkForm(text, file);
  const none = { survey: null, titles: {}, languages: [], questions: 0, paper: null, contextKeys: [] };
  if (questionnaire === null) return { ...none, faults, forms: {}, pages: 0, variables: {}, blank: null };
  const set = typeset(questionnaire, file, text);
  const { survey, title, languages, paper, context } = questionnaire;
  const shown = language !== null && languages.includes(language) ? language : languages[0];
  let blank: PrintedBlank | null = null;
  if (language !== null && shown !== undefined && set.forms.has(shown)) {
    const { pdf, form, layout, warnings } = await printForm({
      questionnaire,
      language: shown,
      copies: [NO_COPY],
    });
    const pages = layout.pages.length;
    blank = { language: shown, form, pages, warnings, paper: { ...layout.paper }, pdf };
  }
  return {
    faults: [...faults, ...set.faults].toSorted(
      (one, other) => one.line - other.line || one.column - other.column,
    ),
    survey,
    titles: { ...title },
    languages: [...languages],
    questions: itemsOf(questionnaire).length,
    paper,
    contextKeys: context.map(({ key }) => key),
    forms: Object.fromEntries([...set.forms].map(([each, { form }]) => [each, form])),
    pages: set.forms.get(languages[0] ?? '')?.pages.length ?? 0,
    variables: variablesOf(questionnaire),
    blank,
  };
};

const drawPage = async (pdf: Uint8Array, page: number, dpi: number): Promise<Uint8Array> => {
  for await (const { image } of renderPdfPages(pdf, { dpi, pages: [page - 1] })) return encodePng(image);
  throw new Error(`Expected a page ${page}.`);
};

const work = async (job: ComposingJob): Promise<ComposingAnswer> =>
  job.task.what === 'look'
    ? { id: job.id, looked: await lookAt(job.task.text, job.task.file, job.task.language) }
    : { id: job.id, picture: await drawPage(job.task.pdf, job.task.page, job.task.dpi) };

parentPort?.on('message', (job: ComposingJob) => {
  work(job)
    .catch((error: unknown): ComposingAnswer => ({ id: job.id, fault: describeError(error) }))
    .then((answer) => parentPort?.postMessage(answer))
    .catch((error: unknown) => {
      throw error;
    });
});
