import { readFile } from 'node:fs/promises';
import { PaperlineError } from '../domain/errors.ts';
import { typeset } from '../print/typeset-faults.ts';
import { checkForm } from '../questionnaire/form-check.ts';
import { describeFault } from '../questionnaire/questionnaire-fault.ts';
import type { Command } from './command.ts';

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
      const set = check.questionnaire === null ? [] : typeset(check.questionnaire, file, text).faults;
      errors += check.errors + set.length;
      const lines =
        options['json'] === true
          ? [...check.faults, ...set].map((fault) => JSON.stringify(fault))
          : set.length === 0
            ? check.lines
            : [
                ...set.flatMap((fault) => describeFault(fault, textLines)),
                `${file}: the form cannot be printed`,
              ];
      for (const line of lines) print(line);
    }
    return errors === 0 ? 0 : 1;
  },
};
