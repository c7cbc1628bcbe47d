import type { JSX } from 'preact';
import { Dialog } from '../parts/dialog.tsx';
import { KeyList } from '../parts/key-list.tsx';
import type { KeyLine } from '../parts/screen-keys.ts';
import { useWords } from '../words/words.ts';
import type { Way } from './server-line.ts';

/** What the keys do on the way that is on the screen. */
export const ShortcutsDialog = ({
  way,
  onClose,
}: {
  readonly way: Way;
  readonly onClose: () => void;
}): JSX.Element => {
  const words = useWords();
  const { shortcuts } = words.review;
  const wall: readonly KeyLine[] = [
    [['←', '→', '↑', '↓'], words.wall.shortcuts.move],
    [['x', 'space'], words.wall.shortcuts.wrong],
    [['enter'], words.wall.shortcuts.confirm],
    [['z'], words.wall.shortcuts.undo],
  ];
  const sheet: readonly KeyLine[] = [
    [['↓', '↑'], words.sheet.shortcuts.jump],
    [['+', '-'], words.sheet.shortcuts.zoom],
  ];
  const single: readonly KeyLine[] = [
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
    [['Alt', 'r'], `${words.texts.marks.label}: ${words.texts.marks.cut}`],
    [['escape'], shortcuts.leaveText],
  ];
  const lines: readonly KeyLine[] = [
    ...(way === 'wall' ? wall : way === 'sheet' ? [...sheet, ...single] : single),
    [['Alt', '1 2 3'], words.ways.label],
    [['?'], shortcuts.help],
  ];
  return (
    <Dialog title={shortcuts.title} onClose={onClose}>
      <KeyList lines={lines} />
    </Dialog>
  );
};
