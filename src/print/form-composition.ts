/** A questionnaire in one language becomes a form: what is drawn on each page, and the layout that the reader works from. */
import { PaperlineError } from '../domain/errors.ts';
import type { RectMm } from '../domain/geometry.ts';
import type { Layout, LayoutField, LayoutPage } from '../domain/layout.ts';
import { LAYOUT_SCHEMA } from '../domain/layout.ts';
import type { Item, Language, Questionnaire } from '../questionnaire/questionnaire.ts';
import { inLanguage, itemsOf } from '../questionnaire/questionnaire.ts';
import { composeChoice } from './choice-block.ts';
import type { Block, Drawing } from './drawing.ts';
import { shiftDrawing, shiftField } from './drawing.ts';
import { composeFormHead } from './form-head.ts';
import { nameFormVersion } from './form-version.ts';
import { formWords } from './form-words.ts';
import { composeGrid } from './grid-block.ts';
import { BASELINE_MM } from './item-heading.ts';
import type { Paper } from './measures.ts';
import {
  BODY_BOTTOM_MM,
  BODY_TOP_MM,
  DENSITIES,
  INK,
  LINE_MM,
  NUMBER_COLUMN_MM,
  PAPERS,
  SIDE_MARGIN_MM,
  TYPE_PT,
} from './measures.ts';
import type { CodePlace } from './page-furniture.ts';
import { codePlaces, drawFoot, drawMarks, drawRunningHead, registrationMarks } from './page-furniture.ts';
import { paginate } from './pagination.ts';
import { breakLines, drawLines } from './paragraph.ts';
import { composePrivacyNotice } from './privacy-block.ts';
import { composeScale } from './scale-block.ts';
import type { Sheet } from './sheet.ts';
import { BLOCK_LEFT_MM, say } from './sheet.ts';
import { letterLacking } from './typeface.ts';
import { composeDigits, composeText } from './writing-block.ts';

export interface ComposedPage {
  /** Everything but the page codes, which differ by copy. */
  readonly drawings: readonly Drawing[];
  readonly codePlaces: readonly CodePlace[];
}

export interface ComposedForm {
  readonly form: string;
  readonly layout: Layout;
  readonly title: string;
  readonly language: Language;
  readonly paper: Paper;
  readonly pages: readonly ComposedPage[];
  /** Things that print but that whoever made the questionnaire may want to change. */
  readonly warnings: readonly string[];
}

const composeItem = (sheet: Sheet, item: Item): Block[] => {
  switch (item.kind) {
    case 'choice':
      return [composeChoice(sheet, item)];
    case 'grid':
      return composeGrid(sheet, item);
    case 'scale':
      return [composeScale(sheet, item)];
    case 'number':
    case 'date':
    case 'time':
      return [composeDigits(sheet, item)];
  }
  return [composeText(sheet, item)];
};

const composeSectionHead = (sheet: Sheet, section: Questionnaire['sections'][number]): Block[] => {
  if (section.title === undefined && section.instruction === undefined) return [];
  const widthMm = sheet.widthMm + NUMBER_COLUMN_MM;
  const title =
    section.title === undefined
      ? []
      : breakLines(
          [{ words: say(sheet, section.title), face: 'semibold', gray: INK.black }],
          TYPE_PT.section,
          widthMm,
        );
  const instruction =
    section.instruction === undefined
      ? []
      : breakLines(
          [{ words: say(sheet, section.instruction), face: 'regular', gray: INK.text }],
          TYPE_PT.text,
          widthMm,
        );
  const titleMm = title.length * 1.25 * LINE_MM;
  return [
    {
      what: `the section head "${section.title === undefined ? '' : say(sheet, section.title)}"`,
      part: { item: section.items[0]?.id ?? '' },
      role: 'section',
      heightMm: titleMm + instruction.length * LINE_MM,
      fields: [],
      drawings: [
        ...drawLines(title, {
          xMm: SIDE_MARGIN_MM,
          baselineMm: 4.2,
          lineMm: 1.25 * LINE_MM,
          sizePt: TYPE_PT.section,
        }),
        ...drawLines(instruction, {
          xMm: SIDE_MARGIN_MM,
          baselineMm: titleMm + BASELINE_MM,
          lineMm: LINE_MM,
          sizePt: TYPE_PT.text,
        }),
      ],
    },
  ];
};

const composeClosing = (sheet: Sheet, questionnaire: Questionnaire): Block[] => {
  if (questionnaire.closing === undefined) return [];
  const lines = breakLines(
    [{ words: say(sheet, questionnaire.closing), face: 'semibold', gray: INK.text }],
    TYPE_PT.question,
    sheet.widthMm + NUMBER_COLUMN_MM,
  );
  return [
    {
      what: 'the closing',
      part: { key: 'closing' },
      role: 'closing',
      heightMm: lines.length * LINE_MM,
      fields: [],
      drawings: drawLines(lines, {
        xMm: SIDE_MARGIN_MM,
        baselineMm: BASELINE_MM,
        lineMm: LINE_MM,
        sizePt: TYPE_PT.question,
      }),
    },
  ];
};

const composeBlocks = (questionnaire: Questionnaire, sheet: Sheet): Block[] => [
  composeFormHead(sheet, questionnaire),
  ...questionnaire.sections.flatMap((section) => [
    ...composeSectionHead(sheet, section),
    ...section.items.flatMap((item) => composeItem(sheet, item)),
  ]),
  ...composeClosing(sheet, questionnaire),
  composePrivacyNotice(sheet, questionnaire.privacyNotice),
];

