/** Uniform in [0, 1), the same sequence for the same seed (xorshift of 32 bits, Marsaglia 2003). */
export interface SeededRandom {
  next(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** A whole number from 0 to below `count`. */
  index(count: number): number;
  /** Normal with mean 0 and standard deviation 1. */
  normal(): number;
}

export const seededRandom = (seed: number): SeededRandom => {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
  for (let i = 0; i < 8; i++) next();
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    index: (count) => Math.min(count - 1, Math.floor(next() * count)),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
};
