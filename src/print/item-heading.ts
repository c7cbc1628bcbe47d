/** An item's number, question and instruction. */
import type { Localized } from '../questionnaire/questionnaire.ts';
import type { Drawing } from './drawing.ts';
import { INK, LINE_MM, SIDE_MARGIN_MM, TYPE_PT } from './measures.ts';
import { breakLines, drawLines } from './paragraph.ts';
import type { Sheet } from './sheet.ts';
import { say } from './sheet.ts';

/** From the top of a line to its baseline. */
export const BASELINE_MM = 3.4;

export interface Heading {
  readonly drawings: readonly Drawing[];
  readonly heightMm: number;
}

/** `widthMm`: how wide the words may run from the block's left edge. `suffix` follows the question in a lighter face. */
export const composeHeading = (
  sheet: Sheet,
  item: { readonly id: string; readonly text: Localized; readonly instruction?: Localized },
  widthMm: number,
  suffix?: string,
): Heading => {
  const question = breakLines(
    [
      { words: say(sheet, item.text), face: 'semibold', gray: INK.text },
      ...(suffix === undefined ? [] : [{ words: ` (${suffix})`, face: 'regular' as const, gray: INK.soft }]),
    ],
    TYPE_PT.question,
    widthMm,
  );
  const instruction =
    item.instruction === undefined
      ? []
      : breakLines(
          [{ words: say(sheet, item.instruction), face: 'regular', gray: INK.soft }],
          TYPE_PT.hint,
          widthMm,
        );
  const number = sheet.numbers.get(item.id);
  return {
    heightMm: (question.length + instruction.length) * LINE_MM,
    drawings: [
      ...(number === undefined
        ? []
        : ([
            {
              kind: 'words',
              words: String(number),
              xMm: SIDE_MARGIN_MM,
              baselineMm: BASELINE_MM,
              face: 'semibold',
              sizePt: TYPE_PT.question,
              gray: INK.text,
            },
          ] satisfies Drawing[])),
      ...drawLines(question, {
        xMm: sheet.leftMm,
        baselineMm: BASELINE_MM,
        lineMm: LINE_MM,
        sizePt: TYPE_PT.question,
      }),
      ...drawLines(instruction, {
        xMm: sheet.leftMm,
        baselineMm: BASELINE_MM + question.length * LINE_MM,
        lineMm: LINE_MM,
        sizePt: TYPE_PT.hint,
      }),
    ],
  };
};
