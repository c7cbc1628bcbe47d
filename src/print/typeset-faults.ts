import { isPaperlineError } from '../domain/errors.ts';
import { locatePart } from '../questionnaire/part-location.ts';
import type { Questionnaire } from '../questionnaire/questionnaire.ts';
import type { QuestionnaireFault } from '../questionnaire/questionnaire-fault.ts';
import { composeForm, type ComposedForm } from './form-composition.ts';

/** A questionnaire set in all its languages. */
export interface Typeset {
  /** By language, those that can be printed. */
  readonly forms: ReadonlyMap<string, ComposedForm>;
  /** What only shows when the form is set: too much for its pages, letters that the typeface lacks. */
  readonly faults: readonly QuestionnaireFault[];
}

/** `content` is the text of the file that the questionnaire was loaded from, `file` the name that faults carry. */
export const typeset = (questionnaire: Questionnaire, file: string, content: string): Typeset => {
  const forms = new Map<string, ComposedForm>();
  const faults: QuestionnaireFault[] = [];
  for (const language of questionnaire.languages) {
    try {
      forms.set(language, composeForm(questionnaire, language));
    } catch (error) {
      if (!isPaperlineError(error)) throw error;
      const { message: what, remedy, about } = error;
      faults.push({ file, ...locatePart(content, about), severity: 'error', what, remedy });
    }
  }
  return { forms, faults };
};
