import { readFile } from 'node:fs/promises';
import { isPaperlineError, PaperlineError } from '../domain/errors.ts';
import { composeForm } from '../print/form-composition.ts';
import { checkForm } from '../questionnaire/form-check.ts';
import { locatePart } from '../questionnaire/part-location.ts';
import type { Questionnaire } from '../questionnaire/questionnaire.ts';
import { describeFault, type QuestionnaireFault } from '../questionnaire/questionnaire-fault.ts';
import type { Command } from './command.ts';

/** What only shows when the form is set: too much for its pages, letters that the typeface lacks. */
const typesetFaults = (questionnaire: Questionnaire, file: string, content: string): QuestionnaireFault[] => {
  const faults: QuestionnaireFault[] = [];
  for (const language of questionnaire.languages) {
    try {
      composeForm(questionnaire, language);
    } catch (error) {
      if (!isPaperlineError(error)) throw error;
      const { message: what, remedy, about } = error;
      faults.push({ file, ...locatePart(content, about), severity: 'error', what, remedy });
    }
  }
  return faults;
};

export const formCheck: Command = {
  name: 'form check',
  operands: 'FILE...',
  summary: 'Look a questionnaire over: file, line, column, what is wrong, what to do.',
  minOperands: 1,
  maxOperands: Infinity,
  options: { json: { type: 'boolean', summary: 'one line of JSON a fault' } },
  async run({ operands, options, print }) {
    let errors = 0;
    for (const file of operands) {
      let content: Uint8Array;
      try {
        content = await readFile(file);
      } catch (cause) {
        throw new PaperlineError({
          code: 'file-not-found',
          message: `${file} cannot be read (${(cause as Error).message}).`,
          remedy: 'Check the name and the right to read it; ready-made questionnaires are in forms/.',
          cause,
        });
      }
      const check = checkForm(content, file);
      const text = new TextDecoder().decode(content);
      const textLines = text.split(/\r?\n/u);
      const typeset = check.questionnaire === null ? [] : typesetFaults(check.questionnaire, file, text);
      errors += check.errors + typeset.length;
      const lines =
        options['json'] === true
          ? [...check.faults, ...typeset].map((fault) => JSON.stringify(fault))
          : typeset.length === 0
            ? check.lines
            : [
                ...typeset.flatMap((fault) => describeFault(fault, textLines)),
                `${file}: the form cannot be printed`,
              ];
      for (const line of lines) print(line);
    }
    return errors === 0 ? 0 : 1;
  },
};
