import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { PLACEHOLDERS } from '../../review/personal-data/mark.ts';
import { MarkLine } from '../texts/mark-line.tsx';
import { MarkedArea } from '../texts/marked-area.tsx';
import { pieceToCut, type Piece } from '../texts/piece-to-cut.ts';
import { useMarks } from '../texts/use-marks.ts';
import { useWords } from '../words/words.ts';
import type { AnswerPanelProps } from './answer-panel.ts';

/** As if it had been typed, so that the browser's own undo takes it back; null where the browser does not know how. */
const typeOver = (area: HTMLTextAreaElement, { kind, start, end }: Piece): string | null => {
  area.focus();
  area.setSelectionRange(start, end);
  if (document.execCommand('insertText', false, PLACEHOLDERS[kind])) return null;
  area.setRangeText(PLACEHOLDERS[kind], start, end, 'end');
  return area.value;
};

/**
 * Handwriting copied out. What the machine made of it is selected, so that typing replaces it and Enter takes it. What may
 * be personal is marked while it is typed; one key cuts it out.
 */
export const TextPanel = ({
  task,
  listening,
  onAnswer,
  onComplaint,
  save: saving,
}: AnswerPanelProps): JSX.Element | null => {
  const words = useWords();
  const { field, suggestion, language } = task.view;
  const start = task.earlier?.value ?? suggestion?.value ?? '';
  const [text, setText] = useState(typeof start === 'string' ? start : '');
  const area = useRef<HTMLTextAreaElement>(null);
  // The selection that the panel made itself says nothing of what is to be cut out.
  const isOwnSelection = useRef(false);
  const marks = useMarks(text, language);
  useLayoutEffect(() => {
    if (!listening) return;
    area.current?.focus();
    area.current?.select();
    isOwnSelection.current = false;
  }, [task.view.id, listening]);
  if (field.kind !== 'text') return null;
  const save = (): void => {
    if (text.trim() === '') onComplaint(words.review.nothingTyped);
    else onAnswer({ state: 'answered', value: text.trim() });
  };
  saving.current = save;
  const cut = (piece: Piece | null): void => {
    if (area.current === null) return;
    if (piece === null) {
      onComplaint(words.texts.release.nothingToCut);
      return;
    }
    const typed = typeOver(area.current, piece);
    if (typed !== null) setText(typed);
    isOwnSelection.current = true;
    onComplaint(null);
  };
  const cutNext = (): void => {
    const { selectionStart = 0, selectionEnd = 0 } = area.current ?? {};
    cut(pieceToCut(text, marks ?? [], { start: selectionStart, end: selectionEnd }, isOwnSelection.current));
  };
  return (
    <div class="answers text-answers">
      <MarkedArea
        area={area}
        marks={marks ?? []}
        text={text}
        label={words.review.transcribe}
        describedBy="mark-line"
        language={language}
        maxLength={field.maxLength}
        onText={(typed) => {
          setText(typed);
          isOwnSelection.current = true;
          onComplaint(null);
        }}
        onSelect={() => {
          isOwnSelection.current = true;
        }}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          if (event.altKey && event.code === 'KeyR') {
            event.preventDefault();
            if (!event.repeat) cutNext();
          } else if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
            event.preventDefault();
            if (!event.repeat) save();
          } else if (event.key === 'Escape') {
            area.current?.blur();
          }
        }}
      />
      <MarkLine
        id="mark-line"
        text={text}
        marks={marks}
        language={language}
        keys={['Alt', 'r']}
        onCut={(mark) => cut(mark)}
      >
        {words.review.transcribeHint}
      </MarkLine>
      {(marks ?? []).length === 0 ? null : <p class="muted mark-note">{words.texts.marks.standing}</p>}
    </div>
  );
};
