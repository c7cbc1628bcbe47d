import { isMap, isScalar, isSeq } from 'yaml';
import { z } from 'zod';
import { isMissingCode } from '../domain/missing-codes.ts';
import type { Field, NodeReader } from './node-reader.ts';
import type { Localized } from './questionnaire.ts';
import { findNearestWord } from './spelling.ts';

/** An item that people are sent to, as written, and where. */
export interface GoToPlace {
  readonly target: string;
  readonly at: number;
}

/** A response option as it is written, before it is known which item it belongs to. */
export interface OptionDraft {
  readonly code: string;
  readonly label: Localized;
  readonly at: number;
  readonly exclusive: boolean;
  /** True for a variable that is named after the item. */
  readonly other?: { readonly variable: string | true; readonly at: number };
  readonly goTo?: GoToPlace;
}

/** More do not fit a page; more than fifteen are hard to choose from. */
const MAX_OPTIONS = 40;
const MANY_OPTIONS = 15;
const MAX_LABEL_CHARACTERS = 60;
const OPTION_KEYS = ['code', 'label', 'other', 'exclusive', 'goto'];
const CODE = /^[0-9A-Za-z][0-9A-Za-z_]{0,15}$/;

export const OPTIONS_REMEDY =
  'Write a code and words for each answer, as in 1: {nl: Ja, en: Yes}, or a list of words.';

const numberOfCode = (code: string): string => (/^\d+$/.test(code) ? code.replace(/^0+(?=\d)/, '') : code);

/** Whether `code` may stand for an answer; a fault at `at` where not. */
export const checkCode = (reader: NodeReader, code: string, at: number): boolean => {
  if (isMissingCode(code)) {
    reader.error(
      at,
      `The code ${code} stands for a missing answer (-1 not answered, -2 multiple marks, -3 unreadable, -4 not applicable, -9 pending).`,
      'Choose a code of 0 or more.',
    );
    return false;
  }
  if (!CODE.test(code)) {
    reader.error(
      at,
      `The code ${JSON.stringify(code.slice(0, 40))} is not usable.`,
      'Use a whole number of 0 or more, or up to 16 letters, digits and _.',
    );
    return false;
  }
  return true;
};

const yesNo = z.boolean();

/** `goto: id`, or `goto: end`. */
export const readGoTo = (reader: NodeReader, field: Field | undefined): GoToPlace | undefined => {
  if (field === undefined) return undefined;
  const target = reader.readValue(field, z.string().min(1), 'the id of a later item, or end');
  return target === undefined ? undefined : { target, at: field.at };
};

const readOther = (reader: NodeReader, field: Field | undefined): OptionDraft['other'] => {
  if (field === undefined) return undefined;
  const value = reader.readValue(
    field,
    z.union([z.boolean(), z.string()]),
    'true, or the name of a variable for the words',
  );
  if (value === undefined || value === false) return undefined;
  return { variable: value, at: field.at };
};

const readOption = (reader: NodeReader, field: Field, givenCode: string): OptionDraft | undefined => {
  const what = `The answer ${givenCode}`;
  const rule = { what, maxCharacters: MAX_LABEL_CHARACTERS };
  if (!isMap(field.node)) {
    const codeIsUsable = checkCode(reader, givenCode, field.keyAt);
    const label = reader.readWords(field, rule);
    return codeIsUsable ? { code: givenCode, label, at: field.keyAt, exclusive: false } : undefined;
  }
  const fields = reader.readEntries(field, what, OPTIONS_REMEDY);
  const codeField = fields.get('code');
  const code =
    codeField === undefined
      ? givenCode
      : reader.readValue(codeField, z.string(), 'a whole number of 0 or more');
  const codeAt = codeField?.at ?? field.keyAt;
  const codeIsUsable = code !== undefined && checkCode(reader, code, codeAt);
  const labelField = fields.get('label');
  let label: Localized;
  if (labelField === undefined) {
    label = reader.readWordsOf(fields, field.keyAt, OPTION_KEYS, rule);
  } else {
    reader.refuseUnknownKeys(fields, OPTION_KEYS, what);
    label = reader.readWords(labelField, rule);
  }
  const exclusiveField = fields.get('exclusive');
  const exclusive =
    exclusiveField !== undefined && reader.readValue(exclusiveField, yesNo, 'true or false') === true;
  const other = readOther(reader, fields.get('other'));
  const goTo = readGoTo(reader, fields.get('goto'));
  if (!codeIsUsable) return undefined;
  return {
    code,
    label,
    at: codeAt,
    exclusive,
    ...(other === undefined ? {} : { other }),
    ...(goTo === undefined ? {} : { goTo }),
  };
};

