import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GrayImage } from '../../src/domain/image.ts';
import { parsePageCode, encodePageCode, formatPageCode } from '../../src/domain/page-code.ts';
import { createTextRecogniser, type TextRecogniser } from '../../src/read/open-text.ts';
import { renderPdfPages } from '../../src/scan/render-pdf.ts';
import { buildPdf } from '../scan/pdf-builder.ts';

const CODE_CHARACTERS = ' 0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Printed words as an image of 300 dots an inch. */
const printed = async (lines: readonly string[], sizePt: number): Promise<GrayImage> => {
  const content = lines
    .map(
      (line, index) =>
        `BT /F0 ${sizePt} Tf 10 ${10 + (lines.length - index - 1) * sizePt * 1.4} Td (${line}) Tj ET`,
    )
    .join(' ');
  const pdf = buildPdf([{ mediaBox: [0, 0, 320, lines.length * sizePt * 1.4 + 14], content }]);
  for await (const { image } of renderPdfPages(pdf, { dpi: 300 })) return image;
  throw new Error('The PDF has no page.');
};

let recogniser: TextRecogniser;
let codes: TextRecogniser;
beforeAll(async () => {
  recogniser = await createTextRecogniser(['nl', 'en', 'fr', 'de']);
  codes = await createTextRecogniser(['en'], { dictionaries: false });
});
afterAll(async () => {
  await recogniser.close();
  await codes.close();
});

describe('printed words are read', () => {
  test.each([
    'De bus kwam te laat vandaag',
    'The driver was very friendly',
    'Le bus est en retard ce matin',
    'Der Bus war heute sauber',
  ])('%s', async (line) => {
    const read = await recogniser.recognise(await printed([line], 16), { singleLine: true });
    expect(read.text).toBe(line);
    expect(read.confidence).toBeGreaterThan(0.7);
    expect(read.confidence).toBeLessThanOrEqual(1);
  });

  test('several lines', async () => {
    const lines = ['De bus kwam te laat', 'en was erg vol vandaag'];
    const { text } = await recogniser.recognise(await printed(lines, 16));
    expect(text.split('\n').filter((line) => line !== '')).toEqual(lines);
  });

  test('an image with nothing on it gives no text', async () => {
    const image = { data: new Uint8Array(600 * 200).fill(255), width: 600, height: 200 };
    expect(await recogniser.recognise(image)).toEqual({ text: '', confidence: 0 });
  });
});

test('the printed words of page codes are read in their own characters', async () => {
  const forms = ['K7Q2M9XW', '4F7T29QH', 'ZZ0PSB58', 'W3VN6C1D'];
  for (const [index, form] of forms.entries()) {
    const code = { kind: 'page', form, copy: '4F7T29QHXM', page: index + 1 } as const;
    const image = await printed([formatPageCode(code)], 9);
    const { text } = await codes.recognise(image, { singleLine: true, whitelist: CODE_CHARACTERS });
    expect(parsePageCode(text)).toEqual(parsePageCode(encodePageCode(code)));
  }
});

test('jobs asked for together keep their own settings', async () => {
  const [words, digits] = [await printed(['Tram 4 and bus 17'], 16), await printed(['2026 1184'], 16)];
  const [first, second, third] = await Promise.all([
    recogniser.recognise(words, { singleLine: true }),
    recogniser.recognise(digits, { singleLine: true, whitelist: '0123456789 ' }),
    recogniser.recognise(words, { singleLine: true }),
  ]);
  expect(first.text).toBe('Tram 4 and bus 17');
  expect(second.text).toBe('2026 1184');
  expect(third.text).toBe('Tram 4 and bus 17');
});

test('a closed recogniser refuses work', async () => {
  const short = await createTextRecogniser(['en']);
  await short.close();
  await expect(short.recognise({ data: new Uint8Array(4), width: 2, height: 2 })).rejects.toThrow('closed');
});
