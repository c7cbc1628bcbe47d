/** A rejected file that is read again is in one place at every instant, and nobody loses or doubles it. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Ingest } from '../../scanner-watch/ingest.ts';
import { registerPrintRun } from '../../src/store/print-runs.ts';
import { listRejectedFiles, setFileAside } from '../../src/store/rejected-files.ts';
import { copyCode } from '../store/sample-store.ts';
import { sampleVersion } from '../store/sample-store.ts';
import { fakeScan } from './fake-reading.ts';
import { COPIES, makeWatchedFolder, whereAllIs, type WatchedFolder } from './watched-folder.ts';

const SCRIPT = path.join(import.meta.dirname, 'mortal-read-again.ts');
/** A copy that is printed only after its scan was rejected. */
const LATE = COPIES + 1;

let place: WatchedFolder;
beforeEach(async () => {
  place = await makeWatchedFolder();
});
afterEach(() => place.remove());

const drop = (name: string, content: string): void =>
  writeFileSync(path.join(place.folder.inbox, name), content);

const printLate = () => registerPrintRun(place.store, { version: sampleVersion(), copies: [copyCode(LATE)] });

/** A scan of a copy that is in no print run, rejected. Gives its number. */
const rejectOne = async (): Promise<number> => {
  drop('late.pdf', fakeScan([{ copy: LATE, page: 1 }, 'foreign']));
  const ingest = place.ingest();
  await ingest.ingestFiles([place.folder.inbox]);
  await ingest.close();
  expect(whereAllIs(place.folder).rejected).toEqual(['late.pdf', 'late.pdf.reason.txt']);
  const { files } = await listRejectedFiles(place.store, { offset: 0, limit: 10 });
  return files[0]?.id ?? 0;
};

const watched = async (work: (ingest: Ingest) => Promise<void>): Promise<void> => {
  const ingest = place.ingest();
  const stop = new AbortController();
  const watching = ingest.watch(stop.signal);
  try {
    await work(ingest);
  } finally {
    stop.abort();
    await watching;
    await ingest.close();
  }
};

const waiting = async () => (await listRejectedFiles(place.store, { offset: 0, limit: 10 })).files;

describe('a rejected file', () => {
  test('keeps what was read of its pages, for people to look at', async () => {
    await rejectOne();
    expect(await waiting()).toMatchObject([
      {
        name: 'late.pdf',
        reason: { code: 'nothing-of-ours' },
        pageCount: 2,
        pages: [
          { pageIndex: 0, status: 'foreign', reasons: ['copy-unknown'] },
          { pageIndex: 1, status: 'foreign', reasons: ['no-page-code'] },
        ],
      },
    ]);
  });

  test('that is read again once its cause is mended is archived, and told of no more', async () => {
    const id = await rejectOne();
    await printLate();
    await watched(async (ingest) => {
      const done = once(ingest.events, 'file');
      expect(await ingest.readAgain(id)).toEqual({ outcome: 'queued' });
      expect((await done)[0]).toMatchObject({ file: 'late.pdf', outcome: 'archived' });
    });
    expect(whereAllIs(place.folder)).toEqual({ inbox: [], reading: [], archive: ['late.pdf'], rejected: [] });
    expect(await waiting()).toEqual([]);
  });

  test('that is rejected once more is told once', async () => {
    const id = await rejectOne();
    await watched(async (ingest) => {
      const done = once(ingest.events, 'file');
      const twice = await Promise.allSettled([ingest.readAgain(id), ingest.readAgain(id)]);
      expect(twice.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect((await done)[0]).toMatchObject({ outcome: 'rejected' });
    });
    expect(whereAllIs(place.folder).rejected).toEqual(['late.pdf', 'late.pdf.reason.txt']);
    expect(await waiting()).toHaveLength(1);
    expect((await waiting())[0]?.id).not.toBe(id);
  });

  test('that somebody took away, or that there never was, is told, and nothing changes', async () => {
    const id = await rejectOne();
    await watched(async (ingest) => {
      await expect(ingest.readAgain(424_242)).rejects.toMatchObject({ code: 'file-unknown' });
      rmSync(path.join(place.folder.rejected, 'late.pdf'));
      await expect(ingest.readAgain(id)).rejects.toMatchObject({ code: 'file-not-found' });
    });
    expect(await waiting()).toHaveLength(1);
    const idle = place.ingest();
    await expect(idle.readAgain(id)).rejects.toMatchObject({ code: 'nobody-watches' });
  });

  test('that is named on the command line goes the same way', async () => {
    await rejectOne();
    await printLate();
    const ingest = place.ingest();
    const { files } = await ingest.ingestFiles([place.folder.rejected]);
    expect(files).toMatchObject([{ file: 'late.pdf', outcome: 'archived' }]);
    expect(await waiting()).toEqual([]);
    expect(whereAllIs(place.folder).rejected).toEqual([]);
  });

  test('may be put aside and taken back, once each', async () => {
    const id = await rejectOne();
    const aside = { by: 'Ans', at: new Date('2026-11-20T10:00:00Z') };
    await setFileAside(place.store, id, aside);
    await expect(setFileAside(place.store, id, aside)).rejects.toMatchObject({ code: 'file-unknown' });
    expect(await waiting()).toEqual([]);
    const { total } = await listRejectedFiles(place.store, { offset: 0, limit: 10, aside: true });
    expect(total).toBe(1);
    await setFileAside(place.store, id, null);
    expect(await waiting()).toHaveLength(1);
  });
});

test('an archived file is read again where it lies', async () => {
  drop('scan.pdf', fakeScan([{ copy: 1, page: 1 }, 'unreadable']));
  const ingest = place.ingest();
  await ingest.ingestFiles([place.folder.inbox]);
  await ingest.close();
  const id = await place.store.read(
    (connection) => (connection.prepare(`SELECT id FROM scan_file`).get() as { id: number }).id,
  );
  await watched(async (again) => {
    expect(await again.readAgain(id)).toEqual({ outcome: 'read', pages: 2, gained: 0 });
  });
  expect(whereAllIs(place.folder).archive).toEqual(['scan.pdf']);
});

describe('kill -9 while a rejected file is read again', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('at step %i: one file, in one place', async (dieAt) => {
    const id = await rejectOne();
    await printLate();
    const content = readFileSync(path.join(place.folder.rejected, 'late.pdf'), 'utf8');
    const child = spawn(process.execPath, [SCRIPT, place.folder.root, String(id), String(dieAt)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const { promise, resolve } = Promise.withResolvers<NodeJS.Signals | null>();
    child.once('exit', (_status, signal) => resolve(signal));
    expect(await promise).toBe('SIGKILL');
    const found = Object.values(whereAllIs(place.folder))
      .flat()
      .filter((name) => !name.endsWith('.reason.txt'));
    expect(found).toHaveLength(1);
    const next = place.ingest();
    await next.ingestFiles([place.folder.inbox]);
    await next.close();
    const { reading, archive, rejected } = whereAllIs(place.folder);
    expect(reading).toEqual([]);
    if (archive.length === 1) {
      expect({ rejected, waiting: await waiting() }).toEqual({ rejected: [], waiting: [] });
    } else {
      // It had not moved: rejected as before, with its reason, and it can be read again.
      expect(rejected).toEqual(['late.pdf', 'late.pdf.reason.txt']);
      expect(await waiting()).toMatchObject([{ id }]);
      expect(readFileSync(path.join(place.folder.rejected, 'late.pdf'), 'utf8')).toBe(content);
    }
    expect(existsSync(path.join(place.folder.rejected, 'late.pdf')) ? 0 : 1).toBe(archive.length);
  });
});
