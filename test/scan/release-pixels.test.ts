import { describe, expect, it } from 'vitest';
import { releasePixels } from '../../src/scan/release-pixels.ts';

describe('pixels given back', () => {
  it('are gone, with their memory', () => {
    const image = { data: new Uint8Array(2480 * 3508).fill(200), width: 2480, height: 3508 };
    const { buffer } = image.data;
    releasePixels(image);
    expect([image.data.length, buffer.detached]).toEqual([0, true]);
  });

  it('stay where others have a share in the memory', () => {
    const data = Buffer.from([1, 2, 3, 4]);
    releasePixels({ data, width: 2, height: 2 });
    expect([...data]).toEqual([1, 2, 3, 4]);
  });
});
