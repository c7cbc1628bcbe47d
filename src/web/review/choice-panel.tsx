import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { CheckIcon } from '../parts/icons.tsx';
import { Keycap } from '../parts/keycap.tsx';
import { useWords } from '../words/words.ts';
import { hasOwnKeys, plainKey, type AnswerPanelProps } from './answer-panel.ts';
import { assignKeys, TEN_WAITS_MS } from './keys.ts';

export interface ChoicePanelProps extends AnswerPanelProps {
  /** Set by the panel: says whether it took the key. */
  readonly heard: { current: ((event: KeyboardEvent) => boolean) | null };
  readonly onRinged: (codes: readonly string[]) => void;
}

const suggestedCodes = ({ view }: ChoicePanelProps['task']): readonly string[] => {
  const value = view.suggestion?.value ?? null;
  return value === null ? [] : typeof value === 'string' ? [value] : value;
};

/** One answer or several, by key, by pointer or by touch. A single answer is recorded at once. */
export const ChoicePanel = (props: ChoicePanelProps): JSX.Element | null => {
  const { task, heard, save, onAnswer, onComplaint, onRinged } = props;
  const words = useWords();
  const { field, suggestion, alternatives } = task.view;
  const options = field.kind === 'choice' ? field.options : [];
  const multiple = field.kind === 'choice' && field.multiple;
  const suggested = suggestedCodes(task);
  const earlier = task.earlier?.state === 'answered' ? task.earlier.value : null;
  const keys = useMemo(() => assignKeys(options.map(({ code }) => code)), [options]);
  const [chosen, setChosen] = useState<readonly string[]>(() =>
    multiple ? (Array.isArray(earlier) ? earlier : suggested) : [],
  );
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);

  useEffect(() => {
    onRinged(multiple ? chosen : suggested);
    return () => {
      if (waiting.current !== null) clearTimeout(waiting.current);
    };
  }, [task.view.id]);

  const stopWaiting = (): boolean => {
    if (waiting.current === null) return false;
    clearTimeout(waiting.current);
    waiting.current = null;
    return true;
  };

  const toggle = (code: string): void => {
    const exclusive = (candidate: string): boolean =>
      options.some((option) => option.code === candidate && option.exclusive);
    const others = chosen.filter((held) => held !== code);
    const next = chosen.includes(code)
      ? others
      : exclusive(code)
        ? [code]
        : [...others.filter((held) => !exclusive(held)), code];
    setChosen(next);
    onRinged(next);
    onComplaint(null);
  };

  const record = (code: string): void => {
    stopWaiting();
    onAnswer({ state: 'answered', value: code });
  };

  const choose = (code: string): void => {
    if (multiple) toggle(code);
    else record(code);
  };

  /** A typed 1 that may become 10 is shown, and recorded when no 0 follows. */
  const chooseOne = (): void => {
    setChosen(['1']);
    onRinged(['1']);
    waiting.current = setTimeout(() => record('1'), TEN_WAITS_MS);
  };

  const accept = (): void => {
    if (multiple) {
      if (chosen.length > 0) onAnswer({ state: 'answered', value: inPrintedOrder(chosen) });
      else onComplaint(words.review.nothingChosen);
      return;
    }
    if (suggestion === null) onComplaint(words.review.noneToAccept);
    else if (suggestion.state === 'answered') onAnswer({ state: 'answered', value: suggestion.value });
    else onAnswer({ state: suggestion.state, value: null });
  };

  const inPrintedOrder = (codes: readonly string[]): string[] =>
    options.map(({ code }) => code).filter((code) => codes.includes(code));

  save.current = accept;
  // The screen asks this panel first what a key means, so that two listeners never both act on one key.
  const hear = (event: KeyboardEvent): boolean => {
    const key = plainKey(event);
    if (key === null) return false;
    const one = stopWaiting();
    if (key === 'enter') {
      if (one) record('1');
      else if (hasOwnKeys(event.target)) return false;
      else accept();
      return true;
    }
    if (one) {
      setChosen([]);
      onRinged(suggested);
      if (key === '0') record('10');
      // Z takes the 1 back that was not recorded yet.
      if (key === '0' || key === 'z') return true;
    }
    const code = keys.codeOf.get(key);
    if (code === undefined) return false;
    if (code === '1' && keys.hasTen && !multiple) chooseOne();
    else choose(code);
    return true;
  };
  useLayoutEffect(() => {
    heard.current = hear;
    return () => {
      // The panel of the next task is there before this one is gone: what it has put in place stays.
      if (heard.current === hear) heard.current = null;
    };
  });

  if (field.kind !== 'choice') return null;
  const chance = (code: string): number | null => {
    if (suggestion !== null && !multiple && suggestion.value === code) return suggestion.confidence;
    return alternatives.find(({ value }) => value === code)?.confidence ?? null;
  };
  return (
    <div class="answers">
      <div
        class={`options options-${field.shape}`}
        role="group"
        aria-label={multiple ? words.review.chooseSeveral : words.review.options}
        lang={task.view.language}
      >
        {options.map(({ code, label }) => {
          const key = keys.keyOf.get(code);
          const share = chance(code);
          const isSuggested = suggested.includes(code);
          return (
            <button
              key={code}
              type="button"
              class="option"
              aria-pressed={multiple || chosen.length > 0 ? chosen.includes(code) : undefined}
              data-suggested={isSuggested}
              data-wide={field.shape === 'scale' && label !== code}
              onClick={() => choose(code)}
              onPointerEnter={() => onRinged([code])}
              onPointerLeave={() => onRinged(multiple ? chosen : suggested)}
            >
              {multiple ? (
                <span class="tick" aria-hidden="true">
                  {chosen.includes(code) ? <CheckIcon /> : null}
                </span>
              ) : null}
              <span class="option-label">{label}</span>
              {share === null ? null : <span class="option-share">{words.percent(share)}</span>}
              {key === undefined ? null : <Keycap of={key} />}
            </button>
          );
        })}
      </div>
      {field.lowLabel === null && field.highLabel === null && !keys.hasTen ? null : (
        <div class="scale-ends" lang={task.view.language}>
          <span>{field.lowLabel}</span>
          {keys.hasTen ? (
            <span class="scale-hint" lang={document.documentElement.lang}>
              10: <Keycap of="t" /> {words.review.twoDigits}
            </span>
          ) : null}
          <span>{field.highLabel}</span>
        </div>
      )}
    </div>
  );
};
