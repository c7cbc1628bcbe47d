import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { drawCheckPicture } from '../adopt/check-picture.ts';
import { proposeFields, type BlankPage } from '../adopt/field-proposal.ts';
import { identifierOf } from '../adopt/field-naming.ts';
import { fitPaper } from '../adopt/paper-size.ts';
import { PaperlineError } from '../domain/errors.ts';
import { MM_PER_INCH } from '../domain/geometry.ts';
import { LAYOUT_SCHEMA, type Layout } from '../domain/layout.ts';
import { createTextRecogniser } from '../read/open-text.ts';
import { encodePng, resizeGray } from '../scan/encode-image.ts';
import { isPageFault, openScan } from '../scan/open-scan.ts';
import { requiredOption, textOption } from './arguments.ts';
import type { Command } from './command.ts';

/** More pages than this are no form. */
const MAX_FORM_PAGES = 40;
/** Blanks are kept no finer than this: it is enough to find every line, and quick to look through. */
const MAX_BLANK_DPI = 200;
/** What is less sure is no words: the edge of a panel, a drawing. */
const LEAST_CONFIDENCE = 0.5;
const CHECK_PX_PER_MM = 7;

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

export const formAdopt: Command = {
  name: 'form adopt',
  operands: 'BLANK.(pdf|png|jpg)',
  summary: 'Find the boxes, cells and lines of a form that Paperline did not print, for a person to finish.',
  minOperands: 1,
  maxOperands: 1,
  options: {
    out: { type: 'string', value: 'DIR', summary: 'where layout.json, blank-N.png and check-N.png go' },
    language: { type: 'string', value: 'nl', summary: 'the language of the form (default en)' },
    name: { type: 'string', value: 'NAME', summary: 'what the survey is called (default: the file’s name)' },
  },
  async run({ operands: [file = ''], options, print, tell }) {
    const out = path.resolve(requiredOption(options, 'out', 'adopted-form'));
    const language = textOption(options, 'language') ?? 'en';
    const survey = identifierOf(textOption(options, 'name') ?? path.parse(file).name, 'adopted_form');
    const opened = await openBlank(file);
    const first = opened[0];
    if (first === undefined) {
      throw new PaperlineError({
        code: 'scan-empty',
        message: `${file} has no page.`,
        remedy: 'Name a PDF or an image of the empty form.',
      });
    }
    const odd = opened.find(
      ({ paper }) =>
        Math.abs(paper.widthMm - first.paper.widthMm) > 2 ||
        Math.abs(paper.heightMm - first.paper.heightMm) > 2,
    );
    if (odd !== undefined) {
      throw new PaperlineError({
        code: 'layout-invalid',
        message: `Page ${odd.blank.page} of ${file} is ${Math.round(odd.paper.widthMm)} x ${Math.round(odd.paper.heightMm)} mm and page 1 is ${Math.round(first.paper.widthMm)} x ${Math.round(first.paper.heightMm)} mm.`,
        remedy: 'A form has pages of one size: adopt the others as a form of their own.',
      });
    }
    const recogniser = await createTextRecogniser([language]);
    let fields;
    try {
      fields = await proposeFields(
        opened.map(({ blank }) => blank),
        async (line) => {
          const { text, confidence } = await recogniser.recognise(line, {
            singleLine: true,
            dpi: MAX_BLANK_DPI,
          });
          return confidence < LEAST_CONFIDENCE ? '' : text;
        },
      );
    } finally {
      await recogniser.close();
    }
    const layout: Layout = {
      schema: LAYOUT_SCHEMA,
      form: survey,
      survey,
      language,
      paper: { widthMm: roundMm(first.paper.widthMm), heightMm: roundMm(first.paper.heightMm) },
      pages: opened.map(({ blank }) => ({
        page: blank.page,
        registrationMarks: [],
        pageCodes: [],
        reference: { file: `blank-${blank.page}.png`, dpi: roundMm(blank.pxPerMm * MM_PER_INCH) },
        fields: [...(fields.get(blank.page) ?? [])],
      })),
    };
    await mkdir(out, { recursive: true });
    for (const { blank } of opened) {
      const dpi = blank.pxPerMm * MM_PER_INCH;
      const found = fields.get(blank.page) ?? [];
      await writeFile(path.join(out, `blank-${blank.page}.png`), await encodePng(blank.image, { dpi }));
      // Names are written small: a coarse blank is drawn larger.
      const larger = Math.max(1, Math.ceil(CHECK_PX_PER_MM / blank.pxPerMm));
      const { width, height } = blank.image;
      const ground =
        larger === 1 ? blank.image : await resizeGray(blank.image, width * larger, height * larger);
      const check = drawCheckPicture(ground, blank.pxPerMm * larger, found);
      await writeFile(
        path.join(out, `check-${blank.page}.png`),
        await encodePng(check, { dpi: dpi * larger }),
      );
      const count = (kind: string): number => found.filter((field) => field.kind === kind).length;
      print(
        `page ${blank.page}: ${count('choice')} questions with ${found.reduce((sum, field) => sum + (field.kind === 'choice' ? field.boxes.length : 0), 0)} boxes, ${count('digits')} numbers, ${count('text')} texts`,
      );
    }
    await writeFile(path.join(out, 'layout.json'), `${JSON.stringify(layout, null, 1)}\n`);
    tell(
      `paperline: look at ${path.join(out, 'check-1.png')}, put names, codes and groups right in layout.json, then read with --layout ${path.join(out, 'layout.json')}.`,
    );
  },
};
