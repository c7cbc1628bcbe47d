/** Student's t distribution: how wide an interval is when its standard error comes from few clusters. */

/** ln of the gamma function for x > 0, by Stirling's series after shifting x above 10; error below 1e-12. */
const logGamma = (x: number): number => {
  let shift = 0;
  let y = x;
  while (y < 10) {
    shift -= Math.log(y);
    y++;
  }
  const z = 1 / (y * y);
  const series = (1 / 12 - z * (1 / 360 - z * (1 / 1260 - z * (1 / 1680 - z / 1188)))) / y;
  return shift + (y - 0.5) * Math.log(y) - y + 0.5 * Math.log(2 * Math.PI) + series;
};

/** The regularised incomplete beta function by its continued fraction, evaluated from the front (Lentz). */
const incompleteBeta = (x: number, a: number, b: number): number => {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const tiny = 1e-300;
  const atLeast = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  const front = Math.exp(
    a * Math.log(x) + b * Math.log(1 - x) + logGamma(a + b) - logGamma(a) - logGamma(b) - Math.log(a),
  );
  let c = 1;
  let d = 1 / atLeast(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / atLeast(1 + even * d);
    c = atLeast(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / atLeast(1 + odd * d);
    c = atLeast(1 + odd / c);
    const step = d * c;
    fraction *= step;
    if (Math.abs(step - 1) < 1e-14) break;
  }
  return front * fraction;
};

/** The chance that |T| is above `t` with `df` degrees of freedom. */
export const twoSidedTail = (t: number, df: number): number => incompleteBeta(df / (df + t * t), df / 2, 0.5);

const known = new Map<number, number>();

/** The t beyond which 5 % lies, both sides together; Infinity without a degree of freedom. */
export const tQuantile95 = (degreesOfFreedom: number): number => {
  if (degreesOfFreedom < 1) return Infinity;
  // Above a million the normal distribution's 1.95996 in all digits that count.
  const df = Math.min(degreesOfFreedom, 1e6);
  const before = known.get(df);
  if (before !== undefined) return before;
  let low = 1.9;
  let high = 12.8;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (twoSidedTail(middle, df) > 0.05) low = middle;
    else high = middle;
  }
  known.set(df, high);
  return high;
};

/** The z beyond which 5 % of the normal distribution lies, both sides together. */
export const Z_95 = 1.959963984540054;
