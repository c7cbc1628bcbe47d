/**
 * A file that was read before and is read again: a rejected one moves from the rejected folder into the reading folder, an
 * archived one stays where it is. At every instant the file is in one place, and the store knows how to tell which.
 */
import { PaperlineError } from '../src/domain/errors.ts';
import {
  beginReadAgain,
  findFile,
  forgetReadAgain,
  listUnsettledReadAgain,
  type PlacedFile,
} from '../src/store/rejected-files.ts';
import type { Store } from '../src/store/store.ts';
import { claimFile, type Claiming } from './claims.ts';
import { pathOfDestination, reasonPathOf } from './destinations.ts';
import { statOrNull } from '../src/operation/file-moves.ts';
import { rereadScans, type RereadingOptions } from './rereading.ts';
import { newClaim, type ClaimedName } from './scan-names.ts';

export type ReadAgainOutcome =
  /** It waits for its turn. */
  | { readonly outcome: 'queued' }
  /** It was read; `gained` pages give answers that gave none before. */
  | { readonly outcome: 'read'; readonly pages: number; readonly gained: number };

const isGone = (name: string): PaperlineError =>
  new PaperlineError({
    code: 'file-not-found',
    message: `${name} is not in the rejected folder any more.`,
    remedy: 'Somebody took it away; scan the stack again, or put the file back.',
  });

/**
 * Takes a rejected file into the reading folder, under a claim. What the store notes comes first: should the process end in
 * between, `settleReadAgain` finds the file in the one place or the other.
 * @throws PaperlineError `file-unknown` where it is not rejected, or somebody was first; `file-not-found`;
 * `file-not-readable`, `disk-full`, `file-not-writable` (the file stays where it is)
 */
export const claimRejected = async (
  claiming: Claiming,
  store: Store,
  { id, name, destination }: PlacedFile,
): Promise<ClaimedName> => {
  if (destination === null) throw isGone(name);
  const claim = newClaim();
  const file = pathOfDestination(claiming.folder, destination);
  await beginReadAgain(store, id, claim);
  await claiming.step('read-again-noted');
  let claimed: ClaimedName | null;
  try {
    claimed = await claimFile(claiming, file, name, claim);
  } catch (error) {
    await forgetReadAgain(store, claim);
    throw error;
  }
  if (claimed === null) {
    await forgetReadAgain(store, claim);
    throw isGone(name);
  }
  await claiming.moves.unlink(reasonPathOf(file)).catch(() => undefined);
  await claiming.step('reason-removed');
  return claimed;
};

/**
 * At a start, when half-way claims have been ended and `here` are the claims in the reading folder: what did not move is
 * rejected as before; what did leaves no reason behind.
 */
export const settleReadAgain = async (
  { folder, moves }: Claiming,
  store: Store,
  here: ReadonlySet<string>,
): Promise<void> => {
  for (const { claim, destination } of await listUnsettledReadAgain(store)) {
    if (!here.has(claim)) {
      await forgetReadAgain(store, claim);
      continue;
    }
    if (destination === null) continue;
    const file = pathOfDestination(folder, destination);
    if ((await statOrNull(file)) === null) await moves.unlink(reasonPathOf(file)).catch(() => undefined);
  }
};

/**
 * Reads an archived file again with the reader of today.
 * @throws PaperlineError `file-not-readable` where the archive has it no more, or it cannot be opened
 */
const rereadArchived = async (
  options: Pick<RereadingOptions, 'folder' | 'store' | 'reading' | 'signal'>,
  file: number,
): Promise<ReadAgainOutcome> => {
  let gained = 0;
  const report = await rereadScans({
    ...options,
    file,
    again: true,
    apply: true,
    onChange: (_scan, { kind }) => {
      if (kind === 'page-gained') gained++;
    },
  });
  const [trouble] = report.troubles;
  if (trouble !== undefined) {
    throw new PaperlineError({
      code: 'file-not-readable',
      message: trouble.message,
      remedy: trouble.remedy,
    });
  }
  return { outcome: 'read', pages: report.pages, gained };
};

export interface ReadAgainOptions extends Pick<RereadingOptions, 'folder' | 'store' | 'reading' | 'signal'> {
  readonly claiming: Claiming;
  /** Gives a claimed file its turn. */
  readonly takeUp: (claimed: ClaimedName) => void;
}

/**
 * A rejected file takes its turn among those that wait; an archived one is read before this resolves.
 * @throws PaperlineError `file-unknown` where there is no such file, or it is being read now; else as `claimRejected`
 */
export const readFileAgain = async (
  { claiming, takeUp, ...options }: ReadAgainOptions,
  id: number,
): Promise<ReadAgainOutcome> => {
  const file = await findFile(options.store, id);
  if (file?.state === 'archived') return rereadArchived(options, id);
  if (file?.state !== 'rejected') {
    throw new PaperlineError({
      code: 'file-unknown',
      message: `No file ${id} can be read again now.`,
      remedy: 'Load the list again: it may be on its way already.',
    });
  }
  takeUp(await claimRejected(claiming, options.store, file));
  return { outcome: 'queued' };
};
