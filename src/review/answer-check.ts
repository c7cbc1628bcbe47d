import { PaperlineError } from '../domain/errors.ts';
import type { DigitRule, LayoutField } from '../domain/layout.ts';
import type { FieldValue } from '../domain/page-read.ts';
import type { DecisionState } from '../store/review-decisions.ts';

/** A remark on a page of paper; longer ones are mistakes or attacks. */
export const TEXT_LIMIT_CHARACTERS = 2000;

export interface Answer {
  readonly state: DecisionState;
  readonly value: FieldValue;
}

export interface CheckedAnswer extends Answer {
  /** What is odd about it, although the paper may well say so. */
  readonly warnings: readonly 'digits-out-of-range'[];
}

const refuse = (field: LayoutField, what: string, remedy: string): never => {
  throw new PaperlineError({
    code: 'decision-invalid',
    message: `The answer to ${field.variable} was not taken: ${what}.`,
    remedy,
  });
};

const isRealDate = (day: number, month: number, year: number): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

/** Whether the digits, as they stand in the cells, make a value that the question allows. */
const fitsRule = (digits: string, rule: DigitRule): boolean => {
  if (rule.type === 'number') return Number(digits) >= rule.min && Number(digits) <= rule.max;
  if (rule.type === 'time') {
    return digits.length === 4 && Number(digits.slice(0, 2)) < 24 && Number(digits.slice(2)) < 60;
  }
  if (digits.length !== 8) return false;
  const [day, month, year] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)];
  const iso = `${year}-${month}-${day}`;
  return (
    isRealDate(Number(day), Number(month), Number(year)) &&
    (rule.min === undefined || iso >= rule.min) &&
    (rule.max === undefined || iso <= rule.max)
  );
};

const checkCode = (field: LayoutField & { kind: 'choice' }, code: string): string => {
  if (!field.boxes.some((box) => box.code === code)) {
    refuse(
      field,
      `the item has no option with code ${JSON.stringify(code.slice(0, 40))}`,
      `Choose one of ${field.boxes.map((box) => box.code).join(', ')}.`,
    );
  }
  return code;
};

const checkChoice = (field: LayoutField & { kind: 'choice' }, value: FieldValue): FieldValue => {
  if (field.multiple) {
    if (!Array.isArray(value))
      return refuse(field, 'a list of codes was expected', 'Send the codes as a list.');
    const codes = new Set((value as readonly string[]).map((code) => checkCode(field, code)));
    if (codes.size === 0) refuse(field, 'no option was chosen', 'Choose an option, or say that it is blank.');
    return field.boxes.map((box) => box.code).filter((code) => codes.has(code));
  }
  if (typeof value !== 'string') return refuse(field, 'one code was expected', 'Send one code.');
  return checkCode(field, value);
};

const checkText = (field: LayoutField, value: FieldValue): string => {
  if (typeof value !== 'string') return refuse(field, 'words were expected', 'Send the words as text.');
  const text = value.normalize('NFC').replaceAll('\r\n', '\n').trim();
  if (text === '')
    refuse(field, 'there are no words in it', 'Write what stands on the paper, or say that it is blank.');
  if (text.length > TEXT_LIMIT_CHARACTERS) {
    refuse(
      field,
      `it has ${text.length} characters and at most ${TEXT_LIMIT_CHARACTERS} are kept`,
      'Write what stands on the paper alone.',
    );
  }
  if (/[^\P{Cc}\n\t]/u.test(text)) refuse(field, 'it has control characters in it', 'Write the words again.');
  return text;
};

const checkDigits = (field: LayoutField & { kind: 'digits' }, value: FieldValue): string => {
  if (typeof value !== 'string' || !/^[0-9]+$/u.test(value)) {
    return refuse(field, 'digits were expected', 'Type the digits that stand on the paper.');
  }
  if (value.length > field.cells.length) {
    refuse(
      field,
      `it has ${value.length} digits and the form has ${field.cells.length} cells`,
      `Type at most ${field.cells.length} digits.`,
    );
  }
  return value;
};

/**
 * Holds an answer against the field as it was printed. Codes of a multiple answer come back in printed order and once
 * each, text in NFC without white space around it.
 * @throws PaperlineError `decision-invalid`
 */
export const checkAnswer = (field: LayoutField, answer: Answer): CheckedAnswer => {
  if (answer.state !== 'answered') {
    if (answer.value !== null) {
      refuse(field, `a value came with the state ${answer.state}`, 'Send null as the value.');
    }
    if (answer.state === 'multiple' && (field.kind !== 'choice' || field.multiple)) {
      refuse(field, 'several marks are no fault here', 'Choose what is marked, blank or unreadable.');
    }
    return { state: answer.state, value: null, warnings: [] };
  }
  switch (field.kind) {
    case 'choice':
      return { state: 'answered', value: checkChoice(field, answer.value), warnings: [] };
    case 'digits': {
      const value = checkDigits(field, answer.value);
      const fits = field.rule === undefined || fitsRule(value, field.rule);
      return { state: 'answered', value, warnings: fits ? [] : ['digits-out-of-range'] };
    }
    case 'text':
      return { state: 'answered', value: checkText(field, answer.value), warnings: [] };
  }
};
