import { isMap, isScalar, isSeq } from 'yaml';
import { z } from 'zod';
import type { Field, NodeReader } from './node-reader.ts';
import type { ContextVariable, Localized } from './questionnaire.ts';
import { findNearestWord } from './spelling.ts';
import { STANDARD_CONTEXT_LABELS } from './standard-words.ts';
import type { VariableNames } from './variable-names.ts';

const CONTEXT_KEYS = ['variable', 'label', 'coarsen', 'groups', 'otherwise'];
const KEY = /^[a-z][a-z0-9-]{0,31}$/;
const GROUP = /^[0-9A-Za-z][0-9A-Za-z _.-]{0,31}$/;
const CONTEXT_REMEDY = 'Write how it goes into the rows: as-is, month, or groups of values.';
/** These single out one trip when they leave as they are. */
const SINGLING_OUT = ['vehicle', 'handed-out', 'returned', 'boarders'];

type Coarsening = ContextVariable['coarsen'];

const readGroups = (reader: NodeReader, field: Field, otherwiseField: Field | undefined): Coarsening => {
  const remedy = 'Write a name and its values for each group, as in night: [N1, N2].';
  const groups: [string, string[]][] = [];
  const seen = new Map<string, Field>();
  for (const entry of reader.readEntries(field, '"groups"', remedy).values()) {
    if (!GROUP.test(entry.key)) {
      reader.error(
        entry.keyAt,
        `The group ${JSON.stringify(entry.key.slice(0, 40))} cannot stand in a row.`,
        'Use up to 32 letters, digits, spaces, dots, - and _.',
      );
    }
    const elements = isSeq(entry.node) ? reader.readElements(entry, 'The group', remedy) : [entry];
    const values: string[] = [];
    for (const element of elements) {
      const value = reader.readValue(element, z.string().min(1), 'a value');
      if (value === undefined) continue;
      const earlier = seen.get(value);
      if (earlier !== undefined) {
        reader.error(
          element.at,
          `The value ${JSON.stringify(value)} is in two groups; first on line ${reader.lineOf(earlier.at)}.`,
          'Keep it in one.',
        );
      }
      seen.set(value, element);
      values.push(value);
    }
    groups.push([entry.key, values]);
  }
  const otherwise =
    otherwiseField === undefined
      ? 'other'
      : (reader.readValue(otherwiseField, z.string().regex(GROUP), 'the name of the group for all else') ??
        '');
  return { by: 'groups', groups: Object.fromEntries(groups), otherwise };
};

const readCoarsening = (reader: NodeReader, field: Field, key: string): Coarsening => {
  const by = reader.readValue(field, z.enum(['as-is', 'month']), 'as-is, month, or "groups"');
  if (by === 'month' && key !== 'date') {
    reader.error(field.at, `${JSON.stringify(key)} has no month.`, 'Use as-is or groups.');
  }
  if (by === 'as-is' && key === 'date') {
    reader.error(
      field.at,
      'The date as it is tells on which trip somebody was.',
      'Write month, so that rows stay anonymous.',
    );
  }
  if (by === 'as-is' && SINGLING_OUT.includes(key)) {
    reader.warn(
      field.at,
      `${JSON.stringify(key)} as it is can single out one trip.`,
      'Put its values into groups, or leave it out.',
    );
  }
  return { by: by ?? 'as-is' };
};

const readContextVariable = (reader: NodeReader, names: VariableNames, entry: Field): ContextVariable => {
  const { key } = entry;
  const standardKeys = Object.keys(STANDARD_CONTEXT_LABELS);
  const standard = STANDARD_CONTEXT_LABELS[key];
  if (!KEY.test(key)) {
    reader.error(
      entry.keyAt,
      `The context key ${JSON.stringify(key.slice(0, 40))} is not usable.`,
      'Use small letters, digits and -, beginning with a letter.',
    );
  } else if (standard === undefined) {
    const nearest = findNearestWord(key, standardKeys);
    if (nearest !== undefined) {
      reader.warn(
        entry.keyAt,
        `${JSON.stringify(key)} is not one of the usual context keys.`,
        `Did you mean ${JSON.stringify(nearest)}?`,
      );
    }
  }
  const fields = isMap(entry.node)
    ? reader.readFields(entry, CONTEXT_KEYS, `The context ${key}`, CONTEXT_REMEDY)
    : undefined;

  const variableField = fields?.get('variable');
  const variable =
    variableField === undefined
      ? key.replaceAll('-', '_')
      : (reader.readValue(variableField, z.string(), 'a name such as line_group') ?? '');
  if (variable !== '' && KEY.test(key)) names.claim(variable, variableField?.at ?? entry.keyAt, 'context');

  const labelField = fields?.get('label');
  let label: Localized = {};
  if (labelField !== undefined) {
    label = reader.readWords(labelField, { what: `The label of ${key}`, maxCharacters: 60 });
  } else {
    const missing = reader.languages.filter((language) => standard?.[language] === undefined);
    if (missing.length > 0) {
      reader.error(
        entry.keyAt,
        `The context ${key} has no label in ${missing.join(', ')}.`,
        'Add "label:" with words in every language.',
      );
    }
    label = Object.fromEntries(reader.languages.map((language) => [language, standard?.[language] ?? '']));
  }

  const coarsenField = fields === undefined ? entry : fields.get('coarsen');
  const groupsField = fields?.get('groups');
  let coarsen: Coarsening = { by: 'as-is' };
  if (groupsField !== undefined) {
    coarsen = readGroups(reader, groupsField, fields?.get('otherwise'));
    if (coarsenField !== undefined) {
      reader.error(coarsenField.keyAt, '"coarsen" and "groups" stand together.', 'Keep one of them.');
    }
  } else if (coarsenField !== undefined) {
    coarsen = readCoarsening(reader, coarsenField, key);
  } else {
    reader.error(entry.keyAt, `The context ${key} does not say how it goes into the rows.`, CONTEXT_REMEDY);
  }
  return { key, variable, label, coarsen };
};

/** `context:`, by key: as-is, month, or a mapping with groups. */
export const readContext = (
  reader: NodeReader,
  names: VariableNames,
  field: Field | undefined,
): readonly ContextVariable[] => {
  if (field === undefined) return [];
  if (isScalar(field.node) || isSeq(field.node)) {
    reader.error(field.at, '"context" is not a list of keys and values.', 'Write, for example, line: as-is.');
    return [];
  }
  return [...reader.readEntries(field, '"context"', 'Write, for example, line: as-is.').values()].map(
    (entry) => readContextVariable(reader, names, entry),
  );
};
