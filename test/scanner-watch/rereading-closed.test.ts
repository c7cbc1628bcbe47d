/** Reading again what is in the archive of a wave that was closed: nothing of it, and the pages of others beside it. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { rereadScans, type RereadingReport } from '../../scanner-watch/rereading.ts';
import { closeWave } from '../../src/rows/wave-closing.ts';
import type { RereadChange } from '../../src/store/rereading.ts';
import { registerPrintRun } from '../../src/store/print-runs.ts';
import { listWaves } from '../../src/store/wave-lists.ts';
import { answered, copyCode, sampleVersion } from '../store/sample-store.ts';
import { fakeScan } from './fake-reading.ts';
import { laterReading } from './later-reading.ts';
import { makeWatchedFolder, type WatchedFolder } from './watched-folder.ts';

/** Of another wave than the copies from 1 on. */
const OTHER = 501;

let watched: WatchedFolder;
beforeEach(async () => {
  watched = await makeWatchedFolder();
});
afterEach(() => watched.remove());

const ingest = async (name: string, content: string): Promise<void> => {
  const file = path.join(watched.folder.inbox, name);
  writeFileSync(file, content);
  const run = watched.ingest({ reading: laterReading('fake@1', {}) });
  await run.ingestFiles([file]);
  await run.close();
};

const rereadAll = async (): Promise<{ report: RereadingReport; changes: RereadChange[] }> => {
  const changes: RereadChange[] = [];
  const report = await rereadScans({
    folder: watched.folder,
    store: watched.store,
    reading: laterReading('fake@2', {
      '1/1': { choice1: answered('3') },
      [`${OTHER}/1`]: { choice1: answered('2') },
    }),
    apply: true,
    again: true,
    signal: new AbortController().signal,
    now: () => new Date(),
    onChange: (_scan, change) => changes.push(change),
  });
  return { report, changes };
};

it('leaves its files alone, and reads the pages of an open wave in a file of both', async () => {
  const { store } = watched;
  const [{ wave } = { wave: '' }] = await listWaves(store, 'bus');
  await registerPrintRun(store, { version: sampleVersion(), copies: [copyCode(OTHER)], wave: 'other' });
  await ingest('own.pdf', fakeScan([{ copy: 1, page: 1 }, 'blank', { copy: 1, page: 2 }]));
  await ingest('both.pdf', fakeScan([{ copy: 2, page: 1 }, 'blank', { copy: OTHER, page: 1 }]));
  await closeWave(store, { survey: 'bus', wave, dropOpen: true });

  const { report, changes } = await rereadAll();
  expect(report).toMatchObject({ files: 1, troubles: [] });
  expect(changes).toMatchObject([{ pageIndex: 2, variable: 'choice1' }]);
  const readings = await store.db.selectFrom('reading').select('copy').distinct().execute();
  expect(readings).toEqual([{ copy: copyCode(OTHER) }]);

  await closeWave(store, { survey: 'bus', wave: 'other', dropOpen: true });
  expect((await rereadAll()).report).toMatchObject({ files: 0, troubles: [] });
});
