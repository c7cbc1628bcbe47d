import type { JSX } from 'preact';
import type { CountDoubt } from '../../domain/trip-context.ts';
import { WarningIcon } from '../parts/icons.tsx';
import { useWords } from '../words/words.ts';

/** Numbers that cannot all be right, in words; nothing where they can. */
export const Doubts = ({ doubts }: { readonly doubts: readonly CountDoubt[] }): JSX.Element | null => {
  const words = useWords();
  if (doubts.length === 0) return null;
  return (
    <ul class="doubts">
      {doubts.map((doubt) => (
        <li key={doubt}>
          <WarningIcon /> {words.desk.doubts[doubt]}
        </li>
      ))}
    </ul>
  );
};
