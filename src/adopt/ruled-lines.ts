import { MAX_LINE_MM, type BlankPrint } from './printed-frames.ts';

/** A level line, not part of a closed frame: one to write on, or the upper edge of a frame whose lower edge is lost. */
export interface RuledLine {
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  /** How far a line goes down from one of its ends: it is then the upper edge of a frame. 0 for a line to write on. */
  readonly legsMm: number;
}

/** A line is at least this long; to be written on it has this much paper above it. */
const LEAST_RULE_MM = 20;
const WRITING_MM = 5;
/** Pieces of a broken line are this long at least; gaps within a piece and between pieces are no longer. */
const LEAST_PIECE_MM = 6;
const PIECE_GAP_MM = 2.5;
const LINE_GAP_MM = 9;
/** Pieces of one line differ in height by no more: copies lie a little askew. */
const IN_LINE_MM = 1.2;
const LEAST_INKED = 0.5;
/** What may be printed right above and below a line, in parts of its length. */
const THIN_SHARE = 0.12;
const EMPTY_SHARE = 0.004;
/** Legs of the upper edge of a frame; longer ones are the walls of a panel or a bracket around the page. */
const LEAST_LEG_MM = 4;
const LONGEST_LEG_MM = 14;

/** A piece of a line, in pixels; `right` is one beyond the last. */
interface Piece {
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

/** A line of writing is dark along its letters too, but it is not thin. */
const isThin = ({ dark, width, height, pxPerMm }: BlankPrint, { left, right, y }: Piece): boolean => {
  const away = Math.ceil(MAX_LINE_MM * pxPerMm);
  return [y - away, y + away].every((row) => {
    if (row < 0 || row >= height) return false;
    let inked = 0;
    for (let x = left; x < right; x++) inked += dark[row * width + x]!;
    return inked < THIN_SHARE * (right - left);
  });
};

const findPieces = (print: BlankPrint): Piece[] => {
  const { dark, width, height, pxPerMm } = print;
  const gap = Math.round(PIECE_GAP_MM * pxPerMm);
  const least = LEAST_PIECE_MM * pxPerMm;
  const pieces: Piece[] = [];
  for (let y = 1; y < height - 1; y++) {
    let left = -1;
    let right = -1;
    let inked = 0;
    const close = (): void => {
      const piece = { left, right, y };
      if (
        left >= 0 &&
        right - left >= least &&
        inked > LEAST_INKED * (right - left) &&
        isThin(print, piece)
      ) {
        const isKnown = pieces.some(
          (other) => Math.abs(other.y - y) < IN_LINE_MM * pxPerMm && other.left < right && left < other.right,
        );
        if (!isKnown) pieces.push(piece);
      }
      left = -1;
      inked = 0;
    };
    for (let x = 0; x < width; x++) {
      // Three rows together: a line that lies a little askew goes on in the next.
      const at = y * width + x;
      if (dark[at] === 0 && dark[at - width] === 0 && dark[at + width] === 0) continue;
      if (left >= 0 && x - right > gap) close();
      if (left < 0) left = x;
      right = x + 1;
      inked++;
    }
    close();
  }
  return pieces;
};

/** Pieces that go on from one another as one; its height is that of its left end. */
const joinPieces = (pieces: readonly Piece[], pxPerMm: number): Piece[] => {
  const lines: { left: number; right: number; y: number; endY: number }[] = [];
  for (const piece of [...pieces].sort((one, other) => one.left - other.left)) {
    const line = lines.find(
      ({ right, endY }) =>
        Math.abs(endY - piece.y) < IN_LINE_MM * pxPerMm &&
        piece.left - right < LINE_GAP_MM * pxPerMm &&
        piece.left - right > -2 * pxPerMm,
    );
    if (line === undefined) lines.push({ ...piece, endY: piece.y });
    else {
      line.right = Math.max(line.right, piece.right);
      line.endY = piece.y;
    }
  }
  return lines;
};

const isEmptyAbove = ({ dark, width, pxPerMm }: BlankPrint, { left, right, y }: Piece): boolean => {
  const above = Math.round(WRITING_MM * pxPerMm);
  if (y < above) return false;
  let inked = 0;
  for (let row = y - above; row < y - 0.5 * pxPerMm; row++) {
    for (let x = left; x < right; x++) inked += dark[row * width + x]!;
  }
  return inked < EMPTY_SHARE * (right - left) * above;
};

/** How far a line goes down (or up) from a point, in mm, looked for a little to both sides of it. */
const legMmAt = (
  { dark, width, height, pxPerMm }: BlankPrint,
  x: number,
  y: number,
  direction: 1 | -1 = 1,
): number => {
  const slack = Math.round(0.7 * pxPerMm);
  const gap = 1.2 * pxPerMm;
  let longest = 0;
  for (let column = Math.max(1, x - slack); column < Math.min(width - 1, x + slack); column++) {
    let last = y;
    for (let row = y; row >= 0 && row < height && Math.abs(row - last) <= gap; row += direction) {
      if (dark[row * width + column] === 1 || dark[row * width + column + 1] === 1) last = row;
    }
    longest = Math.max(longest, Math.abs(last - y));
  }
  return longest / pxPerMm;
};

/** The lines of a blank page that something may be written on or under. */
export const findRules = (print: BlankPrint): RuledLine[] => {
  const { pxPerMm } = print;
  return joinPieces(findPieces(print), pxPerMm).flatMap((line): RuledLine[] => {
    const { left, right, y } = line;
    if (right - left < LEAST_RULE_MM * pxPerMm) return [];
    const legsMm = Math.max(legMmAt(print, left, y), legMmAt(print, right - 1, y));
    if (legsMm > LONGEST_LEG_MM) return [];
    // Walls that go up from it: the lower edge of a frame or a panel.
    if (Math.max(legMmAt(print, left, y, -1), legMmAt(print, right - 1, y, -1)) >= LEAST_LEG_MM) return [];
    const isFrame = legsMm >= LEAST_LEG_MM;
    if (!isFrame && !isEmptyAbove(print, line)) return [];
    return [
      {
        xMm: left / pxPerMm,
        yMm: y / pxPerMm,
        widthMm: (right - left) / pxPerMm,
        legsMm: isFrame ? legsMm : 0,
      },
    ];
  });
};
