/** The pages of an adopted form do not say whose they are; their order in a file does. Pure: pages in, copies out. */
import type { ScannedReading } from './scans.ts';

/** Pages with the same number are one copy; null: nothing shows whose the page is. */
export type CopyNumber = number | null;

/** Pages that follow each other from page 1 on, or a page that follows none. */
interface Piece {
  readonly isStray: boolean;
  /** Places in the file. */
  readonly places: number[];
  lastPage: number;
  /** Pages after its last one that could not be read: they may be the ones that it lacks. */
  strangers: number;
}

/** Pages of one form with nothing known between them. */
interface Run {
  readonly form: string;
  readonly pageCount: number;
  readonly pieces: Piece[];
}

const isComplete = ({ lastPage, strangers }: Piece, { pageCount }: Run): boolean =>
  lastPage + strangers >= pageCount;

/**
 * The pieces of a run that are copies without a doubt. Where a page is out of turn, pages that lack another are as
 * likely its partners as lost: only complete copies are taken then. A stack that was turned over shows 2, 1, 2, 1, of which
 * the middle looks like a copy: after a stray page, copies are taken only where the run ends with a whole one.
 */
const copiesOf = (run: Run): Piece[] => {
  const { pieces } = run;
  if (!pieces.some(({ isStray }) => isStray)) return pieces;
  const sure: Piece[] = [];
  let unsure: Piece[] | null = null;
  for (const [at, piece] of pieces.entries()) {
    const next = pieces[at + 1];
    if (piece.isStray) {
      unsure = [];
    } else if (!isComplete(piece, run)) {
      unsure = null;
    } else if (!(next?.isStray === true && piece.strangers === 0)) {
      // What a stray page follows at once may be a copy with the other's page.
      (unsure ?? sure).push(piece);
    }
  }
  return [...sure, ...(unsure ?? [])];
};

/**
 * By place in the list, for the pages of adopted forms, which are those that `pageCountOf` knows. Page 1 begins a copy. A
 * later page joins it where it is the next one, or where just as many pages as are missing lie between and could not be
 * read. Any other page is a stray. Blank pages are backs and do not count; a batch header, or a page of another form, ends
 * a copy.
 */
export const copiesByOrder = (
  readings: readonly ScannedReading[],
  pageCountOf: (form: string) => number | null,
): ReadonlyMap<number, CopyNumber> => {
  const copies = new Map<number, CopyNumber>();
  const runs: Run[] = [];
  let run: Run | undefined;
  for (const [place, { status, form, page, copy, batchHeader }] of readings.entries()) {
    if (status === 'blank') continue;
    const pageCount = form === null || copy !== null ? null : pageCountOf(form);
    if (form === null || page === null || pageCount === null) {
      const last: Piece | undefined = run?.pieces.at(-1);
      if (copy !== null || batchHeader !== undefined) run = undefined;
      else if (last !== undefined) last.strangers++;
      continue;
    }
    copies.set(place, null);
    if (run?.form !== form) {
      run = { form, pageCount, pieces: [] };
      runs.push(run);
    }
    const last = run.pieces.at(-1);
    const isNext =
      page > 1 && last !== undefined && !last.isStray && page === last.lastPage + last.strangers + 1;
    if (isNext) {
      last.places.push(place);
      last.lastPage = page;
      last.strangers = 0;
    } else {
      run.pieces.push({ isStray: page !== 1, places: [place], lastPage: page, strangers: 0 });
    }
  }
  for (const [number, { places }] of runs.flatMap(copiesOf).entries()) {
    for (const place of places) copies.set(place, number);
  }
  return copies;
};
