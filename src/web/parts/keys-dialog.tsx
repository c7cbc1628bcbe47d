import type { JSX } from 'preact';
import { useWords } from '../words/words.ts';
import { Dialog } from './dialog.tsx';
import { KeyList } from './key-list.tsx';
import { keysOfScreen, type KeyLine } from './screen-keys.ts';

/** What the keys do on this screen, and on all. */
export const KeysDialog = ({
  screenName,
  onClose,
}: {
  readonly screenName: string;
  readonly onClose: () => void;
}): JSX.Element => {
  const { keys } = useWords();
  const own = keysOfScreen();
  const everywhere: readonly KeyLine[] = [
    [['tab'], keys.next],
    [['shift', 'tab'], keys.previous],
    [['enter'], keys.press],
    [['↑', '↓'], keys.choose],
    [['escape'], keys.close],
    [['?'], keys.help],
  ];
  return (
    <Dialog title={keys.title} onClose={onClose}>
      {own.length === 0 ? null : (
        <section class="keys-part">
          <h3>{screenName}</h3>
          <KeyList lines={own} />
        </section>
      )}
      <section class="keys-part">
        <h3>{keys.everywhere}</h3>
        <KeyList lines={everywhere} />
      </section>
    </Dialog>
  );
};
