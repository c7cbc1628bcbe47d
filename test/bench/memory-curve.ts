import { readFileSync, writeFileSync } from 'node:fs';

/** A thousand pages later. */
export interface MemoryPoint {
  readonly pages: number;
  /** Resident now, and the most since the point before. */
  readonly residentMb: number;
  readonly highestMb: number;
}

export interface MemoryCurve {
  /** To be called whenever more pages are read, with their number so far. */
  note(pages: number): void;
  points(): readonly MemoryPoint[];
  highestMb(): number;
}

const EVERY_PAGES = 1000;
/** Peaks of one load differ by as much from one thousand pages to the next. */
const FLAT_SHARE = 0.05;

/** In megabytes, as Linux counts them for this process; 0 where it does not. */
const statusMb = (name: 'VmRSS' | 'VmHWM'): number => {
  let status: string;
  try {
    status = readFileSync('/proc/self/status', 'utf8');
  } catch {
    return 0;
  }
  return Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024;
};

/** Linux begins to count the highest memory anew; where that is not allowed it goes on with the highest so far. */
const forgetHighest = (): void => {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Then every point tells the highest since the beginning, which is flat only where the memory is.
  }
};

/** The memory of this process at every thousand pages. */
export const openMemoryCurve = (): MemoryCurve => {
  const points: MemoryPoint[] = [];
  let next = EVERY_PAGES;
  let highestMb = 0;
  return {
    note(pages) {
      if (pages < next) return;
      next = (Math.floor(pages / EVERY_PAGES) + 1) * EVERY_PAGES;
      const point = { pages, residentMb: statusMb('VmRSS'), highestMb: statusMb('VmHWM') };
      points.push(point);
      highestMb = Math.max(highestMb, point.highestMb);
      forgetHighest();
    },
    points: () => points,
    highestMb: () => Math.max(highestMb, statusMb('VmHWM')),
  };
};

/** Whether the second half of a curve reaches no higher than the first, but for what peaks differ by. */
export const isFlat = (points: readonly MemoryPoint[]): boolean => {
  const half = points.length >> 1;
  const highest = (part: readonly MemoryPoint[]): number => Math.max(...part.map((point) => point.highestMb));
  return half > 0 && highest(points.slice(half)) <= (1 + FLAT_SHARE) * highest(points.slice(0, half));
};
