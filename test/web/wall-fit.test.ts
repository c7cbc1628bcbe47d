import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ReviewTaskView } from '../../src/server/api.ts';
import { fitWall, windowsOf } from '../../src/web/review/wall-fit.ts';

/** Boxes of 4 mm at 8 pixels a millimetre, 5 mm of the page around them, at these places in mm. */
const viewOf = (places: readonly (readonly [number, number])[], labelMm = 0): ReviewTaskView => {
  const boxes = places.map(([x, y], place) => ({
    code: String(place + 1),
    x: (x + 5) * 8,
    y: (y + 5) * 8,
    width: 32,
    height: 32,
  }));
  return {
    id: 1,
    survey: 's',
    variable: 'v',
    language: 'nl',
    number: null,
    text: '',
    row: null,
    field: {
      kind: 'choice',
      multiple: false,
      shape: 'list',
      options: boxes.map(({ code }) => ({ code, label: code, exclusive: false })),
      lowLabel: null,
      highLabel: null,
    },
    suggestion: { state: 'answered', value: '1', confidence: 0.6 },
    alternatives: [],
    reasons: [],
    crop: {
      url: '',
      width: Math.max(...boxes.map(({ x }) => x)) + (4 + 5 + labelMm) * 8,
      height: Math.max(...boxes.map(({ y }) => y)) + 9 * 8,
      boxes,
    },
    skips: 0,
    offWall: false,
  };
};

const range = (count: number): number[] => Array.from({ length: count }, (_, place) => place);
const scale = viewOf(range(11).map((place) => [place * 8, 0]));
const list = viewOf(
  range(8).map((place) => [0, place * 7]),
  60,
);
const twoColumns = viewOf(
  range(6).map((place) => [place % 2 === 0 ? 0 : 80, Math.floor(place / 2) * 7]),
  60,
);
const OFFICE_ROOM = { width: 1326, height: 452 };

it('shows a scale in one piece, and of a list the boxes without the words', () => {
  expect(windowsOf(scale)).toHaveLength(1);
  const [column] = windowsOf(list);
  expect(column?.width).toBeLessThan((list.crop?.width ?? 0) / 3);
  expect(windowsOf(twoColumns)).toHaveLength(2);
});

it.each([
  ['a scale of eleven', scale],
  ['a list of eight', list],
  ['two columns of three', twoColumns],
])('puts 24 of %s or more on a small office screen, each box seen', (_name, view) => {
  const fit = fitWall(
    Array.from({ length: 48 }, () => view),
    OFFICE_ROOM,
  );
  expect(fit.count).toBeGreaterThanOrEqual(24);
  expect(fit.scale * 32).toBeGreaterThanOrEqual(12);
});

it('shows every box whole with paper round it, and never more than the room holds, for any form', () => {
  const places = fc.array(fc.tuple(fc.nat({ max: 150 }), fc.nat({ max: 120 })), {
    minLength: 1,
    maxLength: 14,
  });
  const room = fc.record({
    width: fc.integer({ min: 320, max: 2500 }),
    height: fc.integer({ min: 200, max: 1400 }),
  });
  fc.assert(
    fc.property(fc.array(places, { minLength: 1, maxLength: 48 }), room, (many, space) => {
      const views = many.map((one) => viewOf(one, 20));
      for (const view of views) {
        const windows = windowsOf(view);
        for (const box of view.crop?.boxes ?? []) {
          const holds = windows.some(
            ({ x, y, width, height }) =>
              x < box.x && y < box.y && x + width > box.x + box.width && y + height > box.y + box.height,
          );
          expect(holds).toBe(true);
        }
      }
      const fit = fitWall(views, space);
      expect(fit.count).toBeGreaterThanOrEqual(1);
      expect(fit.count).toBeLessThanOrEqual(Math.min(48, views.length));
      const rows = Math.ceil(fit.count / fit.columns);
      expect(fit.columns * fit.width).toBeLessThanOrEqual(space.width);
      expect(rows * fit.height).toBeLessThanOrEqual(space.height);
    }),
    { numRuns: 100 },
  );
});
