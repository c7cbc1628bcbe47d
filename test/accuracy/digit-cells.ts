/**
 * Real handwritten digits in printed cells, as a scan at 300 dpi would show them. Made apart from the training samples:
 * here whole pages are drawn and read, frames and all.
 */
import type { RectMm } from '../../src/domain/geometry.ts';
import type { PageView } from '../../src/read/page-view.ts';
import type { LabelledDigits } from '../../src/read/digits/training/mnist.ts';
import { seededRandom } from '../../src/read/digits/training/seeded-random.ts';

const PX_PER_MM = 300 / 25.4;
const COLUMNS = 24;
const ROWS = 30;
const CELL = { width: 6, height: 7.5 };
const PITCH_X = 7.5;
const PITCH_Y = 9.2;
const MARGIN_MM = 10;
export const CELLS_A_PAGE = COLUMNS * ROWS;

export interface DigitPage {
  readonly view: PageView;
  readonly cells: readonly RectMm[];
  readonly labels: readonly number[];
}

/** A page of cells with the images from `first` on. The same seed gives the same page. */
export const drawDigitPage = (digits: LabelledDigits, first: number, seed: number): DigitPage => {
  const random = seededRandom(seed);
  const width = Math.round((2 * MARGIN_MM + COLUMNS * PITCH_X) * PX_PER_MM);
  const rows = Math.min(ROWS, Math.ceil((digits.count - first) / COLUMNS));
  const height = Math.round((2 * MARGIN_MM + rows * PITCH_Y) * PX_PER_MM);
  const paper = random.between(225, 252);
  const ink = new Float32Array(width * height);
  const darken = (x: number, y: number, value: number): void => {
    if (x < 0 || y < 0 || x >= width || y >= height) return;
    const at = y * width + x;
    if (value > (ink[at] ?? 0)) ink[at] = value;
  };
  const cells: RectMm[] = [];
  const labels: number[] = [];
  for (let at = 0; at < CELLS_A_PAGE && first + at < digits.count; at++) {
    const rect = {
      x: MARGIN_MM + (at % COLUMNS) * PITCH_X,
      y: MARGIN_MM + Math.floor(at / COLUMNS) * PITCH_Y,
      ...CELL,
    };
    cells.push(rect);
    labels.push(digits.labels[first + at] ?? 0);
    const line = 0.28 * PX_PER_MM;
    const [x0, y0] = [rect.x * PX_PER_MM, rect.y * PX_PER_MM];
    const [x1, y1] = [x0 + rect.width * PX_PER_MM, y0 + rect.height * PX_PER_MM];
    for (let y = Math.floor(y0 - 1); y <= y1 + 1; y++) {
      for (let x = Math.floor(x0 - 1); x <= x1 + 1; x++) {
        const inside = Math.min(x + 0.5 - x0, x1 - x - 0.5, y + 0.5 - y0, y1 - y - 0.5);
        darken(x, y, 0.85 * Math.min(1, Math.max(0, Math.min(inside + 0.5, line - inside + 0.5))));
      }
    }
    // The digit: 3.4 to 6.2 mm high, off centre, a little turned; a pen's edge is sharper than MNIST's.
    const heightPx = random.between(3.4, 6.2) * PX_PER_MM;
    const scale = heightPx / 20;
    const turn = random.normal() * 0.05;
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    const centreX = (x0 + x1) / 2 + random.normal() * 0.35 * PX_PER_MM;
    const centreY = (y0 + y1) / 2 + random.normal() * 0.35 * PX_PER_MM;
    const level = random.between(0.35, 0.6);
    const dark = random.between(0.6, 1);
    const source = (first + at) * 784;
    const grey = (x: number, y: number): number =>
      x < 0 || y < 0 || x > 27 || y > 27 ? 0 : (digits.pixels[source + y * 28 + x] ?? 0) / 255;
    const reach = Math.ceil(14 * scale);
    for (let y = Math.floor(centreY - reach); y <= centreY + reach; y++) {
      for (let x = Math.floor(centreX - reach); x <= centreX + reach; x++) {
        const [dx, dy] = [(x + 0.5 - centreX) / scale, (y + 0.5 - centreY) / scale];
        const [sx, sy] = [cos * dx + sin * dy + 13.5, -sin * dx + cos * dy + 13.5];
        const [ix, iy] = [Math.floor(sx), Math.floor(sy)];
        const [fx, fy] = [sx - ix, sy - iy];
        const value =
          (grey(ix, iy) * (1 - fx) + grey(ix + 1, iy) * fx) * (1 - fy) +
          (grey(ix, iy + 1) * (1 - fx) + grey(ix + 1, iy + 1) * fx) * fy;
        darken(x, y, dark * Math.min(1, Math.max(0, (value - level) * 4 + 0.5)));
      }
    }
  }
  const noise = random.between(1, 7);
  const data = Uint8Array.from(ink, (value) =>
    Math.min(255, Math.max(0, paper * (1 - 0.92 * value) + random.normal() * noise)),
  );
  return {
    cells,
    labels,
    view: {
      image: { data, width, height },
      pageMmToScanPx: [PX_PER_MM, 0, 0, 0, PX_PER_MM, 0, 0, 0, 1],
      pxPerMm: PX_PER_MM,
      paperLevel: paper,
      inkLevel: paper * 0.15,
      residualMm: 0,
      reference: null,
    },
  };
};
