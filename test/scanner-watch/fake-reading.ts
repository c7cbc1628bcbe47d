/**
 * Reading without images, for tests of what becomes of files: a scan is JSON that says what is on its pages. Anything
 * else is refused as the real one refuses what is no scan.
 */
import { readFile } from 'node:fs/promises';
import { PaperlineError } from '../../src/domain/errors.ts';
import type { ScannedPage } from '../../src/store/scans.ts';
import type { ScanReading } from '../../scanner-watch/scan-reading.ts';
import { sampleReading, strangePage } from '../store/sample-store.ts';

export type FakePage = { readonly copy: number; readonly page: number } | 'foreign' | 'blank' | 'unreadable';

/** `salt` makes two scans of the same pages two contents. */
export const fakeScan = (pages: readonly FakePage[], salt: string | number = 0): string =>
  JSON.stringify({ salt, pages });

export interface FakeReadingOptions {
  readonly beforeReading?: (name: string) => Promise<void>;
}

export const fakeReading = ({ beforeReading = async () => {} }: FakeReadingOptions = {}): ScanReading => ({
  readerVersion: 'fake@1',
  filesAtOnce: 3,
  async readScan({ file, name, onPages, signal }) {
    await beforeReading(name);
    signal.throwIfAborted();
    const text = await readFile(file, 'utf8');
    let pages: readonly FakePage[];
    try {
      ({ pages } = JSON.parse(text) as { pages: readonly FakePage[] });
    } catch {
      throw new PaperlineError({
        code: 'scan-not-an-image',
        message: `${name}: this is no scan.`,
        remedy: 'Drop a scan.',
      });
    }
    onPages(pages.length);
    return pages.map((page, pageIndex): ScannedPage => ({
      reading:
        typeof page === 'string'
          ? strangePage(pageIndex, page)
          : sampleReading(pageIndex, page.copy, page.page),
      crops: new Map(),
    }));
  },
  cropFields: async () => new Map(),
  close: async () => {},
});
