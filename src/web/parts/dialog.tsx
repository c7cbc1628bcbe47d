import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useWords } from '../words/words.ts';
import { CloseIcon } from './icons.tsx';

/** Keys belong to the dialog while one is open. Asked when a key is pressed, since a rendering later is too late. */
export const aDialogIsOpen = (): boolean => document.querySelector('dialog[open]') !== null;

/** A modal dialog: the browser keeps the focus inside and gives it back, Escape closes. */
export const Dialog = ({
  title,
  onClose,
  wide = false,
  children,
}: {
  readonly title: string;
  readonly onClose: () => void;
  /** Takes all the room there is. */
  readonly wide?: boolean;
  readonly children: ComponentChildren;
}): JSX.Element => {
  const words = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  // Before the next key can be pressed: Escape must find it open.
  useLayoutEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} class="dialog" data-wide={wide} aria-labelledby="dialog-title" onClose={onClose}>
      <header class="dialog-head">
        <h2 id="dialog-title">{title}</h2>
        <button
          type="button"
          class="icon-button"
          aria-label={words.settings.close}
          onClick={() => dialog.current?.close()}
        >
          <CloseIcon />
        </button>
      </header>
      {children}
    </dialog>
  );
};
