import { TRIP_KEYS } from '../../domain/trip-context.ts';
import type { Words } from '../words/shape.ts';

/** A trip in a few words: `Line 12, Centraal, 20 Nov 2026, morning`. */
export const tripInWords = (trip: Readonly<Record<string, string>>, words: Words): string => {
  const others = Object.keys(trip).filter((key) => !TRIP_KEYS.some((known) => known === key));
  const told = [...TRIP_KEYS, ...others].flatMap((key) => {
    const value = trip[key];
    if (value === undefined || value === '') return [];
    if (key === 'date') return [words.desk.day.shortDate(`${value}T12:00:00`)];
    return key === 'direction' || key === 'day-part' ? [value] : [`${words.print.keys[key] ?? key} ${value}`];
  });
  return told.length === 0 ? words.desk.batches.noTrip : told.join(', ');
};
