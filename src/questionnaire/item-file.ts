import { isMap, isScalar } from 'yaml';
import { z } from 'zod';
import type { Field, Fields, NodeReader } from './node-reader.ts';
import type { GoToPlace, OptionDraft, OptionLists } from './option-file.ts';
import type { Item, Localized, ResponseOption } from './questionnaire.ts';
import {
  listScaleOptions,
  readEnds,
  readNoOpinion,
  readRange,
  readScale,
  readScaleGoTo,
} from './scale-file.ts';
import { nameOptionColumn, nameOtherVariable } from './variable-names.ts';
import type { VariableNames } from './variable-names.ts';

/** The keys of which an item has exactly one: they say how it is answered. A grid has `rows` beside one of them. */
const ANSWER_KEYS = ['options', 'scale', 'number', 'date', 'time', 'lines'] as const;
type AnswerKey = (typeof ANSWER_KEYS)[number];

const COMMON_KEYS = ['id', 'variable', 'question', 'instruction'];
/** Which keys go with which kind of answer. */
const KEYS_BY_ANSWER: Readonly<Record<AnswerKey | 'grid', readonly string[]>> = {
  options: ['options', 'multiple'],
  scale: ['scale', 'low', 'high', 'no-opinion', 'goto'],
  grid: ['options', 'scale', 'rows', 'low', 'high', 'no-opinion'],
  number: ['number', 'digits', 'unit'],
  date: ['date'],
  time: ['time'],
  lines: ['lines'],
};
const ITEM_KEYS = [...new Set([...COMMON_KEYS, ...Object.values(KEYS_BY_ANSWER).flat()])];

/** A grid wider than this leaves no room for the words before it: boxes stand about 7 mm apart. */
const MAX_GRID_COLUMNS = 12;
const MAX_GRID_ROWS = 30;
const MAX_DIGITS = 9;
const MAX_LINES = 20;
const ID = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

const QUESTION_CHARACTERS = 200;
const INSTRUCTION_CHARACTERS = 160;
const ROW_CHARACTERS = 60;
const COLUMN_CHARACTERS = 25;

const ANSWER_REMEDY =
  'Give it one of: options (with multiple: true for several), scale: 1-10, number: 0-99, date: true, time: true, lines: 2.';

export interface ItemDraft {
  readonly item: Item;
  readonly idAt: number;
  readonly goTos: readonly GoToPlace[];
}

export interface ItemContext {
  readonly reader: NodeReader;
  readonly names: VariableNames;
  readonly lists: OptionLists;
}

const finishOptions = (
  { reader, names }: ItemContext,
  drafts: readonly OptionDraft[],
  variable: string,
  multiple: boolean,
): readonly ResponseOption[] => {
  const others = drafts.filter((draft) => draft.other !== undefined);
  return drafts.map((draft) => {
    if (multiple) {
      names.claim(nameOptionColumn(variable, draft.code), draft.at, `answer ${draft.code} of ${variable}`);
    }
    if (draft.exclusive && !multiple) {
      reader.warn(
        draft.at,
        `The answer ${draft.code} is "exclusive", but only one answer can be given.`,
        'Take "exclusive" out.',
      );
    }
    if (draft.goTo !== undefined && multiple && !draft.exclusive) {
      reader.error(
        draft.goTo.at,
        `The answer ${draft.code} sends people on, but they may mark others beside it.`,
        'Use "goto" with one answer only, or make the answer "exclusive".',
      );
    }
    let other: { variable: string } | undefined;
    if (draft.other !== undefined) {
      const named =
        draft.other.variable === true
          ? nameOtherVariable(variable, draft.code, others.length === 1)
          : draft.other.variable;
      names.claim(named, draft.other.at, `the words of answer ${draft.code} of ${variable}`);
      other = { variable: named };
    }
    return {
      code: draft.code,
      label: draft.label,
      ...(multiple && draft.exclusive ? { exclusive: true } : {}),
      ...(other === undefined ? {} : { other }),
      ...(draft.goTo === undefined ? {} : { goTo: draft.goTo.target }),
    };
  });
};

const readRows = (
  { reader, names }: ItemContext,
  field: Field,
): readonly { variable: string; label: Localized; at: number }[] => {
  const remedy = 'Write a variable and words for each row, as in seat: {nl: ..., en: ...}.';
  const entries = [...reader.readEntries(field, 'The list of rows', remedy).values()];
  if (entries.length === 0 && isMap(field.node)) reader.error(field.at, 'The grid has no rows.', remedy);
  if (entries.length > MAX_GRID_ROWS) {
    reader.error(
      field.keyAt,
      `The grid has ${entries.length} rows; a page has room for ${MAX_GRID_ROWS}.`,
      'Divide it into two grids.',
    );
  }
  return entries.map((entry) => {
    names.claim(entry.key, entry.keyAt, 'a row of a grid');
    const rule = { what: `The row ${entry.key}`, maxCharacters: ROW_CHARACTERS };
    return { variable: entry.key, label: reader.readWords(entry, rule), at: entry.keyAt };
  });
};

