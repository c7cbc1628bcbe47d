import { wipeLine } from '../cell-ink.ts';
import type { InkPatch } from '../digit-image.ts';
import type { SeededRandom } from './seeded-random.ts';
import { smoothField } from './smooth-field.ts';

/**
 * What pens, scanners and the taking away of printed frames do to the ink in a cell. Shares and strengths were set by
 * looking at cells of simulated office and rough scans with held-out training digits (seeds 501 to 512).
 */

/** A pen that presses unevenly: strokes pale here and there, and break where a scan knows only ink and paper. */
const pressUnevenly = (patch: InkPatch, random: SeededRandom): void => {
  const { data, width, height } = patch;
  const pressure = smoothField(random, width, height, random.between(0.1, 0.3), 4);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (data[i]! > 0) data[i] = data[i]! * Math.min(1, Math.max(0.1, 0.9 + pressure(x, y)));
    }
  }
};

/** Low resolution, or optics out of focus: every pixel takes from its neighbours. */
const blur = (patch: InkPatch, share: number): void => {
  const { data, width, height } = patch;
  for (const [step, lines, length, along] of [
    [1, height, width, width],
    [width, width, height, 1],
  ] as const) {
    for (let line = 0; line < lines; line++) {
      let before = 0;
      for (let i = 0, at = line * along; i < length; i++, at += step) {
        const here = data[at]!;
        const after = i + 1 < length ? data[at + step]! : 0;
        data[at] = here * (1 - share) + ((before + after) * share) / 2;
        before = here;
      }
    }
  }
};

/** Lines of the frame are wiped, where reading takes them to be, and here and there something of them remains. */
const leaveFrameTraces = (patch: InkPatch, marginPx: number, random: SeededRandom): void => {
  const { data, width, height } = patch;
  const band = 1 + random.index(4);
  const jitter = (): number => Math.round(random.normal() * 0.8);
  const lines = [
    { vertical: true, at: marginPx + jitter() - 1 },
    { vertical: true, at: width - marginPx - band + jitter() + 1 },
    { vertical: false, at: marginPx + jitter() - 1 },
    { vertical: false, at: height - marginPx - band + jitter() + 1 },
  ];
  for (const { vertical, at } of lines) {
    const kind = random.next();
    if (kind < 0.6) wipeLine(patch, at, at + band - 1, vertical);
    if (random.next() > 0.12) continue;
    const length = vertical ? height : width;
    const from = random.next();
    const to = Math.min(1, from + random.between(0.05, 0.5));
    for (let along = Math.floor(from * length); along < to * length; along++) {
      const index = vertical ? along * width + at : at * width + along;
      if (index >= 0 && index < data.length) data[index] = Math.max(data[index]!, random.between(0.2, 0.9));
    }
  }
};

/** @param marginPx how far the patch reaches over the printed cell */
export const damageCell = (patch: InkPatch, marginPx: number, random: SeededRandom): void => {
  const { data } = patch;
  if (random.next() < 0.4) pressUnevenly(patch, random);
  if (random.next() < 0.35) blur(patch, random.between(0.2, 0.66));
  leaveFrameTraces(patch, marginPx, random);
  const darkness = random.between(0.5, 1);
  const grain = random.next() < 0.5 ? random.between(0, 0.12) : 0;
  for (let i = 0; i < data.length; i++) {
    const value = data[i]! * darkness + (grain === 0 ? 0 : random.normal() * grain);
    data[i] = Math.min(1, Math.max(0, value));
  }
  if (random.next() < 0.3) {
    // Bilevel scans know only ink and paper.
    const level = random.between(0.25, 0.6) * (0.5 + 0.5 * darkness);
    for (let i = 0; i < data.length; i++) data[i] = data[i]! >= level ? 1 : 0;
  }
};
