import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { simulatePage } from '../../fixtures/simulator/index.ts';
import { makeDevice } from '../../fixtures/simulator/profiles.ts';
import { Random } from '../../fixtures/simulator/random.ts';
import { writeScanFile } from '../../fixtures/simulator/scan-file.ts';
import type { ScanFormat } from '../../fixtures/simulator/scan-plan.ts';
import type { GrayImage } from '../../src/domain/image.ts';
import type { Layout } from '../../src/domain/layout.ts';
import { renderPdfPages } from '../../src/scan/render-pdf.ts';

export interface PageSet {
  readonly format: ScanFormat;
  readonly dpi: number;
  readonly files: readonly string[];
  readonly pages: number;
}

const OFFICE_JPEG_QUALITY = 80;

/** Filled-in office scans of a print run in one format, as an office's scanner would write them. */
export const makePageSet = async (
  pdf: Uint8Array,
  layout: Layout,
  pageIndexes: readonly number[],
  { format, dpi, folder, seed }: { format: ScanFormat; dpi: number; folder: string; seed: number },
): Promise<PageSet> => {
  await mkdir(folder, { recursive: true });
  const isBilevel = format.includes('g4');
  const device = {
    ...makeDevice('office', new Random(`bench ${seed}`), { mode: isBilevel ? 'bilevel' : 'gray', dpi }),
    dpi,
    turnDeg: 0 as const,
  };
  const writer = writeScanFile(format, OFFICE_JPEG_QUALITY);
  const files: string[] = [];
  let count = 0;
  const rendered: AsyncIterable<{ pageIndex: number; image: GrayImage }> = renderPdfPages(pdf, {
    dpi,
    pages: pageIndexes,
  });
  for await (const { image } of rendered) {
    const page = layout.pages[count % layout.pages.length];
    if (page === undefined) continue;
    const { scan } = simulatePage({
      blank: image,
      dpi,
      page,
      paper: layout.paper,
      profile: 'office',
      seed: `bench ${seed} ${count}`,
      device,
    });
    await writer.add(scan);
    count++;
    if (!writer.singlePage) continue;
    const file = path.join(folder, `page-${count}${writer.extension}`);
    await writeFile(file, writer.finish());
    files.push(file);
  }
  if (!writer.singlePage) {
    const file = path.join(folder, `pages${writer.extension}`);
    await writeFile(file, writer.finish());
    files.push(file);
  }
  return { format, dpi, files, pages: count };
};
