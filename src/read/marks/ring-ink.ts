import type { BoxInk } from './box-ink.ts';

/** Ink in the ring is told apart by direction, to tell a line around the box from lines that come in. */
const RING_SECTORS = 16;

/**
 * Ink in the clear ring: its mean, each side's share of stretches with ink (ascending), the corners' share, and the share of
 * directions from the box's middle in which there is ink.
 */
export const measureRing = (
  ink: BoxInk,
  level: number,
): {
  readonly mean: number;
  readonly sides: readonly number[];
  readonly corners: number;
  readonly sectors: number;
} => {
  const { darkness, width, height, ringLeft, ringRight, ringTop, ringBottom } = ink;
  let sum = 0;
  let count = 0;
  let cornerInk = 0;
  let cornerCount = 0;
  const above = new Uint8Array(width);
  const below = new Uint8Array(width);
  const before = new Uint8Array(height);
  const after = new Uint8Array(height);
  const sectors = new Uint8Array(RING_SECTORS);
  const middleX = (ringLeft + ringRight) / 2;
  const middleY = (ringTop + ringBottom) / 2;
  for (let row = 0; row < height; row++) {
    const inRows = row >= ringTop && row < ringBottom;
    const from = row * width;
    for (let column = 0; column < width; column++) {
      const inColumns = column >= ringLeft && column < ringRight;
      if (inRows && inColumns) {
        column = ringRight - 1;
        continue;
      }
      const value = darkness[from + column]!;
      sum += value;
      count++;
      const isInk = value > level;
      if (isInk) {
        const turn = Math.atan2(row + 0.5 - middleY, column + 0.5 - middleX) / (2 * Math.PI) + 0.5;
        sectors[Math.min(RING_SECTORS - 1, Math.floor(turn * RING_SECTORS))] = 1;
      }
      if (inColumns) {
        if (isInk) (row < ringTop ? above : below)[column] = 1;
      } else if (inRows) {
        if (isInk) (column < ringLeft ? before : after)[row] = 1;
      } else {
        cornerCount++;
        if (isInk) cornerInk++;
      }
    }
  }
  const across = Math.max(1, ringRight - ringLeft);
  const along = Math.max(1, ringBottom - ringTop);
  const sides = [
    countOnes(above) / across,
    countOnes(below) / across,
    countOnes(before) / along,
    countOnes(after) / along,
  ].sort((one, other) => one - other);
  return {
    mean: count > 0 ? sum / count : 0,
    sides,
    corners: cornerCount > 0 ? cornerInk / cornerCount : 0,
    sectors: countOnes(sectors) / RING_SECTORS,
  };
};

const countOnes = (flags: Uint8Array): number => {
  let count = 0;
  for (const flag of flags) count += flag;
  return count;
};
