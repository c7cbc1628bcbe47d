/** The privacy notice at the end of the form: every part, in two columns, with a QR code of where the full text is. */
import type { PrivacyNotice } from '../questionnaire/questionnaire.ts';
import type { Block, Drawing } from './drawing.ts';
import { GUTTER_MM, INK, LINE_MM, QUIET_MM, RULE_MM, SIDE_MARGIN_MM, TYPE_PT } from './measures.ts';
import type { Line } from './paragraph.ts';
import { breakLines, drawLines } from './paragraph.ts';
import { addressSymbol } from './qr-symbol.ts';
import type { Sheet } from './sheet.ts';
import { say } from './sheet.ts';

const MODULE_MM = 0.45;

/** What concerns people most comes first. */
const ORDER = [
  'voluntary',
  'purpose',
  'controller',
  'contact',
  'dataProtectionOfficer',
  'legalBasis',
  'recipients',
  'transfers',
  'retention',
  'rights',
  'complaint',
] as const satisfies readonly (keyof PrivacyNotice)[];

/** About half of the lines, such that no paragraph leaves a single line in either column. */
const firstColumnLines = (paragraphs: readonly (readonly Line[])[]): number => {
  const ends: number[] = [];
  for (const paragraph of paragraphs) ends.push((ends.at(-1) ?? 0) + paragraph.length);
  const total = ends.at(-1) ?? 0;
  const half = Math.ceil(total / 2);
  const leavesLoneLine = (count: number): boolean =>
    !ends.includes(count) && (ends.includes(count - 1) || ends.includes(count + 1));
  return [half, half + 1, half - 1, half + 2].find((count) => !leavesLoneLine(count)) ?? half;
};

export const composePrivacyNotice = (sheet: Sheet, notice: PrivacyNotice): Block => {
  const left = SIDE_MARGIN_MM;
  const contentMm = sheet.paper.widthMm - 2 * left;
  const symbol = addressSymbol(notice.url);
  const symbolMm = symbol.modules * MODULE_MM;
  const columnMm = (contentMm - symbolMm - QUIET_MM - GUTTER_MM - GUTTER_MM) / 2;
  const paragraph = (label: string, words: string): Line[] =>
    breakLines(
      [
        { words: label, face: 'semibold', gray: INK.text },
        { words: ` ${words}`, face: 'regular', gray: INK.text },
      ],
      sheet.density.noticePt,
      columnMm,
    );
  const paragraphs = [
    ...ORDER.map((part) => paragraph(`${sheet.words.privacy[part]}:`, say(sheet, notice[part]))),
    paragraph(sheet.words.privacyFullText, notice.url),
  ];
  const lines = paragraphs.flat();
  const first = firstColumnLines(paragraphs);
  const columns = [lines.slice(0, first), lines.slice(first)];
  const titleBaselineMm = LINE_MM + 1.4;
  const textTop = titleBaselineMm + 1.6;
  const heightMm =
    textTop +
    Math.max(
      ...columns.map((lines) => lines.length * sheet.density.noticeLineMm),
      symbolMm - (textTop - titleBaselineMm),
    ) +
    0.5;
  const drawings: Drawing[] = [
    { kind: 'line', fromMm: [left, 0], toMm: [left + contentMm, 0], lineMm: RULE_MM, gray: INK.frame },
    {
      kind: 'words',
      words: sheet.words.privacyTitle,
      xMm: left,
      baselineMm: titleBaselineMm,
      face: 'semibold',
      sizePt: TYPE_PT.question,
      gray: INK.text,
    },
    ...columns.flatMap((lines, index) =>
      drawLines(lines, {
        xMm: left + index * (columnMm + GUTTER_MM),
        baselineMm: textTop + 2.5,
        lineMm: sheet.density.noticeLineMm,
        sizePt: sheet.density.noticePt,
      }),
    ),
    {
      kind: 'symbol',
      symbol,
      xMm: left + contentMm - symbolMm,
      yMm: textTop + 0.4,
      moduleMm: MODULE_MM,
    },
  ];
  return {
    what: 'the privacy notice',
    part: { key: 'privacy' },
    role: 'notice',
    heightMm,
    drawings,
    fields: [],
  };
};
