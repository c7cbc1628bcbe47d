/** What lies in the inbox, and which of it has come to rest. */
import { opendir, rmdir } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import type { FilePath } from '../src/operation/file-moves.ts';
import { joinPath, statOrNull, systemCodeOf } from '../src/operation/file-moves.ts';
import { isPassedOver } from '../src/operation/file-names.ts';

export interface InboxFile {
  readonly path: FilePath;
  /** With the folders it lay in before it: `line 12 - monday - scan.pdf`. */
  readonly name: string;
}

/** When a file or folder was first seen as it is now. */
interface Sighting {
  readonly size: number;
  readonly mtimeMs: number;
  readonly sinceMs: number;
}

export interface InboxView {
  /** Come to rest, oldest first. */
  readonly ready: readonly InboxFile[];
  /** Still growing, or too fresh to tell. */
  readonly unsettled: number;
}

/** An empty file may be one that is about to be written: it gets this many times the patience of others. */
const PATIENCE_WITH_EMPTY = 8;
/** Deeper folders are no scanner's doing. */
const MAX_DEPTH = 24;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Names that are not UTF-8 (an old share) keep their bytes, since only those lead to the file. */
const readName = (bytes: Buffer): FilePath => {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return bytes;
  }
};

const wordsOf = (name: FilePath): string => (typeof name === 'string' ? name : name.toString('latin1'));
const keyOf = (file: FilePath): string => (typeof file === 'string' ? file : `\0${file.toString('hex')}`);

interface Found {
  readonly path: FilePath;
  readonly name: string;
  readonly isFolder: boolean;
}

/** Everything below `folder`, contents before the folder that holds them; links are told as files and not followed. */
export async function* walkFolder(folder: FilePath, prefix = '', depth = 0): AsyncGenerator<Found> {
  // Entries come as bytes; the types do not know that of opendir.
  const entries = await opendir(folder, { encoding: 'buffer' as BufferEncoding });
  for await (const entry of entries) {
    const entryName = readName(entry.name as unknown as Buffer);
    const words = wordsOf(entryName);
    if (isPassedOver(words)) continue;
    const path = joinPath(folder, entryName);
    const name = `${prefix}${words}`;
    if (!entry.isDirectory()) {
      yield { path, name, isFolder: false };
    } else if (depth < MAX_DEPTH) {
      try {
        yield* walkFolder(path, `${name} - `, depth + 1);
      } catch (error) {
        // It was taken away, or may not be looked into; the rest of the inbox is as good as before.
        if (!['ENOENT', 'EACCES', 'EPERM'].includes(systemCodeOf(error) ?? '')) throw error;
        continue;
      }
      yield { path, name, isFolder: true };
    }
  }
}

export interface Inbox {
  /**
   * Looks once. A file is ready when its size and time have not changed for `settleMs` since it was first seen so. A
   * folder that is empty for that long is taken away.
   * @throws a system error where the inbox itself cannot be looked into
   */
  look(): Promise<InboxView>;
}

/** `nowMs` is a clock that never goes back. */
export const openInbox = (
  folder: string,
  settleMs: number,
  nowMs: () => number = () => performance.now(),
): Inbox => {
  let sightings = new Map<string, Sighting>();
  return {
    async look() {
      const next = new Map<string, Sighting>();
      const ready: (InboxFile & { readonly mtimeMs: number })[] = [];
      let unsettled = 0;
      const now = nowMs();
      for await (const found of walkFolder(folder)) {
        const stat = await statOrNull(found.path);
        if (stat === null) continue;
        const key = keyOf(found.path);
        const before = sightings.get(key);
        const isSame = before !== undefined && before.size === stat.size && before.mtimeMs === stat.mtimeMs;
        const sighting = isSame ? before : { size: stat.size, mtimeMs: stat.mtimeMs, sinceMs: now };
        next.set(key, sighting);
        const restedMs = now - sighting.sinceMs;
        if (found.isFolder) {
          // Fails where something is in it, and then it stays.
          if (restedMs >= settleMs) await rmdir(found.path).catch(() => undefined);
          else unsettled++;
          continue;
        }
        const patienceMs = stat.isFile() && stat.size === 0 ? settleMs * PATIENCE_WITH_EMPTY : settleMs;
        if (restedMs < patienceMs) unsettled++;
        else ready.push({ path: found.path, name: found.name, mtimeMs: stat.mtimeMs });
      }
      sightings = next;
      ready.sort((a, b) => a.mtimeMs - b.mtimeMs || (a.name < b.name ? -1 : 1));
      return { ready, unsettled };
    },
  };
};
