import { readdir } from 'node:fs/promises';
import type { DataFolder } from '../operation/data-folder.ts';
import { countScans } from '../store/folder-lists.ts';
import type { Store } from '../store/store.ts';
import type { FolderStatusView } from './api.ts';

/** A file that is being read now. */
export interface FileInProgress {
  /** As it was dropped. */
  readonly name: string;
  readonly pagesDone: number;
  /** Null while it is not known. */
  readonly pages: number | null;
}

/** What the watcher tells of its work; handed in by whoever runs it beside the server. */
export interface FolderActivity {
  current(): readonly FileInProgress[];
  /** Calls back after anything changed; gives the way to stop that. */
  subscribe(onChange: () => void): () => void;
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
    const [counts, inbox] = await Promise.all([countScans(store), countInbox(folder.inbox)]);
    return {
      inboxPath: folder.inbox,
      inbox,
      reading: counts.files.reading,
      archived: counts.files.archived,
      rejected: counts.files.rejected,
      pages: counts.pages,
      watching: activity !== undefined,
      current: activity?.current().map((file) => ({ ...file })) ?? [],
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
    const unsubscribe = activity?.subscribe(lookSoon);
    const timer = setInterval(lookSoon, LOOK_EVERY_MS);
    timer.unref();
    lookNow();
    return () => {
      stopped = true;
      clearInterval(timer);
      unsubscribe?.();
    };
  };

  return { read, follow };
};
