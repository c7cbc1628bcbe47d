/** A data folder of its own for a test, and a look at where everything in it is. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { silentLog } from './silent-log.ts';
import { prepareDataFolder, type DataFolder } from '../../src/operation/data-folder.ts';
import { registerPrintRun } from '../../src/store/print-runs.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { createIngest, type Ingest, type IngestOptions } from '../../scanner-watch/ingest.ts';
import { copyCode, sampleVersion } from '../store/sample-store.ts';
import { quickConfig } from './quick-config.ts';
import { fakeReading } from './fake-reading.ts';

/** Copies 1 to `COPIES` of the sample form are printed. */
export const COPIES = 60;

export interface WatchedFolder {
  readonly folder: DataFolder;
  readonly store: Store;
  ingest(more?: Partial<IngestOptions>): Ingest;
  remove(): Promise<void>;
}

export const makeWatchedFolder = async (inbox?: string): Promise<WatchedFolder> => {
  const root = mkdtempSync(path.join(tmpdir(), 'paperline-watch-'));
  const folder = await prepareDataFolder({ root, inbox });
  const store = openStore(folder.database);
  await registerPrintRun(store, {
    version: sampleVersion(),
    copies: Array.from({ length: COPIES }, (_, at) => copyCode(at + 1)),
  });
  const opened: Ingest[] = [];
  return {
    folder,
    store,
    ingest(more) {
      const ingest = createIngest({
        folder,
        store,
        config: quickConfig,
        log: silentLog,
        reading: fakeReading(),
        retryMs: 20,
        ...more,
      });
      opened.push(ingest);
      return ingest;
    },
    async remove() {
      for (const ingest of opened) await ingest.close();
      await store.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
};

const filesBelow = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true, recursive: true })
        .filter((entry) => !entry.isDirectory())
        .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
        .sort()
    : [];

/** Every file by where it is; the month of the archive left out. */
export const whereAllIs = (folder: DataFolder) => ({
  inbox: filesBelow(folder.inbox),
  reading: filesBelow(folder.reading),
  archive: filesBelow(folder.archive).map((file) => file.replace(/^\d{4}-\d{2}\//, '')),
  rejected: filesBelow(folder.rejected),
});
