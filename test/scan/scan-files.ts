import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { isPaperlineError, type PaperlineError } from '../../src/domain/errors.ts';
import {
  isPageFault,
  openScan,
  type OpenedPage,
  type OpenScanOptions,
  type ScanItem,
} from '../../src/scan/open-scan.ts';

/** A folder for a test's own files. */
export class ScanFolder {
  readonly path: string;
  #count = 0;

  constructor(path: string) {
    this.path = path;
  }

  static async create(): Promise<ScanFolder> {
    return new ScanFolder(await mkdtemp(join(tmpdir(), 'paperline-scan-')));
  }

  async write(bytes: Uint8Array, name?: string): Promise<string> {
    this.#count += 1;
    const path = join(this.path, name ?? `scan-${this.#count}`);
    await writeFile(path, bytes);
    return path;
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}

export const openItems = async (path: string, options: OpenScanOptions = {}): Promise<ScanItem[]> => {
  const items: ScanItem[] = [];
  for await (const item of openScan(path, options)) items.push(item);
  return items;
};

/** All pages; a page at fault fails the test. */
export const openPages = async (path: string, options: OpenScanOptions = {}): Promise<OpenedPage[]> =>
  (await openItems(path, options)).map((item) => {
    if (isPageFault(item)) throw item.fault;
    return item;
  });

export const openOnlyPage = async (path: string): Promise<OpenedPage> => {
  const [page, ...others] = await openPages(path);
  expect(others).toEqual([]);
  if (page === undefined) throw new Error('The scan has no page.');
  return page;
};

/** The fault with which a file is refused as a whole. */
export const refusalOf = async (path: string, options: OpenScanOptions = {}): Promise<PaperlineError> => {
  try {
    await openItems(path, options);
  } catch (error) {
    if (isPaperlineError(error)) return error;
    throw error;
  }
  throw new Error('The scan was opened without a fault.');
};
