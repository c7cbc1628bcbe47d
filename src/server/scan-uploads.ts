/** Scans that come by the screen instead of a scanner's folder: into the inbox, whole or not at all. */
import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readdir, statfs } from 'node:fs/promises';
import path from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isPaperlineError, PaperlineError } from '../domain/errors.ts';
import { base32FromBytes } from '../domain/page-code.ts';
import { MAX_UPLOAD_BYTES } from '../domain/upload-limit.ts';
import type { DataFolder } from '../operation/data-folder.ts';
import {
  diskMoves,
  statOrNull,
  systemCodeOf,
  toWriteFault,
  type FileMoves,
} from '../operation/file-moves.ts';
import { isPassedOver, numberedName, sanitiseName } from '../operation/file-names.ts';
import { recordActAlone } from '../store/audit-log.ts';
import { findStoredTwin } from '../store/scans.ts';
import type { Store } from '../store/store.ts';

export interface Uploaded {
  /** What it is called in the inbox. */
  readonly name: string;
  readonly bytes: number;
}

export interface ScanUploads {
  /**
   * Takes a scan into the inbox under its name, or one with a number where that is taken. Until it is whole it has a name
   * that no watcher takes; a sending that breaks off, or is refused, leaves nothing.
   * @throws PaperlineError `upload-too-large`, `upload-broken-off`, `scan-empty`, `scan-duplicate`, `scan-already-sent`,
   * `disk-full`,
   * `file-not-writable`
   */
  receive(name: string, content: Readable, declaredBytes: number | null): Promise<Uploaded>;
  /** Removes what a crash left of sendings that were not whole. */
  clear(): Promise<void>;
}

export interface ScanUploadsOptions {
  readonly maxBytes?: number;
  /** For tests of what a failure leaves: the calls that change the disk, and a call between any two of them. */
  readonly moves?: FileMoves;
  readonly step?: (name: string) => Promise<void>;
}

const tooLarge = (maxBytes: number): PaperlineError =>
  new PaperlineError({
    code: 'upload-too-large',
    message: `A file may have ${Math.floor(maxBytes / 1024 ** 2)} MB at most.`,
    remedy: 'Scan the stack in smaller parts, or put the file into the inbox folder itself.',
  });

const brokenOff = (cause?: unknown): PaperlineError =>
  new PaperlineError({
    code: 'upload-broken-off',
    message: 'The file did not arrive whole; nothing of it was kept.',
    remedy: 'Send it again.',
    ...(cause === undefined ? {} : { cause }),
  });

const empty = (): PaperlineError =>
  new PaperlineError({ code: 'scan-empty', message: 'The file is empty.', remedy: 'Scan the stack again.' });

const noRoom = (): PaperlineError =>
  new PaperlineError({
    code: 'disk-full',
    message: 'There is no room on the disk for this file.',
    remedy: 'Make room on the disk.',
  });

/** Kept in the inbox or on its way there under another name. */
const alreadyHere = (name: string, at: string | null): PaperlineError =>
  new PaperlineError({
    code: at === null ? 'scan-already-sent' : 'scan-duplicate',
    message:
      at === null
        ? `The same content lies in the inbox, as ${name}.`
        : `The same content was read before, as ${name} on ${new Date(at).toISOString().slice(0, 10)}.`,
    remedy: 'Nothing was taken a second time.',
  });

/** The name as staff gave it, safe for every disk, and none that watchers pass over: a scan must not lie there unseen. */
export const uploadName = (given: string): string => {
  // A browser may send the folder along.
  const name = sanitiseName(given.slice(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1));
  if (!isPassedOver(name)) return name;
  const visible = `scan ${name.replace(/^[.~]+/u, '')}`.trim();
  return isPassedOver(visible) ? `${visible}.scan` : visible;
};

/** Shares without second names for files. */
const CANNOT_LINK = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL', 'UNKNOWN']);
const GONE = new Set(['ENOENT', 'ENOTDIR', 'ESTALE', 'EHOSTDOWN']);

