/** Where a file goes when it has been read, and the move there. */
import path from 'node:path';
import type { DataFolder } from '../src/operation/data-folder.ts';
import { changeDestination, isDestinationTaken } from '../src/store/scan-files.ts';
import type { Store } from '../src/store/store.ts';
import {
  hashFile,
  statOrNull,
  systemCodeOf,
  toWriteFault,
  type FileMoves,
} from '../src/operation/file-moves.ts';
import { numberedName } from '../src/operation/file-names.ts';

export interface Destinations {
  readonly folder: DataFolder;
  readonly store: Store;
  readonly moves: FileMoves;
  readonly step: (name: string) => Promise<void>;
  /** Places promised to files that are on their way; kept by whoever runs them side by side. */
  readonly promised: Set<string>;
}

const monthOf = (at: Date): string => `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}`;

/** Relative to the data folder, with `/` between parts. */
export const archiveFolderOf = (at: Date): string => `archive/${monthOf(at)}`;
export const REJECTED_FOLDER = 'rejected';

export const pathOfDestination = (folder: DataFolder, destination: string): string =>
  path.join(folder.root, ...destination.split('/'));

export const reasonPathOf = (file: string): string => `${file}.reason.txt`;

const isFree = async (to: Destinations, destination: string): Promise<boolean> => {
  const file = pathOfDestination(to.folder, destination);
  return (
    (await statOrNull(file)) === null &&
    (await statOrNull(reasonPathOf(file))) === null &&
    !(await isDestinationTaken(to.store, destination))
  );
};

/** A place in `inFolder` that nothing has and nothing was promised: the name itself, or with a number. */
export const promiseDestination = async (
  to: Destinations,
  inFolder: string,
  name: string,
): Promise<string> => {
  for (let number = 1; ; number++) {
    const destination = `${inFolder}/${numberedName(name, number)}`;
    if (to.promised.has(destination)) continue;
    to.promised.add(destination);
    if (await isFree(to, destination)) return destination;
    to.promised.delete(destination);
  }
};

const isSameContent = async (a: string, b: string): Promise<boolean> => {
  const [statA, statB] = [await statOrNull(a), await statOrNull(b)];
  if (statA === null || statB === null || !statA.isFile() || !statB.isFile() || statA.size !== statB.size)
    return false;
  return (await hashFile(a)) === (await hashFile(b));
};

/** Copy, rename, remove: for an archive that lies on another device. */
const moveAcrossDevices = async (to: Destinations, from: string, target: string): Promise<void> => {
  const part = path.join(path.dirname(target), `.${path.basename(target)}.part`);
  await to.moves.copy(from, part);
  await to.step('copied-out');
  await to.moves.rename(part, target);
  await to.moves.syncFolder(path.dirname(target));
  await to.step('copy-out-named');
  await to.moves.unlink(from);
};

/**
 * Moves a file from the reading folder to its destination; does nothing where a crash came after the move. Where
 * somebody else's file stands in that place by now, another place is taken. Returns the destination, or null where the
 * file is neither here nor there.
 * @throws PaperlineError `disk-full`, `file-not-writable` (the file stays in the reading folder)
 */
export const moveToDestination = async (
  to: Destinations,
  from: string,
  destination: string,
  claimed: { readonly claim: string; readonly name: string },
  beforeMove: (target: string) => Promise<void> = async () => {},
): Promise<string | null> => {
  let place = destination;
  let target = pathOfDestination(to.folder, place);
  try {
    const isHere = (await statOrNull(from)) !== null;
    const isThere = (await statOrNull(target)) !== null;
    if (!isHere) return isThere ? place : null;
    if (isThere) {
      if (await isSameContent(from, target)) {
        await to.moves.unlink(from);
        return place;
      }
      place = await promiseDestination(to, place.slice(0, place.lastIndexOf('/')), claimed.name);
      await changeDestination(to.store, claimed.claim, place);
      target = pathOfDestination(to.folder, place);
    }
    await to.moves.makeFolder(path.dirname(target));
    await beforeMove(target);
    try {
      await to.moves.rename(from, target);
    } catch (error) {
      if (systemCodeOf(error) !== 'EXDEV') throw error;
      await moveAcrossDevices(to, from, target);
    }
    await to.step('moved');
    await to.moves.syncFolder(path.dirname(target));
    await to.moves.syncFolder(path.dirname(from));
    return place;
  } catch (error) {
    throw toWriteFault(error, target);
  }
};
