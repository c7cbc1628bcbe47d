/** What is done to files on their way, so that no instant leaves a file nowhere or in two places. */
import { createHash, type Hash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { copyFile, link, lstat, mkdir, open, rename, rm, unlink } from 'node:fs/promises';
import path from 'node:path';
import { PaperlineError } from '../domain/errors.ts';

/** A path as the system gave it: bytes where they are not UTF-8. */
export type FilePath = string | Buffer;

/** The calls that change the disk; a test hands in ones that fail. */
export interface FileMoves {
  readonly rename: (from: FilePath, to: FilePath) => Promise<void>;
  /** A second name for a file; fails where something has that name. Some shares have none of it. */
  readonly link: (from: FilePath, to: FilePath) => Promise<void>;
  readonly copy: (from: FilePath, to: string) => Promise<void>;
  readonly unlink: (file: FilePath) => Promise<void>;
  readonly makeFolder: (folder: string) => Promise<void>;
  readonly writeText: (file: string, text: string) => Promise<void>;
  /** What was renamed into or out of `folder` stays so when the power fails. */
  readonly syncFolder: (folder: string) => Promise<void>;
}

export const systemCodeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

const syncFile = async (file: string): Promise<void> => {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Systems and file systems that cannot sync a folder do without. */
const CANNOT_SYNC_FOLDER = new Set(['EINVAL', 'EPERM', 'EISDIR', 'EACCES', 'ENOTSUP', 'EBADF']);

export const diskMoves: FileMoves = {
  rename,
  link,
  async copy(from, to) {
    try {
      await copyFile(from, to);
      await syncFile(to);
    } catch (error) {
      await rm(to, { force: true }).catch(() => undefined);
      throw error;
    }
  },
  unlink,
  async makeFolder(folder) {
    await mkdir(folder, { recursive: true });
  },
  async writeText(file, text) {
    const handle = await open(file, 'w');
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  async syncFolder(folder) {
    try {
      const handle = await open(folder, 'r');
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
    } catch (error) {
      if (!CANNOT_SYNC_FOLDER.has(systemCodeOf(error) ?? '')) throw error;
    }
  },
};

export const statOrNull = async (file: FilePath): Promise<Stats | null> => {
  try {
    return await lstat(file);
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT' || systemCodeOf(error) === 'ENOTDIR') return null;
    throw error;
  }
};

export const joinPath = (folder: FilePath, name: FilePath): FilePath =>
  typeof folder === 'string' && typeof name === 'string'
    ? path.join(folder, name)
    : Buffer.concat([Buffer.from(folder), Buffer.from(path.sep), Buffer.from(name)]);

const HASHED_AT_ONCE_BYTES = 512 * 1024;

/** SHA-256 of a file's content, in hex. The file is read piece by piece, into the same memory: a stream takes as much as the file. */
export const hashFile = async (file: string, signal?: AbortSignal): Promise<string> => {
  const hash: Hash = createHash('sha256');
  const handle = await open(file, 'r');
  try {
    const piece = new Uint8Array(HASHED_AT_ONCE_BYTES);
    for (;;) {
      signal?.throwIfAborted();
      const { bytesRead } = await handle.read(piece, 0, piece.length, null);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(piece.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
};

const NO_ROOM = new Set(['ENOSPC', 'EDQUOT']);
const NOT_ALLOWED = new Set(['EACCES', 'EPERM', 'EROFS']);

/** A system error while writing as a fault that the operator can mend; any other error as it was. */
export const toWriteFault = (error: unknown, what: string): unknown => {
  const code = systemCodeOf(error) ?? '';
  if (NO_ROOM.has(code)) {
    return new PaperlineError({
      code: 'disk-full',
      message: `There is no room on the disk for ${what}.`,
      remedy: 'Make room on the disk; reading goes on by itself.',
      cause: error,
    });
  }
  if (NOT_ALLOWED.has(code)) {
    return new PaperlineError({
      code: 'file-not-writable',
      message: `This user has no permission to write ${what}.`,
      remedy: 'Give this user the right to write there; reading goes on by itself.',
      cause: error,
    });
  }
  return error;
};
