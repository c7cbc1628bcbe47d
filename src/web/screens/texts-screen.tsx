import type { JSX } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { aDialogIsOpen } from '../parts/dialog.tsx';
import { BackIcon } from '../parts/icons.tsx';
import type { Screen } from '../place.ts';
import { CodingView } from '../texts/coding-view.tsx';
import { ReleaseView } from '../texts/release-view.tsx';
import { useWords } from '../words/words.ts';

const PARTS = ['release', 'second-look', 'coding'] as const;
type Part = (typeof PARTS)[number];

/** What is to be done with open answers once they are copied out. */
export const TextsScreen = ({ onGo }: { readonly onGo: (screen: Screen) => void }): JSX.Element => {
  const words = useWords();
  const [part, setPart] = useState<Part>('release');
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (aDialogIsOpen() || !event.altKey || !/^Digit[1-3]$/u.test(event.code)) return;
      event.preventDefault();
      setPart(PARTS[Number(event.code.slice(5)) - 1] ?? 'release');
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  const parts = (
    <>
      <button type="button" class="way-out" onClick={() => onGo('review')}>
        <BackIcon />
        {words.nav.review}
      </button>
      <div class="ways" role="group" aria-label={words.texts.parts.label}>
        {PARTS.map((name, place) => (
          <button
            key={name}
            type="button"
            class="way"
            aria-pressed={name === part}
            title={`Alt + ${place + 1}`}
            onClick={(event) => {
              // Enter belongs to the answer again.
              event.currentTarget.blur();
              setPart(name);
            }}
          >
            {words.texts.parts[name]}
          </button>
        ))}
      </div>
    </>
  );
  return (
    <main class="review texts" id="content">
      {part === 'coding' ? (
        <CodingView>{parts}</CodingView>
      ) : (
        <ReleaseView key={part} queue={part}>
          {parts}
        </ReleaseView>
      )}
    </main>
  );
};
