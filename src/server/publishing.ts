import { Worker } from 'node:worker_threads';
import type { Actor } from '../domain/audit-acts.ts';
import { PaperlineError, type FaultCode } from '../domain/errors.ts';
import type { WaveToPublish } from '../results/publish-wave.ts';
import { presentActor } from '../store/audit-actor.ts';
import type { PublicationNote } from '../store/publications.ts';
import type { Store } from '../store/store.ts';

export interface PublishingJob {
  readonly database: string;
  readonly wanted: WaveToPublish;
  readonly actor: Actor;
  /** The setting; off where it is undefined. */
  readonly perturbation: string | undefined;
  /** ISO 8601. */
  readonly now: string;
}

export type PublishingAnswer =
  | { readonly note: PublicationNote }
  | {
      readonly fault: { readonly code: FaultCode | null; readonly message: string; readonly remedy: string };
    };

/** Publishes waves one after the other, each in a thread of its own, so that the screens go on meanwhile. */
export const openPublishing = (
  store: Store,
  perturbation: string | undefined,
): { publish(wanted: WaveToPublish, now: Date): Promise<PublicationNote> } => {
  let last: Promise<unknown> = Promise.resolve();
  const run = (job: PublishingJob): Promise<PublicationNote> =>
    new Promise((resolve, reject) => {
      const thread = new Worker(new URL('./publishing-thread.ts', import.meta.url), { workerData: job });
      thread.once('message', (answer: PublishingAnswer) => {
        if ('note' in answer) resolve(answer.note);
        else {
          const { code, ...said } = answer.fault;
          reject(code === null ? new Error(said.message) : new PaperlineError({ code, ...said }));
        }
      });
      thread.once('error', reject);
      thread.once('exit', () => reject(new Error('The thread that publishes ended without an answer.')));
    });
  return {
    publish(wanted, now) {
      const job = {
        database: store.path,
        wanted,
        actor: presentActor(),
        perturbation,
        now: now.toISOString(),
      };
      const mine = last.then(
        () => run(job),
        () => run(job),
      );
      last = mine;
      return mine;
    },
  };
};
