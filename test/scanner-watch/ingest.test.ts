import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
  existsSync,
  mkdtempSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { diskMoves } from '../../src/operation/file-moves.ts';
import type { Ingest, IngestEvents } from '../../scanner-watch/ingest.ts';
import { registerPrintRun } from '../../src/store/print-runs.ts';
import { beginReading } from '../../src/store/scan-files.ts';
import { copyCode, sampleVersion } from '../store/sample-store.ts';
import { quickConfig } from './quick-config.ts';
import { fakeReading, fakeScan } from './fake-reading.ts';
import { makeWatchedFolder, whereAllIs, type WatchedFolder } from './watched-folder.ts';

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

const drop = (name: string, content: string): string => {
  const file = path.join(place.folder.inbox, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
};
const readings = async () => (await place.store.db.selectFrom('reading').select('id').execute()).length;
const reasonOf = (name: string): string =>
  readFileSync(path.join(place.folder.rejected, `${name}.reason.txt`), 'utf8');

/** Watches until `count` files have come to their end, and stops. */
const watchFor = async (ingest: Ingest, count: number): Promise<void> => {
  const stop = new AbortController();
  let seen = 0;
  ingest.events.on('file', () => {
    if (++seen === count) stop.abort();
  });
  await ingest.watch(stop.signal);
};
const next = async <K extends keyof IngestEvents>(ingest: Ingest, event: K): Promise<IngestEvents[K]> =>
  (await once(ingest.events, event)) as IngestEvents[K];

describe('a watched inbox', () => {
  test('takes scans to the archive and what is no scan to the rejected, with a reason in both languages', async () => {
    drop(
      'monday.pdf',
      fakeScan([
        { copy: 1, page: 1 },
        { copy: 1, page: 2 },
      ]),
    );
    drop('letter.pdf', 'Dear passenger');
    await watchFor(place.ingest(), 2);
    expect(whereAllIs(place.folder)).toEqual({
      inbox: [],
      reading: [],
      archive: ['monday.pdf'],
      rejected: ['letter.pdf', 'letter.pdf.reason.txt'],
    });
    expect(await readings()).toBe(6);
    expect(reasonOf('letter.pdf')).toMatch(/Dit is geen scan/);
    expect(reasonOf('letter.pdf')).toMatch(/this is no scan/);
  });

  test('leaves half-written files alone, and waits for one that grows', async () => {
    drop('scan.pdf.part', 'half');
    drop('~$scan.pdf', 'lock');
    drop('.hidden.pdf', 'hidden');
    const whole = fakeScan([{ copy: 1, page: 1 }]);
    const file = drop('growing.pdf', whole.slice(0, 5));
    const ingest = place.ingest({ config: { ...quickConfig, settleMs: 300 } });
    let grown = 5;
    const grow = setInterval(() => {
      appendFileSync(file, whole.slice(grown, ++grown));
      if (grown === whole.length) clearInterval(grow);
    }, 10);
    await watchFor(ingest, 1);
    clearInterval(grow);
    expect(whereAllIs(place.folder)).toMatchObject({
      inbox: ['.hidden.pdf', 'scan.pdf.part', '~$scan.pdf'],
      archive: ['growing.pdf'],
      rejected: [],
    });
    expect(await readings()).toBe(3);
  });

  test('reads again what was still written to while it was read', async () => {
    const [first, whole] = [
      fakeScan([{ copy: 1, page: 1 }]),
      fakeScan([
        { copy: 1, page: 1 },
        { copy: 1, page: 2 },
      ]),
    ];
    drop('held.pdf', first);
    let reads = 0;
    const reading = fakeReading({
      async beforeReading() {
        if (++reads > 1) return;
        const [name = ''] = whereAllIs(place.folder).reading;
        writeFileSync(path.join(place.folder.reading, name), whole);
      },
    });
    await watchFor(place.ingest({ reading }), 1);
    expect(reads).toBe(2);
    expect(await readings()).toBe(6);
  });

  test('rejects an empty file, after more patience than others get', async () => {
    drop('empty.pdf', '');
    const ingest = place.ingest();
    const started = performance.now();
    await watchFor(ingest, 1);
    expect(performance.now() - started).toBeGreaterThan(700);
    expect(reasonOf('empty.pdf')).toMatch(/leeg/);
  });

  test('walks folders that are dropped in and takes the empty ones away', async () => {
    drop('line 12/monday/scan.pdf', fakeScan([{ copy: 1, page: 1 }]));
    drop('line 12/tuesday/scan.pdf', fakeScan([{ copy: 2, page: 1 }]));
    const ingest = place.ingest();
    const stop = new AbortController();
    const watching = ingest.watch(stop.signal);
    await next(ingest, 'file');
    const folder = path.join(place.folder.inbox, 'line 12');
    ingest.events.on('progress', () => {
      if (!existsSync(folder)) stop.abort();
    });
    await watching;
    expect(whereAllIs(place.folder)).toMatchObject({
      inbox: [],
      archive: ['line 12 - monday - scan.pdf', 'line 12 - tuesday - scan.pdf'],
    });
  });

  test('refuses links and things that are no files without opening them', async () => {
    const secret = path.join(elsewhere, 'secret.pdf');
    writeFileSync(secret, fakeScan([{ copy: 1, page: 1 }]));
    symlinkSync(secret, path.join(place.folder.inbox, 'link.pdf'));
    execFileSync('mkfifo', [path.join(place.folder.inbox, 'pipe.pdf')]);
    await watchFor(place.ingest(), 2);
    expect(whereAllIs(place.folder).rejected).toEqual([
      'link.pdf',
      'link.pdf.reason.txt',
      'pipe.pdf',
      'pipe.pdf.reason.txt',
    ]);
    expect(reasonOf('link.pdf')).toMatch(/verwijzing/);
    expect(existsSync(secret)).toBe(true);
    expect(await readings()).toBe(0);
  });

  test('takes names with spaces, emoji, line breaks, great length and bytes that are no text', async () => {
    const names = ['a b.pdf', 'smile 😀.pdf', 'two\nlines.pdf', `${'x'.repeat(240)}.pdf`, '..  up.pdf'];
    names.forEach((name, at) =>
      drop(name === '..  up.pdf' ? 'up.pdf' : name, fakeScan([{ copy: at + 1, page: 1 }])),
    );
    writeFileSync(
      Buffer.concat([
        Buffer.from(`${place.folder.inbox}/`),
        Buffer.from([0x63, 0x61, 0x66, 0xe9]),
        Buffer.from('.pdf'),
      ]),
      fakeScan([{ copy: 9, page: 1 }]),
    );
    await watchFor(place.ingest(), 6);
    expect(whereAllIs(place.folder)).toMatchObject({
      inbox: [],
      archive: ['a b.pdf', 'café.pdf', 'smile 😀.pdf', 'twolines.pdf', 'up.pdf', `${'x'.repeat(176)}.pdf`],
    });
  });

  test('gives every file a place of its own', async () => {
    for (const copy of [1, 2, 3]) {
      drop('scan.pdf', fakeScan([{ copy, page: 1 }]));
      drop('letter.pdf', `Dear passenger ${copy}`);
      const ingest = place.ingest();
      await watchFor(ingest, 2);
      await ingest.close();
    }
    expect(whereAllIs(place.folder)).toMatchObject({
      archive: ['scan (2).pdf', 'scan (3).pdf', 'scan.pdf'],
      rejected: [
        'letter (2).pdf',
        'letter (2).pdf.reason.txt',
        'letter (3).pdf',
        'letter (3).pdf.reason.txt',
        'letter.pdf',
        'letter.pdf.reason.txt',
      ],
    });
  });

  test('counts the same content once and says where it was read', async () => {
    const content = fakeScan([{ copy: 1, page: 1 }]);
    drop('first.pdf', content);
    const ingest = place.ingest();
    await watchFor(ingest, 1);
    drop('second.pdf', content);
    await watchFor(ingest, 1);
    expect(reasonOf('second.pdf')).toMatch(/first\.pdf/);
    expect(await readings()).toBe(3);
    drop('third.pdf', fakeScan([{ copy: 2, page: 1 }], 'a'));
    drop('fourth.pdf', fakeScan([{ copy: 2, page: 1 }], 'a'));
    await watchFor(ingest, 2);
    expect(await readings()).toBe(6);
    expect(whereAllIs(place.folder).rejected).toHaveLength(4);
  });

  test('rejects sheets of another database and keeps mixed files', async () => {
    drop('theirs.pdf', fakeScan([{ copy: 900, page: 1 }, 'blank']));
    drop('mixed.pdf', fakeScan([{ copy: 1, page: 1 }, { copy: 900, page: 1 }, 'unreadable']));
    await watchFor(place.ingest(), 2);
    expect(reasonOf('theirs.pdf')).toMatch(
      /Page 1: this copy is in no print run here[^\n]*\nPage 2: it is blank/,
    );
    expect(whereAllIs(place.folder).archive).toEqual(['mixed.pdf']);
    const pages = await place.store.db
      .selectFrom('scan_page')
      .innerJoin('scan_file', 'scan_file.id', 'scan_page.scan_file_id')
      .select(['scan_page.status', 'counts', 'state'])
      .orderBy('scan_page.id')
      .execute();
    const ofFile = (state: string) => pages.filter((page) => page.state === state);
    // What a rejected file shows is kept for people to look at, and counts for nothing.
    expect(ofFile('rejected').map(({ status, counts }) => [status, counts])).toEqual([
      ['foreign', 0],
      ['blank', 0],
    ]);
    expect(ofFile('archived').map(({ status }) => status)).toEqual(['read', 'foreign', 'unreadable']);
  });

  test('is not stopped by a file on which reading fails', async () => {
    drop('a bad.pdf', fakeScan([{ copy: 1, page: 1 }]));
    drop('good.pdf', fakeScan([{ copy: 2, page: 1 }]));
    const reading = fakeReading({
      async beforeReading(name) {
        if (name === 'a bad.pdf') throw new TypeError('cannot read properties of undefined');
      },
    });
    await watchFor(place.ingest({ reading }), 2);
    expect(whereAllIs(place.folder)).toMatchObject({ archive: ['good.pdf'], reading: [] });
    expect(reasonOf('a bad.pdf')).toMatch(/defect/);
  });

  test('stops cleanly while a file is read, and the next start reads it', async () => {
    drop('long.pdf', fakeScan([{ copy: 1, page: 1 }]));
    const stop = new AbortController();
    const ingest = place.ingest({
      reading: fakeReading({
        async beforeReading() {
          stop.abort();
        },
      }),
    });
    await ingest.watch(stop.signal);
    await ingest.close();
    expect(whereAllIs(place.folder)).toMatchObject({ inbox: [], archive: [], rejected: [] });
    expect(whereAllIs(place.folder).reading).toHaveLength(1);
    await watchFor(place.ingest(), 1);
    expect(whereAllIs(place.folder)).toMatchObject({ reading: [], archive: ['long.pdf'] });
    const [file] = await place.store.db.selectFrom('scan_file').select(['attempts', 'state']).execute();
    expect(file).toEqual({ attempts: 1, state: 'archived' });
  });

  test('tells of a file that it may not take, goes on with the rest, and takes it when it may', async () => {
    drop('locked.pdf', fakeScan([{ copy: 1, page: 1 }]));
    drop('open.pdf', fakeScan([{ copy: 2, page: 1 }]));
    let isLocked = true;
    const ingest = place.ingest({
      config: { ...quickConfig, poll: true },
      moves: {
        ...diskMoves,
        async rename(from, to) {
          if (isLocked && String(from).endsWith('inbox/locked.pdf')) {
            throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
          }
          await diskMoves.rename(from, to);
        },
      },
    });
    const stop = new AbortController();
    const stuck = next(ingest, 'stuck');
    const [watching, [trouble]] = [ingest.watch(stop.signal), await stuck];
    expect(trouble).toMatchObject({ file: 'locked.pdf', code: 'file-not-readable' });
    while (whereAllIs(place.folder).archive.length < 1) await next(ingest, 'file');
    expect(whereAllIs(place.folder)).toMatchObject({ inbox: ['locked.pdf'], archive: ['open.pdf'] });
    expect(ingest.status().stuck).toMatchObject([{ file: 'locked.pdf' }]);
    isLocked = false;
    await next(ingest, 'file');
    stop.abort();
    await watching;
    expect(whereAllIs(place.folder)).toMatchObject({ inbox: [], archive: ['locked.pdf', 'open.pdf'] });
    expect(ingest.status().stuck).toEqual([]);
  });

  test('by polling, for shares that tell nothing', async () => {
    const ingest = place.ingest({ config: { ...quickConfig, poll: true } });
    const stop = new AbortController();
    const watching = ingest.watch(stop.signal);
    await next(ingest, 'progress');
    drop('late.pdf', fakeScan([{ copy: 1, page: 1 }]));
    await next(ingest, 'file');
    stop.abort();
    await watching;
    expect(whereAllIs(place.folder).archive).toEqual(['late.pdf']);
  });

  test('survives the inbox going away and coming back', async () => {
    const ingest = place.ingest({ config: { ...quickConfig, poll: true } });
    const stop = new AbortController();
    rmSync(place.folder.inbox, { recursive: true });
    const watching = ingest.watch(stop.signal);
    const [trouble] = await next(ingest, 'paused');
    expect(trouble.message).toContain(place.folder.inbox);
    mkdirSync(place.folder.inbox);
    drop('back.pdf', fakeScan([{ copy: 1, page: 1 }]));
    await next(ingest, 'file');
    stop.abort();
    await watching;
    expect(ingest.status().paused).toBeNull();
  });
});

describe('files named once', () => {
  test('are copied from elsewhere, moved from the inbox, and told one by one', async () => {
    const outside = path.join(elsewhere, 'outside.pdf');
    writeFileSync(outside, fakeScan([{ copy: 1, page: 1 }]));
    const inside = drop('inside.pdf', fakeScan([{ copy: 2, page: 1 }]));
    const result = await place.ingest().ingestFiles([outside, inside, path.join(elsewhere, 'none.pdf')]);
    expect(result.files.map(({ file, outcome }) => `${file} ${outcome}`).sort()).toEqual([
      'inside.pdf archived',
      'outside.pdf archived',
    ]);
    expect(result.notTaken.map(({ trouble }) => trouble.code)).toEqual(['file-not-found']);
    expect(existsSync(outside)).toBe(true);
    expect(existsSync(inside)).toBe(false);
  });

  test('may be rejected ones, tried again', async () => {
    drop('scan.pdf', fakeScan([{ copy: 900, page: 1 }]));
    const ingest = place.ingest();
    await ingest.ingestFiles([place.folder.inbox]);
    expect(whereAllIs(place.folder).rejected).toEqual(['scan.pdf', 'scan.pdf.reason.txt']);
    await registerPrintRun(place.store, { version: sampleVersion(), copies: [copyCode(900)] });
    await ingest.ingestFiles([path.join(place.folder.rejected, 'scan.pdf')]);
    expect(whereAllIs(place.folder)).toMatchObject({ archive: ['scan.pdf'], rejected: [] });
  });

  test('are refused where they are in the archive already', async () => {
    const inside = drop('inside.pdf', fakeScan([{ copy: 2, page: 1 }]));
    const ingest = place.ingest();
    await ingest.ingestFiles([inside]);
    const result = await ingest.ingestFiles([place.folder.archive, place.folder.root]);
    expect(result.files).toEqual([]);
    expect(result.notTaken.map(({ trouble }) => trouble.code)).toEqual(['usage', 'usage']);
    expect(whereAllIs(place.folder).archive).toEqual(['inside.pdf']);
  });
});

test('of two data folders that share an inbox each file goes to one', async () => {
  const other = await makeWatchedFolder(place.folder.inbox);
  try {
    const names = Array.from({ length: 30 }, (_, at) => `scan ${at + 1}.pdf`);
    names.forEach((name, at) => drop(name, fakeScan([{ copy: at + 1, page: 1 }])));
    const stop = new AbortController();
    let ended = 0;
    const watching = [place, other].map((each) => {
      const ingest = each.ingest();
      ingest.events.on('file', () => {
        if (++ended === names.length) stop.abort();
      });
      return ingest.watch(stop.signal);
    });
    await Promise.all(watching);
    const [here, there] = [place, other].map((each) => whereAllIs(each.folder));
    const byName = (a: string, b: string): number => (a < b ? -1 : 1);
    expect([...(here?.archive ?? []), ...(there?.archive ?? [])].sort(byName)).toEqual(
      [...names].sort(byName),
    );
    for (const each of [here, there]) expect(each).toMatchObject({ inbox: [], reading: [], rejected: [] });
  } finally {
    await other.remove();
  }
});

test('a data folder has one reader at a time', async () => {
  const first = place.ingest();
  expect(() => place.ingest()).toThrow(expect.objectContaining({ code: 'data-folder-in-use' }));
  await first.close();
  expect(() => place.ingest()).not.toThrow();
});

test('a file at which Paperline ended too often is rejected instead of ending it again', async () => {
  const claimed = { claim: 'CCCCCCCCCCCC', originalName: 'poison.pdf', at: new Date() };
  writeFileSync(
    path.join(place.folder.reading, `${claimed.claim}__poison.pdf`),
    fakeScan([{ copy: 1, page: 1 }]),
  );
  for (let crash = 0; crash < 5; crash++) await beginReading(place.store, claimed);
  const reading = fakeReading({
    async beforeReading() {
      throw new Error('the file was read');
    },
  });
  await watchFor(place.ingest({ reading }), 1);
  expect(reasonOf('poison.pdf')).toMatch(/ended abruptly 5 times/);
  expect(whereAllIs(place.folder).reading).toEqual([]);
});
