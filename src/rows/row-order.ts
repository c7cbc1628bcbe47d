import { randomInt } from 'node:crypto';

/**
 * The same things in an order that says nothing about theirs: every order is as likely as any other (Fisher and
 * Yates), and nobody can work out which it was from the outcome.
 */
export const shuffleInSecret = <T>(things: Iterable<T>): T[] => {
  const shuffled = [...things];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
  }
  return shuffled;
};
