import { shareInterval } from './share-interval.ts';

/** Beyond so many times the sample the population is as good as endless. */
const ENDLESS = 200;
const TAIL = 0.025;

/**
 * The chance of `most` or fewer marked ones in a sample of `drawn` without putting back, from a population of `size` with
 * `marked` of them: the sum of hypergeometric terms, each from the one before.
 */
export const chanceOfAtMost = (most: number, drawn: number, marked: number, size: number): number => {
  const from = Math.max(0, drawn + marked - size);
  const to = Math.min(drawn, marked);
  if (most < from) return 0;
  if (most >= to) return 1;
  let sum = Math.exp(
    logChoose(marked, from) + logChoose(size - marked, drawn - from) - logChoose(size, drawn),
  );
  let term = sum;
  for (let found = from; found < most; found++) {
    term *= ((marked - found) * (drawn - found)) / ((found + 1) * (size - marked - drawn + found + 1));
    sum += term;
  }
  return Math.min(1, sum);
};

const logFactorials: number[] = [0];
const logFactorial = (n: number): number => {
  for (let at = logFactorials.length; at <= n; at++)
    logFactorials.push(logFactorials[at - 1]! + Math.log(at));
  return logFactorials[n]!;
};
const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k);

/** The first whole number in `from`..`to` for which `holds`, which does not hold before it and does from it on. */
const firstThat = (from: number, to: number, holds: (value: number) => boolean): number => {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
};

/**
 * The exact 95 % interval of the share, in 0..1, of a population of `size` that `events` of `drawn` tell of, drawn by lot without
 * putting back: every number of marked ones for which what was seen is in neither tail of 2.5 % (Wright 1991, Exact confidence
 * bounds when sampling from small finite universes). For a population that is as good as endless, Clopper and Pearson's.
 */
export const finiteInterval = (events: number, drawn: number, size: number): readonly [number, number] => {
  if (drawn === 0 || size > ENDLESS * drawn) return shareInterval(events, drawn);
  const least = events;
  const most = size - (drawn - events);
  const low = firstThat(least, most, (marked) => 1 - chanceOfAtMost(events - 1, drawn, marked, size) > TAIL);
  const beyond = firstThat(least, most + 1, (marked) => {
    return marked > most || chanceOfAtMost(events, drawn, marked, size) <= TAIL;
  });
  return [low / size, Math.max(low, beyond - 1) / size];
};
