import { expect, test } from 'vitest';
import { cropField } from '../../src/read/crop-field.ts';
import { viewAgain } from '../../src/read/page-view.ts';
import { drawPage, fillRect, flatMap, scanDrawing, SYNTHETIC_LAYOUT } from './synthetic-page.ts';

const [PAGE] = SYNTHETIC_LAYOUT.pages;

test.each([0, 90, 183])(
  'a crop is upright and says where its boxes are, scan turned by %i degrees',
  (turn) => {
    const field = PAGE?.fields.find((candidate) => candidate.kind === 'choice');
    if (field === undefined || field.kind !== 'choice')
      throw new Error('the synthetic page has a choice field');
    const drawing = drawPage();
    const third = field.boxes[2];
    if (third === undefined) throw new Error('the field has five boxes');
    fillRect(drawing, third.rectMm);
    const { map, width, height } = flatMap(SYNTHETIC_LAYOUT, 200, turn);
    const view = viewAgain(scanDrawing(drawing, map, width, height), map, SYNTHETIC_LAYOUT.paper);
    const { image, rectMm, boxes } = cropField(view, field, SYNTHETIC_LAYOUT.paper);
    expect(image.width).toBe(Math.round(rectMm.width * 8));
    expect(boxes.map((box) => box.code)).toEqual(['1', '2', '3', '4', '5']);
    const darkness = boxes.map(({ rectPx }) => {
      let sum = 0;
      let count = 0;
      for (let y = Math.ceil(rectPx.y + 8); y < rectPx.y + rectPx.height - 8; y++) {
        for (let x = Math.ceil(rectPx.x + 8); x < rectPx.x + rectPx.width - 8; x++, count++) {
          sum += image.data[y * image.width + x] ?? 0;
        }
      }
      return Math.round(sum / count / 10) * 10;
    });
    expect(darkness).toEqual([250, 250, 30, 250, 250]);
  },
);

test('a crop ends at the edge of the paper', () => {
  const { map, width, height } = flatMap(SYNTHETIC_LAYOUT, 100, 0);
  const view = viewAgain(scanDrawing(drawPage(), map, width, height), map, SYNTHETIC_LAYOUT.paper);
  const rectMm = { x: 1, y: 290, width: 208, height: 5 };
  const crop = cropField(view, { variable: 't', kind: 'text', rectMm }, SYNTHETIC_LAYOUT.paper, {
    pxPerMm: 2,
    contextMm: 6,
  });
  expect(crop.rectMm).toEqual({ x: 0, y: 284, width: 210, height: 13 });
  expect(crop.boxes).toEqual([]);
});
