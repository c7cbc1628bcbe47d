import { setTimeout as wait } from 'node:timers/promises';
import { watch as watchFolder, type FSWatcher } from 'chokidar';

export interface InboxChanges {
  /** Resolves when something changed since the last call, when `atMostMs` have passed, or on abort. */
  next(atMostMs: number, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Events come in swarms; what follows the first within this time is answered together with it. */
const SWARM_MS = 50;

/**
 * Tells when to look at the inbox again. What there is to see is found by looking, never taken from an event: events
 * are lost and doubled, on shares above all. With `poll` the clock alone decides.
 */
export const watchForChanges = (
  folder: string,
  { poll, settleMs }: { readonly poll: boolean; readonly settleMs: number },
): InboxChanges => {
  let hasChanged = false;
  let wake: (() => void) | null = null;
  let watcher: FSWatcher | null = null;
  if (!poll) {
    watcher = watchFolder(folder, {
      ignoreInitial: true,
      followSymlinks: false,
      ignorePermissionErrors: true,
    });
    const tell = (): void => {
      hasChanged = true;
      wake?.();
    };
    watcher.on('all', tell);
    // What came between the first look and this moment was told to nobody.
    watcher.on('ready', tell);
    // The look that follows meets the fault itself and tells it.
    watcher.on('error', () => wake?.());
  }
  return {
    async next(atMostMs, signal) {
      if (!hasChanged && !signal.aborted) {
        const { promise, resolve: answer } = Promise.withResolvers<void>();
        const resolve = (): void => answer();
        const timer = setTimeout(resolve, atMostMs);
        wake = resolve;
        signal.addEventListener('abort', resolve, { once: true });
        await promise;
        signal.removeEventListener('abort', resolve);
        clearTimeout(timer);
        wake = null;
      }
      if (hasChanged) await wait(Math.min(SWARM_MS, settleMs), undefined, { signal }).catch(() => undefined);
      hasChanged = false;
    },
    async close() {
      await watcher?.close();
    },
  };
};
