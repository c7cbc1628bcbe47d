import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { diskMoves } from '../../src/operation/file-moves.ts';
import type { Ingest, IngestEvents } from '../../scanner-watch/ingest.ts';
import { fakeScan } from './fake-reading.ts';
import { makeWatchedFolder, whereAllIs, type WatchedFolder } from './watched-folder.ts';

const SHARED_MEMORY = '/dev/shm';
const hasOtherDevice = existsSync(SHARED_MEMORY) && statSync(SHARED_MEMORY).dev !== statSync(tmpdir()).dev;

let place: WatchedFolder;
let elsewhere: string;

beforeEach(async () => {
  place = await makeWatchedFolder();
  elsewhere = mkdtempSync(path.join(tmpdir(), 'paperline-elsewhere-'));
});
afterEach(async () => {
  await place.remove();
  rmSync(elsewhere, { recursive: true, force: true });
});

const drop = (name: string, content: string): void => {
  writeFileSync(path.join(place.folder.inbox, name), content);
};
const readings = async () => (await place.store.db.selectFrom('reading').select('id').execute()).length;
const next = async <K extends keyof IngestEvents>(ingest: Ingest, event: K): Promise<IngestEvents[K]> =>
  (await once(ingest.events, event)) as IngestEvents[K];

describe('a full disk', () => {
  const noRoom = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });

  /** Ways through which a file can be taken, each with a disk that fills up at the n-th call that changes it. */
  const fillingAt = (at: number) => {
    let calls = 0;
    let isFull = false;
    const met: string[] = [];
    const running = new Set<Promise<void>>();
    const guard =
      <A extends readonly unknown[]>(name: string, call: (...given: A) => Promise<void>) =>
      async (...given: A): Promise<void> => {
        if (++calls === at) isFull = true;
        if (isFull) {
          met.push(name);
          throw noRoom;
        }
        const run = call(...given);
        running.add(run);
        try {
          await run;
        } finally {
          running.delete(run);
        }
      };
    return {
      moves: {
        rename: guard('rename', diskMoves.rename),
        link: guard('link', diskMoves.link),
        copy: guard('copy', diskMoves.copy),
        unlink: guard('unlink', diskMoves.unlink),
        makeFolder: guard('makeFolder', diskMoves.makeFolder),
        writeText: guard('writeText', diskMoves.writeText),
        syncFolder: guard('syncFolder', diskMoves.syncFolder),
      },
      met,
      /** No call that began before the disk was full is still moving anything. */
      async atRest(): Promise<void> {
        await Promise.allSettled(running);
      },
      makeRoom() {
        isFull = false;
        calls = Infinity;
      },
    };
  };

  // Two files take fourteen such calls.
  test.each(Array.from({ length: 14 }, (_, at) => at + 1))(
    'that fills up at call %i pauses the watcher, which goes on when there is room',
    async (at) => {
      drop('scan.pdf', fakeScan([{ copy: 1, page: 1 }]));
      drop('letter.pdf', 'Dear passenger');
      const disk = fillingAt(at);
      const ingest = place.ingest({ moves: disk.moves });
      const stop = new AbortController();
      let ended = 0;
      const { promise: bothEnded, resolve } = Promise.withResolvers<void>();
      ingest.events.on('file', () => {
        if (++ended === 2) resolve();
      });
      const paused = next(ingest, 'paused');
      const watching = ingest.watch(stop.signal);
      const [trouble] = await paused;
      expect(trouble.code).toBe('disk-full');
      expect(disk.met.length).toBeGreaterThan(0);
      expect(ingest.status().state).toBe('paused');
      await disk.atRest();
      const { inbox, reading, archive, rejected } = whereAllIs(place.folder);
      const files = [...inbox, ...reading, ...archive, ...rejected];
      expect(files.filter((name) => !name.endsWith('.reason.txt') && !name.endsWith('.part'))).toHaveLength(
        2,
      );
      disk.makeRoom();
      await bothEnded;
      stop.abort();
      await watching;
      expect(whereAllIs(place.folder)).toEqual({
        inbox: [],
        reading: [],
        archive: ['scan.pdf'],
        rejected: ['letter.pdf', 'letter.pdf.reason.txt'],
      });
      expect(await readings()).toBe(3);
      expect(ingest.status().paused).toBeNull();
    },
  );

  // One file takes eleven such calls from an inbox on another device; the rename that meets the other device is the first.
  test.skipIf(!hasOtherDevice).each(Array.from({ length: 11 }, (_, at) => at + 1))(
    'that fills up at call %i loses nothing from an inbox on another device (skipped where /dev/shm is none)',
    async (at) => {
      const inbox = mkdtempSync(path.join(SHARED_MEMORY, 'paperline-inbox-'));
      const other = await makeWatchedFolder(inbox);
      try {
        writeFileSync(path.join(inbox, 'scan.pdf'), fakeScan([{ copy: 1, page: 1 }]));
        const disk = fillingAt(at);
        const ingest = other.ingest({ moves: disk.moves });
        const stop = new AbortController();
        const [paused, ended] = [next(ingest, 'paused'), next(ingest, 'file')];
        const watching = ingest.watch(stop.signal);
        await paused;
        disk.makeRoom();
        await ended;
        stop.abort();
        await watching;
        await ingest.close();
        // A mark that could not be taken away is taken away by the next start.
        const again = other.ingest();
        expect((await again.ingestFiles([inbox])).files).toEqual([]);
        expect(whereAllIs(other.folder)).toEqual({
          inbox: [],
          reading: [],
          archive: ['scan.pdf'],
          rejected: [],
        });
        expect(await other.store.db.selectFrom('reading').select('id').execute()).toHaveLength(3);
      } finally {
        await other.remove();
        rmSync(inbox, { recursive: true, force: true });
      }
    },
  );

  test('ends a single ingest with the fault, and the next one goes on from there', async () => {
    const file = path.join(elsewhere, 'scan.pdf');
    writeFileSync(file, fakeScan([{ copy: 1, page: 1 }]));
    const ingest = place.ingest({
      moves: {
        ...diskMoves,
        async makeFolder() {
          throw noRoom;
        },
      },
    });
    await expect(ingest.ingestFiles([file])).rejects.toMatchObject({ code: 'disk-full' });
    await ingest.close();
    expect(whereAllIs(place.folder).reading).toHaveLength(1);
    await place.ingest().ingestFiles([]);
    expect(whereAllIs(place.folder)).toMatchObject({ reading: [], archive: ['scan.pdf'] });
    expect(existsSync(file)).toBe(true);
  });

  test('met by the database pauses the watcher too, and what was read is read again', async () => {
    const setRoom = (pages: number | null): Promise<unknown> =>
      place.store.read((connection) => {
        const used = connection.pragma('page_count', { simple: true }) as number;
        return connection.pragma(`max_page_count = ${pages === null ? 1_000_000 : used + pages}`);
      });
    await setRoom(0);
    const pages = Array.from({ length: 60 }, (_, at) => ({ copy: at + 1, page: 1 }));
    drop('scan.pdf', fakeScan(pages));
    const ingest = place.ingest();
    const stop = new AbortController();
    const paused = next(ingest, 'paused');
    const watching = ingest.watch(stop.signal);
    const [trouble] = await paused;
    expect(trouble.code).toBe('disk-full');
    expect(await readings()).toBe(0);
    expect(whereAllIs(place.folder)).toMatchObject({ archive: [], rejected: [] });
    const ended = next(ingest, 'file');
    await setRoom(null);
    await ended;
    stop.abort();
    await watching;
    expect(whereAllIs(place.folder)).toMatchObject({ reading: [], archive: ['scan.pdf'], rejected: [] });
    expect(await readings()).toBe(180);
  });
});
