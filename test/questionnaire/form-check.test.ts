import { describe, expect, it } from 'vitest';
import { checkForm } from '../../src/questionnaire/form-check.ts';
import { wrapItems } from './fault-place.ts';

const item = '  - variable: q1\n    question: { nl: Vraag, en: Question }\n';

describe('form check', () => {
  it('prints each fault as file:line:column, with what is wrong, what to do and the line itself', () => {
    const check = checkForm(wrapItems(`${item}    scale: 10-1\n`), 'forms/my form.yaml');
    expect(check).toMatchObject({
      errors: 1,
      warnings: 0,
      lines: [
        'forms/my form.yaml:21:12: error: The scale runs from 10 to 1. Write the lowest and the highest number, as in 1-10.',
        '   21 |     scale: 10-1',
        '      |            ^',
        'forms/my form.yaml: 1 error; the form cannot be printed',
      ],
    });
  });

  it('lets a form with warnings through', () => {
    const check = checkForm(wrapItems(`${item}    number: 0-9\n    digits: 3\n`), 'f.yaml');
    expect([check.errors, check.warnings]).toEqual([0, 1]);
    expect(check.lines.at(-1)).toBe('f.yaml: 1 warning (survey test, 1 item, nl, en)');
  });

  it('says so where all is well', () => {
    expect(checkForm(wrapItems(`${item}    date: true\n`), 'f.yaml').lines).toEqual([
      'f.yaml: no faults (survey test, 1 item, nl, en)',
    ]);
  });

  it('shows the part of a long line where the fault is', () => {
    const long = `${item}    instruction: { nl: "${'woord '.repeat(20)}", en: "" }\n    date: true`;
    const [, frame, caret] = checkForm(wrapItems(long), 'f.yaml').lines;
    expect(frame?.length).toBeLessThan(120);
    expect(frame?.charAt(caret?.indexOf('^') ?? 0)).toBe('"');
  });
});
