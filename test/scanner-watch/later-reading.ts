/** The fake reading of another version: told, by copy and page or by place in a file, what it sees otherwise. */
import path from 'node:path';
import type { ScanReading } from '../../scanner-watch/scan-reading.ts';
import type { FieldReading } from '../../src/domain/page-read.ts';
import { sampleReading, strangePage } from '../store/sample-store.ts';
import { fakeReading } from './fake-reading.ts';

type Fields = Readonly<Record<string, FieldReading>>;
interface NamedPage {
  readonly copy: number;
  readonly page: number;
  readonly fields?: Fields;
}

/**
 * Keys: `2/1` (copy 2, page 1) gives fields that are read otherwise; `scan.pdf#0` (place in a file, from 0) gives
 * another page; `scan.pdf` makes reading that file fail.
 */
export type SeenLater = Readonly<Record<string, Fields | NamedPage | 'unreadable' | 'defect'>>;

const isNamed = (seen: Fields | NamedPage): seen is NamedPage => typeof seen['copy'] === 'number';

export const laterReading = (readerVersion: string, seen: SeenLater): ScanReading => {
  const base = fakeReading();
  return {
    ...base,
    readerVersion,
    async readScan(task) {
      if (seen[path.basename(task.name)] === 'defect') throw new TypeError('this reader has a defect');
      const pages = await base.readScan(task);
      return pages.map(({ reading, crops }) => {
        const { pageIndex } = reading;
        const placed = seen[`${path.basename(task.name)}#${pageIndex}`];
        if (placed === 'unreadable') return { reading: strangePage(pageIndex, 'unreadable'), crops };
        const own =
          placed !== undefined && placed !== 'defect' && isNamed(placed)
            ? sampleReading(pageIndex, placed.copy, placed.page)
            : reading;
        const others =
          placed !== undefined && placed !== 'defect' && isNamed(placed)
            ? placed.fields
            : seen[`${Number(own.copy?.slice(3))}/${own.page}`];
        if (others === undefined || typeof others === 'string' || isNamed(others))
          return { reading: own, crops };
        return { reading: { ...own, fields: { ...own.fields, ...others } }, crops };
      });
    },
  };
};
