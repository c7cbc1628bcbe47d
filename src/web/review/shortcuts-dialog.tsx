import type { JSX } from 'preact';
import { Dialog } from '../parts/dialog.tsx';
import { Keycap } from '../parts/keycap.tsx';
import { useWords } from '../words.ts';

export const ShortcutsDialog = ({ onClose }: { readonly onClose: () => void }): JSX.Element => {
  const words = useWords();
  const { shortcuts } = words.review;
  const lines: readonly (readonly [readonly string[], string])[] = [
    [['1', '…', '9', 'a', '…'], shortcuts.choose],
    [['t'], shortcuts.ten],
    [['enter'], shortcuts.accept],
    [['b'], shortcuts.blank],
    [['0'], shortcuts.blankZero],
    [['m'], shortcuts.multiple],
    [['u'], shortcuts.unreadable],
    [['z'], shortcuts.undo],
    [['s'], shortcuts.skip],
    [['Alt', 'b u z s'], shortcuts.typing],
    [['escape'], shortcuts.leaveText],
    [['?'], shortcuts.help],
  ];
  return (
    <Dialog title={shortcuts.title} onClose={onClose}>
      <dl class="shortcuts">
        {lines.map(([keys, words]) => (
          <div key={words}>
            <dt>
              {keys.map((key) => (key === '…' ? <span key={key}>…</span> : <Keycap key={key} of={key} />))}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
};
