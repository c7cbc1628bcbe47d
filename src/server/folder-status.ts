import { readdir } from 'node:fs/promises';
import type { DataFolder } from '../operation/data-folder.ts';
import { countScans } from '../store/folder-lists.ts';
import type { Store } from '../store/store.ts';
import type { FolderStatusView } from './api.ts';

interface Trouble {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

/** What a watcher tells of its work; an ingest of scanner-watch fits as it is. */
export interface FolderActivity {
  status(): {
    readonly state: 'idle' | 'reading' | 'paused';
    readonly filesReading: readonly { readonly file: string; readonly pages: number }[];
    readonly pagesPerSecond: number;
    readonly paused: Trouble | null;
    readonly stuck: readonly (Trouble & { readonly file: string })[];
  };
  readonly events: {
    on(event: 'progress', listener: () => void): unknown;
    off(event: 'progress', listener: () => void): unknown;
  };
}

/** Changes closer together than this are told as one. */
const TELL_AT_MOST_EVERY_MS = 250;
/** Files that people drop are seen at the latest after this, watcher or not. */
const LOOK_EVERY_MS = 3000;

const countInbox = async (inbox: string): Promise<number> => {
  try {
    const entries = await readdir(inbox, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).length;
  } catch (error) {
    // A network share that is away for a while is not a reason to show nothing.
    if ((error as NodeJS.ErrnoException).code !== undefined) return 0;
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
    const [counts, inbox] = await Promise.all([countScans(store), countInbox(folder.inbox)]);
    return {
      inboxPath: folder.inbox,
      inbox,
      reading: counts.files.reading,
      archived: counts.files.archived,
      rejected: counts.files.rejected,
      pages: counts.pages,
      watcher: now?.state ?? 'none',
      pagesPerSecond: now?.pagesPerSecond ?? 0,
      current: now?.filesReading.map(({ file, pages }) => ({ name: file, pages })) ?? [],
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
