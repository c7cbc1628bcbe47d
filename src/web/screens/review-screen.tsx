import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { aDialogIsOpen } from '../parts/dialog.tsx';
import type { Screen } from '../place.ts';
import { ActionBar, type Action } from '../review/action-bar.tsx';
import { hasOwnKeys } from '../review/answer-panel.ts';
import { saySuggestion } from '../review/answer-words.ts';
import { ChoicePanel } from '../review/choice-panel.tsx';
import { CropView, isWide } from '../review/crop-view.tsx';
import { DigitsPanel } from '../review/digits-panel.tsx';
import { DoneView } from '../review/done-view.tsx';
import { assignKeys } from '../review/keys.ts';
import { NoticeLine } from '../review/notice-line.tsx';
import { ProgressLine } from '../review/progress-line.tsx';
import type { Answer, LoadedTask, ReviewSession } from '../review/review-session.ts';
import { ShortcutsDialog } from '../review/shortcuts-dialog.tsx';
import { TextPanel } from '../review/text-panel.tsx';
import { useWords, wordsForReason } from '../words.ts';

const useSession = (session: ReviewSession): ReviewSession['state'] => {
  const [state, setState] = useState(session.state);
  useEffect(() => {
    const stop = session.subscribe(() => setState(session.state));
    setState(session.state);
    session.start();
    const hurry = (): void => session.hurry();
    window.addEventListener('online', hurry);
    return () => {
      stop();
      session.stop();
      window.removeEventListener('online', hurry);
    };
  }, [session]);
  return state;
};

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

interface WorkProps {
  readonly session: ReviewSession;
  readonly task: LoadedTask;
  readonly listening: boolean;
  readonly onShortcuts: () => void;
}

/** One task: its question, its picture, its answers. */
const Work = ({ session, task, listening, onShortcuts }: WorkProps): JSX.Element => {
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

  const say = (state: 'blank' | 'multiple' | 'unreadable') => () => session.decide({ state, value: null });
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
    { name: 'skip', keys: withAlt('s'), run: () => session.skip() },
    { name: 'undo', keys: withAlt('z'), run: () => session.undo() },
    { name: 'shortcuts', keys: isText ? [] : ['?'], run: onShortcuts },
  ];

  // In place before the next key can be pressed: a fast reviewer's key must find the task that is on screen.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (aDialogIsOpen()) return;
      session.touch();
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
    onAnswer: (answer: Answer) => session.decide(answer),
    onComplaint: setComplaint,
  };
  return (
    <article class="work" data-wide={isWide(task)} data-kind={view.field.kind} aria-labelledby="question">
      <CropView task={task} ringed={ringed} />
      <section class="question-side">
        <header class="question">
          <h1 id="question" ref={heading} tabIndex={-1} lang={view.language}>
            {view.number === null ? null : (
              <span class="number" aria-label={words.review.question(view.number)}>
                {view.number}
              </span>
            )}
            <span>{view.text}</span>
          </h1>
          {view.row === null ? null : (
            <p class="row-words" lang={view.language}>
              {view.row}
            </p>
          )}
        </header>
        <div class="machine">
          <Suggestion task={task} />
          {view.reasons.length === 0 ? null : (
            <p class="why">
              <span class="visually-hidden">{words.review.why}: </span>
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

export const ReviewScreen = ({
  session,
  onGo,
  paused,
}: {
  readonly session: ReviewSession;
  readonly onGo: (screen: Screen) => void;
  /** A dialog is open over the screen. */
  readonly paused: boolean;
}): JSX.Element => {
  const words = useWords();
  const state = useSession(session);
  const [shortcuts, setShortcuts] = useState(false);
  const { current, waiting } = state;

  useEffect(() => {
    if (waiting === 0) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [waiting]);
  useLayoutEffect(() => {
    if (current !== null) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (aDialogIsOpen()) return;
      if (event.key.toLowerCase() === 'z' && !event.ctrlKey && !event.metaKey) session.undo();
      if (event.key === '?') setShortcuts(true);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });

  return (
    <main class="review" id="content">
      <ProgressLine state={state} onSurvey={(survey) => session.chooseSurvey(survey)} />
      {current === null ? null : (
        <Work
          session={session}
          task={current}
          listening={!paused && !shortcuts}
          onShortcuts={() => setShortcuts(true)}
        />
      )}
      {current === null && state.phase === 'loading' ? <p class="loading">{words.review.loading}</p> : null}
      {current === null && state.phase === 'done' ? (
        <DoneView progress={state.progress} onUndo={() => session.undo()} onGo={onGo} />
      ) : null}
      <NoticeLine state={state} />
      {shortcuts ? <ShortcutsDialog onClose={() => setShortcuts(false)} /> : null}
    </main>
  );
};
