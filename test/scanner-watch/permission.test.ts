import { spawn } from 'node:child_process';
import { chmodSync, chownSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { fakeScan } from './fake-reading.ts';
import { makeWatchedFolder, whereAllIs, type WatchedFolder } from './watched-folder.ts';

const SCRIPT = path.join(import.meta.dirname, 'mortal-ingest.ts');
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

/** Another user may read the checkout: every folder above it lets everybody through. */
const othersMayRead = (folder: string): boolean =>
  (statSync(folder).mode & 0o005) === 0o005 &&
  (path.dirname(folder) === folder || othersMayRead(path.dirname(folder)));
const canBeSomebodyElse = process.platform !== 'win32' && (!isRoot || othersMayRead(import.meta.dirname));

let place: WatchedFolder | undefined;
afterEach(() => place?.remove());

test.skipIf(!canBeSomebodyElse)(
  'a file that may not be read is rejected and says so (skipped where only root may see the checkout)',
  async () => {
    place = await makeWatchedFolder();
    const { root, inbox } = place.folder;
    const file = path.join(inbox, 'secret.pdf');
    writeFileSync(file, fakeScan([{ copy: 1, page: 1 }]));
    writeFileSync(path.join(inbox, 'open.pdf'), fakeScan([{ copy: 2, page: 1 }]));
    if (isRoot) {
      for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
        chownSync(path.join(entry.parentPath, entry.name), NOBODY, NOBODY);
      }
      chownSync(root, NOBODY, NOBODY);
    }
    chmodSync(file, 0);
    const child = spawn(process.execPath, [SCRIPT, root, inbox, '0'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
    });
    const { promise, resolve } = Promise.withResolvers<number | null>();
    child.once('exit', resolve);
    expect(await promise).toBe(0);
    expect(whereAllIs(place.folder)).toEqual({
      inbox: [],
      reading: [],
      archive: ['open.pdf'],
      rejected: ['secret.pdf', 'secret.pdf.reason.txt'],
    });
    const reason = readFileSync(path.join(place.folder.rejected, 'secret.pdf.reason.txt'), 'utf8');
    expect(reason).toMatch(/niet lezen/);
    expect(reason).toMatch(/permission/);
  },
);
