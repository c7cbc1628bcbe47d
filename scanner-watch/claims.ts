/**
 * Taking a file: the rename that moves it into the reading folder is the claim, so that of two watchers one has it.
 * On an inbox that lies on another device the claim is a rename beside the file, and the way from there to the reading
 * folder can be walked again from any point.
 */
import { constants } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import path from 'node:path';
import { PaperlineError } from '../src/domain/errors.ts';
import type { DataFolder } from '../src/operation/data-folder.ts';
import {
  joinPath,
  statOrNull,
  systemCodeOf,
  toWriteFault,
  type FileMoves,
  type FilePath,
} from '../src/operation/file-moves.ts';
import { sanitiseName } from '../src/operation/file-names.ts';
import { claimedFileName, newClaim, parseClaimedFileName, type ClaimedName } from './scan-names.ts';

export interface Claiming {
  readonly folder: DataFolder;
  /** Marks what this database has claimed on an inbox that it may share with others. */
  readonly storeId: string;
  readonly moves: FileMoves;
  /** Called between the moves. */
  readonly step: (name: string) => Promise<void>;
}

/** A file that cannot be taken; it stays where it is. */
export const cannotTake = (name: string, why: string, remedy: string, cause?: unknown): PaperlineError =>
  new PaperlineError({
    code: 'file-not-readable',
    message: `${name} cannot be taken from where it is: ${why}.`,
    remedy,
    ...(cause === undefined ? {} : { cause }),
  });

const folderOf = (file: FilePath): FilePath =>
  typeof file === 'string' ? path.dirname(file) : file.subarray(0, file.lastIndexOf(path.sep));

const markOf = (storeId: string): string => `.paperline-${storeId}-`;

const readingPathOf = (claiming: Claiming, claimed: ClaimedName): string =>
  path.join(claiming.folder.reading, claimedFileName(claimed));

const partPathOf = (claiming: Claiming, claimed: ClaimedName): string =>
  path.join(claiming.folder.reading, `.${claimedFileName(claimed)}.part`);

/** Copies `source` into the reading folder; it is there whole under its claimed name, or not at all. */
const copyIn = async (claiming: Claiming, source: FilePath, claimed: ClaimedName): Promise<void> => {
  const { moves, folder } = claiming;
  const part = partPathOf(claiming, claimed);
  await moves.copy(source, part);
  await claiming.step('copied');
  const target = readingPathOf(claiming, claimed);
  await moves.rename(part, target);
  await claiming.step('copy-named');
  try {
    await moves.syncFolder(folder.reading);
  } catch (error) {
    // Whoever asked will ask again, and must not find the file twice.
    await moves.unlink(target);
    throw error;
  }
};

const renameOrNull = async (moves: FileMoves, from: FilePath, to: FilePath): Promise<true | null> => {
  try {
    await moves.rename(from, to);
    return true;
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return null;
    throw error;
  }
};

const claimAcrossDevices = async (
  claiming: Claiming,
  source: FilePath,
  name: string,
  claimed: ClaimedName,
): Promise<ClaimedName | null> => {
  const { moves, storeId } = claiming;
  const stat = await statOrNull(source);
  if (stat === null) return null;
  if (!stat.isFile()) {
    throw cannotTake(name, 'it is a link or not an ordinary file', 'Put the file itself in its place.');
  }
  const marked = joinPath(folderOf(source), `${markOf(storeId)}${claimedFileName(claimed)}`);
  if ((await renameOrNull(moves, source, marked)) === null) return null;
  await claiming.step('marked');
  try {
    await copyIn(claiming, marked, claimed);
  } catch (error) {
    // Staff must see the file again: it was not taken.
    if ((await statOrNull(source)) === null) await moves.rename(marked, source);
    throw error;
  }
  // The file is taken; should the mark stay behind, the next start removes it.
  await moves.unlink(marked).catch(() => undefined);
  await claiming.step('unmarked');
  return claimed;
};

/**
 * Moves a file into the reading folder, under a claim. Null where somebody else was first.
 * @throws PaperlineError `disk-full`, `file-not-writable` (the file stays where it is)
 */
