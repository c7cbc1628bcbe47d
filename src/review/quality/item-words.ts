import { listFormsOfSurvey } from '../../store/form-versions.ts';
import { readPrintedForm } from '../../store/review-forms.ts';
import type { Store } from '../../store/store.ts';
import { describeQuestion } from '../question-words.ts';

/** What the form printed last asks for each variable, in its own language: the row's words where it is a row of a grid. */
export const readItemWords = async (store: Store, survey: string): Promise<ReadonlyMap<string, string>> => {
  const words = new Map<string, string>();
  // Oldest first, so that the last one's words stay.
  for (const form of await listFormsOfSurvey(store, survey)) {
    const printed = await readPrintedForm(store, form);
    if (printed === null) continue;
    const { questionnaire, layout } = printed;
    for (const field of layout.pages.flatMap((page) => page.fields)) {
      const { number, text, row } = describeQuestion(questionnaire, field, layout.language);
      words.set(field.variable, `${number === null ? '' : `${number}. `}${row ?? text}`);
    }
  }
  return words;
};
