import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Ladder } from './generalisation-ladder.ts';
import { createTupleGrouper, groupTuples } from './group-tuples.ts';

/**
 * Finds how far each quasi-identifier must be made coarser so that every combination of them is in `k` rows or more, at the
 * least loss: full-domain generalisation with suppression. Every way to combine the steps is a node of a lattice; at a node
 * the rows of combinations that are still in fewer than `k` rows have all their quasi-identifiers left out. The loss of a
 * node is the sum over all cells of what each lost, 0 to 1. What the steps alone lose is a lower bound of it, so nodes are
 * weighed from the lowest bound on until none can be better: the outcome is the least loss of all, not near it.
 *
 * The rows left out are a combination of their own, so there are none of them or at least `k`: where there would be fewer,
 * the smallest of the other combinations joins them.
 */

export interface LatticeInput {
  readonly ladders: readonly Ladder[];
  /** By quasi-identifier and row, the code of the row's value. */
  readonly codes: readonly Uint32Array[];
  /** At least `k`. */
  readonly rows: number;
  readonly k: number;
  /** How many nodes to give. Default 1. */
  readonly keep?: number;
}

export interface LatticeOutcome {
  /** By quasi-identifier, a level of its ladder. */
  readonly levels: readonly number[];
  /** By row, 1 where all of its quasi-identifiers are left out. */
  readonly leftOut: Uint8Array;
  /** Sum over all cells of what each lost. */
  readonly loss: number;
}

interface Node {
  readonly levels: readonly number[];
  readonly bound: number;
}

interface Weighed {
  readonly loss: number;
  /** By distinct combination of the values as they are. */
  readonly leftOut: Uint8Array;
}

/** Sums of the same parts in another order may differ by less. */
const TOLERANCE = 1e-9;

const crossLevels = (ladders: readonly Ladder[]): number[][] =>
  ladders.reduce<number[][]>(
    (nodes, { levels }) => nodes.flatMap((node) => levels.map((_, level) => [...node, level])),
    [[]],
  );

const compareLevels = (one: readonly number[], other: readonly number[]): number => {
  const sum = (levels: readonly number[]): number => levels.reduce((total, level) => total + level, 0);
  if (sum(one) !== sum(other)) return sum(one) - sum(other);
  const at = one.findIndex((level, place) => level !== other[place]);
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
};

/** The nodes of the least loss, the least first. Gives the event loop its turn between nodes. */
export const searchLattice = async ({
  ladders,
  codes,
  rows,
  k,
  keep = 1,
}: LatticeInput): Promise<readonly LatticeOutcome[]> => {
  const width = ladders.length;
  const sizes = ladders.map(({ levels }) => levels[0]?.texts.length ?? 0);
  // Rows with the same values are one combination from here on.
  const base = groupTuples(
    codes.map((column, place) => ({ codes: column, size: sizes[place] ?? 1 })),
    rows,
  );
  const weight = new Uint32Array(base.count);
  const comboCodes = codes.map(() => new Uint32Array(base.count));
  for (const [row, combo] of base.groupOf.entries()) {
    weight[combo] = (weight[combo] ?? 0) + 1;
    for (const [column, values] of comboCodes.entries()) values[combo] = codes[column]?.[row] ?? 0;
  }
  const levelAt = (column: number, level: number) => {
    const found = ladders[column]?.levels[level];
    if (found === undefined) throw new Error(`Expected a level of ladder ${column} but received ${level}.`);
    return found;
  };
  const boundOf = ladders.map(({ levels }, column) =>
    levels.map(({ loss }) => {
      let sum = 0;
      for (let combo = 0; combo < base.count; combo++) {
        sum += (weight[combo] ?? 0) * (loss[comboCodes[column]?.[combo] ?? 0] ?? 0);
      }
      return sum;
    }),
  );

  const groupCombos = createTupleGrouper(base.count);
  const weigh = (levels: readonly number[]): Weighed => {
    const { groupOf, count } = groupCombos(
      levels.map((level, column) => {
        const { groups, groupCount } = levelAt(column, level);
        return { codes: comboCodes[column] ?? new Uint32Array(), through: groups, size: groupCount };
      }),
    );
    const size = new Uint32Array(count);
    for (let combo = 0; combo < base.count; combo++) {
      const group = groupOf[combo] ?? 0;
      size[group] = (size[group] ?? 0) + (weight[combo] ?? 0);
    }
    const isOut = new Uint8Array(count);
    let out = 0;
    for (let group = 0; group < count; group++) {
      const members = size[group] ?? 0;
      if (members >= k) continue;
      isOut[group] = 1;
      out += members;
    }
    if (out > 0 && out < k) {
      // The text of a group and not its number decides between groups of one size: the order of the rows must not.
      const firstOf = new Map<number, number>();
      for (const [combo, group] of groupOf.entries()) if (!firstOf.has(group)) firstOf.set(group, combo);
      const textOf = (group: number): string =>
        levels
          .map(
            (level, column) =>
              levelAt(column, level).texts[comboCodes[column]?.[firstOf.get(group) ?? 0] ?? 0],
          )
          .join('\n');
      const candidates = [...size.keys()]
        .filter((group) => isOut[group] === 0)
        .map((group) => ({ group, members: size[group] ?? 0 }));
      const smallest = Math.min(...candidates.map(({ members }) => members));
      const joining = candidates
        .filter(({ members }) => members === smallest)
        .map(({ group }) => ({ group, text: textOf(group) }))
        .toSorted((one, other) => (one.text < other.text ? -1 : 1))[0];
      if (joining !== undefined) {
        isOut[joining.group] = 1;
        out += smallest;
      }
    }
    let loss = out * width;
    const comboOut = new Uint8Array(base.count);
    for (let combo = 0; combo < base.count; combo++) comboOut[combo] = isOut[groupOf[combo] ?? 0] ?? 0;
    for (const [column, values] of comboCodes.entries()) {
      const lost = levelAt(column, levels[column] ?? 0).loss;
      for (let combo = 0; combo < base.count; combo++) {
        if (comboOut[combo] === 0) loss += (lost[values[combo] ?? 0] ?? 0) * (weight[combo] ?? 0);
      }
    }
    return { loss, leftOut: comboOut };
  };

  const nodes: Node[] = crossLevels(ladders)
    .map((levels) => ({
      levels,
      bound: levels.reduce((sum, level, column) => sum + (boundOf[column]?.[level] ?? 0), 0),
    }))
    .toSorted((one, other) =>
      Math.abs(one.bound - other.bound) > TOLERANCE
        ? one.bound - other.bound
        : compareLevels(one.levels, other.levels),
    );
  let kept: readonly { readonly node: Node; readonly weighed: Weighed }[] = [];
  for (const node of nodes) {
    const worst = kept.length < keep ? undefined : kept.at(-1);
    if (worst !== undefined && node.bound >= worst.weighed.loss - TOLERANCE) break;
    const weighed = weigh(node.levels);
    const at = kept.findIndex((other) => weighed.loss < other.weighed.loss - TOLERANCE);
    kept = kept.toSpliced(at < 0 ? kept.length : at, 0, { node, weighed }).slice(0, keep);
    await nextTurn();
  }
  return kept.map(({ node, weighed }) => ({
    levels: node.levels,
    leftOut: Uint8Array.from(base.groupOf, (combo) => weighed.leftOut[combo] ?? 0),
    loss: weighed.loss,
  }));
};