export const claimFile = async (
  claiming: Claiming,
  source: FilePath,
  name: string,
  claim = newClaim(),
): Promise<ClaimedName | null> => {
  const claimed = { claim, name: sanitiseName(name) };
  try {
    await claiming.step('claiming');
    if ((await renameOrNull(claiming.moves, source, readingPathOf(claiming, claimed))) === null) return null;
    await claiming.step('claimed');
    return claimed;
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === 'EACCES' || code === 'EPERM' || code === 'EBUSY') {
      throw cannotTake(
        name,
        code === 'EBUSY' ? 'another program holds it open' : 'this user has no permission to move it',
        'Close the program that uses it, or give this user the right to write in its folder; it is tried again.',
        error,
      );
    }
    if (code !== 'EXDEV') throw toWriteFault(error, `the folder ${claiming.folder.reading}`);
  }
  try {
    return await claimAcrossDevices(claiming, source, name, claimed);
  } catch (error) {
    throw toWriteFault(error, `the folder ${claiming.folder.reading}`);
  }
};

/**
 * Copies a file that is not ours to move into the reading folder; the original stays.
 * @throws PaperlineError `disk-full`, `file-not-writable`, `file-not-found`, `file-not-readable`
 */
export const claimCopy = async (claiming: Claiming, source: FilePath, name: string): Promise<ClaimedName> => {
  const claimed = { claim: newClaim(), name: sanitiseName(name) };
  const stat = await statOrNull(source);
  if (stat === null) {
    throw new PaperlineError({
      code: 'file-not-found',
      message: `${name} is not there any more.`,
      remedy: 'Look at the name and the folder.',
    });
  }
  try {
    await access(source, constants.R_OK);
  } catch (error) {
    throw cannotTake(
      name,
      'this user has no permission to read it',
      'Give this user the right to read it.',
      error,
    );
  }
  try {
    await copyIn(claiming, source, claimed);
    return claimed;
  } catch (error) {
    throw toWriteFault(error, `the folder ${claiming.folder.reading}`);
  }
};

/** Files in `folder` and below that this database marked as claimed and that a crash left there. */
const findMarked = async (folder: string, mark: string): Promise<string[]> => {
  const marked: string[] = [];
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    // A folder that may not be looked into holds nothing that was marked; one that went holds nothing.
    if (NOT_TO_BE_SEEN.has(systemCodeOf(error) ?? '')) return [];
    throw error;
  });
  for (const entry of entries) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) marked.push(...(await findMarked(at, mark)));
    else if (entry.isFile() && entry.name.startsWith(mark)) marked.push(at);
  }
  return marked;
};
const NOT_TO_BE_SEEN = new Set(['EACCES', 'EPERM', 'ENOENT']);

/**
 * Ends every half-way claim that a crash or a full disk left: what was marked is brought over, what was half copied is
 * thrown away. Returns what had a mark. No claim may be under way meanwhile.
 * @throws PaperlineError `disk-full`, `file-not-writable`: call again
 */
export const finishClaims = async (
  claiming: Claiming,
  isRecorded: (claim: string) => Promise<boolean>,
): Promise<ClaimedName[]> => {
  const { moves, folder, storeId } = claiming;
  const marks: ClaimedName[] = [];
  try {
    for (const entry of await readdir(folder.reading)) {
      if (entry.startsWith('.') && entry.endsWith('.part'))
        await moves.unlink(path.join(folder.reading, entry));
    }
    const mark = markOf(storeId);
    // A rejected file that is read again is marked where it lies, as one in the inbox is.
    const found = await Promise.all([folder.inbox, folder.rejected].map((each) => findMarked(each, mark)));
    for (const marked of found.flat()) {
      const claimed = parseClaimedFileName(path.basename(marked).slice(mark.length));
      if (claimed === null) continue;
      const isHere = (await statOrNull(readingPathOf(claiming, claimed))) !== null;
      if (!isHere && !(await isRecorded(claimed.claim))) await copyIn(claiming, marked, claimed);
      await moves.unlink(marked);
      marks.push(claimed);
    }
    return marks;
  } catch (error) {
    throw toWriteFault(error, `the folder ${folder.reading}`);
  }
};

/** What lies in the reading folder, claimed; a file that somebody put there by hand is claimed on the spot. */
export const listClaimed = async ({ folder, moves }: Claiming): Promise<ClaimedName[]> => {
  const claimed: ClaimedName[] = [];
  for (const entry of await readdir(folder.reading, { withFileTypes: true })) {
    if (entry.isDirectory() || entry.name.startsWith('.')) continue;
    const parsed = parseClaimedFileName(entry.name);
    if (parsed !== null) {
      claimed.push(parsed);
      continue;
    }
    const taken = { claim: newClaim(), name: sanitiseName(entry.name) };
    await moves.rename(
      path.join(folder.reading, entry.name),
      path.join(folder.reading, claimedFileName(taken)),
    );
    claimed.push(taken);
  }
  return claimed;
};
