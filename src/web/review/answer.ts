import type { ReviewTaskView } from '../../server/api.ts';

export interface Answer {
  readonly state: 'answered' | 'blank' | 'multiple' | 'unreadable';
  readonly value: string | string[] | null;
}

/** A task in a reviewer's hand, with its picture. */
export interface LoadedTask {
  readonly view: ReviewTaskView;
  /** An address of the picture in memory; null until it is there, or where there is none. */
  readonly picture: string | null;
  /** The server has no picture, or none that can be shown: waiting for it would be in vain. */
  readonly pictureLost: boolean;
  /** What this reviewer said before taking it back. */
  readonly earlier: Answer | null;
}

export const unloaded = (view: ReviewTaskView): LoadedTask => ({
  view,
  picture: null,
  pictureLost: false,
  earlier: null,
});

/** Nobody decides what was not on the screen yet, however fast the keys come. */
export const awaitsPicture = ({ view, picture, pictureLost }: LoadedTask): boolean =>
  view.crop !== null && picture === null && !pictureLost;

/** What takes a person's answer to one task. */
export interface TaskDesk {
  decide(answer: Answer): void;
  skip(): void;
  undo(): void;
  /** Somebody is there. */
  touch(): void;
}
