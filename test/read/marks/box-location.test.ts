import fc from 'fast-check';
import { expect, test } from 'vitest';
import { centreOfRectMm } from '../../../src/domain/geometry.ts';
import { locateBoxes } from '../../../src/read/marks/box-location.ts';
import { drawConditions } from '../../../src/read/marks/training/drawn-page.ts';
import { Dice, type DrawnMark } from '../../../src/read/marks/training/drawn-strokes.ts';
import { projectMm } from '../../../src/read/page-view.ts';
import { CLEAN, drawFields } from './drawn-fields.ts';

const boxesOf = (drawn: ReturnType<typeof drawFields>) =>
  drawn.page.fields.flatMap((field) => (field.kind === 'choice' ? field.boxes : []));

/** How far each box was found from where it truly is, in mm. */
const missesMm = (drawn: ReturnType<typeof drawFields>): number[] => {
  const rects = boxesOf(drawn).map(({ rectMm }) => rectMm);
  return locateBoxes(drawn.view, rects).boxes.map(({ shiftMm }, at) => {
    const middle = centreOfRectMm(rects[at]!);
    const found = projectMm(drawn.view.pageMmToScanPx, { x: middle.x + shiftMm.x, y: middle.y + shiftMm.y });
    const truly = drawn.truePx(middle);
    return Math.hypot(found.x - truly.x, found.y - truly.y) / drawn.view.pxPerMm;
  });
};

test('boxes are found to a tenth of a millimetre on curled, misplaced, noisy pages', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.boolean(), (seed, rough) => {
      const dice = new Dice(seed);
      const conditions = { ...drawConditions(dice, rough), placementErrorMm: 0.3 };
      const marks: readonly DrawnMark[] = ['nothing', 'cross', 'blacken', 'nothing', 'thick-cross'];
      const entries = Array.from({ length: 9 }, (_, row) => ({ [row % 5]: marks[row % 5]! }));
      const misses = missesMm(drawFields(seed, conditions, entries)).sort((one, other) => one - other);
      expect(misses[Math.floor(misses.length * 0.5)]!).toBeLessThan(0.1);
      expect(misses[Math.floor(misses.length * 0.9)]!).toBeLessThan(0.2);
      // Nothing but its neighbours can place a blackened box on a curled page.
      expect(misses.at(-1)!).toBeLessThan(0.7);
    }),
    { numRuns: 20, seed: 3 },
  );
});

test('a scribbled-over box is put where its neighbours say', () => {
  const entries = Array.from({ length: 6 }, (_, row) => (row === 3 ? { 2: 'scratch-out' as const } : {}));
  for (const seed of [21, 22, 23]) {
    const drawn = drawFields(seed, { ...CLEAN, curlMm: 0.3, placementErrorMm: 0.2 }, entries, 'felt');
    expect(missesMm(drawn)[3 * 5 + 2]!).toBeLessThan(0.2);
  }
});

test('the printed line is measured on a page that lies exactly on the pixels', () => {
  // Every box found at the same part of a pixel once left half of the measurements empty, and the line without width.
  const drawn = drawFields(
    31,
    { ...CLEAN, dpi: 203.2, skewDeg: 0, curlMm: 0, placementErrorMm: 0, jpegQuality: null, noise: 0 },
    [{}, {}, {}, {}],
  );
  const { frame } = locateBoxes(
    drawn.view,
    boxesOf(drawn).map(({ rectMm }) => rectMm),
  );
  expect(frame.innerReachMm).toBeGreaterThan(0.1);
  expect(frame.outerReachMm).toBeGreaterThan(0.1);
  expect(frame.innerReachMm).toBeLessThan(0.5);
});

test('paper that curls by more than boxes are searched for is followed', () => {
  const entries = Array.from({ length: 10 }, (_, row) => ({ [row % 5]: 'cross' as const }));
  for (const seed of [41, 42, 43, 46]) {
    const drawn = drawFields(seed, { ...CLEAN, dpi: 200, curlMm: 2 }, entries);
    const misses = missesMm(drawn).sort((one, other) => one - other);
    expect(misses[Math.floor(misses.length * 0.9)]!, `seed ${seed}`).toBeLessThan(0.2);
  }
});

test('a quick look finds boxes nearly as well, and a close one as well', () => {
  const drawn = drawFields(
    51,
    CLEAN,
    Array.from({ length: 8 }, (_, row) => ({ [row % 5]: 'cross' as const })),
  );
  const rects = boxesOf(drawn).map(({ rectMm }) => rectMm);
  const close = locateBoxes(drawn.view, rects);
  const quick = locateBoxes(drawn.view, rects, true);
  close.boxes.forEach(({ shiftMm }, at) => {
    const glance = quick.boxes[at]!;
    expect(glance.patch.isQuick).toBe(true);
    expect(Math.hypot(glance.shiftMm.x - shiftMm.x, glance.shiftMm.y - shiftMm.y)).toBeLessThan(0.1);
    const sharpened = quick.sharpen(at);
    expect(sharpened.patch.isQuick).toBe(false);
    expect(Math.hypot(sharpened.shiftMm.x - shiftMm.x, sharpened.shiftMm.y - shiftMm.y)).toBeLessThan(0.04);
  });
});

test('a page without boxes has none', () => {
  const { view } = drawFields(1, CLEAN, [{}]);
  expect(locateBoxes(view, []).boxes).toEqual([]);
});
