import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { DataFolder } from '../operation/data-folder.ts';
import { isPassedOver } from '../operation/file-names.ts';
import { countScans } from '../store/folder-lists.ts';
import type { Store } from '../store/store.ts';
import type { FolderStatusView } from './folder-api.ts';

interface Trouble {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

/** What a watcher tells of its work; an ingest of scanner-watch fits as it is. */
export interface FolderActivity {
  status(): {
    readonly state: 'idle' | 'reading' | 'paused';
    readonly filesReading: readonly {
      readonly file: string;
      readonly pages: number;
      readonly of: number | null;
    }[];
    readonly pagesPerSecond: number;
    readonly paused: Trouble | null;
    readonly stuck: readonly (Trouble & { readonly file: string })[];
  };
  /** A rejected file takes its turn; an archived one is read before this resolves. */
  readAgain(
    file: number,
  ): Promise<
    | { readonly outcome: 'queued' }
    | { readonly outcome: 'read'; readonly pages: number; readonly gained: number }
  >;
  readonly events: {
    on(event: 'progress', listener: () => void): unknown;
    off(event: 'progress', listener: () => void): unknown;
  };
}

/** Changes closer together than this are told as one. */
const TELL_AT_MOST_EVERY_MS = 250;
/** Files that people drop are seen at the latest after this, watcher or not. */
const LOOK_EVERY_MS = 3000;
/** More names than that are read by nobody. */
const WAITING_NAMED = 10;

/** Files in the inbox and its folders, by name. */
const listInbox = async (inbox: string): Promise<string[]> => {
  try {
    const entries = await readdir(inbox, { withFileTypes: true, recursive: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => path.relative(inbox, path.join(entry.parentPath, entry.name)))
      .filter((file) => !file.split(path.sep).some(isPassedOver))
      .toSorted();
  } catch (error) {
    // A network share that is away for a while is not a reason to show nothing.
    if ((error as NodeJS.ErrnoException).code !== undefined) return [];
    throw error;
  }
};

export interface FolderStatus {
  read(): Promise<FolderStatusView>;
  /** Calls `tell` with the status now and after each change until the returned function is called. */
  follow(tell: (status: FolderStatusView) => void, onError: (error: unknown) => void): () => void;
}

export const openFolderStatus = (
  store: Store,
  folder: DataFolder,
  activity: FolderActivity | undefined,
): FolderStatus => {
  const read = async (): Promise<FolderStatusView> => {
    const now = activity?.status();
    const [counts, waiting] = await Promise.all([countScans(store), listInbox(folder.inbox)]);
    return {
      inboxPath: folder.inbox,
      inbox: waiting.length,
      waiting: waiting.slice(0, WAITING_NAMED),
      reading: counts.files.reading,
      archived: counts.files.archived,
      rejected: counts.files.rejected,
      aside: counts.files.aside,
      pages: counts.pages,
      watcher: now?.state ?? 'none',
      pagesPerSecond: now?.pagesPerSecond ?? 0,
      current: now?.filesReading.map(({ file, pages, of }) => ({ name: file, pages, of })) ?? [],
      paused: now?.paused ?? null,
      stuck: now?.stuck.map(({ file, ...trouble }) => ({ name: file, ...trouble })) ?? [],
    };
  };

  const follow: FolderStatus['follow'] = (tell, onError) => {
    let stopped = false;
    let waiting = false;
    let told = '';
    const look = async (): Promise<void> => {
      const status = await read();
      const text = JSON.stringify(status);
      if (stopped || text === told) return;
      told = text;
      tell(status);
    };
    const lookNow = (): void => {
      waiting = false;
      look().catch(onError);
    };
    const lookSoon = (): void => {
      if (waiting || stopped) return;
      waiting = true;
      setTimeout(lookNow, TELL_AT_MOST_EVERY_MS).unref();
    };
    activity?.events.on('progress', lookSoon);
    const timer = setInterval(lookSoon, LOOK_EVERY_MS);
    timer.unref();
    lookNow();
    return () => {
      stopped = true;
      clearInterval(timer);
      activity?.events.off('progress', lookSoon);
    };
  };

  return { read, follow };
};
