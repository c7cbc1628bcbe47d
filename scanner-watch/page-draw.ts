import type { PageReading } from '../src/read/reader.ts';
import { chanceOf, luckOf, stratumOf, type DrawnOfPage, type Sampling } from '../src/store/quality-draw.ts';

/**
 * Draws which accepted fields a person reads again, while the page is read, so that their pictures are cut from it then. The same
 * field of the same copy has the same luck however often it is read, so that nobody can have it drawn until it suits.
 */
export const createPageDraw = (
  { key, surveys }: Sampling,
  /** Names the file, for pages whose copy is not known while they are read. */
  file: string,
): ((reading: PageReading) => DrawnOfPage) => {
  const seenHere = new Map<string, number>();
  return ({ survey, copy, pageIndex, fields }) => {
    const drawn = new Map<string, number>();
    const known = survey === null ? undefined : surveys[survey];
    if (survey === null || known === undefined || known.share === 0) return drawn;
    for (const [variable, { review, mark }] of Object.entries(fields)) {
      if (review || mark === undefined) continue;
      const stratum = stratumOf(variable, mark);
      const name = `${survey} ${stratum}`;
      const here = seenHere.get(name) ?? 0;
      seenHere.set(name, here + 1);
      const chance = chanceOf(known.share, (known.seen[stratum] ?? 0) + here);
      if (luckOf(key, 'reading', copy ?? `${file} ${pageIndex}`, variable) < chance)
        drawn.set(variable, chance);
    }
    return drawn;
  };
};
