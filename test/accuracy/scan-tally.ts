import path from 'node:path';
import { isPaperlineError } from '../../src/domain/errors.ts';
import type { Layout } from '../../src/domain/layout.ts';
import type { PageRead } from '../../src/domain/page-read.ts';
import type { TruthLine } from '../../src/domain/truth.ts';
import type { PageReader } from '../../src/read/reader.ts';
import { isPageFault, openScan, type ScanItem } from '../../src/scan/open-scan.ts';
import { releasePixels } from '../../src/scan/release-pixels.ts';
import { pictureOfMiss } from './miss-picture.ts';
import type { SimulatedOrigin } from './miss.ts';
import { emptyTally, keepMiss, tallyPage, type FieldKind, type Tally } from './tally.ts';

export interface TruthfulScans {
  readonly reader: PageReader;
  readonly layout: Layout;
  /** Where the files are that the truth names. */
  readonly folder: string;
  readonly truth: readonly TruthLine[];
  readonly origin?: SimulatedOrigin;
  readonly onPage?: (read: PageRead) => void;
}

const placeOf = (file: string, pageIndex: number): string => `${file} ${pageIndex}`;

/** Pages of a file one by one, then the fault that ended it, where one did. */
async function* pagesOf(file: string): AsyncGenerator<ScanItem | Error, void, undefined> {
  try {
    yield* openScan(file);
  } catch (error) {
    if (!isPaperlineError(error)) throw error;
    yield error;
  }
}

/** Reads scans whose truth is known, page by page, and counts; holds one page at a time. */
export const tallyScans = async (scans: TruthfulScans): Promise<Tally> => {
  const { reader, layout, folder, truth, origin = null, onPage } = scans;
  const kinds = new Map<string, FieldKind>(
    layout.pages.flatMap(({ fields }) => fields.map(({ variable, kind }) => [variable, kind] as const)),
  );
  const kindOf = (variable: string): FieldKind => kinds.get(variable) ?? 'text';
  const tally = emptyTally();
  const unseen = new Map(truth.map((line) => [placeOf(line.file, line.pageIndex), line]));
  const faults = new Map<string, string>();
  for (const file of new Set(truth.map((line) => line.file))) {
    for await (const item of pagesOf(path.join(folder, file))) {
      if (item instanceof Error) {
        faults.set(file, item.message);
        continue;
      }
      const place = placeOf(file, item.pageIndex);
      const line = unseen.get(place);
      if (line === undefined) continue;
      if (isPageFault(item)) {
        faults.set(place, item.fault.message);
        continue;
      }
      unseen.delete(place);
      const read = { file, ...(await reader.readPage(item)) };
      onPage?.(read);
      for (const miss of tallyPage(tally, line, read, kindOf, origin)) {
        keepMiss(tally, { ...miss, picture: await pictureOfMiss(miss, item.image, read, layout) });
      }
      releasePixels(item.image);
    }
  }
  for (const [place, line] of unseen) {
    const why = faults.get(place) ?? faults.get(line.file) ?? 'The file has no such page.';
    for (const miss of tallyPage(tally, line, null, kindOf, origin))
      keepMiss(tally, { ...miss, reasons: [why] });
  }
  return tally;
};
