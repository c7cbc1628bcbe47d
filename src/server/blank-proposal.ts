/** From the file of an empty form to a layout that a person can finish. */
import path from 'node:path';
import { identifierOf } from '../adopt/field-naming.ts';
import { proposeFields, type BlankPage } from '../adopt/field-proposal.ts';
import { fitPaper } from '../adopt/paper-size.ts';
import { PaperlineError } from '../domain/errors.ts';
import { MM_PER_INCH } from '../domain/geometry.ts';
import { LAYOUT_SCHEMA, type Layout } from '../domain/layout.ts';
import { createTextRecogniser } from '../read/open-text.ts';
import { resizeGray } from '../scan/encode-image.ts';
import { isPageFault, openScan } from '../scan/open-scan.ts';

/** More pages than this are no form. */
const MAX_FORM_PAGES = 40;
/** Blanks are kept no finer than this: it is enough to find every line, and quick to look through. */
const MAX_BLANK_DPI = 200;
/** What is less sure is no words: the edge of a panel, a drawing. */
const LEAST_CONFIDENCE = 0.5;
/** Pages of one form differ by no more: scanners cut off a little. */
const SAME_SIZE_MM = 2;

export interface ProposedForm {
  /** Its `form` is the survey's name until it is registered. */
  readonly layout: Layout;
  /** In the order of the pages; their pixels are the page frame. */
  readonly blanks: readonly BlankPage[];
}

interface OpenedBlank {
  readonly blank: BlankPage;
  readonly paper: { readonly widthMm: number; readonly heightMm: number };
}

/** The blank's pages in their own frames. */
const openBlank = async (file: string): Promise<OpenedBlank[]> => {
  const pages: OpenedBlank[] = [];
  for await (const item of openScan(file, { maxPages: MAX_FORM_PAGES })) {
    if (isPageFault(item)) throw item.fault;
    const { image, dpi } = item;
    const { widthMm, heightMm } = fitPaper(image, dpi);
    const pxPerMm = Math.min(image.width / widthMm, MAX_BLANK_DPI / MM_PER_INCH);
    const width = Math.round(widthMm * pxPerMm);
    const height = Math.round(heightMm * pxPerMm);
    const isSame = width === image.width && height === image.height;
    pages.push({
      paper: { widthMm, heightMm },
      blank: {
        page: item.pageIndex + 1,
        image: isSame ? image : await resizeGray(image, width, height),
        pxPerMm,
      },
    });
  }
  return pages;
};

const roundMm = (value: number): number => Math.round(value * 1000) / 1000;

/** The name of the image of a blank page beside its layout. */
export const blankFileName = (page: number): string => `blank-${page}.png`;

export interface ProposalOptions {
  /** Of the printed words, as a two-letter code. */
  readonly language: string;
  /** What the survey is called. */
  readonly survey: string;
}

/**
 * Proposes the fields of a blank form: a PDF, or an image of one page.
 * @throws PaperlineError `scan-empty`, `layout-invalid` where its pages differ in size, and what opening a scan throws
 */
export const proposeForm = async (
  file: string,
  { language, survey: wanted }: ProposalOptions,
): Promise<ProposedForm> => {
  const survey = identifierOf(wanted, 'adopted_form');
  const name = path.basename(file);
  const opened = await openBlank(file);
  const first = opened[0];
  if (first === undefined) {
    throw new PaperlineError({
      code: 'scan-empty',
      message: `${name} has no page.`,
      remedy: 'Name a PDF or an image of the empty form.',
    });
  }
  const odd = opened.find(
    ({ paper }) =>
      Math.abs(paper.widthMm - first.paper.widthMm) > SAME_SIZE_MM ||
      Math.abs(paper.heightMm - first.paper.heightMm) > SAME_SIZE_MM,
  );
  if (odd !== undefined) {
    throw new PaperlineError({
      code: 'layout-invalid',
      message: `Page ${odd.blank.page} of ${name} is ${Math.round(odd.paper.widthMm)} x ${Math.round(odd.paper.heightMm)} mm and page 1 is ${Math.round(first.paper.widthMm)} x ${Math.round(first.paper.heightMm)} mm.`,
      remedy: 'A form has pages of one size: adopt the others as a form of their own.',
    });
  }
  const blanks = opened.map(({ blank }) => blank);
  const recogniser = await createTextRecogniser([language]);
  try {
    const fields = await proposeFields(blanks, async (line) => {
      const { text, confidence } = await recogniser.recognise(line, { singleLine: true, dpi: MAX_BLANK_DPI });
      return confidence < LEAST_CONFIDENCE ? '' : text;
    });
    const layout: Layout = {
      schema: LAYOUT_SCHEMA,
      form: survey,
      survey,
      language,
      paper: { widthMm: roundMm(first.paper.widthMm), heightMm: roundMm(first.paper.heightMm) },
      pages: blanks.map(({ page, pxPerMm }) => ({
        page,
        registrationMarks: [],
        pageCodes: [],
        reference: { file: blankFileName(page), dpi: roundMm(pxPerMm * MM_PER_INCH) },
        fields: [...(fields.get(page) ?? [])],
      })),
    };
    return { layout, blanks };
  } finally {
    await recogniser.close();
  }
};
