import { PaperlineError } from '../domain/errors.ts';
import type { FieldValue } from '../domain/page-read.ts';

export type DecisionState = 'answered' | 'blank' | 'multiple' | 'unreadable';

export interface NewDecision {
  readonly task: number;
  readonly state: DecisionState;
  readonly value: FieldValue;
  /** Chosen once per decision by whoever sends it. */
  readonly clientKey: string;
  /** Something was cut out of this text: what stood in the task before may be known no longer. */
  readonly isRedacted?: boolean;
}

export const taskNotYours = (task: number, why: string): PaperlineError =>
  new PaperlineError({
    code: 'task-not-yours',
    message: `Review task ${task} ${why}.`,
    remedy: 'Nothing was changed. Go on with the next task.',
  });

export const refuseClosedWave = (task: number, waveState: 'open' | 'closed'): void => {
  if (waveState === 'open') return;
  throw new PaperlineError({
    code: 'wave-closed',
    message: `Review task ${task} belongs to a wave that is closed.`,
    remedy: 'Nothing was changed. What was published stays as it was.',
  });
};
