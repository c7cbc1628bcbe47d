import { describe, expect, test } from 'vitest';
import { BOX_CLASSES } from '../../../src/read/marks/mark-model.ts';
import { MARK_SIDE_PX } from '../../../src/read/marks/mark-image.ts';
import { judgeMarkImage } from '../../../src/read/marks/mark-network.ts';
import { drawSamples } from '../../../src/read/marks/training/mark-samples.ts';

describe('the mark network', () => {
  test('tells what was done to boxes on pages that it was not trained on', () => {
    const samples = Array.from({ length: 12 }, (_, page) => drawSamples(80_000_000 + page)).flat();
    const seen = samples.filter(({ image }) => image !== null);
    expect(seen.length).toBeGreaterThan(300);
    const wrong = seen.filter(({ image, boxClass }) => {
      const judgement = judgeMarkImage(image!);
      return BOX_CLASSES.some((name) => judgement[name] > judgement[BOX_CLASSES[boxClass]!]);
    });
    // It reaches 0.65 in 100 on 26,354 boxes.
    expect(wrong.length / seen.length).toBeLessThan(0.025);
  });

  test('gives probabilities, and takes bare paper within a frame for nothing', () => {
    const image = new Float32Array(MARK_SIDE_PX ** 2);
    for (let along = 5; along < 23; along++)
      for (const at of [5 * 28 + along, 22 * 28 + along, along * 28 + 5, along * 28 + 22]) image[at] = 0.8;
    const judgement = judgeMarkImage(image);
    const sum = BOX_CLASSES.reduce((all, name) => all + judgement[name], 0);
    expect(sum).toBeCloseTo(1, 6);
    expect(judgement.empty).toBeGreaterThan(0.9);
  });
});
