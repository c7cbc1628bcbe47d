import { expect, test } from 'vitest';
import { codesOf, createNameGiver, identifierOf } from '../../src/adopt/field-naming.ts';
import { fitPaper } from '../../src/adopt/paper-size.ts';

test.each([
  ['Hoe laat bent u ingestapt?', 'laat_ingestapt'],
  ['Geschlecht: männlich / weiblich', 'geschlecht_mannlich_weiblich'],
  ['How much do you spend on internet access?', 'much_spend_internet_access'],
  ['3. Straße', 'strasse'],
  ['50 mg Artesunato', 'q_50_mg_artesunato'],
  ['Not', 'q_not'],
  ['Language', 'q_language'],
  ['—— 12', 'text_1_4'],
  ['', 'text_1_4'],
])('names %j', (words, name) => {
  expect(identifierOf(words, 'text_1_4')).toBe(name);
});

test('every name is plain, begins with a letter and is given once', () => {
  const give = createNameGiver();
  const words = ['Leeftijd', 'leeftijd!', 'Leeftijd 2', 'Ångström', 'x'.repeat(200), '漢字', 'con structor'];
  const names = words.map((text) => give(identifierOf(text, 'question')));
  for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9_]{0,63}$/);
  expect(new Set(names).size).toBe(names.length);
});

test('codes are the printed numbers where each box has its own, else the order', () => {
  expect(codesOf(['1', '2', '10'])).toEqual(['1', '2', '10']);
  expect(codesOf(['0)', '1)', '2)'])).toEqual(['0', '1', '2']);
  expect(codesOf(['yes', 'no'])).toEqual(['1', '2']);
  expect(codesOf(['1', '1'])).toEqual(['1', '2']);
  expect(codesOf(['', '2'])).toEqual(['1', '2']);
});

const image = (width: number, height: number): { data: Uint8Array; width: number; height: number } => ({
  data: new Uint8Array(0),
  width,
  height,
});

test('paper goes by a resolution that makes one, else by the shape', () => {
  expect(fitPaper(image(2480, 3508), 300).widthMm).toBeCloseTo(210, 0);
  expect(fitPaper(image(832, 1176), 72).widthMm).toBe(210);
  expect(fitPaper(image(1700, 2200), null).widthMm).toBe(215.9);
  expect(fitPaper(image(3508, 2480), null)).toMatchObject({ widthMm: 297 });
  // An A6 card at its own resolution.
  expect(fitPaper(image(1240, 1748), 300).widthMm).toBeCloseTo(105, 0);
});
