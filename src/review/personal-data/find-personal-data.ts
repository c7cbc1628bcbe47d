import { findEmails, findPlates, findPostcodes } from './addresses.ts';
import type { Mark } from './mark.ts';
import { findNames, type NameOptions } from './names.ts';
import { findIbans, findNumbers } from './numbers.ts';
import { findStaffTrips } from './staff.ts';

/** Grows with every change to what is marked, so that what was looked at before is looked at again. */
export const DETECTOR_VERSION = 1;

const PLACEHOLDER_AROUND = /\[[a-z-]+\]/gu;

/**
 * What of a text may be personal, in order and without overlaps; where two overlap, the surer kind stands. It marks too
 * much rather than too little: a person decides. Pure; a text of 2,000 characters takes about a millisecond.
 */
export const findPersonalData = (text: string, options: NameOptions = {}): Mark[] => {
  const standing: Mark[] = [];
  const taken: { start: number; end: number }[] = [...text.matchAll(PLACEHOLDER_AROUND)].map(
    ({ 0: word, index }) => ({ start: index, end: index + word.length }),
  );
  // The surest first.
  const finders = [
    () => findIbans(text),
    () => findEmails(text),
    () => findNumbers(text),
    () => findPlates(text),
    () => findPostcodes(text),
    () => findStaffTrips(text),
    () => findNames(text, options),
  ];
  for (const find of finders) {
    for (const mark of find()) {
      if (taken.some(({ start, end }) => start < mark.end && mark.start < end)) continue;
      taken.push(mark);
      standing.push(mark);
    }
  }
  return standing.toSorted((one, other) => one.start - other.start);
};
