import type { JSX } from 'preact';

const NAMES: Readonly<Record<string, string>> = { enter: 'Enter', escape: 'Esc', space: '␣' };

/** A key as it stands on the keyboard; `of` is lower case. */
export const Keycap = ({ of }: { readonly of: string }): JSX.Element => (
  <kbd class="keycap">{NAMES[of] ?? of.toUpperCase()}</kbd>
);
