import { useLayoutEffect } from 'preact/hooks';
import { preferredLetterKeys } from '../preferences.ts';
import { aDialogIsOpen } from './dialog.tsx';

const isWrittenIn = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=radio], [type=checkbox]), textarea, select'));

const isLetterAlone = ({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean =>
  key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey && !isWrittenIn(target);

/**
 * Who speaks to the computer, or whose hands shake, may switch single letters off as keys: then no screen hears them.
 * Called once, before anything else listens.
 */
export const guardLetterKeys = (): void => {
  window.addEventListener(
    'keydown',
    (event) => {
      if (isLetterAlone(event) && !preferredLetterKeys()) event.stopImmediatePropagation();
    },
    { capture: true },
  );
};

/** Calls `show` on `?`, but not while somebody writes, in a dialog, or where the screen took the key itself. */
export const useHelpKey = (show: () => void): void => {
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== '?' || event.defaultPrevented || !isLetterAlone(event) || aDialogIsOpen()) return;
      show();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
};
