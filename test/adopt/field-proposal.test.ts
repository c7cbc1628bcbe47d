import { expect, test } from 'vitest';
import { proposeFields } from '../../src/adopt/field-proposal.ts';
import type { LayoutField } from '../../src/domain/layout.ts';
import type { RectMm } from '../../src/domain/geometry.ts';
import type { Drawing } from '../read/synthetic-page.ts';
import { drawBox, drawWords, emptyPage, toBlankPage } from './blank-page.ts';

const propose = async (drawing: Drawing, words = 'Some words'): Promise<readonly LayoutField[]> =>
  (await proposeFields([toBlankPage(drawing)], () => Promise.resolve(words))).get(1) ?? [];

const expectNear = (found: RectMm | undefined, drawn: RectMm): void => {
  for (const key of ['x', 'y', 'width', 'height'] as const) {
    expect(Math.abs((found?.[key] ?? NaN) - drawn[key])).toBeLessThan(0.2);
  }
};

const square = (x: number, y: number, side = 4): RectMm => ({ x, y, width: side, height: side });

test('takes a row of boxes with words to its left as one question, to a fifth of a millimetre', async () => {
  const drawing = emptyPage();
  const rows = [80, 90, 100].map((y) => [110, 122, 134, 146, 158].map((x) => square(x, y)));
  for (const row of rows) {
    drawWords(drawing, 25, row[0]!.y + 1, 50);
    for (const box of row) drawBox(drawing, box);
  }
  const fields = await propose(drawing);
  expect(fields.map((field) => field.variable)).toEqual(['some_words', 'some_words_2', 'some_words_3']);
  fields.forEach((field, at) => {
    if (field.kind !== 'choice') throw new Error('not a choice');
    expect(field.boxes.map(({ code }) => code)).toEqual(['1', '2', '3', '4', '5']);
    field.boxes.forEach((box, k) => expectNear(box.rectMm, rows[at]![k]!));
  });
});

test('takes a list in columns under one heading as one question, read along its rows', async () => {
  const drawing = emptyPage();
  drawWords(drawing, 20, 50, 70);
  for (const y of [58, 66]) {
    for (const x of [20, 80]) {
      drawBox(drawing, square(x, y));
      drawWords(drawing, x + 6, y + 0.8, 25);
    }
  }
  const [field, ...others] = await propose(drawing);
  expect(others).toEqual([]);
  if (field?.kind !== 'choice') throw new Error('not a choice');
  expect(field.boxes.map(({ rectMm }) => [Math.round(rectMm.x), Math.round(rectMm.y)])).toEqual([
    [20, 58],
    [80, 58],
    [20, 66],
    [80, 66],
  ]);
});

test('finds boxes with dotted lines', async () => {
  const drawing = emptyPage();
  const boxes = [100, 115, 130].map((x) => square(x, 70, 5));
  for (const box of boxes) drawBox(drawing, box, 0.3, 0.35);
  const [field] = await propose(drawing);
  if (field?.kind !== 'choice') throw new Error('not a choice');
  expect(field.boxes).toHaveLength(3);
});

test('takes a run of cells as a number and a long one as words', async () => {
  const drawing = emptyPage();
  for (let k = 0; k < 4; k++) drawBox(drawing, { x: 60 + k * 6, y: 60, width: 6, height: 7.5 });
  for (let k = 0; k < 14; k++) drawBox(drawing, { x: 40 + k * 6.5, y: 90, width: 6, height: 7.5 });
  const fields = await propose(drawing);
  expect(fields.map((field) => [field.kind, field.kind === 'choice' ? 0 : field.cells?.length])).toEqual([
    ['digits', 4],
    ['text', 14],
  ]);
});

test('takes an empty frame and a ruled line as places to write, and a panel with words as none', async () => {
  const drawing = emptyPage();
  drawBox(drawing, { x: 30, y: 60, width: 120, height: 18 });
  drawBox(drawing, { x: 60, y: 120, width: 80, height: 0 });
  // A panel with words in it.
  drawBox(drawing, { x: 30, y: 150, width: 120, height: 40 });
  drawWords(drawing, 40, 165, 60);
  const fields = await propose(drawing);
  expect(fields.map((field) => field.kind)).toEqual(['text', 'text']);
  const [frame, line] = fields;
  if (frame?.kind !== 'text' || line?.kind !== 'text') throw new Error('not texts');
  expectNear(frame.rectMm, { x: 30, y: 60, width: 120, height: 18 });
  expect(line.rectMm?.y).toBeGreaterThan(110);
  expect(line.rectMm?.width).toBeCloseTo(80.3, 0);
});

test('finds nothing on bare paper and in writing', async () => {
  const drawing = emptyPage();
  expect(await propose(drawing)).toEqual([]);
  for (let y = 40; y < 250; y += 6) drawWords(drawing, 20, y, 160);
  expect(await propose(drawing)).toEqual([]);
});

test('a box that stands alone is ticked or not, and words that ask for more answers allow them', async () => {
  const drawing = emptyPage();
  drawBox(drawing, square(40, 60));
  drawWords(drawing, 46, 61, 30);
  const [alone] = await propose(drawing);
  expect(alone).toMatchObject({ kind: 'choice', multiple: true });
  for (const y of [100, 108, 116]) {
    drawBox(drawing, square(40, y));
    drawWords(drawing, 46, y + 1, 30);
  }
  drawWords(drawing, 40, 93, 60);
  const [, list] = await propose(drawing, 'Meer antwoorden mogelijk');
  expect(list).toMatchObject({ kind: 'choice', multiple: true });
});
