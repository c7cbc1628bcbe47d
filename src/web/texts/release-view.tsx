import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import { aDialogIsOpen } from '../parts/dialog.tsx';
import { CheckIcon, WarningIcon } from '../parts/icons.tsx';
import { Keycap } from '../parts/keycap.tsx';
import { Problem } from '../parts/problem.tsx';
import { useWords } from '../words/words.ts';
import { QuestionHead } from '../review/question-head.tsx';
import { hasOwnKeys } from '../review/answer-panel.ts';
import { MarkLine } from './mark-line.tsx';
import { MarkedArea } from './marked-area.tsx';
import { pieceToCut, type Piece } from './piece-to-cut.ts';
import { ReleaseWork, type OpenAnswer, type Queue, type ReleaseNotice } from './release-work.ts';
import { useMarks } from './use-marks.ts';

type ActionName = 'release' | 'keep' | 'redact' | 'cut' | 'skip' | 'undo';

const KEYS: Readonly<Record<ActionName, string>> = {
  release: 'enter',
  keep: 'k',
  redact: 'w',
  cut: 'r',
  skip: 's',
  undo: 'z',
};

const Notice = ({ notice }: { readonly notice: ReleaseNotice | null }): JSX.Element => {
  const { texts } = useWords();
  const { release } = texts;
  if (notice === null) return <div class="notice" role="status" />;
  const { kind } = notice;
  return (
    <div class="notice" role="status" data-kind={kind}>
      {kind === 'refused' ? <WarningIcon /> : kind === 'released' || kind === 'kept' ? <CheckIcon /> : null}
      <span>
        {kind === 'refused'
          ? `${release.refused}: ${notice.message} ${notice.remedy}`
          : kind === 'undone'
            ? release.undone
            : kind === 'nothing-to-undo'
              ? release.nothingToUndo
              : release[kind]}
      </span>
    </div>
  );
};

const Picture = ({ answer }: { readonly answer: OpenAnswer }): JSX.Element => {
  const words = useWords();
  const { picture } = answer.view;
  if (picture === null) return <p class="stage stage-empty">{words.review.noCrop}</p>;
  return (
    <figure class="stage" aria-label={words.review.cropLabel}>
      <div
        class="crop"
        style={{
          '--crop-width': picture.width,
          '--crop-height': picture.height,
          '--largest': `${picture.width * 2.4}px`,
        }}
      >
        <img
          key={answer.view.answer}
          src={picture.url}
          width={picture.width}
          height={picture.height}
          alt={words.review.cropLabel}
          draggable={false}
        />
      </div>
    </figure>
  );
};

