/** A scan that is sent by the screen is in the inbox whole, or nothing of it is anywhere. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { prepareDataFolder, type DataFolder } from '../../src/operation/data-folder.ts';
import { diskMoves } from '../../src/operation/file-moves.ts';
import { isPassedOver } from '../../src/operation/file-names.ts';
import { openScanUploads, uploadName } from '../../src/server/scan-uploads.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { storeFile } from '../review/seed.ts';
import { sampleReading, sampleVersion, copyCode, scanned } from '../store/sample-store.ts';
import { registerPrintRun } from '../../src/store/print-runs.ts';

let root: string;
let folder: DataFolder;
let store: Store;
beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'paperline-upload-'));
  folder = await prepareDataFolder({ root });
  store = openStore(folder.database);
});
afterEach(async () => {
  await store.close();
  rmSync(root, { recursive: true, force: true });
});

const inbox = (): string[] => readdirSync(folder.inbox).toSorted();
const contentOf = (name: string): string => readFileSync(path.join(folder.inbox, name), 'utf8');

describe('receiving', () => {
  test('puts the file under its name, and never in the place of another', async () => {
    const uploads = openScanUploads(store, folder);
    writeFileSync(path.join(folder.inbox, 'scan.pdf'), 'of the scanner');
    expect(await uploads.receive('scan.pdf', Readable.from([Buffer.from('first')]), 5)).toEqual({
      name: 'scan (2).pdf',
      bytes: 5,
    });
    await uploads.receive('scan.pdf', Readable.from([Buffer.from('second')]), null);
    expect(inbox()).toEqual(['scan (2).pdf', 'scan (3).pdf', 'scan.pdf']);
    expect(contentOf('scan.pdf')).toBe('of the scanner');
    expect(contentOf('scan (3).pdf')).toBe('second');
  });

  test('does so on shares that give a file no second name', async () => {
    const moves = {
      ...diskMoves,
      link: () => Promise.reject(Object.assign(new Error('no links here'), { code: 'ENOTSUP' })),
    };
    const uploads = openScanUploads(store, folder, { moves });
    writeFileSync(path.join(folder.inbox, 'scan.pdf'), 'of the scanner');
    await uploads.receive('scan.pdf', Readable.from([Buffer.from('first')]), 5);
    expect(inbox()).toEqual(['scan (2).pdf', 'scan.pdf']);
  });

  test.each([
    ['breaks off', [Buffer.from('abc')], 10, 'upload-broken-off'],
    ['is longer than was said', [Buffer.from('abcdef')], 3, 'upload-broken-off'],
    ['is empty', [], 0, 'scan-empty'],
    ['is empty, unannounced', [], null, 'scan-empty'],
    ['is announced as too large', [Buffer.from('abc')], 2 * 1024 ** 3, 'upload-too-large'],
    ['turns out too large', [Buffer.alloc(60), Buffer.alloc(60)], null, 'upload-too-large'],
  ] as const)('leaves nothing where the file %s', async (_what, pieces, length, code) => {
    const uploads = openScanUploads(store, folder, { maxBytes: 100 });
    const sent = uploads.receive('scan.pdf', Readable.from(pieces), length);
    await expect(sent).rejects.toMatchObject({ code });
    expect(inbox()).toEqual([]);
  });

  test('leaves nothing where the sender goes away, or the disk fills up', async () => {
    const uploads = openScanUploads(store, folder);
    const content = new Readable({ read() {} });
    content.push('half');
    const sent = uploads.receive('scan.pdf', content, 100);
    content.destroy(Object.assign(new Error('gone'), { code: 'ECONNRESET' }));
    await expect(sent).rejects.toMatchObject({ code: 'upload-broken-off' });
    const full = openScanUploads(store, folder, {
      moves: {
        ...diskMoves,
        link: () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })),
      },
    });
    await expect(full.receive('scan.pdf', Readable.from(['abc']), 3)).rejects.toMatchObject({
      code: 'disk-full',
    });
    expect(inbox()).toEqual([]);
  });

  test('tells of the same content: in the inbox, and read before', async () => {
    const uploads = openScanUploads(store, folder);
    await uploads.receive('monday.pdf', Readable.from(['the same']), 8);
    await expect(uploads.receive('tuesday.pdf', Readable.from(['the same']), 8)).rejects.toMatchObject({
      code: 'scan-already-sent',
      message: expect.stringContaining('monday.pdf'),
    });
    const twice = await Promise.allSettled(
      ['a.pdf', 'b.pdf'].map((name) => uploads.receive(name, Readable.from(['at once']), 7)),
    );
    expect(twice.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(inbox()).toHaveLength(2);
    for (const name of ['a.pdf', 'b.pdf']) rmSync(path.join(folder.inbox, name), { force: true });
    // Taken away again, it may come again.
    rmSync(path.join(folder.inbox, 'monday.pdf'));
    await uploads.receive('tuesday.pdf', Readable.from(['the same']), 8);
    await registerPrintRun(store, { version: sampleVersion(), copies: [copyCode(1)] });
    const hash = createHash('sha256').update('archived').digest('hex');
    await storeFile(store, hash, [scanned(sampleReading(0, 1, 1))]);
    await expect(uploads.receive('wednesday.pdf', Readable.from(['archived']), 8)).rejects.toMatchObject({
      code: 'scan-duplicate',
    });
    expect(inbox()).toEqual(['tuesday.pdf']);
  });
});

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\scans\\monday.pdf', 'monday.pdf'],
  ['..', 'scan'],
  ['.hidden.pdf', 'hidden.pdf'],
  ['~lock.pdf', 'scan lock.pdf'],
  ['half.part', 'scan half.part.scan'],
  ['Thumbs.db', 'scan Thumbs.db'],
  ['a\u0000b\u202Efdp.exe', 'abfdp.exe'],
  ['/', 'scan'],
  ['rit 12 – ochtend 🚋.pdf', 'rit 12 – ochtend 🚋.pdf'],
])('the name %j becomes %j, which watchers see', (given, name) => {
  expect(uploadName(given)).toBe(name);
  expect(isPassedOver(name)).toBe(false);
});

test('a name may be as long as a disk allows', () => {
  expect(Buffer.byteLength(uploadName(`${'é'.repeat(400)}.pdf`))).toBeLessThanOrEqual(180);
});

describe('kill -9', () => {
  test.each(['writing', 'received', 'linked', 'placed'])('while %s: whole or nothing', async (dieAt) => {
    const script = path.join(import.meta.dirname, 'mortal-upload.ts');
    const child = spawn(process.execPath, [script, root, dieAt], { stdio: ['ignore', 'ignore', 'inherit'] });
    const { promise, resolve } = Promise.withResolvers<NodeJS.Signals | null>();
    child.once('exit', (_status, signal) => resolve(signal));
    expect(await promise).toBe('SIGKILL');
    // What others see of it: nothing, or all.
    const seen = inbox().filter((name) => !isPassedOver(name));
    expect(seen).toEqual(['linked', 'placed'].includes(dieAt) ? ['scan.pdf'] : []);
    for (const name of seen) expect(contentOf(name)).toBe('x'.repeat(200_000));
    // Another database that shares the inbox leaves it alone.
    const others = `.upload-${'0'.repeat(16)}-1.part`;
    writeFileSync(path.join(folder.inbox, others), 'of another');
    await openScanUploads(store, folder).clear();
    expect(inbox()).toEqual([others, ...seen].toSorted());
  });
});
