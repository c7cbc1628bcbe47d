import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { aDialogIsOpen } from '../parts/dialog.tsx';
import { Keycap } from '../parts/keycap.tsx';
import { LessIcon, MoreIcon } from '../parts/icons.tsx';
import { useWords } from '../words/words.ts';
import { hasOwnKeys } from './answer-panel.ts';
import { SheetPage } from './sheet-page.tsx';
import type { OpeningReason, SheetSession } from './sheet-session.ts';
import { TaskWork } from './task-work.tsx';

const REASONS: readonly OpeningReason[] = ['context', 'misplaced', 'machine-check', 'respondent', 'other'];
const ZOOMS = [0.66, 1, 1.5, 2.2] as const;

const typesText = (target: EventTarget | null): boolean => target instanceof HTMLTextAreaElement;

/** Why the reviewer wants to see whole pages: asked before any is opened. */
const ReasonForm = ({ session }: { readonly session: SheetSession }): JSX.Element => {
  const words = useWords();
  const [reason, setReason] = useState<OpeningReason | null>(null);
  const [complaint, setComplaint] = useState<string | null>(null);
  const first = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);
  return (
    <form
      class="reason-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason === null) setComplaint(words.sheet.chooseReason);
        else session.open(reason);
      }}
    >
      <h1>{words.sheet.title}</h1>
      <p>{words.sheet.privacy}</p>
      <fieldset>
        <legend class="label">{words.sheet.why}</legend>
        {REASONS.map((name) => (
          <label key={name} class="reason">
            <input
              ref={name === REASONS[0] ? first : null}
              type="radio"
              name="reason"
              value={name}
              checked={name === reason}
              onChange={() => {
                setReason(name);
                setComplaint(null);
              }}
            />
            <span>{words.sheet.reasons[name]}</span>
          </label>
        ))}
      </fieldset>
      <button type="submit" class="button button-main">
        {words.sheet.open}
      </button>
      <p class="complaint" role="alert">
        {complaint}
      </p>
    </form>
  );
};

/** All of this page is decided. The next is another person's: it is opened only when asked for. */
const Finished = ({ session }: { readonly session: SheetSession }): JSX.Element => {
  const words = useWords();
  const { reason } = session.state;
  const next = (): void => {
    if (reason !== null) session.open(reason);
  };
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (aDialogIsOpen() || event.repeat || event.key !== 'Enter' || hasOwnKeys(event.target)) return;
      event.preventDefault();
      next();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
  return (
    <section class="sheet-finished">
      <h1>{words.sheet.finished}</h1>
      <p>{words.sheet.finishedText(reason === null ? '' : words.sheet.reasons[reason])}</p>
      <p class="done-actions">
        <button type="button" class="button button-main" onClick={next}>
          {words.sheet.next} <Keycap of="enter" />
        </button>
        <button type="button" class="button" onClick={() => session.undo()}>
          {words.review.actions.undo} <Keycap of="z" />
        </button>
        <button type="button" class="button" onClick={() => session.leave()}>
          {words.sheet.otherReason}
        </button>
      </p>
    </section>
  );
};

/** A page as a whole: the doubts on it one after another, each with its place on the page. */
export const SheetView = ({
  session,
  listening,
  onShortcuts,
}: {
  readonly session: SheetSession;
  readonly listening: boolean;
  readonly onShortcuts: () => void;
}): JSX.Element => {
  const words = useWords();
  const { state } = session;
  const { phase, page, current, tasks } = state;
  const [step, setStep] = useState(1);
  const zoom = (by: number): void => setStep((at) => Math.max(0, Math.min(ZOOMS.length - 1, at + by)));

  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (aDialogIsOpen() || event.ctrlKey || event.metaKey || event.isComposing) return;
      // Where words are typed the arrows belong to them; with Alt they go from doubt to doubt there too.
      if (typesText(event.target) && !event.altKey) return;
      if (event.key === 'ArrowDown' || event.key === 'PageDown') session.move(1);
      else if (event.key === 'ArrowUp' || event.key === 'PageUp') session.move(-1);
      else if (event.key === '+' || event.key === '=') zoom(1);
      else if (event.key === '-') zoom(-1);
      else return;
      event.preventDefault();
    };
    if (current === null) return undefined;
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });

  if (phase === 'asking') return <ReasonForm session={session} />;
  if (phase === 'finished') return <Finished session={session} />;
  if (page === null || current === null) return <p class="loading">{words.review.loading}</p>;
  const place = tasks.findIndex(({ view }) => view.id === current.view.id) + 1;
  return (
    <div class="sheet-way">
      <TaskWork desk={session} task={current} listening={listening} onShortcuts={onShortcuts}>
        <section class="sheet-side" aria-label={words.sheet.page(page.view.page)}>
          <div class="sheet-tools">
            <span>{words.sheet.doubt(place, tasks.length)}</span>
            <span class="muted">
              <Keycap of="↑" /> <Keycap of="↓" /> {words.sheet.jump}
            </span>
            <button
              type="button"
              class="icon-button"
              aria-label={words.sheet.smaller}
              disabled={step === 0}
              onClick={() => zoom(-1)}
            >
              <LessIcon />
            </button>
            <button
              type="button"
              class="icon-button"
              aria-label={words.sheet.larger}
              disabled={step === ZOOMS.length - 1}
              onClick={() => zoom(1)}
            >
              <MoreIcon />
            </button>
          </div>
          <SheetPage session={session} state={state} zoom={ZOOMS[step] ?? 1} />
        </section>
      </TaskWork>
    </div>
  );
};
