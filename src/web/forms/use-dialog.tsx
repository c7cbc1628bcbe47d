import type { JSX } from 'preact';
import { Dialog } from '../parts/dialog.tsx';
import { useWords } from '../words.ts';

/** Asks once more: from here on nothing about the form changes. */
export const UseDialog = ({
  survey,
  fields,
  onUse,
  onClose,
}: {
  readonly survey: string;
  readonly fields: number;
  readonly onUse: () => void;
  readonly onClose: () => void;
}): JSX.Element => {
  const words = useWords();
  return (
    <Dialog title={words.forms.useTitle(survey)} onClose={onClose}>
      <p>{words.forms.useText(fields)}</p>
      <p>{words.forms.useOrder}</p>
      <div class="dialog-foot">
        <button type="button" class="button" onClick={onClose}>
          {words.forms.notYet}
        </button>
        <button type="button" class="button button-main" onClick={onUse}>
          {words.forms.use}
        </button>
      </div>
    </Dialog>
  );
};
