/**
 * Least and greatest values of sums under linear constraints: the simplex method with bounds on every variable (Dantzig), on
 * a compact tableau. It is made for asking many things of the same constraints: each solution is where the next begins.
 */

/** low <= sum of coefficients times variables <= high. */
export interface LinearConstraint {
  readonly variables: readonly number[];
  readonly coefficients: readonly number[];
  readonly low: number;
  readonly high: number;
}

export type LinearOutcome = 'solved' | 'contradiction' | 'gave-up';

const PIVOT_TOLERANCE = 1e-9;
const COST_TOLERANCE = 1e-9;
const FEASIBILITY = 1e-7;
/** Steps that change nothing, after which entering variables are taken in a fixed order, which cannot go round for ever. */
const STALLED_STEPS = 60;
const PIVOTS_BEFORE_REBUILD = 3000;
const DRIFT = 1e-6;

export class LinearProgram {
  /** The value of each variable and, after them, of each constraint's sum. */
  readonly values: Float64Array;
  readonly #variables: number;
  readonly #constraints: readonly LinearConstraint[];
  readonly #low: Float64Array;
  readonly #high: Float64Array;
  /** By row the basic, by column the nonbasic variable. */
  readonly #basic: Int32Array;
  readonly #nonbasic: Int32Array;
  /** Row by row: basic + sum of entry times nonbasic = constant. */
  readonly #tableau: Float64Array;
  readonly #costs: Float64Array;
  /** Of the row that is pivoted on: where it has entries, and these. */
  readonly #filled: Int32Array;
  readonly #entries: Float64Array;
  readonly #atHigh: Uint8Array;
  #pivots = 0;
  #feasible = false;

  /** All bounds are finite. */
  constructor(low: ArrayLike<number>, high: ArrayLike<number>, constraints: readonly LinearConstraint[]) {
    const variables = low.length;
    this.#variables = variables;
    this.#constraints = constraints;
    const all = variables + constraints.length;
    this.#low = new Float64Array(all);
    this.#high = new Float64Array(all);
    this.#low.set(low);
    this.#high.set(high);
    for (const [place, constraint] of constraints.entries()) {
      this.#low[variables + place] = constraint.low;
      this.#high[variables + place] = constraint.high;
    }
    this.values = new Float64Array(all);
    this.#basic = new Int32Array(constraints.length);
    this.#nonbasic = new Int32Array(variables);
    this.#tableau = new Float64Array(constraints.length * variables);
    this.#costs = new Float64Array(variables);
    this.#filled = new Int32Array(variables);
    this.#entries = new Float64Array(variables);
    this.#atHigh = new Uint8Array(all);
    this.#rebuild();
  }