export const openScanUploads = (
  store: Store,
  { inbox }: Pick<DataFolder, 'inbox'>,
  { maxBytes = MAX_UPLOAD_BYTES, moves = diskMoves, step = async () => {} }: ScanUploadsOptions = {},
): ScanUploads => {
  /** Hidden, so that no watcher takes it, and marked as of this database: others may share the inbox. */
  const mark = `.upload-${store.id}-`;
  /** What arrived since the start, by content, for as long as it lies where it was put. */
  const arrived = new Map<string, string>();
  /** What is getting its name now, by content. */
  const placing = new Map<string, string>();

  const assertRoom = async (bytes: number): Promise<void> => {
    const { bavail, bsize } = await statfs(inbox);
    if (bytes > bavail * bsize) throw noRoom();
  };

  const write = async (part: string, content: Readable): Promise<{ sha256: string; bytes: number }> => {
    const hash = createHash('sha256');
    let bytes = 0;
    const counting = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        if (bytes > maxBytes) return done(tooLarge(maxBytes));
        hash.update(chunk);
        done(null, chunk);
      },
    });
    await pipeline(content, counting, createWriteStream(part, { flags: 'wx', flush: true }));
    return { sha256: hash.digest('hex'), bytes };
  };

  const assertNew = async (sha256: string): Promise<void> => {
    const twin = await findStoredTwin(store, sha256);
    if (twin !== null) throw alreadyHere(twin.originalName, twin.claimedAt);
    const lying = arrived.get(sha256);
    if (lying !== undefined && (await statOrNull(lying)) === null) arrived.delete(sha256);
    const other = placing.get(sha256) ?? arrived.get(sha256);
    if (other !== undefined) throw alreadyHere(path.basename(other), null);
  };

  /** Gives the whole file its name; never takes the place of another. Returns where it is. */
  const place = async (part: string, name: string): Promise<string> => {
    for (let number = 1; ; number++) {
      const target = path.join(inbox, numberedName(name, number));
      try {
        await moves.link(part, target);
        await step('linked');
        // Should the hidden name stay behind, the next start removes it.
        await moves.unlink(part).catch(() => undefined);
        return target;
      } catch (error) {
        const code = systemCodeOf(error) ?? '';
        if (code === 'EEXIST') continue;
        if (!CANNOT_LINK.has(code)) throw error;
        if ((await statOrNull(target)) !== null) continue;
        await moves.rename(part, target);
        return target;
      }
    }
  };

  const toFault = (error: unknown): unknown => {
    if (isPaperlineError(error)) return error;
    const code = systemCodeOf(error) ?? '';
    if (code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET' || code === 'ABORT_ERR')
      return brokenOff(error);
    if (GONE.has(code)) {
      return new PaperlineError({
        code: 'file-not-writable',
        message: 'The inbox is not there now.',
        remedy: 'Connect the share again, and send the file again.',
        cause: error,
      });
    }
    return toWriteFault(error, 'the inbox');
  };

  return {
    async receive(given, content, declaredBytes) {
      const part = path.join(inbox, `${mark}${base32FromBytes(randomBytes(10))}.part`);
      try {
        if (declaredBytes === 0) throw empty();
        if (declaredBytes !== null && declaredBytes > maxBytes) throw tooLarge(maxBytes);
        await assertRoom(declaredBytes ?? 0);
        const { sha256, bytes } = await write(part, content);
        await step('received');
        if (bytes === 0) throw empty();
        if (declaredBytes !== null && bytes !== declaredBytes) throw brokenOff();
        await assertNew(sha256);
        const name = uploadName(given);
        // Nothing is waited for since it was found to be new: of two that arrive at once, one has it.
        placing.set(sha256, name);
        const target = await place(part, name).finally(() => placing.delete(sha256));
        arrived.set(sha256, target);
        await step('placed');
        await moves.syncFolder(inbox);
        await recordActAlone(store, 'scan-sent', { bytes });
        return { name: path.basename(target), bytes };
      } catch (error) {
        await moves.unlink(part).catch(() => undefined);
        content.destroy();
        throw toFault(error);
      }
    },
    async clear() {
      for (const name of await readdir(inbox)) {
        if (name.startsWith(mark) && name.endsWith('.part')) await moves.unlink(path.join(inbox, name));
      }
    },
  };
};
