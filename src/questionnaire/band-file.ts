import { z } from 'zod';
import type { Field, NodeReader } from './node-reader.ts';
import type { GeneralisationBand } from './questionnaire.ts';

/** `bands:` of numbers, written 18-34 or 65+, or of times, written 06:00-08:59. */

const NUMBER_BAND = /^(?<from>\d{1,9})(?:-(?<to>\d{1,9})|\+)$/;
const TIME_BAND = /^(?<from>\d{2}:\d{2})-(?<to>\d{2}:\d{2})$/;

/** Minutes since midnight of HH:MM; NaN where there is no such time. */
export const minutesOfTime = (time: string): number => {
  const [hours = NaN, minutes = NaN] = time.split(':').map(Number);
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : NaN;
};

const findBand = (text: string, holds: 'number' | 'time'): GeneralisationBand | undefined => {
  const parts = (holds === 'number' ? NUMBER_BAND : TIME_BAND).exec(text)?.groups;
  if (parts?.['from'] === undefined) return undefined;
  const place = holds === 'number' ? Number : minutesOfTime;
  const from = place(parts['from']);
  const to = parts['to'] === undefined ? null : place(parts['to']);
  return Number.isNaN(from) || Number.isNaN(to ?? 0) || (to !== null && to < from)
    ? undefined
    : { label: text, from, to };
};

/** The bands, ascending and without a gap between them; a fault for each that is not. */
export const readBands = (
  reader: NodeReader,
  field: Field,
  holds: 'number' | 'time',
): readonly GeneralisationBand[] => {
  const example = holds === 'number' ? '[0-17, 18-64, 65+]' : '[00:00-11:59, 12:00-23:59]';
  const bands: GeneralisationBand[] = [];
  for (const element of reader.readElements(field, '"bands"', `Write, for example, bands: ${example}.`)) {
    const text = reader.readValue(element, z.string(), `a band, as in ${example}`);
    if (text === undefined) continue;
    const band = findBand(text.replaceAll(/\s/g, ''), holds);
    if (band === undefined) {
      reader.error(
        element.at,
        `${JSON.stringify(text.slice(0, 40))} is not a band.`,
        `Write it as in ${example}.`,
      );
      continue;
    }
    const before = bands.at(-1);
    if (before !== undefined && (before.to === null || band.from !== before.to + 1)) {
      reader.error(
        element.at,
        `The band ${band.label} does not follow on ${before.label}.`,
        'Write the bands in order, each beginning where the one before it ends.',
      );
    }
    bands.push(band);
  }
  return bands;
};
