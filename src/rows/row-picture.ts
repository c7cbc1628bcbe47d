/** From a cell of a row on the screen to what stands on paper there: which field it is, what was asked, what counts. */
import { PaperlineError } from '../domain/errors.ts';
import type { Layout, LayoutField } from '../domain/layout.ts';
import type { CodebookVariable } from '../questionnaire/codebook.ts';
import { codesOfAnswer } from '../questionnaire/field-answer.ts';
import { frameField } from '../read/crop-field.ts';
import { describeQuestion, type QuestionWords } from '../review/question-words.ts';
import { cropFrameOf, type CropFrame } from '../review/review-desk.ts';
import { readPrintedForm } from '../store/review-forms.ts';
import type { ReviewerSession } from '../store/review-queue.ts';
import {
  openFieldOfRow,
  readLinkedForm,
  type FieldOpening,
  type RowOpeningReason,
} from '../store/row-openings.ts';
import type { Store } from '../store/store.ts';
import { openComposing } from './survey-rows.ts';

/** True for columns that are filled from a field on paper, so that there is a picture. */
export const isOnPaper = ({ source }: CodebookVariable): boolean => 'field' in source;

export interface RowPicture extends Omit<FieldOpening, 'crop'> {
  readonly survey: string;
  /** Of the form, and of the words. */
  readonly language: string;
  /** Of the field. */
  readonly variable: string;
  readonly words: QuestionWords;
  /** How large the picture is, and where the boxes are in it. */
  readonly frame: CropFrame;
  /** Boxes of what counts now; none where boxes hold digits or letters. */
  readonly marked: readonly string[];
}

const notOnPaper = (column: string): PaperlineError =>
  new PaperlineError({
    code: 'variable-unknown',
    message: `The sheet of this row has no field for ${JSON.stringify(column)}.`,
    remedy: 'Name a column of answers that this version of the form asks for.',
  });

const frameOf = (field: LayoutField, paper: Layout['paper']): CropFrame => {
  const { width, height, boxes } = frameField(field, paper);
  return { width, height, boxes: boxes.map(({ code, rectPx }) => ({ code, ...rectPx })) };
};

/**
 * Opens the field that a column of a row is filled from; the opening goes on record. `column` is a column of the rows, or the
 * variable of a field.
 * @throws PaperlineError `row-link-over`, `variable-unknown`, `field-not-read`
 */
export const openRowPicture = async (
  store: Store,
  who: ReviewerSession,
  {
    link,
    column,
    reason,
    at,
  }: {
    readonly link: string;
    readonly column: string;
    readonly reason: RowOpeningReason;
    readonly at: Date;
  },
): Promise<RowPicture> => {
  const { form, survey } = await readLinkedForm(store, link);
  const printed = await readPrintedForm(store, form);
  const columns = (await openComposing(store, survey)).composers.get(form)?.codebook.variables ?? [];
  const source = columns.find(({ variable }) => variable === column)?.source;
  const variable = source === undefined ? column : 'field' in source ? source.field : null;
  const field = printed?.layout.pages
    .flatMap((page) => page.fields)
    .find((each) => each.variable === variable);
  if (printed === null || field === undefined) throw notOnPaper(column);
  const { crop, ...opening } = await openFieldOfRow(store, who, {
    link,
    variable: field.variable,
    reason,
    at,
  });
  const { language, paper } = printed.layout;
  return {
    ...opening,
    marked: field.kind === 'choice' ? codesOfAnswer(opening.answer) : [],
    frame: cropFrameOf(crop) ?? frameOf(field, paper),
    survey,
    language,
    variable: field.variable,
    words: describeQuestion(printed.questionnaire, field, language),
  };
};