/** Thousandths of a millimetre are finer than any printer; more digits would only make layouts differ for nothing. */
const roundMm = (mm: number): number => Math.round(mm * 1000) / 1000;
const roundRect = (rect: RectMm): RectMm => ({
  x: roundMm(rect.x),
  y: roundMm(rect.y),
  width: roundMm(rect.width),
  height: roundMm(rect.height),
});
const roundField = (field: LayoutField): LayoutField => {
  switch (field.kind) {
    case 'choice':
      return { ...field, boxes: field.boxes.map((box) => ({ ...box, rectMm: roundRect(box.rectMm) })) };
    case 'digits':
      return { ...field, cells: field.cells.map(roundRect) };
  }
  return { ...field, ...(field.rectMm === undefined ? {} : { rectMm: roundRect(field.rectMm) }) };
};

const assertLettersExist = (
  drawings: readonly Drawing[],
  questionnaire: Questionnaire,
  language: Language,
): void => {
  for (const drawing of drawings) {
    if (drawing.kind !== 'words') continue;
    const letter = letterLacking(drawing.words, drawing.face);
    if (letter === null) continue;
    const codePoint = (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    throw new PaperlineError({
      code: 'questionnaire-invalid',
      message: `The form's typeface has no letter for "${letter}" (U+${codePoint}), which stands in "${drawing.words}" (survey ${questionnaire.survey}, language ${language}).`,
      remedy: 'Write it with other letters; the typeface holds Latin, Greek and Cyrillic.',
      about: { words: letter },
    });
  }
};

/** Below this the white between two questions is hard to tell from the white inside them. */
const CROWDED_MM = 4;

const warnOfCrowding = (
  itemGapMm: number,
  candidate: number,
  pages: number,
  language: Language,
): readonly string[] =>
  candidate === DENSITIES.length - 1 && itemGapMm < CROWDED_MM
    ? [
        `In language ${language} the form just fits on ${pages} ${pages === 1 ? 'page' : 'pages'}, with ${itemGapMm} mm between questions; fewer questions or one more page would make it easier to read.`,
      ]
    : [];

/**
 * Pure: the same questionnaire and language give the same form, with the same name.
 * Lengths in mm, page frame of `domain/geometry.ts`. A box's and a cell's `rectMm` runs along the middle of its frame line.
 * Errors: `usage` (a language that the questionnaire does not have), `questionnaire-does-not-fit`, `questionnaire-invalid` (a letter that cannot be printed).
 */
export const composeForm = (questionnaire: Questionnaire, language: Language): ComposedForm => {
  if (!questionnaire.languages.includes(language)) {
    throw new PaperlineError({
      code: 'usage',
      message: `The questionnaire ${questionnaire.survey} has no language "${language}".`,
      remedy: `Choose one of: ${questionnaire.languages.join(', ')}.`,
    });
  }
  const paper = PAPERS[questionnaire.paper];
  const numbers = new Map(itemsOf(questionnaire).map((item, index) => [item.id, index + 1]));
  const words = formWords(language);
  const candidates = DENSITIES.map((density) => ({
    blocks: composeBlocks(questionnaire, {
      language,
      words,
      paper,
      density,
      leftMm: BLOCK_LEFT_MM,
      widthMm: paper.widthMm - BLOCK_LEFT_MM - SIDE_MARGIN_MM,
      bodyHeightMm: paper.heightMm - BODY_TOP_MM - BODY_BOTTOM_MM,
      numbers,
    }),
    itemGapsMm: density.itemGapsMm,
  }));
  const title = inLanguage(questionnaire.title, language);
  const { pages: plan, candidate, itemGapMm } = paginate(candidates, paper, questionnaire.maxPages, language);
  const places = codePlaces(paper);
  const marks = registrationMarks(paper);
  const pages = plan.map((placed, index) => {
    const drawings = [
      ...drawMarks(paper),
      ...(index === 0 ? [] : drawRunningHead(title, paper)),
      ...placed.flatMap(({ block, topMm }) => block.drawings.map((drawing) => shiftDrawing(drawing, topMm))),
      ...drawFoot(index + 1, plan.length, words, paper),
    ];
    assertLettersExist(drawings, questionnaire, language);
    const layoutPage: LayoutPage = {
      page: index + 1,
      registrationMarks: marks.map((rectMm) => ({ rectMm: roundRect(rectMm) })),
      pageCodes: places.map((place) => ({
        rectMm: roundRect(place.symbolMm),
        textRectMm: roundRect(place.textRectMm),
      })),
      fields: placed.flatMap(({ block, topMm }) =>
        block.fields.map((field) => roundField(shiftField(field, topMm))),
      ),
    };
    return { composed: { drawings, codePlaces: places }, layoutPage };
  });
  const unnamed: Omit<Layout, 'form'> = {
    schema: LAYOUT_SCHEMA,
    survey: questionnaire.survey,
    language,
    paper: { widthMm: paper.widthMm, heightMm: paper.heightMm },
    pages: pages.map((page) => page.layoutPage),
  };
  const form = nameFormVersion(questionnaire, language, unnamed);
  return {
    form,
    layout: { ...unnamed, form },
    title,
    language,
    paper,
    pages: pages.map((page) => page.composed),
    warnings: warnOfCrowding(itemGapMm, candidate, plan.length, language),
  };
};
