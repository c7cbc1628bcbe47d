/** Tightens bounds by one constraint after the other until none says more: what a person with a pencil would do first. */
import type { LinearConstraint } from './linear-program.ts';

const MAX_SWEEPS = 60;
/** A bound that moves by less is left, so that sweeps that only creep come to an end. */
const LEAST_MOVE = 1e-6;
const SLACK = 1e-9;

/**
 * Tightens `low` and `high` in place. Variables that are whole numbers have their bounds rounded inwards. Returns false
 * where nothing satisfies the constraints.
 */
export const propagateIntervals = (
  low: Float64Array,
  high: Float64Array,
  isWhole: Uint8Array,
  constraints: readonly LinearConstraint[],
): boolean => {
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let moved = false;
    for (const { variables, coefficients, low: least, high: most } of constraints) {
      let sumLow = 0;
      let sumHigh = 0;
      for (const [place, variable] of variables.entries()) {
        const coefficient = coefficients[place] as number;
        sumLow += coefficient * ((coefficient > 0 ? low[variable] : high[variable]) as number);
        sumHigh += coefficient * ((coefficient > 0 ? high[variable] : low[variable]) as number);
      }
      const size = 1 + Math.abs(sumLow) + Math.abs(sumHigh);
      if (sumLow > most + SLACK * size || sumHigh < least - SLACK * size) return false;
      for (const [place, variable] of variables.entries()) {
        const coefficient = coefficients[place] as number;
        const ownLow = low[variable] as number;
        const ownHigh = high[variable] as number;
        // What the others leave for this one.
        const restLow = sumLow - coefficient * (coefficient > 0 ? ownLow : ownHigh);
        const restHigh = sumHigh - coefficient * (coefficient > 0 ? ownHigh : ownLow);
        const one = (least - restHigh) / coefficient;
        const other = (most - restLow) / coefficient;
        let newLow = Math.max(ownLow, Math.min(one, other) - SLACK * size);
        let newHigh = Math.min(ownHigh, Math.max(one, other) + SLACK * size);
        if (isWhole[variable] === 1) {
          newLow = Math.ceil(newLow - 1e-6);
          newHigh = Math.floor(newHigh + 1e-6);
        }
        if (newLow > newHigh) {
          if (newLow - newHigh > SLACK * size || isWhole[variable] === 1) return false;
          newLow = newHigh;
        }
        if (newLow > ownLow + LEAST_MOVE || newHigh < ownHigh - LEAST_MOVE) {
          // The sums of this constraint are stale now but still hold; the next sweep sees the new bounds.
          low[variable] = newLow;
          high[variable] = newHigh;
          moved = true;
        }
      }
    }
    if (!moved) return true;
  }
  return true;
};
