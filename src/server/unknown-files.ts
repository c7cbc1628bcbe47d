/** Files of the archive that no record names: left by a restore without sheets, or put there by hand. No timer deletes them. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { DataFolder } from '../operation/data-folder.ts';
import { listKnownPlaces } from '../store/retention.ts';
import type { Store } from '../store/store.ts';

const filesBelow = async (folder: string): Promise<string[]> => {
  try {
    return (await readdir(folder, { withFileTypes: true, recursive: true }))
      .filter((entry) => !entry.isDirectory())
      .map((entry) => path.join(entry.parentPath, entry.name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
};

/** Their places relative to the data folder, with `/` between parts. */
export const findUnknownFiles = async (
  store: Store,
  { root, archive, rejected }: DataFolder,
): Promise<string[]> => {
  const found = [...(await filesBelow(archive)), ...(await filesBelow(rejected))];
  // Asked after looking: what arrives meanwhile is known before it is there.
  const known = await listKnownPlaces(store);
  return found
    .map((file) => path.relative(root, file).split(path.sep).join('/'))
    .filter((place) => !known.has(place) && !known.has(place.replace(/\.reason\.txt$/u, '')))
    .toSorted();
};
