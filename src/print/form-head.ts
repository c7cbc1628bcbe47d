/** The form's head on its first page: who asks, what it is, why, and how to mark and correct. */
import type { Questionnaire } from '../questionnaire/questionnaire.ts';
import type { Block, Drawing } from './drawing.ts';
import {
  BOX_GAP_MM,
  BOX_MM,
  FRAME_MM,
  HALF_LINE_MM,
  INK,
  LABEL_GAP_MM,
  LINE_MM,
  RULE_MM,
  SIDE_MARGIN_MM,
  SYMBOL_EDGE_MM,
  TYPE_PT,
} from './measures.ts';
import { breakLines, drawLines } from './paragraph.ts';
import type { Sheet } from './sheet.ts';
import { say } from './sheet.ts';
import { widthOfWordsMm } from './typeface.ts';

/** Left of the page code and its words. */
const RIGHT_KEPT_CLEAR_MM = 60;
const TITLE_LINE_MM = 2 * LINE_MM;
/** Longer lines are hard to follow: about 95 letters. */
const MEASURE_MM = 152;

const drawCross = (x: number, y: number): Drawing[] => {
  const inset = 0.75;
  const stroke = { kind: 'line', lineMm: 0.45, gray: INK.black, roundEnds: true } as const;
  return [
    { ...stroke, fromMm: [x + inset, y + inset], toMm: [x + BOX_MM - inset, y + BOX_MM - inset] },
    { ...stroke, fromMm: [x + BOX_MM - inset, y + inset], toMm: [x + inset, y + BOX_MM - inset] },
  ];
};

const drawBox = (x: number, y: number): Drawing => ({
  kind: 'frame',
  rectMm: { x, y, width: BOX_MM, height: BOX_MM },
  lineMm: FRAME_MM,
  gray: INK.frame,
});

/** A crossed box; and a filled one beside a crossed one. Drawn, not described: people look before they read. */
const drawExamples = (sheet: Sheet, topMm: number): { drawings: Drawing[]; widthMm: number } => {
  const second = SIDE_MARGIN_MM + BOX_MM + BOX_GAP_MM;
  const captionX = second + BOX_MM + LABEL_GAP_MM;
  const row = 1.5 * LINE_MM;
  const caption = (words: string, y: number): Drawing => ({
    kind: 'words',
    words,
    xMm: captionX,
    baselineMm: y + BOX_MM / 2 + 1.16,
    face: 'semibold',
    sizePt: TYPE_PT.text,
    gray: INK.text,
  });
  return {
    widthMm:
      captionX -
      SIDE_MARGIN_MM +
      Math.max(
        widthOfWordsMm(sheet.words.crossed, 'semibold', TYPE_PT.text),
        widthOfWordsMm(sheet.words.corrected, 'semibold', TYPE_PT.text),
      ),
    drawings: [
      drawBox(second, topMm),
      ...drawCross(second, topMm),
      caption(sheet.words.crossed, topMm),
      drawBox(SIDE_MARGIN_MM, topMm + row),
      {
        kind: 'block',
        rectMm: { x: SIDE_MARGIN_MM, y: topMm + row, width: BOX_MM, height: BOX_MM },
        gray: INK.frame,
      },
      drawBox(second, topMm + row),
      ...drawCross(second, topMm + row),
      caption(sheet.words.corrected, topMm + row),
    ],
  };
};

/** Placed at the very top of the page: y counts from the paper's edge. */
export const composeFormHead = (sheet: Sheet, questionnaire: Questionnaire): Block => {
  const { paper } = sheet;
  const contentMm = paper.widthMm - 2 * SIDE_MARGIN_MM;
  const nameMm = contentMm - RIGHT_KEPT_CLEAR_MM;
  const organisation = breakLines(
    [{ words: say(sheet, questionnaire.organisation), face: 'semibold', gray: INK.soft }],
    TYPE_PT.text,
    nameMm,
  );
  const title = breakLines(
    [{ words: say(sheet, questionnaire.title), face: 'semibold', gray: INK.black }],
    TYPE_PT.title,
    nameMm,
  );
  const introduction =
    questionnaire.introduction === undefined
      ? []
      : breakLines(
          [{ words: say(sheet, questionnaire.introduction), face: 'regular', gray: INK.text }],
          TYPE_PT.text,
          Math.min(MEASURE_MM, contentMm),
        );
  const left = SIDE_MARGIN_MM;
  const organisationY = SYMBOL_EDGE_MM + 3.4;
  const titleY = organisationY + (organisation.length - 1) * LINE_MM + TITLE_LINE_MM - 0.4;
  const introductionY = titleY + (title.length - 1) * TITLE_LINE_MM + 7.5;
  const panelTop =
    introduction.length === 0 ? introductionY - 2 : introductionY + (introduction.length - 1) * LINE_MM + 4;
  const insetMm = HALF_LINE_MM;
  const examples = drawExamples(sheet, panelTop + insetMm);
  const instructionX = left + examples.widthMm + 9;
  const instruction = breakLines(
    [{ words: say(sheet, questionnaire.correctionInstruction), face: 'regular', gray: INK.text }],
    TYPE_PT.text,
    left + contentMm - instructionX,
  );
  const examplesMm = BOX_MM + 1.5 * LINE_MM;
  const panelMm = Math.max(examplesMm, instruction.length * LINE_MM) + 2 * insetMm;
  const rule = (y: number): Drawing => ({
    kind: 'line',
    fromMm: [left, y],
    toMm: [left + contentMm, y],
    lineMm: RULE_MM,
    gray: INK.frame,
  });
  return {
    what: 'the head of the form',
    part: { key: 'title' },
    role: 'head',
    heightMm: panelTop + panelMm,
    fields: [],
    drawings: [
      ...drawLines(organisation, {
        xMm: left,
        baselineMm: organisationY,
        lineMm: LINE_MM,
        sizePt: TYPE_PT.text,
      }),
      ...drawLines(title, { xMm: left, baselineMm: titleY, lineMm: TITLE_LINE_MM, sizePt: TYPE_PT.title }),
      ...drawLines(introduction, {
        xMm: left,
        baselineMm: introductionY,
        lineMm: LINE_MM,
        sizePt: TYPE_PT.text,
      }),
      rule(panelTop),
      ...examples.drawings,
      ...drawLines(instruction, {
        xMm: instructionX,
        baselineMm: panelTop + panelMm / 2 + 1.16 - ((instruction.length - 1) * LINE_MM) / 2,
        lineMm: LINE_MM,
        sizePt: TYPE_PT.text,
      }),
      rule(panelTop + panelMm),
    ],
  };
};
