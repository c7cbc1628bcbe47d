import type { JSX } from 'preact';
import { useWords } from '../words/words.ts';

/** A key as it stands on the keyboard; `of` is lower case. */
export const Keycap = ({ of }: { readonly of: string }): JSX.Element => {
  const names: Readonly<Record<string, string>> = useWords().keys.names;
  return <kbd class="keycap">{names[of.toLowerCase()] ?? of.toUpperCase()}</kbd>;
};
