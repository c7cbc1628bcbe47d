import { expect, test } from 'vitest';
import { readFields } from '../../../src/read/marks/read-fields.ts';
import type { DrawnMark } from '../../../src/read/marks/training/drawn-strokes.ts';
import { CLEAN, drawFields } from './drawn-fields.ts';

const marksSeen = (mark: DrawnMark | null, cancelled: DrawnMark | null = null): string[] =>
  [11, 12, 13].flatMap((seed) => {
    const entries = Array.from({ length: 10 }, (_, at) => ({
      ...(mark === null ? {} : { [at % 5]: mark }),
      ...(cancelled === null ? {} : { [(at + 2) % 5]: cancelled }),
    }));
    const { view, page } = drawFields(seed, CLEAN, entries, 'gel');
    return Object.values(readFields(view, page))
      .filter(({ review }) => !review)
      .map(({ mark: seen = '' }) => seen);
  });
const shareOf = (seen: readonly string[], mark: string): number =>
  seen.filter((one) => one === mark).length / seen.length;

test.each([
  ['cross', 'cross'],
  ['tick', 'tick'],
  ['slash', 'tick'],
  ['fill', 'fill'],
] as const)('a %s is kept as %s, at least 7 times in 10', (drawn, kept) => {
  expect(shareOf(marksSeen(drawn), kept)).toBeGreaterThanOrEqual(0.7);
});

test('a field left alone is kept as none, a cancelled box beside a cross as corrected', () => {
  expect(shareOf(marksSeen(null), 'none')).toBe(1);
  expect(shareOf(marksSeen('cross', 'blacken'), 'corrected')).toBeGreaterThanOrEqual(0.8);
});
