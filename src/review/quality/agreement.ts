import { shareInterval } from './share-interval.ts';

/** How often two people said this and that of the same field; `weight` is how many fields it stands for in all. */
export interface AnswerPair {
  readonly first: string;
  readonly second: string;
  readonly fields: number;
  readonly weight: number;
  /** The sum of the squares of the fields' weights. */
  readonly squares: number;
}

export interface Agreement {
  /** Fields that two people read. */
  readonly fields: number;
  readonly agreed: number;
  /** Cohen's kappa: agreement beyond that of chance, at most 1; null where there is nothing to tell it from. */
  readonly kappa: number | null;
  /** Of kappa, by Fleiss, Cohen and Everitt (1969), for large samples. */
  readonly standardError: number | null;
  /** The 95 % interval of kappa; null where there is none. */
  readonly interval: readonly [number, number] | null;
}

const Z = 1.959964;

/**
 * Cohen's kappa (1960) of weighted pairs. The interval is the wider one, end by end, of two: by the standard error of Fleiss, Cohen
 * and Everitt (1969), and by the exact interval of the share of agreement with agreement by chance as it is. The first
 * alone would be a point where all agree, however few they are.
 */
export const agreementOf = (pairs: readonly AnswerPair[]): Agreement => {
  const sumOf = (of: (pair: AnswerPair) => number): number => pairs.reduce((sum, pair) => sum + of(pair), 0);
  const fields = sumOf((pair) => pair.fields);
  const isSame = ({ first, second }: AnswerPair): boolean => first === second;
  const agreed = sumOf((pair) => (isSame(pair) ? pair.fields : 0));
  const total = sumOf((pair) => pair.weight);
  if (fields === 0 || total === 0)
    return { fields, agreed, kappa: null, standardError: null, interval: null };
  const firsts = new Map<string, number>();
  const seconds = new Map<string, number>();
  for (const { first, second, weight } of pairs) {
    firsts.set(first, (firsts.get(first) ?? 0) + weight / total);
    seconds.set(second, (seconds.get(second) ?? 0) + weight / total);
  }
  const observed = sumOf((pair) => (isSame(pair) ? pair.weight / total : 0));
  let byChance = 0;
  for (const [answer, share] of firsts) byChance += share * (seconds.get(answer) ?? 0);
  // Everybody said the same of every field: chance alone explains it.
  if (byChance > 1 - 1e-12) return { fields, agreed, kappa: null, standardError: null, interval: null };
  const kappaOf = (share: number): number => (share - byChance) / (1 - byChance);
  const kappa = kappaOf(observed);
  const draws = Math.min(fields, total ** 2 / sumOf((pair) => pair.squares));
  const spread = sumOf(({ first, second, weight }) => {
    const share = weight / total;
    return first === second
      ? share * (1 - ((firsts.get(first) ?? 0) + (seconds.get(first) ?? 0)) * (1 - kappa)) ** 2
      : share * (1 - kappa) ** 2 * ((seconds.get(first) ?? 0) + (firsts.get(second) ?? 0)) ** 2;
  });
  const variance = (spread - (kappa - byChance * (1 - kappa)) ** 2) / (draws * (1 - byChance) ** 2);
  const error = Math.sqrt(Math.max(0, variance));
  const [least, most] = shareInterval(observed * draws, draws);
  return {
    fields,
    agreed,
    kappa,
    standardError: error,
    interval: [
      Math.max(-1, Math.min(kappaOf(least), kappa - Z * error)),
      Math.min(1, Math.max(kappaOf(most), kappa + Z * error)),
    ],
  };
};
