/** Counting: one item by one breakdown, in everything that the statistics need of it. */
import type { BreakdownColumn, ItemColumn } from './wave-columns.ts';

/** How rows were drawn; weights have mean 1. */
export interface SampleDesign {
  /** By row; null where every row counts the same. */
  readonly weights: Float64Array | null;
  /** By row, from 0; null where rows are taken as independent. */
  readonly clusters: Int32Array | null;
  readonly clusterCount: number;
  /** By row, 0 to 255, where counts are perturbed by cell key; null where they are not. */
  readonly recordKeys: Uint8Array | null;
}

/** Sums over the rows of a group and category, at `group * categories + category`. */
export interface Tally {
  readonly groups: number;
  readonly categories: number;
  readonly counts: Float64Array;
  readonly weights: Float64Array;
  /** Of squared weights. */
  readonly squares: Float64Array;
  /** Weights again, by cluster: at `(cluster * groups + group) * categories + category`. */
  readonly byCluster: Float64Array | null;
  readonly clusters: number;
  /** Of record keys, modulo 256; null where there are none. */
  readonly keys: Uint8Array | null;
}

/** Tallies an item; with no breakdown there is one group, else the last one is of rows whose group is not known. */
export const tallyItem = (
  item: ItemColumn,
  breakdown: BreakdownColumn | null,
  design: SampleDesign,
): Tally => {
  const { values, categories: named } = item;
  const categories = named.length;
  const groups = breakdown === null ? 1 : breakdown.groups.length + 1;
  const size = groups * categories;
  const counts = new Float64Array(size);
  const weights = new Float64Array(size);
  const squares = new Float64Array(size);
  const clusters = design.clusters === null ? 0 : design.clusterCount;
  const byCluster = clusters > 0 ? new Float64Array(clusters * size) : null;
  // Numbers of eight bits add up modulo 256.
  const keys = design.recordKeys === null ? null : new Uint8Array(size);
  const groupOf = breakdown?.values;
  for (let row = 0; row < values.length; row++) {
    const category = values[row] as number;
    if (category >= categories) continue;
    const place = (groupOf === undefined ? 0 : (groupOf[row] as number)) * categories + category;
    const weight = design.weights === null ? 1 : (design.weights[row] as number);
    counts[place] = (counts[place] as number) + 1;
    weights[place] = (weights[place] as number) + weight;
    squares[place] = (squares[place] as number) + weight * weight;
    if (keys !== null) keys[place] = (keys[place] as number) + (design.recordKeys?.[row] as number);
    if (byCluster !== null) {
      const at = (design.clusters?.[row] ?? 0) * size + place;
      byCluster[at] = (byCluster[at] as number) + weight;
    }
  }
  return { groups, categories, counts, weights, squares, byCluster, clusters, keys };
};