  /** Makes the sum of `coefficients` times variables as small as it can be; its value is then in `values`. */
  minimise(variables: readonly number[], coefficients: readonly number[]): LinearOutcome {
    for (let attempt = 0; attempt < 2; attempt++) {
      if (this.#pivots > PIVOTS_BEFORE_REBUILD) this.#rebuild();
      if (!this.#feasible) {
        const found = this.#findFeasible();
        if (found !== 'solved') return found;
        this.#feasible = true;
      }
      const cost = new Float64Array(this.values.length);
      for (const [place, variable] of variables.entries()) {
        cost[variable] = (cost[variable] as number) + (coefficients[place] as number);
      }
      const outcome = this.#descend(cost);
      if (outcome !== 'solved') return outcome;
      if (this.#drift() <= DRIFT) return 'solved';
      this.#rebuild();
    }
    return 'gave-up';
  }

  boundsOf(variable: number): readonly [low: number, high: number] {
    return [this.#low[variable] as number, this.#high[variable] as number];
  }

  /** Changes the bounds of a variable; what was solved is where the next begins all the same. */
  bound(variable: number, low: number, high: number): void {
    this.#low[variable] = low;
    this.#high[variable] = high;
    this.#feasible = false;
    const column = this.#nonbasic.indexOf(variable);
    if (column < 0) return;
    const to = this.#atHigh[variable] === 1 ? high : low;
    const change = to - (this.values[variable] as number);
    this.values[variable] = to;
    if (change === 0) return;
    for (let row = 0; row < this.#basic.length; row++) {
      const basic = this.#basic[row] as number;
      const entry = this.#tableau[row * this.#variables + column] as number;
      this.values[basic] = (this.values[basic] as number) - entry * change;
    }
  }

  #rebuild(): void {
    const columns = this.#variables;
    this.#tableau.fill(0);
    this.#atHigh.fill(0);
    for (let variable = 0; variable < columns; variable++) {
      this.#nonbasic[variable] = variable;
      this.values[variable] = this.#low[variable] as number;
    }
    for (const [row, { variables, coefficients }] of this.#constraints.entries()) {
      this.#basic[row] = columns + row;
      let sum = 0;
      for (const [place, variable] of variables.entries()) {
        const at = row * columns + variable;
        this.#tableau[at] = (this.#tableau[at] as number) - (coefficients[place] as number);
        sum += (coefficients[place] as number) * (this.values[variable] as number);
      }
      this.values[columns + row] = sum;
    }
    this.#pivots = 0;
    this.#feasible = false;
  }

  /** How far the values are from the constraints themselves, after many pivots. */
  #drift(): number {
    let worst = 0;
    for (const [row, { variables, coefficients }] of this.#constraints.entries()) {
      let sum = 0;
      let size = 1;
      for (const [place, variable] of variables.entries()) {
        const part = (coefficients[place] as number) * (this.values[variable] as number);
        sum += part;
        size += Math.abs(part);
      }
      worst = Math.max(worst, Math.abs(sum - (this.values[this.#variables + row] as number)) / size);
    }
    return worst;
  }

  #violation(variable: number): number {
    const value = this.values[variable] as number;
    const low = this.#low[variable] as number;
    const high = this.#high[variable] as number;
    if (value < low - FEASIBILITY) return value - low;
    return value > high + FEASIBILITY ? value - high : 0;
  }

  /** Costs of the nonbasic variables for these costs of all. */
  #price(cost: Float64Array): void {
    const columns = this.#variables;
    for (let column = 0; column < columns; column++) {
      this.#costs[column] = cost[this.#nonbasic[column] as number] as number;
    }
    for (let row = 0; row < this.#basic.length; row++) {
      const basicCost = cost[this.#basic[row] as number] as number;
      if (basicCost === 0) continue;
      const start = row * columns;
      for (let column = 0; column < columns; column++) {
        this.#costs[column] =
          (this.#costs[column] as number) - basicCost * (this.#tableau[start + column] as number);
      }
    }
  }

  #chooseEntering(inOrder: boolean): number {
    let chosen = -1;
    let best = COST_TOLERANCE;
    let least = Infinity;
    for (let column = 0; column < this.#variables; column++) {
      const variable = this.#nonbasic[column] as number;
      if ((this.#high[variable] as number) - (this.#low[variable] as number) <= 0) continue;
      const cost = this.#costs[column] as number;
      const gain = this.#atHigh[variable] === 1 ? cost : -cost;
      if (gain <= COST_TOLERANCE) continue;
      if (inOrder ? variable < least : gain > best) {
        chosen = column;
        best = gain;
        least = variable;
      }
    }
    return chosen;
  }

  /**
   * Moves the variable of `column` from its bound as far as the others allow. A basic variable that is out of its bounds
   * stops it only where it comes back into them. Returns the length of the step, or -1 where nothing limits it.
   */
  #step(column: number, inOrder: boolean): number {
    const columns = this.#variables;
    const entering = this.#nonbasic[column] as number;
    const direction = this.#atHigh[entering] === 1 ? -1 : 1;
    let limit = (this.#high[entering] as number) - (this.#low[entering] as number);
    let leavingRow = -1;
    let leavesHigh = false;
    let pivotSize = 0;
    for (let row = 0; row < this.#basic.length; row++) {
      const entry = this.#tableau[row * columns + column] as number;
      if (Math.abs(entry) <= PIVOT_TOLERANCE) continue;
      const rate = -entry * direction;
      const variable = this.#basic[row] as number;
      const value = this.values[variable] as number;
      const low = this.#low[variable] as number;
      const high = this.#high[variable] as number;
      let bound: number;
      if (rate > 0) {
        if (value > high + FEASIBILITY) continue;
        bound = value < low - FEASIBILITY ? low : high;
      } else {
        if (value < low - FEASIBILITY) continue;
        bound = value > high + FEASIBILITY ? high : low;
      }
      const room = Math.max(0, (bound - value) / rate);
      const isTie = Math.abs(room - limit) <= 1e-12;
      const better =
        room < limit - 1e-12 ||
        (isTie &&
          leavingRow >= 0 &&
          (inOrder ? variable < (this.#basic[leavingRow] as number) : Math.abs(entry) > pivotSize));
      if (!better) continue;
      limit = Math.min(limit, room);
      leavingRow = row;
      leavesHigh = bound === high;
      pivotSize = Math.abs(entry);
    }
    if (!Number.isFinite(limit)) return -1;
    const change = limit * direction;
    if (change !== 0) {
      for (let row = 0; row < this.#basic.length; row++) {
        const entry = this.#tableau[row * columns + column] as number;
        if (entry === 0) continue;
        const variable = this.#basic[row] as number;
        this.values[variable] = (this.values[variable] as number) - entry * change;
      }
      this.values[entering] = (this.values[entering] as number) + change;
    }
    if (leavingRow < 0) {
      this.#atHigh[entering] = 1 - (this.#atHigh[entering] as number);
      this.values[entering] = (
        this.#atHigh[entering] === 1 ? this.#high[entering] : this.#low[entering]
      ) as number;
      return limit;
    }
    const leaving = this.#basic[leavingRow] as number;
    this.#atHigh[leaving] = leavesHigh ? 1 : 0;
    this.values[leaving] = (leavesHigh ? this.#high[leaving] : this.#low[leaving]) as number;
    this.#pivot(leavingRow, column);
    this.#basic[leavingRow] = entering;
    this.#nonbasic[column] = leaving;
    return limit;
  }

  #pivot(row: number, column: number): void {
    const columns = this.#variables;
    const tableau = this.#tableau;
    const filled = this.#filled;
    const entries = this.#entries;
    const start = row * columns;
    const pivot = tableau[start + column] as number;
    let count = 0;
    for (let at = 0; at < columns; at++) {
      const entry = tableau[start + at] as number;
      if (entry === 0) continue;
      if (Math.abs(entry) < 1e-13) {
        tableau[start + at] = 0;
        continue;
      }
      if (at === column) continue;
      const scaled = entry / pivot;
      tableau[start + at] = scaled;
      filled[count] = at;
      entries[count++] = scaled;
    }
    tableau[start + column] = 1 / pivot;
    const rows = this.#basic.length;
    for (let other = 0; other < rows; other++) {
      if (other === row) continue;
      const from = other * columns;
      const factor = tableau[from + column] as number;
      if (factor === 0) continue;
      for (let place = 0; place < count; place++) {
        const at = from + (filled[place] as number);
        tableau[at] = (tableau[at] as number) - factor * (entries[place] as number);
      }
      tableau[from + column] = -factor / pivot;
    }
    const cost = this.#costs[column] as number;
    if (cost !== 0) {
      for (let place = 0; place < count; place++) {
        const at = filled[place] as number;
        this.#costs[at] = (this.#costs[at] as number) - cost * (entries[place] as number);
      }
      this.#costs[column] = -cost / pivot;
    }
    this.#pivots++;
  }

  #limit(): number {
    return 50 * (this.#variables + this.#basic.length) + 1000;
  }

  /** Brings the basic variables within their bounds by making what they are out of them small. */
  #findFeasible(): LinearOutcome {
    const cost = new Float64Array(this.values.length);
    let stalled = 0;
    for (let turn = this.#limit(); turn > 0; turn--) {
      cost.fill(0);
      let violated = false;
      for (const variable of this.#basic) {
        const violation = this.#violation(variable);
        if (violation === 0) continue;
        cost[variable] = Math.sign(violation);
        violated = true;
      }
      if (!violated) return 'solved';
      this.#price(cost);
      const inOrder = stalled > STALLED_STEPS;
      const column = this.#chooseEntering(inOrder);
      if (column < 0) return 'contradiction';
      const length = this.#step(column, inOrder);
      if (length < 0) return 'gave-up';
      stalled = length > 1e-11 ? 0 : stalled + 1;
    }
    return 'gave-up';
  }

  #descend(cost: Float64Array): LinearOutcome {
    this.#price(cost);
    let stalled = 0;
    for (let turn = this.#limit(); turn > 0; turn--) {
      const inOrder = stalled > STALLED_STEPS;
      const column = this.#chooseEntering(inOrder);
      if (column < 0) return 'solved';
      const length = this.#step(column, inOrder);
      if (length < 0) return 'gave-up';
      stalled = length > 1e-11 ? 0 : stalled + 1;
    }
    return 'gave-up';
  }
}
