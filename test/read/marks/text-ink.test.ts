import { expect, test } from 'vitest';
import { readTextField, writtenLengthMm } from '../../../src/read/marks/text-ink.ts';
import type { PageView } from '../../../src/read/page-view.ts';

const PX_PER_MM = 8;
const RECT = { x: 5, y: 5, width: 60, height: 20 };

/** A page with a printed frame and two ruled lines; `strokes` are drawn on it, 3 px wide. */
const draw = (
  strokes: readonly (readonly [number, number, number, number])[],
  darkness: number,
): PageView => {
  const width = 70 * PX_PER_MM;
  const height = 30 * PX_PER_MM;
  const data = new Uint8Array(width * height).fill(240);
  const line = (x0: number, y0: number, x1: number, y1: number, level: number, thick: number): void => {
    const steps = Math.ceil(Math.hypot(x1 - x0, y1 - y0) * PX_PER_MM * 2);
    for (let i = 0; i <= steps; i++) {
      const x = Math.round((x0 + ((x1 - x0) * i) / steps) * PX_PER_MM);
      const y = Math.round((y0 + ((y1 - y0) * i) / steps) * PX_PER_MM);
      for (let dy = 0; dy < thick; dy++)
        for (let dx = 0; dx < thick; dx++) data[(y + dy) * width + x + dx] = level;
    }
  };
  const { x, y, width: across, height: down } = RECT;
  for (const at of [y, y + 8, y + 16, y + down]) line(x, at, x + across, at, 60, 2);
  for (const at of [x, x + across]) line(at, y, at, y + down, 60, 2);
  for (const [x0, y0, x1, y1] of strokes) line(x0, y0, x1, y1, 240 - 210 * darkness, 3);
  return {
    image: { data, width, height },
    pageMmToScanPx: [PX_PER_MM, 0, 0, 0, PX_PER_MM, 0, 0, 0, 1],
    pxPerMm: PX_PER_MM,
    paperLevel: 240,
    inkLevel: 30,
    residualMm: 0,
    reference: null,
  };
};

test('ruled lines, specks and a pale haze are not writing', () => {
  expect(readTextField(draw([], 1), [RECT])).toMatchObject({ state: 'blank', value: null, review: false });
  expect(readTextField(draw([[20, 9, 20.1, 9]], 1), [RECT]).state).toBe('blank');
  expect(readTextField(draw([[20, 9, 26, 12]], 0.08), [RECT]).state).toBe('blank');
});

test.each([1, 0.6, 0.3])('strokes of darkness %d are writing, across a ruled line too', (darkness) => {
  const view = draw(
    [
      [20, 9, 22, 15],
      [22, 15, 24, 9],
    ],
    darkness,
  );
  expect(writtenLengthMm(view, RECT)).toBeGreaterThan(4);
  expect(readTextField(view, [RECT])).toMatchObject({
    state: 'unclear',
    value: null,
    review: true,
    reasons: ['text-to-transcribe'],
  });
});

test('a word whose letters a felt pen ran into each other is writing, however long and low it is', () => {
  // To and fro over seven millimetres, closer than the pen is wide.
  const word = Array.from({ length: 24 }, (_, at): [number, number, number, number] => {
    const x = 12 + at * 0.3;
    const [from, to] = at % 2 === 0 ? [10.5, 12] : [12, 10.5];
    return [x, from, x + 0.3, to];
  });
  expect(readTextField(draw(word, 0.9), [RECT]).review).toBe(true);
});
