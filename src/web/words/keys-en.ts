/** What the screens say about keys, in English. */
export const keysEn = {
  title: 'Keyboard',
  everywhere: 'On every screen',
  next: 'To the next field, button or link',
  previous: 'To the previous one',
  press: 'Presses the button or opens the link',
  choose: 'Chooses within a group or a menu',
  close: 'Closes a dialog or a menu',
  help: 'This page',
  letters: 'Single letters as keys',
  on: 'On',
  off: 'Off',
  /** As they stand on keyboards of the language. */
  names: {
    enter: 'Enter',
    escape: 'Esc',
    space: '␣',
    tab: 'Tab',
    shift: 'Shift',
    alt: 'Alt',
    ctrl: 'Ctrl',
    del: 'Del',
  },
};
