/**
 * Exact intervals of shares (Clopper and Pearson 1934): no guess about how rare an event is, and right at 0 and at all.
 */

/** Lanczos' approximation with g = 7 and nine terms: fifteen digits for what is counted here. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;

/** The logarithm of the gamma function of `x`, from 0.5 on. */
const logGamma = (x: number): number => {
  const base = x + 6.5;
  const sum = LANCZOS.reduce<number>((all, term, at) => all + (at === 0 ? term : term / (x + at - 1)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(sum);
};

/** Lentz's continued fraction of the incomplete beta function; converges fast for x below (a + 1) / (a + b + 2). */
const betaFraction = (x: number, a: number, b: number): number => {
  const awayFromZero = (value: number): number => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    let change = 1;
    for (const term of [even, odd]) {
      d = 1 / awayFromZero(1 + term * d);
      c = awayFromZero(1 + term / c);
      change = c * d;
      fraction *= change;
    }
    if (Math.abs(change - 1) < 1e-14) break;
  }
  return fraction;
};

/** The regularised incomplete beta function: the chance that a beta(a, b) is `x` or less. */
const betaBelow = (x: number, a: number, b: number): number => {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b)) / a
    : 1 - (front * betaFraction(1 - x, b, a)) / b;
};

const betaQuantile = (chance: number, a: number, b: number): number => {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 200 && high - low > 1e-15; step++) {
    const middle = (low + high) / 2;
    if (betaBelow(middle, a, b) < chance) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

/**
 * The 95 % interval of the share that `events` of `of` were drawn from, in 0..1. It takes the draws as independent; the
 * fields of one copy come from one hand, so that it is a little too narrow for them.
 */
export const shareInterval = (events: number, of: number): readonly [number, number] => [
  events === 0 ? 0 : betaQuantile(0.025, events, of - events + 1),
  events >= of ? 1 : betaQuantile(0.975, events + 1, of - events),
];

/** The chance of more than `events` among `of` where each comes with chance `rate`. */
export const chanceOfMore = (events: number, of: number, rate: number): number =>
  events >= of ? 0 : betaBelow(rate, events + 1, of - events);
