/** Breaking words into lines of a given width. */
import type { Drawing, Face } from './drawing.ts';
import { widthOfWordsMm } from './typeface.ts';

/** Words in one face and gray; a paragraph may hold several. */
export interface Run {
  readonly words: string;
  readonly face: Face;
  readonly gray: number;
}

interface Piece {
  readonly words: string;
  readonly face: Face;
  readonly gray: number;
  readonly xMm: number;
}

export interface Line {
  readonly pieces: readonly Piece[];
  readonly widthMm: number;
}

interface Word {
  readonly words: string;
  readonly run: Run;
  /** A space stands before it where it does not start a line. */
  readonly spaced: boolean;
}

const SOFT_HYPHEN = '\u00AD';

/** Accents joined to their letters; spaces of other widths as plain or no-break ones; nothing invisible. */
const tidySpaces = (words: string): string =>
  words
    .normalize('NFC')
    .replace(/[\u2000-\u200A\u205F\u3000]/g, ' ')
    .replace(/\u202F/g, '\u00A0')
    .replace(/[\u200B-\u200F\u2060\uFEFF]/g, '');

/** Breakable at spaces, and after hyphens and slashes inside words; no-break spaces hold. */
const wordsOf = (runs: readonly Run[]): Word[] => {
  const words: Word[] = [];
  let spaced = false;
  for (const run of runs) {
    for (const token of tidySpaces(run.words).split(/([ \t\n\r]+)/)) {
      if (token === '') continue;
      if (/^[ \t\n\r]+$/.test(token)) {
        spaced = true;
        continue;
      }
      const parts = token.split(/(?<=[\p{L}\p{N}][-–/])(?=[\p{L}\p{N}])|(?<=\u00AD)/u);
      for (const part of parts) {
        words.push({ words: part, run, spaced });
        spaced = false;
      }
    }
  }
  return words;
};

const plain = (words: string, atLineEnd: boolean): string =>
  atLineEnd && words.endsWith(SOFT_HYPHEN)
    ? `${words.slice(0, -1).replaceAll(SOFT_HYPHEN, '')}-`
    : words.replaceAll(SOFT_HYPHEN, '');

/** Cuts a word that is wider than a whole line, with a hyphen, at the last letter that fits. */
const cutWord = (word: Word, widthMm: number, sizePt: number): [Word, Word] => {
  const letters = [...word.words];
  let count = letters.length - 1;
  while (count > 1 && widthOfWordsMm(`${letters.slice(0, count).join('')}-`, word.run.face, sizePt) > widthMm)
    count--;
  return [
    { ...word, words: letters.slice(0, count).join('') + SOFT_HYPHEN },
    { ...word, words: letters.slice(count).join(''), spaced: false },
  ];
};

const layLine = (words: readonly Word[], sizePt: number): Line => {
  const pieces: Piece[] = [];
  let xMm = 0;
  let open: { words: string; run: Run } | null = null;
  const close = (): void => {
    if (open === null) return;
    pieces.push({ words: open.words, face: open.run.face, gray: open.run.gray, xMm });
    xMm += widthOfWordsMm(open.words, open.run.face, sizePt);
    open = null;
  };
  words.forEach((word, index) => {
    const text = plain(word.words, index === words.length - 1);
    const space = index > 0 && word.spaced ? ' ' : '';
    if (open !== null && (open as { run: Run }).run === word.run) {
      (open as { words: string }).words += space + text;
    } else {
      close();
      if (space !== '') xMm += widthOfWordsMm(' ', 'regular', sizePt);
      open = { words: text, run: word.run };
    }
  });
  close();
  return { pieces, widthMm: xMm };
};

/** Lines no wider than `widthMm`; words wider than a line are cut with a hyphen. No lines for no words. */
export const breakLines = (runs: readonly Run[], sizePt: number, widthMm: number): Line[] => {
  const pending = wordsOf(runs);
  const spaceMm = widthOfWordsMm(' ', 'regular', sizePt);
  const lines: Line[] = [];
  let current: Word[] = [];
  let currentMm = 0;
  for (let word = pending.shift(); word !== undefined; word = pending.shift()) {
    const beforeMm = current.length === 0 ? 0 : currentMm + (word.spaced ? spaceMm : 0);
    const widerMm = beforeMm + widthOfWordsMm(plain(word.words, true), word.run.face, sizePt);
    if (widerMm <= widthMm + 1e-6) {
      current.push(word);
      // Inside a line a soft hyphen is not seen.
      currentMm = beforeMm + widthOfWordsMm(plain(word.words, false), word.run.face, sizePt);
    } else if (current.length > 0) {
      lines.push(layLine(current, sizePt));
      current = [];
      pending.unshift(word);
    } else if ([...word.words].length < 2) {
      // A single letter that is wider than the line cannot be cut.
      lines.push(layLine([word], sizePt));
    } else {
      const [start, rest] = cutWord(word, widthMm, sizePt);
      lines.push(layLine([start], sizePt));
      pending.unshift(rest);
    }
  }
  if (current.length > 0) lines.push(layLine(current, sizePt));
  return lines;
};

/** The widest single word: no column narrower than this holds the words uncut. */
export const widestWordMm = (words: string, face: Face, sizePt: number): number =>
  Math.max(
    0,
    ...wordsOf([{ words, face, gray: 0 }]).map((word) =>
      widthOfWordsMm(plain(word.words, true), face, sizePt),
    ),
  );

export interface Placement {
  readonly xMm: number;
  /** Baseline of the first line. */
  readonly baselineMm: number;
  readonly lineMm: number;
  readonly sizePt: number;
  readonly align?: 'left' | 'centre' | 'right';
  /** Width to align in; not needed for `left`. */
  readonly widthMm?: number;
}

export const drawLines = (lines: readonly Line[], placement: Placement): Drawing[] =>
  lines.flatMap((line, index) => {
    const spare = (placement.widthMm ?? 0) - line.widthMm;
    const indent = placement.align === 'centre' ? spare / 2 : placement.align === 'right' ? spare : 0;
    return line.pieces.map((piece): Drawing => ({
      kind: 'words',
      words: piece.words,
      xMm: placement.xMm + indent + piece.xMm,
      baselineMm: placement.baselineMm + index * placement.lineMm,
      face: piece.face,
      sizePt: placement.sizePt,
      gray: piece.gray,
    }));
  });