/** The options of one item, written as `code: words` or as a list of words that are numbered from 1. */
export const readOptions = (reader: NodeReader, field: Field): readonly OptionDraft[] => {
  const elements = isSeq(field.node)
    ? reader.readElements(field, 'The list of answers', OPTIONS_REMEDY)
    : [...reader.readEntries(field, 'The list of answers', OPTIONS_REMEDY).values()];
  if (elements.length === 0) {
    if (isMap(field.node)) reader.error(field.at, 'The list of answers is empty.', OPTIONS_REMEDY);
    return [];
  }
  if (elements.length > MAX_OPTIONS) {
    reader.error(
      field.keyAt,
      `There are ${elements.length} answers; a page has room for ${MAX_OPTIONS}.`,
      'Put answers together, or ask for words or a number instead.',
    );
  } else if (elements.length > MANY_OPTIONS) {
    reader.warn(
      field.keyAt,
      `There are ${elements.length} answers; people read about ${MANY_OPTIONS} at most.`,
      'Put answers together where you can.',
    );
  }
  const drafts: OptionDraft[] = [];
  const seen = new Map<string, OptionDraft>();
  for (const element of elements) {
    const draft = readOption(reader, element, element.key);
    if (draft === undefined) continue;
    const earlier = seen.get(numberOfCode(draft.code));
    if (earlier !== undefined) {
      reader.error(
        draft.at,
        `The code ${draft.code} is used twice; first on line ${reader.lineOf(earlier.at)}.`,
        'Give every answer a code of its own.',
      );
    }
    seen.set(numberOfCode(draft.code), draft);
    drafts.push(draft);
  }
  return drafts;
};

/** Lists of options that more than one item may use by name. */
export class OptionLists {
  readonly #lists: ReadonlyMap<string, { readonly drafts: readonly OptionDraft[]; readonly at: number }>;
  readonly #used = new Set<string>();
  readonly #reader: NodeReader;

  constructor(reader: NodeReader, field: Field | undefined) {
    this.#reader = reader;
    const entries =
      field === undefined
        ? []
        : [...reader.readEntries(field, '"option-lists"', 'Write a name and its answers.').values()];
    this.#lists = new Map(
      entries.map((entry) => [entry.key, { drafts: readOptions(reader, entry), at: entry.keyAt }]),
    );
  }

  /** `options:` of an item: written out, or the name of a list. */
  resolve(field: Field): readonly OptionDraft[] {
    if (!isScalar(field.node)) return readOptions(this.#reader, field);
    const name = this.#reader.readValue(field, z.string(), 'the answers, or the name of an option list');
    if (name === undefined) return [];
    const list = this.#lists.get(name);
    if (list === undefined) {
      const nearest = findNearestWord(name, this.#lists.keys());
      this.#reader.error(
        field.at,
        `There is no option list ${JSON.stringify(name.slice(0, 40))}.`,
        nearest === undefined
          ? 'Write the answers here, or add the list under "option-lists".'
          : `Did you mean ${JSON.stringify(nearest)}?`,
      );
      return [];
    }
    this.#used.add(name);
    return list.drafts;
  }

  warnOfUnused(): void {
    for (const [name, { at }] of this.#lists) {
      if (!this.#used.has(name)) {
        this.#reader.warn(
          at,
          `The option list ${JSON.stringify(name)} is not used.`,
          'Use it or take it out.',
        );
      }
    }
  }
}
