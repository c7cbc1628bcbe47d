import type { JSX } from 'preact';
import { useWords } from '../words.ts';

/** What someone sees who came without a link that works. */
export const EnterScreen = ({ opening }: { readonly opening: boolean }): JSX.Element => {
  const words = useWords();
  return (
    <main class="alone" id="content">
      <svg viewBox="0 0 32 32" width="56" height="56" aria-hidden="true" focusable="false">
        <rect class="brand-box" x="2" y="2" width="28" height="28" rx="8" />
        <path class="brand-cross" d="M10.5 10.5l11 11m0-11l-11 11" />
      </svg>
      {opening ? (
        <h1>{words.enter.opening}</h1>
      ) : (
        <>
          <h1>{words.enter.title}</h1>
          <p>{words.enter.text}</p>
          <p class="muted">
            {words.enter.example}: <code>http://127.0.0.1:4310/enter#…</code>
          </p>
        </>
      )}
    </main>
  );
};
