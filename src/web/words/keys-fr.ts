import type { keysEn } from './keys-en.ts';

/** Ce que disent les écrans des touches, en français. */
export const keysFr: typeof keysEn = {
  title: 'Clavier',
  everywhere: 'Sur chaque écran',
  next: 'Va au champ, au bouton ou au lien suivant',
  previous: 'Va au précédent',
  press: 'Active le bouton ou ouvre le lien',
  choose: 'Choisit dans un groupe ou un menu',
  close: 'Ferme une fenêtre ou un menu',
  help: 'Cette page',
  letters: 'Lettres seules comme touches',
  on: 'Actives',
  off: 'Inactives',
  names: {
    enter: 'Entrée',
    escape: 'Échap',
    space: '␣',
    tab: 'Tab',
    shift: 'Maj',
    alt: 'Alt',
    ctrl: 'Ctrl',
    del: 'Suppr',
  },
};
