import { describe, expect, it } from 'vitest';
import { findNearestWord } from '../../src/questionnaire/spelling.ts';

const keys = ['question', 'variable', 'options', 'no-opinion', 'goto', 'low'];

describe('the nearest word', () => {
  it.each([
    ['qeustion', 'question'],
    ['Question', 'question'],
    ['option', 'options'],
    ['no_opinion', 'no-opinion'],
    ['go-to', 'goto'],
    ['varaible', 'variable'],
  ])('to %s is %s', (written, meant) => {
    expect(findNearestWord(written, keys)).toBe(meant);
  });

  it.each(['x', 'colour', 'background', 'a'.repeat(1000)])('to %s is none', (written) => {
    expect(findNearestWord(written, keys)).toBeUndefined();
  });
});
