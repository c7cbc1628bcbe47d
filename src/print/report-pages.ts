/** Titles, text and tables on as many A4 pages as they take, as a PDF. */
import type { Drawing, Face } from './drawing.ts';
import { INK, PAPERS, RULE_MM, SIDE_MARGIN_MM } from './measures.ts';
import { breakLines, drawLines } from './paragraph.ts';
import { PdfDocument } from './pdf-document.ts';

export type ReportPart =
  | { readonly kind: 'title' | 'heading' | 'text'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** How wide the columns are, each beside the others. */
      readonly shares: readonly number[];
    };

const TOP_MM = 22;
const BOTTOM_MM = 24;
const STYLES = {
  title: { sizePt: 20, lineMm: 8.5, beforeMm: 0, face: 'semibold' },
  heading: { sizePt: 12.5, lineMm: 5.6, beforeMm: 7, face: 'semibold' },
  text: { sizePt: 9.5, lineMm: 4.5, beforeMm: 2, face: 'regular' },
} as const satisfies Record<string, { sizePt: number; lineMm: number; beforeMm: number; face: Face }>;
const CELL = { sizePt: 8.5, lineMm: 4, gapMm: 2.5, padMm: 1.1 } as const;

/** @throws RangeError where a letter has no shape in the typeface */
export const printReport = async (
  parts: readonly ReportPart[],
  { title, language }: { readonly title: string; readonly language: string },
): Promise<Uint8Array> => {
  const paper = PAPERS.A4;
  const widthMm = paper.widthMm - 2 * SIDE_MARGIN_MM;
  const pages: Drawing[][] = [[]];
  let yMm = TOP_MM;
  const page = (): Drawing[] => pages.at(-1) ?? [];
  const makeRoom = (heightMm: number): void => {
    if (yMm + heightMm <= paper.heightMm - BOTTOM_MM) return;
    pages.push([]);
    yMm = TOP_MM;
  };
  const put = (kind: keyof typeof STYLES, text: string): void => {
    const { sizePt, lineMm, beforeMm, face } = STYLES[kind];
    const lines = breakLines([{ words: text, face, gray: INK.text }], sizePt, widthMm);
    // A heading never stands alone at the foot of a page.
    makeRoom(beforeMm + lines.length * lineMm + (kind === 'heading' ? 14 : 0));
    yMm += beforeMm;
    page().push(
      ...drawLines(lines, { xMm: SIDE_MARGIN_MM, baselineMm: yMm + lineMm * 0.75, lineMm, sizePt }),
    );
    yMm += lines.length * lineMm;
  };
  const putRow = (cells: readonly string[], shares: readonly number[], face: Face): void => {
    const whole = shares.reduce((sum, share) => sum + share, 0);
    const widths = shares.map((share) => (share / whole) * widthMm);
    const broken = cells.map((words, at) =>
      breakLines([{ words, face, gray: INK.text }], CELL.sizePt, (widths[at] ?? 0) - CELL.gapMm),
    );
    const heightMm = Math.max(1, ...broken.map((lines) => lines.length)) * CELL.lineMm + 2 * CELL.padMm;
    makeRoom(heightMm);
    let xMm = SIDE_MARGIN_MM;
    for (const [at, lines] of broken.entries()) {
      const baselineMm = yMm + CELL.padMm + CELL.lineMm * 0.75;
      page().push(...drawLines(lines, { xMm, baselineMm, lineMm: CELL.lineMm, sizePt: CELL.sizePt }));
      xMm += widths[at] ?? 0;
    }
    yMm += heightMm;
    page().push({
      kind: 'line',
      fromMm: [SIDE_MARGIN_MM, yMm],
      toMm: [SIDE_MARGIN_MM + widthMm, yMm],
      lineMm: RULE_MM,
      gray: INK.rule,
    });
  };
  for (const part of parts) {
    if (part.kind !== 'table') {
      put(part.kind, part.text);
      continue;
    }
    yMm += 2;
    putRow(part.head, part.shares, 'semibold');
    for (const row of part.rows.length === 0 ? [part.head.map(() => '–')] : part.rows) {
      putRow(row, part.shares, 'regular');
    }
  }
  const document = new PdfDocument(paper);
  for (const [at, drawings] of pages.entries()) {
    const words = `${title} · ${at + 1} / ${pages.length}`;
    const lines = breakLines([{ words, face: 'regular', gray: INK.soft }], 8, widthMm);
    const foot = { xMm: SIDE_MARGIN_MM, baselineMm: paper.heightMm - 12, lineMm: 4, sizePt: 8 };
    document.addPage(null, [...drawings, ...drawLines(lines, foot)]);
  }
  return document.write({ title, language, duplex: false });
};
