/** What the attacker writes down: unknowns with what they can be, and what is said of their sums. */
import type { LinearConstraint } from './linear-program.ts';

/** Unknowns with their coefficients. */
export type Sum = ReadonlyMap<number, number>;

/** One figure that was withheld. */
export interface HiddenFigure {
  readonly item: string;
  /** Null for everybody. */
  readonly breakdown: string | null;
  /** A group's code; null for everybody, or with `unknown` for people of unknown groups. */
  readonly group: string | null;
  /** The code of an answer, or what else is hidden. */
  readonly what: { readonly answer: string } | 'base' | 'top' | 'not-top';
  /** The unknowns that it is the sum of, each times its coefficient. */
  readonly sum: Sum;
  /** How much weight one person of the group has at most, as far as bases tell; 1 without weights. */
  readonly personWeight: number;
}

/** Sums added, each times a factor. */
export const addSums = (parts: readonly (readonly [sum: Sum, factor: number])[]): Sum => {
  const all = new Map<number, number>();
  for (const [sum, factor] of parts) {
    for (const [variable, coefficient] of sum) {
      all.set(variable, (all.get(variable) ?? 0) + factor * coefficient);
    }
  }
  return all;
};

export const just = (variable: number): Sum => new Map([[variable, 1]]);

export class Notebook {
  readonly low: number[] = [];
  readonly high: number[] = [];
  readonly isWhole: number[] = [];
  readonly constraints: LinearConstraint[] = [];
  readonly #hidden = new Map<string, HiddenFigure>();
  readonly #shown = new Set<string>();
  readonly #names = new Map<string, number>();

  /** The unknown of this name; the first to name it says what it can be. */
  unknown(name: string, most: number, isWhole: boolean, least = 0): number {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const variable = this.low.length;
    this.low.push(least);
    this.high.push(most);
    this.isWhole.push(isWhole ? 1 : 0);
    this.#names.set(name, variable);
    return variable;
  }

  /** Figures that are a plain sum of these unknowns: withheld in this edition, or shown. */
  note(figure: HiddenFigure, isShown: boolean): void {
    const key = JSON.stringify([figure.breakdown, ...figure.sum]);
    if (isShown) this.#shown.add(key);
    else this.#hidden.set(key, figure);
  }

  /** What each unknown is called, in their order. */
  get names(): readonly string[] {
    return [...this.#names.keys()];
  }

  /** What no edition shows. */
  get hidden(): readonly HiddenFigure[] {
    return [...this.#hidden].filter(([key]) => !this.#shown.has(key)).map(([, figure]) => figure);
  }

  bound(variable: number, low: number, high: number): void {
    this.low[variable] = Math.max(this.low[variable] as number, low);
    this.high[variable] = Math.min(this.high[variable] as number, high);
  }

  constrain(terms: Sum, low: number, high: number): void {
    const present = [...terms].filter(([, coefficient]) => coefficient !== 0);
    this.constraints.push({
      variables: present.map(([variable]) => variable),
      coefficients: present.map(([, coefficient]) => coefficient),
      low,
      high,
    });
  }
}
