import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { aDialogIsOpen } from '../parts/dialog.tsx';
import { useWords, wordsForReason } from '../words/words.ts';
import { QuestionHead } from './question-head.tsx';
import { ActionBar, type Action } from './action-bar.tsx';
import { hasOwnKeys } from './answer-panel.ts';
import { saySuggestion } from './answer-words.ts';
import type { Answer, LoadedTask, TaskDesk } from './answer.ts';
import { ChoicePanel } from './choice-panel.tsx';
import { CropView, isWide } from './crop-view.tsx';
import { DigitsPanel } from './digits-panel.tsx';
import { assignKeys } from './keys.ts';
import { TextPanel } from './text-panel.tsx';

const Suggestion = ({ task }: { readonly task: LoadedTask }): JSX.Element => {
  const words = useWords();
  const { suggestion, alternatives, field, language } = task.view;
  if (suggestion === null) return <p class="suggestion muted">{words.review.noSuggestion}</p>;
  const others = field.kind === 'choice' ? [] : alternatives.slice(0, 3);
  return (
    <p class="suggestion">
      <span class="muted">{words.review.suggestion}</span>{' '}
      <strong lang={suggestion.state === 'answered' ? language : undefined}>
        {saySuggestion(words, task.view, suggestion)}
      </strong>{' '}
      <span class="muted">
        {words.review.sure(words.percent(suggestion.confidence))}
        {others.length === 0
          ? null
          : `, ${words.review.alternatives} ${others.map(({ value }) => String(value)).join(', ')}`}
      </span>
    </p>
  );
};

const typesText = (target: EventTarget | null): boolean => target instanceof HTMLTextAreaElement;

export interface TaskWorkProps {
  readonly desk: TaskDesk;
  readonly task: LoadedTask;
  readonly listening: boolean;
  readonly onShortcuts: () => void;
  /** What stands beside the task; the page where it is reviewed as a whole. */
  readonly children?: ComponentChildren;
}

/** One task: its question, its picture, its answers. */
export const TaskWork = ({ desk, task, listening, onShortcuts, children }: TaskWorkProps): JSX.Element => {
  const words = useWords();
  const { view } = task;
  const [ringed, setRinged] = useState<readonly string[]>([]);
  const [complaint, setComplaint] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const save = useRef<(() => void) | null>(null);
  const heard = useRef<((event: KeyboardEvent) => boolean) | null>(null);
  const isText = view.field.kind === 'text';
  const singleChoice = view.field.kind === 'choice' && !view.field.multiple;
  const zeroIsBlank =
    view.field.kind === 'choice' && assignKeys(view.field.options.map(({ code }) => code)).zeroIsBlank;

  useLayoutEffect(() => {
    setComplaint(null);
    if (view.field.kind === 'choice') heading.current?.focus({ preventScroll: true });
  }, [view.id]);

  const say = (state: 'blank' | 'multiple' | 'unreadable') => () => desk.decide({ state, value: null });
  const withAlt = (key: string): string[] => (isText ? ['Alt', key] : [key]);
  const actions: Action[] = [
    {
      name: singleChoice ? 'accept' : 'save',
      keys: ['enter'],
      run: () => save.current?.(),
    },
    {
      name: 'blank',
      keys: zeroIsBlank ? ['b', '0'] : withAlt('b'),
      run: say('blank'),
    },
    ...(singleChoice ? [{ name: 'multiple' as const, keys: ['m'], run: say('multiple') }] : []),
    { name: 'unreadable', keys: withAlt('u'), run: say('unreadable') },
    { name: 'skip', keys: withAlt('s'), run: () => desk.skip() },
    { name: 'undo', keys: withAlt('z'), run: () => desk.undo() },
    { name: 'shortcuts', keys: isText ? [] : ['?'], run: onShortcuts },
  ];

  // In place before the next key can be pressed: a fast reviewer's key must find the task that is on screen.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (aDialogIsOpen()) return;
      desk.touch();
      if (event.ctrlKey || event.metaKey || event.isComposing || event.repeat) return;
      if (heard.current?.(event) === true) {
        event.preventDefault();
        return;
      }
      const typing = typesText(event.target);
      if (typing && !event.altKey) return;
      // With Alt some keyboards type another character; the code still names the key.
      const key = event.altKey ? event.code.replace(/^Key/u, '').toLowerCase() : event.key.toLowerCase();
      if (key === 'enter' && !(event.target instanceof HTMLInputElement) && !hasOwnKeys(event.target)) {
        event.preventDefault();
        save.current?.();
        return;
      }
      const zero = key === '0' && zeroIsBlank && !event.altKey;
      const action =
        actions.find(({ name, keys }) => name !== 'accept' && name !== 'save' && keys.at(-1) === key) ??
        (key === '?' && !event.altKey ? actions.at(-1) : undefined);
      const found = zero || key === 'b' ? actions.find(({ name }) => name === 'blank') : action;
      if (found === undefined) return;
      event.preventDefault();
      found.run();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });

  const panel = {
    task,
    listening,
    save,
    onAnswer: (answer: Answer) => desk.decide(answer),
    onComplaint: setComplaint,
  };
  return (
    <article class="work" data-wide={isWide(task)} data-kind={view.field.kind} aria-labelledby="question">
      {children}
      <CropView task={task} ringed={ringed} />
      <section class="question-side">
        <QuestionHead
          language={view.language}
          number={view.number}
          text={view.text}
          row={view.row}
          heading={heading}
        />
        <div class="machine">
          <Suggestion task={task} />
          {view.offWall ? <p class="why">{words.wall.takenOff}</p> : null}
          {view.reasons.length === 0 ? null : (
            <p class="why">
              <span class="visually-hidden">
                {words.review.why}
                {words.colon}{' '}
              </span>
              {wordsForReason(words.fieldReasons, view.reasons[0] ?? '')}
            </p>
          )}
        </div>
        {view.field.kind === 'choice' ? (
          <ChoicePanel key={view.id} {...panel} heard={heard} onRinged={setRinged} />
        ) : null}
        {view.field.kind === 'digits' ? <DigitsPanel key={view.id} {...panel} /> : null}
        {view.field.kind === 'text' ? <TextPanel key={view.id} {...panel} /> : null}
        <p class="complaint" role="alert">
          {complaint}
        </p>
      </section>
      <ActionBar actions={actions} />
    </article>
  );
};
