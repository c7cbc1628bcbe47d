import { loadQuestionnaire } from './load-questionnaire.ts';
import { itemsOf, type Questionnaire } from './questionnaire.ts';
import { describeFault, type QuestionnaireFault } from './questionnaire-fault.ts';

export interface FormCheck {
  /** What to print, one line each. */
  readonly lines: readonly string[];
  /** The same, for a program. */
  readonly faults: readonly QuestionnaireFault[];
  /** Null where there are errors. */
  readonly questionnaire: Questionnaire | null;
  readonly errors: number;
  readonly warnings: number;
}

const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;

const decodeForDisplay = (content: string | Uint8Array): string =>
  typeof content === 'string' ? content : new TextDecoder('utf-8').decode(content);

/** What `form check` says about one file. The form cannot be printed where `errors` is above 0. */
export const checkForm = (content: string | Uint8Array, file: string): FormCheck => {
  const loaded = loadQuestionnaire(content, file);
  const textLines = decodeForDisplay(content)
    .replace(/^\ufeff/, '')
    .split(/\r?\n/);
  const lines = loaded.faults.flatMap((fault) => describeFault(fault, textLines));
  const errors = loaded.faults.filter((fault) => fault.severity === 'error').length;
  const warnings = loaded.faults.length - errors;
  const found = [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
  ].join(', ');
  if (loaded.ok) {
    const { survey, languages } = loaded.questionnaire;
    const items = count(itemsOf(loaded.questionnaire).length, 'item');
    lines.push(
      `${file}: ${found === '' ? 'no faults' : found} (survey ${survey}, ${items}, ${languages.join(', ')})`,
    );
  } else {
    lines.push(`${file}: ${found}; the form cannot be printed`);
  }
  return {
    lines,
    faults: loaded.faults,
    questionnaire: loaded.ok ? loaded.questionnaire : null,
    errors,
    warnings,
  };
};
