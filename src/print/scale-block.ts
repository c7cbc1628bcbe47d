/** A scale item: one row of boxes with their numbers above, words for both ends below, "no opinion" apart. */
import type { ChoiceBox } from '../domain/layout.ts';
import type { ScaleItem } from '../questionnaire/questionnaire.ts';
import { scaleCodes } from '../questionnaire/questionnaire.ts';
import type { Block, Drawing } from './drawing.ts';
import { BASELINE_MM, composeHeading } from './item-heading.ts';
import {
  BOX_GAP_MM,
  BOX_MM,
  FRAME_MM,
  INK,
  LABEL_GAP_MM,
  LINE_MM,
  SCALE_PITCH_LEAST_MM,
  SCALE_PITCH_MM,
  TYPE_PT,
} from './measures.ts';
import { breakLines, drawLines } from './paragraph.ts';
import type { Sheet } from './sheet.ts';
import { routingHint, say } from './sheet.ts';
import { widthOfWordsMm } from './typeface.ts';

const BOX_BELOW_BASELINE_MM = 1.6;
const LABEL_BELOW_BOX_MM = 4.1;
const MIDDLE_TO_BASELINE_MM = 1.16;
/** White between the last number and "no opinion". */
const APART_MM = 8;
/** "No opinion" beside the row needs at least this much room for its words; else it goes below. */
const NO_OPINION_LEAST_MM = 18;

/** Codes that lead to the same place, as people write them: "1–4, 9". */
const groupCodes = (codes: readonly string[], order: readonly string[]): string => {
  const places = codes.map((code) => order.indexOf(code)).sort((a, b) => a - b);
  const ranges: [number, number][] = [];
  for (const place of places) {
    const last = ranges.at(-1);
    if (last !== undefined && place === last[1] + 1) last[1] = place;
    else ranges.push([place, place]);
  }
  return ranges
    .map(([from, to]) => {
      const low = order[from] ?? '';
      const high = order[to] ?? '';
      return from === to ? low : to === from + 1 ? `${low}, ${high}` : `${low}–${high}`;
    })
    .join(', ');
};

const routingLines = (sheet: Sheet, item: ScaleItem): string[] => {
  const byTarget = new Map<string, string[]>();
  for (const [code, target] of Object.entries(item.goTo ?? {})) {
    byTarget.set(target, [...(byTarget.get(target) ?? []), code]);
  }
  const codes = scaleCodes(item);
  return [...byTarget].map(([target, from]) => {
    const numbers = groupCodes(
      from.filter((code) => codes.includes(code)),
      codes,
    );
    const apart =
      item.noOpinion !== undefined && from.includes(item.noOpinion.code)
        ? [say(sheet, item.noOpinion.label)]
        : [];
    return `${[...(numbers === '' ? [] : [numbers]), ...apart].join(', ')} ${routingHint(sheet, target)}`;
  });
};

/** A scale of few numbers runs as wide as one from 1 to 10, which leaves room for the words at its ends. */
const pitchOf = (count: number, widthMm: number): number => {
  if ((count - 1) * SCALE_PITCH_MM + BOX_MM > widthMm) return SCALE_PITCH_LEAST_MM;
  return Math.max(SCALE_PITCH_MM, (9 * SCALE_PITCH_MM) / Math.max(count - 1, 4));
};

