import type { Publication } from './publication-format.ts';

/** More waves than this make a trend unreadable. */
const LONGEST_SERIES = 8;

/**
 * One publication a wave, its last edition, in the order in which the waves were first published, up to `wave`; the wave
 * itself in the edition that is asked for.
 */
export const seriesUpTo = (
  publications: readonly Publication[],
  { wave, edition }: Pick<Publication, 'wave' | 'edition'>,
): Publication[] => {
  const waves = new Map<string, Publication>();
  for (const one of publications) {
    const isAsked = one.wave === wave && one.edition === edition;
    const known = waves.get(one.wave);
    const isLater = known === undefined || one.edition > known.edition;
    if (isAsked || (one.wave !== wave && isLater)) waves.set(one.wave, one);
  }
  const series = [...waves.values()];
  return series.slice(0, series.findIndex((one) => one.wave === wave) + 1).slice(-LONGEST_SERIES);
};
