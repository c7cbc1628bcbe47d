import type { keysEn } from './keys-en.ts';

/** Wat de schermen over toetsen zeggen, in het Nederlands. */
export const keysNl: typeof keysEn = {
  title: 'Toetsenbord',
  everywhere: 'Op elk scherm',
  next: 'Naar het volgende veld, de volgende knop of link',
  previous: 'Naar de vorige',
  press: 'Drukt op de knop of opent de link',
  choose: 'Kiest binnen een groep of een menu',
  close: 'Sluit een venster of een menu',
  help: 'Deze uitleg',
  letters: 'Losse letters als toetsen',
  on: 'Aan',
  off: 'Uit',
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