/** One answer: its picture, its words with the marks, and what may happen with it. */
const AnswerToLookAt = ({
  queue,
  answer,
  work,
}: {
  readonly queue: Queue;
  readonly answer: OpenAnswer;
  readonly work: ReleaseWork;
}): JSX.Element => {
  const words = useWords();
  const { texts } = words;
  const { release } = texts;
  const { view, text } = answer;
  const area = useRef<HTMLTextAreaElement>(null);
  const isOwnSelection = useRef(false);
  const [complaint, setComplaint] = useState<string | null>(null);
  const seen = useMarks(text, view.language);
  // Before the detector is here, what the server marked stands.
  const marks = seen ?? (answer.cuts.length === 0 ? view.marks : []);
  useLayoutEffect(() => {
    area.current?.focus();
    area.current?.setSelectionRange(0, 0);
    isOwnSelection.current = false;
    setComplaint(null);
  }, [view.answer]);

  const cut = (piece: Piece | null): void => {
    setComplaint(piece === null ? release.nothingToCut : null);
    if (piece === null) return;
    work.cut(piece);
    isOwnSelection.current = false;
    area.current?.focus();
  };
  const cutNext = (): void => {
    const { selectionStart = 0, selectionEnd = 0 } = area.current ?? {};
    cut(pieceToCut(text, marks, { start: selectionStart, end: selectionEnd }, isOwnSelection.current));
  };
  const run: Readonly<Record<ActionName, () => void>> = {
    release: () => {
      if (view.yours && marks.length > 0) setComplaint(release.yours);
      else work.decide('released');
    },
    keep: () => work.decide('kept'),
    redact: () => {
      if (answer.cuts.length === 0) setComplaint(release.nothingCut);
      else work.decide('redacted');
    },
    cut: cutNext,
    skip: () => work.skip(),
    undo: () => {
      setComplaint(null);
      work.undo();
    },
  };
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (aDialogIsOpen() || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      const key = event.key.toLowerCase();
      if (key === 'enter' && hasOwnKeys(event.target)) return;
      const name = (Object.keys(KEYS) as ActionName[]).find((each) => KEYS[each] === key);
      if (name === undefined) return;
      event.preventDefault();
      run[name]();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });

  return (
    <article class="work release" data-wide="true" data-kind="text" aria-labelledby="question">
      <Picture answer={answer} />
      <section class="question-side">
        <QuestionHead language={view.language} number={view.number} text={view.question} row={view.row} />
        <p class="machine">
          <strong>{queue === 'second-look' ? release.asksSecond : release.asks}</strong>
          <span class="muted">{answer.cuts.length > 0 ? release.cutNote : release.explain}</span>
        </p>
        <div class="answers text-answers">
          <MarkedArea
            area={area}
            marks={marks}
            text={text}
            label={release.text}
            describedBy="mark-line"
            language={view.language}
            readOnly
            onSelect={() => {
              isOwnSelection.current = true;
            }}
          />
          <MarkLine
            id="mark-line"
            text={text}
            marks={marks}
            language={view.language}
            keys={['r']}
            onCut={cut}
          >
            {texts.marks.none}
          </MarkLine>
        </div>
        <p class="complaint" role="alert">
          {complaint ?? (view.yours && marks.length > 0 ? release.yours : null)}
        </p>
      </section>
      <div class="action-bar" role="group" aria-label={release.actions.label}>
        {(Object.keys(KEYS) as ActionName[]).map((name) => (
          <button
            key={name}
            type="button"
            class="action"
            data-action={name === 'release' ? 'accept' : name}
            onClick={() => run[name]()}
          >
            <span>{release.actions[name]}</span>
            <span class="keys">
              <Keycap of={KEYS[name]} />
            </span>
          </button>
        ))}
      </div>
    </article>
  );
};

/** Open answers one after the other: may this leave as text? */
export const ReleaseView = ({
  queue,
  children,
}: {
  readonly queue: Queue;
  /** What else there is to do, at the head of the screen. */
  readonly children: ComponentChildren;
}): JSX.Element => {
  const words = useWords();
  const { release, survey: surveyLabel } = words.texts;
  const [, render] = useReducer((count: number) => count + 1, 0);
  const work = useMemo(() => new ReleaseWork(queue, () => render(undefined)), [queue]);
  useEffect(() => work.start(), [work]);
  const { current, phase, counts, surveys, survey, notice, error } = work.state;
  useLayoutEffect(() => {
    if (current !== null) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (aDialogIsOpen() || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key.toLowerCase() === 'z') work.undo();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [current, work]);
  const waiting = counts === null ? 0 : queue === 'second-look' ? counts.secondLook : counts.release;
  return (
    <>
      <div class="progress-line">
        {children}
        {surveys.length < 2 ? null : (
          <label>
            <span class="visually-hidden">{surveyLabel}</span>
            <select
              class="select"
              value={survey ?? ''}
              onChange={(event) => {
                work.chooseSurvey(event.currentTarget.value === '' ? null : event.currentTarget.value);
                event.currentTarget.blur();
              }}
            >
              <option value="">{words.review.allSurveys}</option>
              {surveys.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        {counts === null ? null : (
          <span class="progress-words">
            <strong>{release.left(words.count(waiting))}</strong>{' '}
            <span class="muted">
              {release.done(words.count(counts.released), words.count(counts.kept))}
              {counts.forOthers === 0 ? null : ` – ${release.forOthers(counts.forOthers)}`}
            </span>
          </span>
        )}
      </div>
      {error === null ? null : <Problem error={error} retry={() => work.start()} />}
      {current === null ? null : <AnswerToLookAt queue={queue} answer={current} work={work} />}
      {phase === 'loading' && error === null ? <p class="loading">{words.faults.loading}</p> : null}
      {phase === 'done' ? (
        <section class="done">
          <h1>{release.emptyTitle}</h1>
          <p>{queue === 'second-look' ? release.emptySecond : release.emptyText}</p>
        </section>
      ) : null}
      <div class="notice-line">
        <Notice notice={notice} />
      </div>
    </>
  );
};
