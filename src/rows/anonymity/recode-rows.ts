import { keepOrLeaveOut, type Ladder } from './generalisation-ladder.ts';
import { searchLattice, type LatticeOutcome } from './lattice-search.ts';

/**
 * Global recoding, then local suppression. The lattice search says how coarse each column is made, for all rows alike, so that
 * no column says one thing in two ways. Of the rows that would still stand out, as few cells as will do are then left out: they
 * are searched again among themselves, each column kept as it is now or left out, until none stands out. The search cannot
 * foresee what that saves, so its best few nodes are carried through and the one that loses least is taken.
 */

export interface RecodeInput {
  readonly ladders: readonly Ladder[];
  /** By quasi-identifier and row, the code of the row's value. */
  readonly codes: readonly Uint32Array[];
  /** At least `k`. */
  readonly rows: number;
  readonly k: number;
}

export interface RecodedRows {
  /** By quasi-identifier, the level of its ladder that all rows are at. */
  readonly levels: readonly number[];
  /** By quasi-identifier and row, 1 where the cell is left out instead. */
  readonly leftOut: readonly Uint8Array[];
  /** Sum over all cells of what each lost, 0 to 1. */
  readonly loss: number;
}

/** Nodes of the lattice that are carried through. */
const CANDIDATES = 8;
/** After so many searches among the rest, all that is left of it is left out. */
const MAX_PASSES = 20;

const suppressCells = async (input: RecodeInput, start: LatticeOutcome): Promise<RecodedRows> => {
  const { ladders, codes, rows, k } = input;
  const pairs = ladders.map((ladder, column) => keepOrLeaveOut(ladder, start.levels[column] ?? 0));
  const leftOut = ladders.map(() => new Uint8Array(rows));
  const all = Uint32Array.from({ length: rows }, (_, row) => row);
  let rest = all.filter((row) => start.leftOut[row] === 1);
  for (let pass = 0; rest.length > 0; pass++) {
    const among = rest;
    const [found] =
      pass === MAX_PASSES
        ? []
        : await searchLattice({
            ladders: pairs,
            codes: codes.map((column) => among.map((row) => column[row] ?? 0)),
            rows: among.length,
            k,
          });
    const isOut = (place: number): boolean => found === undefined || found.leftOut[place] === 1;
    for (const [place, row] of among.entries()) {
      for (const [column, cells] of leftOut.entries()) {
        cells[row] = isOut(place) || found?.levels[column] === 1 ? 1 : 0;
      }
    }
    const next = among.filter((_, place) => isOut(place));
    // Nothing was kept, or the search is over: the cells of all of them are out already.
    if (found === undefined || next.length === among.length) break;
    rest = next;
  }
  let loss = 0;
  for (const [column, cells] of leftOut.entries()) {
    const level = ladders[column]?.levels[start.levels[column] ?? 0];
    for (const [row, out] of cells.entries())
      loss += out === 1 ? 1 : (level?.loss[codes[column]?.[row] ?? 0] ?? 0);
  }
  return { levels: start.levels, leftOut, loss };
};

export const recodeRows = async (input: RecodeInput): Promise<RecodedRows> => {
  let best: RecodedRows | null = null;
  for (const candidate of await searchLattice({ ...input, keep: CANDIDATES })) {
    const recoded = await suppressCells(input, candidate);
    if (best === null || recoded.loss < best.loss - 1e-9) best = recoded;
    if (best.loss === 0) break;
  }
  if (best === null) throw new Error('Expected a lattice with a node at least.');
  return best;
};
