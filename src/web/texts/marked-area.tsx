import type { JSX, RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Mark } from '../../review/personal-data/mark.ts';

/** The text in pieces, every other one marked. */
const piecesOf = (text: string, marks: readonly Mark[]): { words: string; kind: Mark['kind'] | null }[] => {
  const pieces: { words: string; kind: Mark['kind'] | null }[] = [];
  let at = 0;
  for (const { kind, start, end } of marks) {
    pieces.push({ words: text.slice(at, start), kind: null }, { words: text.slice(start, end), kind });
    at = end;
  }
  // A line of its own at the end is as high in both.
  pieces.push({ words: `${text.slice(at)}\u200b`, kind: null });
  return pieces;
};

/** A place to write whose marks lie behind the words: the same text, set the same, under a field without a ground. */
export const MarkedArea = ({
  area,
  marks,
  text,
  label,
  describedBy,
  language,
  maxLength,
  readOnly = false,
  onText,
  onKeyDown,
  onSelect,
}: {
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly marks: readonly Mark[];
  readonly text: string;
  readonly label: string;
  readonly describedBy: string;
  readonly language: string;
  readonly maxLength?: number;
  readonly readOnly?: boolean;
  readonly onText?: (text: string) => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  /** A person moved the cursor or selected something. */
  readonly onSelect?: () => void;
}): JSX.Element => {
  const behind = useRef<HTMLDivElement>(null);
  const follow = (): void => {
    if (behind.current !== null && area.current !== null) behind.current.scrollTop = area.current.scrollTop;
  };
  useLayoutEffect(follow, [text, marks]);
  return (
    <div class="marked-area">
      <div class="marked-behind" ref={behind} aria-hidden="true" lang={language}>
        {piecesOf(text, marks).map(({ words, kind }, place) =>
          kind === null ? (
            words
          ) : (
            // Pieces have no name but their place.
            <mark key={place} data-kind={kind}>
              {words}
            </mark>
          ),
        )}
      </div>
      <textarea
        ref={area}
        class="text-input transcription"
        aria-label={label}
        aria-describedby={describedBy}
        lang={language}
        spellcheck={false}
        maxLength={maxLength}
        autoComplete="off"
        readOnly={readOnly}
        value={text}
        onScroll={follow}
        onInput={(event) => onText?.(event.currentTarget.value)}
        onKeyDown={(event) => onKeyDown?.(event)}
        onPointerUp={() => onSelect?.()}
        onKeyUp={(event) => {
          if (/^Arrow|^Home$|^End$|^Page/u.test(event.key)) onSelect?.();
        }}
      />
    </div>
  );
};
