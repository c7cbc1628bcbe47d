import type { ComponentChildren, JSX } from 'preact';
import type { Mark } from '../../review/personal-data/mark.ts';
import { Keycap } from '../parts/keycap.tsx';
import { useWords } from '../words/words.ts';

const LONGEST_SHOWN = 28;
const MOST_SHOWN = 6;

const shorten = (words: string): string =>
  words.length > LONGEST_SHOWN ? `${words.slice(0, LONGEST_SHOWN)}…` : words;

/** What is marked, each a button that cuts it out. Its place is always there, so that nothing moves while someone types. */
export const MarkLine = ({
  id,
  text,
  marks,
  language,
  keys,
  onCut,
  children,
}: {
  readonly id: string;
  readonly text: string;
  /** Null as long as nobody has looked. */
  readonly marks: readonly Mark[] | null;
  readonly language: string;
  /** The key that cuts out the next one. */
  readonly keys: readonly string[];
  readonly onCut: (mark: Mark) => void;
  /** What stands there where nothing is marked. */
  readonly children: ComponentChildren;
}): JSX.Element => {
  const words = useWords();
  const { texts } = words;
  const shown = (marks ?? []).slice(0, MOST_SHOWN);
  return (
    <div class="mark-line" id={id} data-marked={shown.length > 0}>
      {shown.length === 0 ? (
        <p class="muted">{children}</p>
      ) : (
        <>
          <p class="mark-head">
            <strong>{texts.marks.label}</strong>
            <span class="mark-keys">
              {keys.map((key) => (
                <Keycap key={key} of={key} />
              ))}{' '}
              {texts.marks.cut}
            </span>
          </p>
          <ul class="mark-list">
            {shown.map((mark, place) => {
              const piece = shorten(text.slice(mark.start, mark.end));
              return (
                // Marks have no name but their place.
                <li key={place}>
                  <button
                    type="button"
                    class="mark-chip"
                    title={texts.marks.cutMark(texts.kinds[mark.kind], piece)}
                    onClick={() => onCut(mark)}
                  >
                    <span class="visually-hidden">{texts.marks.cut}: </span>
                    <span class="muted">{texts.kinds[mark.kind]}</span> <span lang={language}>{piece}</span>
                  </button>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </div>
  );
};
