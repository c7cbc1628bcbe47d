import type { JSX } from 'preact';
import { TextsIcon } from '../parts/icons.tsx';
import { useWords } from '../words/words.ts';
import type { WorkState } from './review-work.ts';
import type { Way } from './server-line.ts';
import { Ways } from './ways.tsx';

/** How far all reviewers together are, and who else is at work. */
export const ProgressLine = ({
  state,
  onSurvey,
  onWay,
  onTexts,
}: {
  readonly state: WorkState;
  readonly onSurvey: (survey: string | null) => void;
  readonly onWay: (way: Way) => void;
  /** To the open answers. */
  readonly onTexts: () => void;
}): JSX.Element => {
  const words = useWords();
  const { progress, survey } = state;
  const ways = <Ways way={state.way} onWay={onWay} />;
  const texts = (
    <button type="button" class="way-out" onClick={onTexts}>
      <TextsIcon />
      {words.nav.texts}
    </button>
  );
  if (progress === null || progress.open + progress.done === 0)
    return (
      <div class="progress-line">
        {ways}
        <span class="spacer" />
        {texts}
      </div>
    );
  const counts = progress.surveys.find((entry) => entry.survey === survey) ?? progress;
  const all = counts.open + counts.done;
  const others = progress.leased.filter(({ you }) => !you);
  const held = others.reduce((sum, { tasks }) => sum + tasks, 0);
  return (
    <div class="progress-line">
      {ways}
      {progress.surveys.length > 1 ? (
        <label class="survey-choice">
          <span class="visually-hidden">{words.review.survey}</span>
          <select
            class="select"
            value={survey ?? ''}
            onChange={(event) => {
              onSurvey(event.currentTarget.value === '' ? null : event.currentTarget.value);
              event.currentTarget.blur();
            }}
          >
            <option value="">{words.review.allSurveys}</option>
            {progress.surveys.map((entry) => (
              <option key={entry.survey} value={entry.survey}>
                {entry.survey} ({words.count(entry.open)})
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <progress
        class="bar"
        max={all}
        value={counts.done}
        aria-label={words.review.progress(words.count(counts.done), words.count(all))}
      />
      <span class="progress-words">
        <strong>{words.review.left(counts.open)}</strong>
        <span class="muted">{words.review.progress(words.count(counts.done), words.count(all))}</span>
        {held === 0 ? null : (
          <span class="muted progress-others">
            {words.review.heldByOthers(held, others.map(({ reviewer }) => reviewer).join(', '))}
          </span>
        )}
      </span>
      {texts}
    </div>
  );
};
