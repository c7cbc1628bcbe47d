/**
 * How a field was answered, as coarsely as the reader can tell cheaply: figures of quality are given by it.
 * none       nothing is marked or written;
 * cross      strokes both ways;
 * tick       strokes one way: a tick or a slash;
 * fill       a box made black;
 * circle     a line around a box;
 * corrected  a box made black to cancel it, and another one marked;
 * digits     digits in cells;
 * other      anything else, several kinds in one field among it.
 */
export const SEEN_MARKS = [
  'cross',
  'tick',
  'fill',
  'circle',
  'corrected',
  'digits',
  'none',
  'other',
] as const;
export type SeenMark = (typeof SEEN_MARKS)[number];
