import type { keysEn } from './keys-en.ts';

/** Was die Bildschirme über Tasten sagen, auf Deutsch. */
export const keysDe: typeof keysEn = {
  title: 'Tastatur',
  everywhere: 'Auf jedem Bildschirm',
  next: 'Zum nächsten Feld, Knopf oder Link',
  previous: 'Zum vorigen',
  press: 'Drückt den Knopf oder öffnet den Link',
  choose: 'Wählt in einer Gruppe oder einem Menü',
  close: 'Schließt ein Fenster oder ein Menü',
  help: 'Diese Übersicht',
  letters: 'Einzelne Buchstaben als Tasten',
  on: 'Ein',
  off: 'Aus',
  names: {
    enter: 'Eingabe',
    escape: 'Esc',
    space: '␣',
    tab: 'Tab',
    shift: 'Umschalt',
    alt: 'Alt',
    ctrl: 'Strg',
    del: 'Entf',
  },
};
