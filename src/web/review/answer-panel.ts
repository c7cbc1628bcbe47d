import type { Answer, LoadedTask } from './answer.ts';

/** What every way to answer gets: the task, and where its answer and its complaints go. */
export interface AnswerPanelProps {
  readonly task: LoadedTask;
  /** False while a dialog is open: the panel takes the focus again once it is closed. */
  readonly listening: boolean;
  readonly onAnswer: (answer: Answer) => void;
  /** Set by the panel: what Enter and the first button of the action bar do. */
  readonly save: { current: (() => void) | null };
  /** Words that say why nothing was recorded; null clears them. */
  readonly onComplaint: (complaint: string | null) => void;
}

/** A single letter or digit typed without a modifier, lower case; named keys by their name; null for the rest. */
export const plainKey = (event: KeyboardEvent): string | null => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null;
  return event.key.toLowerCase();
};

/** Enter and space on these do what the element says. */
export const hasOwnKeys = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('a, button, select, input[type=radio], summary') !== null;
