import { TEXT_LIMIT_CHARACTERS } from '../review/answer-check.ts';
import type { ReviewDesk, ReviewTask } from '../review/review-desk.ts';
import type { ReviewProgress, ReviewTaskView, TaskFieldView } from './api.ts';

const fieldViewOf = ({ field, words }: ReviewTask): TaskFieldView => {
  switch (field.kind) {
    case 'choice':
      return {
        kind: 'choice',
        multiple: field.multiple,
        shape: words.shape,
        options: words.options.map((option) => ({ ...option })),
        lowLabel: words.lowLabel,
        highLabel: words.highLabel,
      };
    case 'digits':
      return { kind: 'digits', cells: field.cells.length, rule: field.rule ?? null, unit: words.unit };
    case 'text':
      return { kind: 'text', maxLength: TEXT_LIMIT_CHARACTERS };
  }
};

type View<T> = T extends readonly (infer Item)[] ? Item[] : T;
const valueView = <T extends string | readonly string[] | null>(value: T): View<T> =>
  (Array.isArray(value) ? [...value] : value) as View<T>;

export const taskViewOf = (task: ReviewTask): ReviewTaskView => ({
  id: task.id,
  survey: task.survey,
  variable: task.variable,
  language: task.language,
  number: task.words.number,
  text: task.words.text,
  row: task.words.row,
  field: fieldViewOf(task),
  suggestion:
    task.suggestion === null ? null : { ...task.suggestion, value: valueView(task.suggestion.value) },
  alternatives: task.alternatives.map(({ value, confidence }) => ({ value: valueView(value), confidence })),
  reasons: [...task.reasons],
  crop:
    task.crop === null
      ? null
      : {
          url: `/api/review/tasks/${task.id}/crop`,
          width: task.crop.width,
          height: task.crop.height,
          boxes: task.crop.boxes.map((box) => ({ ...box })),
        },
  skips: task.skips,
  offWall: task.offWall,
});

/** How far all reviewers are, as this one sees it. */
export const progressView = async (
  desk: ReviewDesk,
  who: Parameters<ReviewDesk['progress']>[0],
): Promise<ReviewProgress> => {
  const { open, done, surveys, leased, yours } = await desk.progress(who);
  return {
    open,
    done,
    yours,
    surveys: surveys.map((survey) => ({ ...survey })),
    leased: leased.map((lease) => ({ ...lease })),
  };
};