type Base = Pick<Item, 'id' | 'text' | 'instruction'>;
type Answered = { readonly item: Item; readonly goTos?: readonly GoToPlace[] };

const readGrid = (context: ItemContext, fields: Fields, rowsField: Field, base: Base): Answered => {
  const { reader, lists } = context;
  const rows = readRows(context, rowsField);
  const scaleField = fields.get('scale');
  const optionsField = fields.get('options');
  const options: { code: string; label: Localized }[] = [];
  let noOpinionCode: string | undefined;
  if (scaleField !== undefined) {
    const scale = readScale(reader, scaleField);
    options.push(...listScaleOptions(reader, scale));
    const noOpinion = readNoOpinion(reader, fields.get('no-opinion'), scale);
    if (noOpinion !== undefined) {
      options.push(noOpinion);
      noOpinionCode = noOpinion.code;
    }
  } else if (optionsField !== undefined) {
    for (const draft of lists.resolve(optionsField)) {
      if (draft.other !== undefined || draft.goTo !== undefined || draft.exclusive) {
        reader.error(
          draft.at,
          `The answer ${draft.code} has "other", "goto" or "exclusive", which a grid cannot have.`,
          'Take it out, or make this a question of its own.',
        );
      }
      for (const [language, words] of Object.entries(draft.label)) {
        if (words.length <= COLUMN_CHARACTERS) continue;
        reader.warn(
          draft.at,
          `The answer ${draft.code} has ${words.length} characters in ${language}; a column has room for ${COLUMN_CHARACTERS}.`,
          'Say it more briefly.',
        );
      }
      options.push({ code: draft.code, label: draft.label });
    }
    if (options.length > MAX_GRID_COLUMNS) {
      reader.error(
        optionsField.keyAt,
        `The grid has ${options.length} columns; a line has room for ${MAX_GRID_COLUMNS}.`,
        'Use fewer answers.',
      );
    }
  }
  return {
    item: {
      ...base,
      id: base.id === '' ? `${rows[0]?.variable ?? 'grid'}-grid` : base.id,
      kind: 'grid',
      rows: rows.map(({ variable, label }) => ({ variable, label })),
      options,
      ...(noOpinionCode === undefined ? {} : { noOpinionCode }),
      ...readEnds(reader, fields),
    },
  };
};

const readNumber = (reader: NodeReader, fields: Fields, field: Field, base: Base, variable: string): Item => {
  const [min, max] = readRange(reader, field, '0-120') ?? [0, 9];
  let digits = String(Math.max(max, 0)).length;
  if (min < 0 || max < 0) {
    reader.error(
      field.at,
      `The number runs from ${min} to ${max}; digit boxes have no minus sign.`,
      'Begin at 0 or above.',
    );
  } else if (min > max) {
    reader.error(
      field.at,
      `The number runs from ${min} to ${max}.`,
      'Write the lowest number first, as in 0-120.',
    );
  }
  const digitsField = fields.get('digits');
  if (digitsField !== undefined) {
    const given = reader.readValue(
      digitsField,
      z.number().int().min(1).max(MAX_DIGITS),
      `how many digit boxes to print, 1 to ${MAX_DIGITS}`,
    );
    if (given !== undefined) {
      if (given < digits) {
        reader.error(
          digitsField.at,
          `${given} digit ${given === 1 ? 'box does' : 'boxes do'} not hold numbers up to ${max}.`,
          `Write digits: ${digits}, or lower the highest number.`,
        );
      } else if (given > digits) {
        reader.warn(
          digitsField.at,
          `${given} digit boxes are more than numbers up to ${max} need.`,
          `Write digits: ${digits}, or leave "digits" out.`,
        );
      }
      digits = given;
    }
  }
  const unit = fields.get('unit');
  return {
    ...base,
    kind: 'number',
    variable,
    digits,
    min,
    max,
    ...(unit === undefined ? {} : { unit: reader.readWords(unit, { what: 'The unit', maxCharacters: 20 }) }),
  };
};

const readAnswer = (
  context: ItemContext,
  fields: Fields,
  field: Field,
  base: Base,
  variable: string,
): Answered => {
  const { reader, lists } = context;
  const key = field.key as AnswerKey;
  switch (key) {
    case 'options': {
      const multipleField = fields.get('multiple');
      const multiple =
        multipleField !== undefined && reader.readValue(multipleField, z.boolean(), 'true or false') === true;
      const faultsBefore = reader.faults.length;
      const drafts = lists.resolve(field);
      if (drafts.length === 1 && !multiple && reader.faults.length === faultsBefore) {
        reader.warn(
          field.keyAt,
          'There is only one answer to choose.',
          'Add another, or write multiple: true.',
        );
      }
      const options = finishOptions(context, drafts, variable, multiple);
      return {
        item: { ...base, kind: 'choice', variable, multiple, options },
        goTos: drafts.flatMap((draft) => draft.goTo ?? []),
      };
    }
    case 'scale': {
      const scale = readScale(reader, field);
      const noOpinion = readNoOpinion(reader, fields.get('no-opinion'), scale);
      const codes = listScaleOptions(reader, scale).map((option) => option.code);
      if (noOpinion !== undefined) codes.push(noOpinion.code);
      const goTo = readScaleGoTo(reader, fields.get('goto'), codes);
      return {
        item: {
          ...base,
          kind: 'scale',
          variable,
          ...scale,
          ...readEnds(reader, fields),
          ...(noOpinion === undefined ? {} : { noOpinion }),
          ...(goTo === undefined ? {} : { goTo: goTo.map }),
        },
        ...(goTo === undefined ? {} : { goTos: goTo.places }),
      };
    }
    case 'number':
      return { item: readNumber(reader, fields, field, base, variable) };
    case 'date':
    case 'time':
      reader.readValue(field, z.literal(true), 'true');
      return { item: { ...base, kind: key, variable } };
    case 'lines':
      break;
  }
  const expected = `how many lines to write on, 1 to ${MAX_LINES}`;
  const lines = reader.readValue(field, z.number().int().min(1).max(MAX_LINES), expected) ?? 1;
  return { item: { ...base, kind: 'text', variable, lines } };
};

