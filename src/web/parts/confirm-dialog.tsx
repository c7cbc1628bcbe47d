import type { JSX } from 'preact';
import { Dialog } from './dialog.tsx';

/** Asks once more before what cannot be taken back. */
export const ConfirmDialog = ({
  title,
  text,
  action,
  otherwise,
  onConfirm,
  onClose,
}: {
  readonly title: string;
  /** A paragraph each. */
  readonly text: readonly string[];
  readonly action: string;
  readonly otherwise: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}): JSX.Element => (
  <Dialog title={title} onClose={onClose}>
    {text.map((paragraph) => (
      <p key={paragraph}>{paragraph}</p>
    ))}
    <div class="dialog-foot">
      <button type="button" class="button" onClick={onClose}>
        {otherwise}
      </button>
      <button type="button" class="button button-main" onClick={onConfirm}>
        {action}
      </button>
    </div>
  </Dialog>
);
