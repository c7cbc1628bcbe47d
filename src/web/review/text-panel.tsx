import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useWords } from '../words/words.ts';
import type { AnswerPanelProps } from './answer-panel.ts';

/** Handwriting copied out. What the machine made of it is selected, so that typing replaces it. */
export const TextPanel = ({
  task,
  listening,
  onAnswer,
  onComplaint,
  save: saving,
}: AnswerPanelProps): JSX.Element | null => {
  const words = useWords();
  const { field, suggestion } = task.view;
  const start = task.earlier?.value ?? suggestion?.value ?? '';
  const [text, setText] = useState(typeof start === 'string' ? start : '');
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    if (!listening) return;
    area.current?.focus();
    area.current?.select();
  }, [task.view.id, listening]);
  if (field.kind !== 'text') return null;
  const save = (): void => {
    if (text.trim() === '') onComplaint(words.review.nothingTyped);
    else onAnswer({ state: 'answered', value: text.trim() });
  };
  saving.current = save;
  return (
    <div class="answers">
      <label class="label" for="transcription">
        {words.review.transcribe}
      </label>
      <textarea
        id="transcription"
        ref={area}
        class="text-input transcription"
        lang={task.view.language}
        rows={3}
        maxLength={field.maxLength}
        autoComplete="off"
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          onComplaint(null);
        }}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
            event.preventDefault();
            if (!event.repeat) save();
          } else if (event.key === 'Escape') {
            event.currentTarget.blur();
          }
        }}
      />
      <p class="muted">{words.review.transcribeHint}</p>
    </div>
  );
};