/** One item; undefined with faults where it cannot be told what it is. Its id may be given even so. */
export const readItem = (context: ItemContext, field: Field): ItemDraft | undefined => {
  const { reader, names } = context;
  const fields = reader.readFields(field, ITEM_KEYS, 'An item', 'Begin it with "- question:".');
  if (fields.size === 0) {
    if (isMap(field.node)) reader.error(field.at, 'The item is empty.', ANSWER_REMEDY);
    return undefined;
  }
  const questionField = fields.get('question');
  let text: Localized = {};
  if (questionField === undefined) {
    reader.error(field.at, 'The item has no question.', 'Add "question:" with its words.');
  } else {
    text = reader.readWords(questionField, { what: 'The question', maxCharacters: QUESTION_CHARACTERS });
  }
  const instructionField = fields.get('instruction');
  const instruction =
    instructionField === undefined
      ? undefined
      : reader.readWords(instructionField, {
          what: 'The instruction',
          maxCharacters: INSTRUCTION_CHARACTERS,
        });

  const rowsField = fields.get('rows');
  const answers = ANSWER_KEYS.flatMap((key) => fields.get(key) ?? []);
  const [answer, second] = answers;
  const kind = rowsField === undefined ? (answer?.key as AnswerKey | undefined) : 'grid';
  if (answer === undefined) {
    reader.error(field.at, 'The item does not say how it is answered.', ANSWER_REMEDY);
  } else if (second !== undefined) {
    reader.error(
      second.keyAt,
      `The item is answered in two ways: ${answer.key} and ${second.key}.`,
      'Keep one of them, or make two items.',
    );
  } else if (kind !== undefined) {
    const fitting = [...COMMON_KEYS, ...KEYS_BY_ANSWER[kind]];
    for (const stray of fields.values()) {
      if (!ITEM_KEYS.includes(stray.key) || fitting.includes(stray.key)) continue;
      reader.error(
        stray.keyAt,
        `${JSON.stringify(stray.key)} does not go with ${kind === 'grid' ? `rows and ${answer.key}` : answer.key}.`,
        'Take it out.',
      );
    }
  }

  const variableField = fields.get('variable');
  let variable = '';
  if (kind === 'grid') {
    if (variableField !== undefined) {
      reader.error(
        variableField.keyAt,
        'A grid has a variable for each row, not one of its own.',
        'Take "variable" out; to refer to the grid, give it an "id".',
      );
    }
  } else if (variableField === undefined) {
    reader.error(
      field.at,
      'The item has no variable.',
      'Add "variable:" with a name for its column, such as trip_purpose.',
    );
  } else {
    variable = reader.readValue(variableField, z.string(), 'a name such as trip_purpose') ?? '';
    // Several answers fill a column each, which are claimed one by one; the name itself stays free of others too.
    if (variable !== '') names.claim(variable, variableField.at, 'a question');
  }

  const idField = fields.get('id');
  let id = variable;
  if (idField !== undefined) {
    id = reader.readValue(idField, z.string(), 'a name such as trip-purpose') ?? '';
    if (id !== '' && (!ID.test(id) || id === 'end')) {
      reader.error(
        idField.at,
        `The id ${JSON.stringify(id.slice(0, 80))} is not usable.`,
        'Begin with a letter and go on with letters, digits, - and _; "end" means the end of the form.',
      );
    }
  }
  const base: Base = { id, text, ...(instruction === undefined ? {} : { instruction }) };
  if (answer === undefined) return undefined;
  const { item, goTos } =
    rowsField === undefined
      ? readAnswer(context, fields, answer, base, variable)
      : readGrid(context, fields, rowsField, base);
  return { item, idAt: idField?.at ?? variableField?.at ?? field.at, goTos: goTos ?? [] };
};

/** An id that an item claims although the rest of it may be wrong. */
export const peekItemId = (field: Field): string | undefined => {
  if (!isMap(field.node)) return undefined;
  const given = field.node.get('id', true) ?? field.node.get('variable', true);
  return isScalar(given) ? String(given.value) : undefined;
};
