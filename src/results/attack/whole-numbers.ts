/** Least values in whole people: branches on what a linear program leaves between two whole numbers. */
import type { LinearOutcome, LinearProgram } from './linear-program.ts';

const WHOLE = 1e-6;
/** Linear programs to solve for one bound before giving up. */
const MOST_BRANCHES = 400;

export interface WholeMinimum {
  readonly outcome: LinearOutcome;
  readonly value: number;
}

/** The least sum in whole numbers. The bounds of the program are as before afterwards. */
export const minimiseWhole = (
  program: LinearProgram,
  whole: readonly number[],
  variables: readonly number[],
  coefficients: readonly number[],
): WholeMinimum => {
  let best = Infinity;
  let branches = 0;
  let isOver = false;
  let floor = -Infinity;
  const visit = (): void => {
    if (isOver) return;
    if (branches++ >= MOST_BRANCHES) {
      isOver = true;
      return;
    }
    const outcome = program.minimise(variables, coefficients);
    if (outcome === 'contradiction') return;
    if (outcome === 'gave-up') {
      isOver = true;
      return;
    }
    const value = variables.reduce(
      (sum, variable, place) => sum + (coefficients[place] as number) * (program.values[variable] as number),
      0,
    );
    if (branches === 1) floor = Math.ceil(value - WHOLE);
    // A whole sum that is less than the best is less by one at least.
    if (Math.ceil(value - WHOLE) >= best) return;
    let split = -1;
    let farthest = WHOLE;
    for (const variable of whole) {
      const at = program.values[variable] as number;
      const away = Math.abs(at - Math.round(at));
      if (away > farthest) {
        farthest = away;
        split = variable;
      }
    }
    if (split < 0) {
      best = Math.round(value) + 0;
      return;
    }
    const at = program.values[split] as number;
    const [low, high] = program.boundsOf(split);
    const below = Math.floor(at);
    const halves: [number, number][] = [
      [low, below],
      [below + 1, high],
    ];
    if (at - below > 0.5) halves.reverse();
    for (const [from, to] of halves) {
      if (best <= floor) break;
      program.bound(split, from, to);
      visit();
    }
    program.bound(split, low, high);
  };
  visit();
  if (best <= floor) return { outcome: 'solved', value: best };
  if (isOver) return { outcome: 'gave-up', value: floor };
  return best === Infinity ? { outcome: 'contradiction', value: 0 } : { outcome: 'solved', value: best };
};
