import { PaperlineError } from '../domain/errors.ts';
import type { LayoutField } from '../domain/layout.ts';
import type { Language } from '../questionnaire/questionnaire.ts';
import { listFormLanguages } from '../store/form-versions.ts';
import { readPrintedForm, type PrintedForm } from '../store/review-forms.ts';
import type { Store } from '../store/store.ts';
import { describeQuestion, type QuestionWords } from './question-words.ts';

export interface FormWords {
  /** @throws PaperlineError `form-unknown` */
  formOf(form: string): Promise<{ readonly form: PrintedForm; readonly language: Language }>;
  /** A variable's question as the form has it, in the form's language. @throws PaperlineError `form-unknown` */
  wordsOf(
    form: string,
    variable: string,
  ): Promise<{ readonly language: Language; readonly words: QuestionWords }>;
  /** The language of every form version, without a further look into the store. */
  languages(): Promise<(form: string) => Language | undefined>;
}

/** The words of printed forms. A form version never changes, so what was read once holds. */
export const openFormWords = (store: Store): FormWords => {
  const forms = new Map<string, PrintedForm>();
  const formOf: FormWords['formOf'] = async (name) => {
    const form = forms.get(name) ?? (await readPrintedForm(store, name));
    if (form === null) {
      throw new PaperlineError({
        code: 'form-unknown',
        message: `The form version ${name} is not known here.`,
        remedy: 'Restore the database that the form was printed with.',
      });
    }
    forms.set(name, form);
    return { form, language: form.layout.language };
  };
  return {
    formOf,
    async wordsOf(name, variable) {
      const { form, language } = await formOf(name);
      const known: LayoutField | undefined = form.layout.pages
        .flatMap(({ fields }) => fields)
        .find((field) => field.variable === variable);
      const field: LayoutField = known ?? { variable, kind: 'text', cells: [] };
      return { language, words: describeQuestion(form.questionnaire, field, language) };
    },
    async languages() {
      const known = await listFormLanguages(store);
      return (form) => known.get(form);
    },
  };
};
