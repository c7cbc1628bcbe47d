/** How closely a mark goes with the overall mark: what improving it may be worth. */
import type { ItemColumn } from './wave-columns.ts';

/** Shown to one decimal: finer would say more than a correlation of some hundred people knows. */
const STEP = 0.1;

/**
 * Pearson's correlation of two items' scores, over the rows that answered both, weighted; null where fewer than
 * `minimum` rows did, or everybody gave the same mark.
 * @param weights  one a row, mean 1; null where every row counts the same
 * @returns from -1 to 1, rounded to one decimal
 */
export const importanceOf = (
  item: ItemColumn,
  overall: ItemColumn,
  weights: Float64Array | null,
  minimum: number,
): number | null => {
  let people = 0;
  let total = 0;
  let sumX = 0;
  let sumY = 0;
  const pairs: (readonly [x: number, y: number, weight: number])[] = [];
  for (const [row, place] of item.values.entries()) {
    const x = item.categories[place]?.score ?? null;
    const y = overall.categories[overall.values[row] ?? -1]?.score ?? null;
    if (x === null || y === null) continue;
    const weight = weights?.[row] ?? 1;
    pairs.push([x, y, weight]);
    people++;
    total += weight;
    sumX += weight * x;
    sumY += weight * y;
  }
  if (people < minimum) return null;
  const [meanX, meanY] = [sumX / total, sumY / total];
  let [xx, yy, xy] = [0, 0, 0];
  for (const [x, y, weight] of pairs) {
    xx += weight * (x - meanX) ** 2;
    yy += weight * (y - meanY) ** 2;
    xy += weight * (x - meanX) * (y - meanY);
  }
  if (xx === 0 || yy === 0) return null;
  return Number((Math.round(xy / Math.sqrt(xx * yy) / STEP) * STEP).toFixed(1));
};
