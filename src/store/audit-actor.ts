/**
 * Who acts is known at the edge (a request, a command, a timer) and wanted deep in a transaction: it is carried along by
 * the running call itself, so that nothing between the two can forget to hand it on.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { userInfo } from 'node:os';
import type { Actor } from '../domain/audit-acts.ts';

export const THIS_MACHINE = 'this machine';

/** Paperline by itself: what a timer or the watcher does. */
export const SYSTEM: Actor = { kind: 'system', name: null, from: THIS_MACHINE };

const acting = new AsyncLocalStorage<Actor>();

/** Whatever `work` does, and what it waits for, is done by `actor`. */
export const actAs = <T>(actor: Actor, work: () => T): T => acting.run(actor, work);

/** Who acts now; Paperline itself where nobody said. */
export const presentActor = (): Actor => acting.getStore() ?? SYSTEM;

/** Whoever started a command, by the system's name for them. */
export const commandLineActor = (): Actor => {
  let name: string | null;
  try {
    name = userInfo().username;
  } catch {
    // A container may run as a number that no user has.
    name = null;
  }
  return { kind: 'command-line', name, from: THIS_MACHINE };
};
