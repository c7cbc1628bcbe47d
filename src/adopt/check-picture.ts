import type { RectMm } from '../domain/geometry.ts';
import type { GrayImage } from '../domain/image.ts';
import type { LayoutField } from '../domain/layout.ts';

/** Three columns and five rows a letter, row by row from the top: enough for names, which are plain letters and digits. */
const LETTERS: Readonly<Record<string, string>> = {
  a: '010101111101101',
  b: '110101110101110',
  c: '011100100100011',
  d: '110101101101110',
  e: '111100110100111',
  f: '111100110100100',
  g: '011100101101011',
  h: '101101111101101',
  i: '111010010010111',
  j: '001001001101010',
  k: '101101110101101',
  l: '100100100100111',
  m: '101111111101101',
  n: '110101101101101',
  o: '010101101101010',
  p: '110101110100100',
  q: '010101101110011',
  r: '110101110101101',
  s: '011100010001110',
  t: '111010010010010',
  u: '101101101101111',
  v: '101101101101010',
  w: '101101111111101',
  x: '101101010101101',
  y: '101101010010010',
  z: '111001010100111',
  '0': '111101101101111',
  '1': '010110010010111',
  '2': '110001010100111',
  '3': '110001010001110',
  '4': '101101111001001',
  '5': '111100110001110',
  '6': '011100111101111',
  '7': '111001010010010',
  '8': '111101111101111',
  '9': '111101111001110',
  _: '000000000000111',
};

const LETTER_MM = 0.3;
const LINE_MM = 0.35;
/** The blank shows through lightly, so that what was found stands out. */
const FADED = 0.45;

/** A blank page, faded, with every field's rectangles drawn and its name and codes written on it, for a person to check. */
export const drawCheckPicture = (
  blank: GrayImage,
  pxPerMm: number,
  fields: readonly LayoutField[],
): GrayImage => {
  const { width, height } = blank;
  const data = Uint8Array.from(blank.data, (level) => 255 - (255 - level) * FADED);
  const fill = (rect: RectMm, level: number): void => {
    const left = Math.max(0, Math.round(rect.x * pxPerMm));
    const right = Math.min(width, Math.round((rect.x + rect.width) * pxPerMm));
    const top = Math.max(0, Math.round(rect.y * pxPerMm));
    const bottom = Math.min(height, Math.round((rect.y + rect.height) * pxPerMm));
    for (let y = top; y < bottom; y++) data.fill(level, y * width + left, y * width + Math.max(left, right));
  };
  const outline = ({ x, y, width: w, height: h }: RectMm): void => {
    const half = LINE_MM / 2;
    fill({ x: x - half, y: y - half, width: w + LINE_MM, height: LINE_MM }, 0);
    fill({ x: x - half, y: y + h - half, width: w + LINE_MM, height: LINE_MM }, 0);
    fill({ x: x - half, y: y - half, width: LINE_MM, height: h + LINE_MM }, 0);
    fill({ x: x + w - half, y: y - half, width: LINE_MM, height: h + LINE_MM }, 0);
  };
  const write = (text: string, x: number, y: number): void => {
    fill(
      { x: x - 0.3, y: y - 0.3, width: text.length * 4 * LETTER_MM + 0.3, height: 5 * LETTER_MM + 0.6 },
      255,
    );
    [...text.toLowerCase()].forEach((letter, k) => {
      [...(LETTERS[letter] ?? '')].forEach((dot, at) => {
        if (dot === '0') return;
        const column = k * 4 + (at % 3);
        fill(
          {
            x: x + column * LETTER_MM,
            y: y + Math.floor(at / 3) * LETTER_MM,
            width: LETTER_MM,
            height: LETTER_MM,
          },
          0,
        );
      });
    });
  };
  for (const field of fields) {
    const rects =
      field.kind === 'choice'
        ? field.boxes.map(({ rectMm }) => rectMm)
        : [
            ...(field.cells ?? []),
            ...(field.kind === 'text' && field.rectMm !== undefined ? [field.rectMm] : []),
          ];
    rects.forEach(outline);
    if (field.kind === 'choice') {
      for (const { code, rectMm } of field.boxes) {
        write(
          code,
          rectMm.x + rectMm.width / 2 - (code.length * 2 - 0.5) * LETTER_MM,
          rectMm.y + rectMm.height / 2 - 0.75,
        );
      }
    }
    const first = rects[0]!;
    write(field.variable, first.x, first.y - 2.3);
  }
  return { data, width, height };
};
