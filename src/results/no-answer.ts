/** Of all rows, how many gave no answer that counts, and why. */
import { perturbCounts } from './perturbed-tally.ts';
import type { PerturbationTable } from './cell-key.ts';
import type { PublicationRules } from './publication-format.ts';
import { roundToStep } from './rounding.ts';
import { NO_ANSWER_KINDS } from './wave-columns.ts';
import type { ItemColumn } from './wave-columns.ts';

/** What the counts are perturbed with, and the keys of the rows. */
export interface RowNoise {
  readonly table: PerturbationTable;
  readonly recordKeys: Uint8Array;
}

/** Shares of all rows by why there was no answer, in per cent; kinds of few people together. */
export const renderNoAnswer = (
  { values, categories }: ItemColumn,
  { minimumCell, shareStep }: Pick<PublicationRules, 'minimumCell' | 'shareStep'>,
  noise: RowNoise | null,
): Record<string, number> => {
  const people = new Array<number>(NO_ANSWER_KINDS.length).fill(0);
  const keys = new Uint8Array(people.length);
  for (const [row, value] of values.entries()) {
    const kind = value - categories.length;
    if (kind < 0) continue;
    people[kind] = (people[kind] as number) + 1;
    keys[kind] = (keys[kind] as number) + (noise?.recordKeys[row] ?? 0);
  }
  const perturbed = noise === null ? null : perturbCounts(people, Array.from(keys), noise.table, minimumCell);
  const kinds = NO_ANSWER_KINDS.map((kind, place) => {
    const count = people[place] as number;
    return {
      kind,
      count,
      isFew: count < minimumCell || perturbed?.shows[place] === false,
      shown: perturbed?.counts[place] ?? count,
    };
  }).toSorted((one, other) => other.count - one.count);
  const rest = kinds.filter(({ isFew }) => isFew);
  const apart = kinds.filter(({ isFew }) => !isFew);
  const restCount = (): number => rest.reduce((sum, { count }) => sum + count, 0);
  // A rest that is small itself is put with the least of the others.
  const joined = restCount() > 0 && restCount() < minimumCell ? apart.pop() : undefined;
  if (joined !== undefined) rest.push(joined);
  const percent = (count: number): number => roundToStep((count / values.length) * 100, shareStep);
  return Object.fromEntries([
    ...apart.map(({ kind, shown }) => [kind, percent(shown)] as const),
    ...(restCount() >= minimumCell
      ? [['rest', percent(rest.reduce((sum, { shown }) => sum + shown, 0))] as const]
      : []),
  ]);
};