export const composeScale = (sheet: Sheet, item: ScaleItem): Block => {
  const heading = composeHeading(sheet, item, sheet.widthMm);
  const codes = scaleCodes(item);
  const drawings: Drawing[] = [...heading.drawings];
  const boxes: ChoiceBox[] = [];
  const pitchMm = pitchOf(codes.length, sheet.widthMm);
  const numberBaselineMm = heading.heightMm + 0.75 + BASELINE_MM;
  const boxY = numberBaselineMm + BOX_BELOW_BASELINE_MM;
  const addBox = (code: string, x: number, y: number): void => {
    const rectMm = { x, y, width: BOX_MM, height: BOX_MM };
    boxes.push({ code, rectMm });
    drawings.push({ kind: 'frame', rectMm, lineMm: FRAME_MM, gray: INK.frame });
  };
  codes.forEach((code, index) => {
    const x = sheet.leftMm + index * pitchMm;
    addBox(code, x, boxY);
    drawings.push({
      kind: 'words',
      words: code,
      xMm: x + BOX_MM / 2 - widthOfWordsMm(code, 'regular', TYPE_PT.text) / 2,
      baselineMm: numberBaselineMm,
      face: 'regular',
      sizePt: TYPE_PT.text,
      gray: INK.text,
    });
  });
  const rowRight = sheet.leftMm + (codes.length - 1) * pitchMm + BOX_MM;
  const right = sheet.leftMm + sheet.widthMm;
  let bottom = boxY + BOX_MM + 0.2;

  const low = item.lowLabel === undefined ? '' : say(sheet, item.lowLabel);
  const high = item.highLabel === undefined ? '' : say(sheet, item.highLabel);
  const ends = [
    ...(low === '' ? [] : [`${codes[0] ?? ''} = ${low}`]),
    ...(high === '' ? [] : [`${codes.at(-1) ?? ''} = ${high}`]),
  ];
  const besideX = rowRight + APART_MM;
  const fitsBeside = ends.every((words) => widthOfWordsMm(words, 'regular', TYPE_PT.hint) <= right - besideX);
  if (ends.length > 0 && !sheet.density.scaleWordsBelow && item.noOpinion === undefined && fitsBeside) {
    ends.forEach((words, index) =>
      drawings.push({
        kind: 'words',
        words,
        xMm: besideX,
        // The last in line with the boxes, the one before it with the numbers.
        baselineMm: index === ends.length - 1 ? boxY + BOX_MM / 2 + MIDDLE_TO_BASELINE_MM : numberBaselineMm,
        face: 'regular',
        sizePt: TYPE_PT.hint,
        gray: INK.soft,
      }),
    );
  } else if (ends.length > 0) {
    const rowMm = rowRight - sheet.leftMm;
    const halfMm = (rowMm - 4) / 2;
    const placement = {
      xMm: sheet.leftMm,
      baselineMm: boxY + BOX_MM + LABEL_BELOW_BOX_MM,
      lineMm: LINE_MM,
      sizePt: TYPE_PT.hint,
    };
    const lowLines = breakLines([{ words: low, face: 'regular', gray: INK.soft }], TYPE_PT.hint, halfMm);
    const highLines = breakLines([{ words: high, face: 'regular', gray: INK.soft }], TYPE_PT.hint, halfMm);
    drawings.push(
      ...drawLines(lowLines, placement),
      ...drawLines(highLines, {
        ...placement,
        xMm: sheet.leftMm + rowMm - halfMm,
        align: 'right',
        widthMm: halfMm,
      }),
    );
    bottom = placement.baselineMm + (Math.max(lowLines.length, highLines.length) - 1) * LINE_MM + 1.1;
  }

  if (item.noOpinion !== undefined) {
    const besideMm = right - (rowRight + APART_MM + BOX_MM + LABEL_GAP_MM);
    const beside = besideMm >= NO_OPINION_LEAST_MM;
    const x = beside ? rowRight + APART_MM : sheet.leftMm;
    const y = beside ? boxY : bottom + BOX_GAP_MM;
    const lines = breakLines(
      [{ words: say(sheet, item.noOpinion.label), face: 'regular', gray: INK.text }],
      TYPE_PT.text,
      right - x - BOX_MM - LABEL_GAP_MM,
    );
    addBox(item.noOpinion.code, x, y);
    drawings.push(
      ...drawLines(lines, {
        xMm: x + BOX_MM + LABEL_GAP_MM,
        baselineMm: y + BOX_MM / 2 + MIDDLE_TO_BASELINE_MM,
        lineMm: LINE_MM,
        sizePt: TYPE_PT.text,
      }),
    );
    bottom = Math.max(bottom, y + BOX_MM + 0.2 + (lines.length - 1) * LINE_MM);
  }

  for (const words of routingLines(sheet, item)) {
    const lines = breakLines([{ words, face: 'semibold', gray: INK.text }], TYPE_PT.text, sheet.widthMm);
    drawings.push(
      ...drawLines(lines, {
        xMm: sheet.leftMm,
        baselineMm: bottom + BASELINE_MM + 1.2,
        lineMm: LINE_MM,
        sizePt: TYPE_PT.text,
      }),
    );
    bottom += lines.length * LINE_MM + 0.7;
  }
  return {
    what: `item "${item.id}"`,
    part: { item: item.id },
    role: 'item',
    heightMm: bottom,
    drawings,
    fields: [{ variable: item.variable, kind: 'choice', multiple: false, boxes }],
  };
};
