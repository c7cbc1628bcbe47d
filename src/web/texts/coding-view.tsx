import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import type { Words } from '../words/shape.ts';
import { useWords } from '../words/words.ts';
import { aDialogIsOpen } from '../parts/dialog.tsx';
import { CheckIcon, CloseIcon, WarningIcon } from '../parts/icons.tsx';
import { Keycap } from '../parts/keycap.tsx';
import { Problem } from '../parts/problem.tsx';
import { assignDigits } from './category-choices.ts';
import { CategoryDialog, type CategoryToChange } from './category-dialog.tsx';
import { CategoryField } from './category-field.tsx';
import { CodeFrameList } from './code-frame-list.tsx';
import { CodingWork, type CodingNotice } from './coding-work.ts';

const sayNotice = ({ texts: { coding, release } }: Words, notice: CodingNotice): string => {
  switch (notice.kind) {
    case 'saved':
      return coding.saved;
    case 'end':
      return coding.end;
    case 'nothing-to-undo':
      return coding.nothingToUndo;
    case 'undone':
      return coding.undone[notice.what];
    case 'refused':
      return `${release.refused}: ${notice.message} ${notice.remedy}`;
  }
};

/** Open answers put into categories, by the keyboard alone. */
export const CodingView = ({ children }: { readonly children: ComponentChildren }): JSX.Element => {
  const words = useWords();
  const { coding } = words.texts;
  const [, render] = useReducer((count: number) => count + 1, 0);
  const work = useMemo(() => new CodingWork(() => render(undefined)), []);
  useEffect(() => work.start(), [work]);
  const { variables, variable, categories, answer, place, total, coded, chosen, notice, error } = work.state;
  const field = useRef<HTMLInputElement>(null);
  const [change, setChange] = useState<CategoryToChange | null>(null);
  const [digits, setDigits] = useState<(number | null)[]>([]);
  const digitsOf = `${variable?.survey ?? ''} ${variable?.variable ?? ''}`;
  useLayoutEffect(() => setDigits((before) => assignDigits(categories, before)), [categories, digitsOf]);
  useLayoutEffect(() => {
    if (change === null) field.current?.focus();
  }, [answer?.answer, change]);
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (aDialogIsOpen() || event.repeat) return;
      if (event.key === 'PageDown') work.move(1);
      else if (event.key === 'PageUp') work.move(-1);
      else if ((event.altKey || event.ctrlKey || event.metaKey) && event.code === 'KeyZ') {
        // While a name is being typed, the browser takes back letters.
        if (!event.altKey && field.current !== null && field.current.value !== '') return;
        work.undo();
      } else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [work]);

  const take = (category: number): void => {
    work.toggle(category);
    field.current?.focus();
  };
  const labelOf = (id: number): string => categories.find((category) => category.id === id)?.label ?? '';
  const isSuggested = answer?.categories === null && answer.suggested !== null;
  return (
    <>
      <div class="progress-line">
        {children}
        {variables === null || variables.length < 2 ? null : (
          <label class="coding-question">
            <span class="visually-hidden">{coding.question}</span>
            <select
              class="select"
              value={variables.findIndex((each) => each === variable)}
              onChange={(event) => {
                const next = variables[Number(event.currentTarget.value)];
                event.currentTarget.blur();
                if (next !== undefined) work.choose(next);
              }}
            >
              {variables.map((each, at) => (
                <option key={`${each.survey} ${each.variable}`} value={at}>
                  {coding.choose(
                    each.row ?? each.question,
                    words.count(each.coded),
                    words.count(each.answers),
                  )}
                </option>
              ))}
            </select>
          </label>
        )}
        {total === 0 ? null : (
          <>
            <progress
              class="bar"
              max={total}
              value={coded}
              aria-label={coding.coded(words.count(coded), words.count(total))}
            />
            <span class="progress-words">{coding.coded(words.count(coded), words.count(total))}</span>
          </>
        )}
      </div>
      {error === null ? null : <Problem error={error} retry={() => work.start()} />}
      {variables === null && error === null ? <p class="loading">{words.faults.loading}</p> : null}
      {variables !== null && variables.length === 0 ? (
        <section class="done">
          <h1>{coding.emptyTitle}</h1>
          <p>{coding.emptyText}</p>
        </section>
      ) : null}
      {answer === null || variable === null ? null : (
        <div class="coding">
          <section class="coding-answer" aria-labelledby="question">
            <header class="question">
              <h1 id="question" lang={variable.language}>
                {variable.number === null ? null : (
                  <span class="number" aria-label={words.review.question(variable.number)}>
                    {variable.number}
                  </span>
                )}
                <span>{variable.question}</span>
              </h1>
              {variable.row === null ? null : (
                <p class="row-words" lang={variable.language}>
                  {variable.row}
                </p>
              )}
            </header>
            <p class="muted">{coding.answer(words.count(place + 1), words.count(total))}</p>
            {/* A long answer scrolls, so it must be reachable by keyboard. */}
            <blockquote
              class="coding-words"
              lang={answer.language}
              tabIndex={0}
              aria-label={words.texts.release.text}
            >
              {answer.text}
            </blockquote>
            <div class="coding-chosen">
              <h2 class="label" id="coding-chosen-title">
                {coding.categories}
              </h2>
              <ul aria-labelledby="coding-chosen-title">
                {chosen.length === 0 ? (
                  <li class="muted">{answer.categories === null ? coding.none : coding.fitsNone}</li>
                ) : null}
                {chosen.map((id) => (
                  <li key={id}>
                    <button
                      type="button"
                      class="coding-chip"
                      data-suggested={isSuggested}
                      aria-label={coding.drop(labelOf(id))}
                      title={coding.drop(labelOf(id))}
                      onClick={() => take(id)}
                    >
                      {labelOf(id)} <CloseIcon />
                    </button>
                  </li>
                ))}
              </ul>
              {isSuggested ? <p class="coding-same">{coding.sameWords}</p> : null}
            </div>
            <CategoryField
              field={field}
              categories={categories}
              digits={digits}
              onTake={take}
              onMake={(label) => work.make(label)}
              onSave={() => work.save()}
              onDropLast={() => work.dropLast()}
              onChange={(how, category) => setChange({ how, category })}
            />
            <p class="muted">{coding.hint}</p>
          </section>
          <CodeFrameList
            categories={categories}
            chosen={chosen}
            digits={digits}
            onTake={take}
            onChange={(how, category) => setChange({ how, category })}
          />
          <div class="action-bar" role="group" aria-label={words.review.actions.label}>
            <button type="button" class="action" data-action="save" onClick={() => work.save()}>
              <span>{coding.save}</span>
              <span class="keys">
                <Keycap of="enter" />
              </span>
            </button>
            <button type="button" class="action" onClick={() => work.move(-1)}>
              <span>{coding.previous}</span>
              <span class="keys">
                <Keycap of="Page ↑" />
              </span>
            </button>
            <button type="button" class="action" onClick={() => work.move(1)}>
              <span>{coding.next}</span>
              <span class="keys">
                <Keycap of="Page ↓" />
              </span>
            </button>
            <button type="button" class="action" onClick={() => work.undo()}>
              <span>{coding.undo}</span>
              <span class="keys">
                <Keycap of="Alt" /> <Keycap of="z" />
              </span>
            </button>
          </div>
        </div>
      )}
      <div class="notice-line">
        <div class="notice" role="status" data-kind={notice?.kind}>
          {notice === null ? null : (
            <>
              {notice.kind === 'refused' ? <WarningIcon /> : notice.kind === 'saved' ? <CheckIcon /> : null}
              <span>{sayNotice(words, notice)}</span>
            </>
          )}
        </div>
      </div>
      {change === null ? null : (
        <CategoryDialog
          change={change}
          categories={categories}
          onRename={(label) => work.rename(change.category.id, label)}
          onMerge={(into) => work.merge(change.category.id, into)}
          onClose={() => setChange(null)}
        />
      )}
    </>
  );
};
