import type { Mark, RedactionKind } from '../../review/personal-data/mark.ts';

export interface Piece {
  readonly kind: RedactionKind;
  readonly start: number;
  readonly end: number;
}

export interface Selection {
  readonly start: number;
  readonly end: number;
}

/**
 * What one key cuts out: what is selected, as the mark that it lies in or that lies in it where there is one; else the mark
 * at the cursor, or the first one. Null where there is neither. A selection nobody made (`isOwn` false) counts as none.
 */
export const pieceToCut = (
  text: string,
  marks: readonly Mark[],
  selection: Selection,
  isOwn: boolean,
): Piece | null => {
  if (isOwn && selection.end > selection.start) {
    const words = text.slice(selection.start, selection.end);
    const start = selection.start + (words.length - words.trimStart().length);
    const end = selection.end - (words.length - words.trimEnd().length);
    if (end <= start) return null;
    const mark = marks.find((each) => each.start < end && start < each.end);
    if (mark === undefined) return { kind: 'other', start, end };
    return { kind: mark.kind, start: Math.min(start, mark.start), end: Math.max(end, mark.end) };
  }
  const at = isOwn ? selection.start : 0;
  return marks.find((mark) => mark.start <= at && at <= mark.end) ?? marks[0] ?? null;
};
