import sharp from 'sharp';
import type { PageReader } from '../../src/read/reader.ts';
import { isPageFault, openScan } from '../../src/scan/open-scan.ts';
import { releasePixels } from '../../src/scan/release-pixels.ts';
import type { PageSet } from './page-set.ts';

/** CPU milliseconds a page (all threads of the process), the least of several rounds: what is left of noise is the cost. */
export interface ReadingCost {
  readonly format: string;
  readonly dpi: number;
  readonly open: number;
  readonly read: number;
  /** Wall shares of `read`, by step, in ms a page. */
  readonly steps: Readonly<Record<string, number>>;
  readonly wallMs: number;
}

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** What sharp alone needs to decode the same files to gray: the floor. */
export const bareDecodeCost = async (set: PageSet, rounds: number): Promise<number> => {
  let least = Infinity;
  for (let round = 0; round < rounds; round++) {
    const before = cpuMs();
    for (const file of set.files) await sharp(file).toColourspace('b-w').raw().toBuffer();
    least = Math.min(least, (cpuMs() - before) / set.pages);
  }
  return least;
};

/**
 * Reads the pages over and over: a reading thread reads thousands of pages, and the engine has made good machine code of
 * all of it only after some hundreds. What is measured before that is the engine's own work.
 */
export const warmUp = async (set: PageSet, reader: PageReader, pages: number): Promise<void> => {
  for (let read = 0; read < pages; read += set.pages) await readingCost(set, reader, 1);
};

export const readingCost = async (set: PageSet, reader: PageReader, rounds: number): Promise<ReadingCost> => {
  let best: ReadingCost | null = null;
  for (let round = 0; round < rounds; round++) {
    let open = 0;
    let read = 0;
    const steps: Record<string, number> = {};
    const started = performance.now();
    for (const file of set.files) {
      let before = cpuMs();
      for await (const item of openScan(file)) {
        const opened = cpuMs();
        open += opened - before;
        if (!isPageFault(item)) {
          const { ms } = await reader.readPage(item);
          for (const [step, duration] of Object.entries(ms))
            steps[step] = (steps[step] ?? 0) + duration / set.pages;
          releasePixels(item.image);
        }
        before = cpuMs();
        read += before - opened;
      }
      open += cpuMs() - before;
    }
    const wallMs = (performance.now() - started) / set.pages;
    const cost = {
      format: set.format,
      dpi: set.dpi,
      open: open / set.pages,
      read: read / set.pages,
      steps,
      wallMs,
    };
    if (best === null || cost.open + cost.read < best.open + best.read) best = cost;
  }
  if (best === null) throw new RangeError('Expected at least one round.');
  return best;
};
