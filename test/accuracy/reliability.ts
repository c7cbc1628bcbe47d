/** A reading with the truth known. */
export interface Verdict {
  readonly confidence: number;
  readonly right: boolean;
}

const BANDS_FROM = [0, 0.5, 0.8, 0.9, 0.95, 0.97, 0.99, 0.995, 0.999];

/** For bands of confidence: how many, how sure they were on average, and how many were right. */
export const reliabilityTable = (verdicts: readonly Verdict[]): string => {
  const rows = BANDS_FROM.map((from, band) => {
    const to = BANDS_FROM[band + 1] ?? Infinity;
    const inBand = verdicts.filter(({ confidence }) => confidence >= from && confidence < to);
    if (inBand.length === 0) return `from ${from.toFixed(3)}        0`;
    const mean = inBand.reduce((sum, { confidence }) => sum + confidence, 0) / inBand.length;
    const right = inBand.filter((verdict) => verdict.right).length / inBand.length;
    const percent = (share: number): string => `${(100 * share).toFixed(2)} %`.padStart(9);
    return `from ${from.toFixed(3)} ${String(inBand.length).padStart(8)} ${percent(mean)} ${percent(right)}`;
  });
  return ['confidence         n said       right', ...rows].join('\n');
};
