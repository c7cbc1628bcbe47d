import { expect, it } from 'vitest';
import { importanceOf } from '../../src/results/importance.ts';
import type { ItemColumn } from '../../src/results/wave-columns.ts';

const column = (values: readonly number[]): ItemColumn => ({
  plan: { variable: 'mark' },
  label: {},
  part: null,
  isFlag: false,
  categories: [1, 2, 3, 4, 5].map((score) => ({ code: String(score), label: {}, score })),
  // What is no category has no score.
  values: Int16Array.from(values, (value) => value - 1),
});

it('is the correlation of the marks, to one decimal', () => {
  const overall = column([1, 2, 3, 4, 5, 3]);
  expect(importanceOf(overall, overall, null, 1)).toBe(1);
  expect(importanceOf(column([5, 4, 3, 2, 1, 3]), overall, null, 1)).toBe(-1);
  // By hand: the sum of products is 7, of squares 10 each.
  expect(importanceOf(column([2, 1, 4, 3, 5, 3]), overall, null, 1)).toBe(0.8);
});

it('counts only who gave both marks, by their weight', () => {
  const overall = column([1, 5, 9, 1]);
  const item = column([1, 5, 3, 9]);
  expect(importanceOf(item, overall, null, 2)).toBe(1);
  const [a, b] = [column([1, 5, 1, 5]), column([1, 5, 5, 1])];
  expect(importanceOf(a, b, null, 1)).toBe(0);
  expect(importanceOf(a, b, Float64Array.of(2, 2, 0.0001, 0.0001), 1)).toBe(1);
});

it('is not told of few people, or where everybody says the same', () => {
  const overall = column([1, 2, 3, 4]);
  expect(importanceOf(overall, overall, null, 5)).toBeNull();
  expect(importanceOf(column([3, 3, 3, 3]), overall, null, 1)).toBeNull();
});
