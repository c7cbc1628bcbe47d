import { isMap } from 'yaml';
import { z } from 'zod';
import { readBands } from './band-file.ts';
import { findStepFault } from './generalisation-nesting.ts';
import type { Field, NodeReader } from './node-reader.ts';
import { scaleCodes } from './questionnaire.ts';
import type {
  AnonymityRule,
  ContextVariable,
  GeneralisationStep,
  Item,
  QuasiIdentifier,
  Section,
} from './questionnaire.ts';
import { findNearestWord } from './spelling.ts';
import { nameOptionColumn } from './variable-names.ts';

/** `anonymity:`, which says by what rows must not single anybody out, and how each of these may be made coarser. */

const DEFAULT_K = 5;
const KEYS = ['k', 'quasi-identifiers'];
const REMEDY = 'Write, for example, quasi-identifiers: { line: [], age: [{ bands: [0-17, 18-64, 65+] }] }.';
const STEP_REMEDY = 'Write { bands: [...] }, { groups: {...} }, or one of hour, month, quarter and year.';
/** Every way to combine the steps is weighed when rows leave. */
const MAX_COMBINATIONS = 5000;
const GROUP = /^[0-9A-Za-z][0-9A-Za-z _.-]{0,31}$/;

/** What a column holds, as far as it can be made coarser. */
type ColumnKind =
  | { readonly holds: 'number' | 'time' | 'date' | 'month' }
  /** `codes` null: anything may be written. */
  | { readonly holds: 'code'; readonly codes: readonly string[] | null };

const PERIODS: Readonly<Record<ColumnKind['holds'], readonly string[]>> = {
  number: [],
  code: [],
  time: ['hour'],
  month: ['quarter', 'year'],
  date: ['month', 'quarter', 'year'],
};

const codesOnly = (options: readonly { readonly code: string }[]): ColumnKind => ({
  holds: 'code',
  codes: options.map(({ code }) => code),
});

const columnsOfItem = (item: Item): readonly (readonly [string, ColumnKind])[] => {
  if (item.kind === 'grid') return item.rows.map(({ variable }) => [variable, codesOnly(item.options)]);
  if (item.kind === 'text') return [];
  const { variable } = item;
  if (item.kind === 'choice') {
    return item.multiple
      ? item.options.map(({ code }) => [
          nameOptionColumn(variable, code),
          { holds: 'code', codes: ['0', '1'] },
        ])
      : [[variable, codesOnly(item.options)]];
  }
  if (item.kind === 'scale') {
    const apart = item.noOpinion === undefined ? [] : [item.noOpinion.code];
    return [[variable, { holds: 'code', codes: [...scaleCodes(item), ...apart] }]];
  }
  return [[variable, { holds: item.kind }]];
};

const columnOfContext = ({ variable, coarsen }: ContextVariable): readonly [string, ColumnKind] => {
  if (coarsen.by === 'month') return [variable, { holds: 'month' }];
  const codes = coarsen.by === 'groups' ? [...Object.keys(coarsen.groups), coarsen.otherwise] : null;
  return [variable, { holds: 'code', codes }];
};

const readGroups = (
  reader: NodeReader,
  fields: ReadonlyMap<string, Field>,
  codes: readonly string[] | null,
) => {
  const groups: Record<string, string[]> = {};
  const seen = new Set<string>();
  const field = fields.get('groups') as Field;
  for (const entry of reader.readEntries(field, '"groups"', STEP_REMEDY).values()) {
    if (!GROUP.test(entry.key)) {
      reader.error(
        entry.keyAt,
        `The group ${JSON.stringify(entry.key.slice(0, 40))} cannot stand in a row.`,
        'Use up to 32 letters, digits, spaces, dots, - and _.',
      );
    }
    const values = reader.readElements(
      entry,
      'The group',
      'Write its values, as in peak: [morning, evening].',
    );
    groups[entry.key] = values.flatMap((element) => {
      const value = reader.readValue(element, z.string().min(1), 'a value');
      if (value === undefined) return [];
      if (codes !== null && !codes.includes(value)) {
        reader.error(
          element.at,
          `There is no answer ${JSON.stringify(value)} to put into a group.`,
          `The answers are ${codes.join(', ')}.`,
        );
      }
      if (seen.has(value)) {
        reader.error(element.at, `The value ${JSON.stringify(value)} is in two groups.`, 'Keep it in one.');
      }
      seen.add(value);
      return [value];
    });
  }
  const otherwiseField = fields.get('otherwise');
  const otherwise =
    otherwiseField === undefined
      ? 'other'
      : (reader.readValue(otherwiseField, z.string().regex(GROUP), 'the name of the group for all else') ??
        'other');
  return { by: 'groups', groups, otherwise } as const;
};

const readStep = (reader: NodeReader, field: Field, kind: ColumnKind): GeneralisationStep | undefined => {
  if (!isMap(field.node)) {
    const period = reader.readValue(
      field,
      z.enum(['hour', 'month', 'quarter', 'year']),
      '{ bands: [...] }, { groups: {...} }, or one of hour, month, quarter and year',
    );
    if (period === undefined) return undefined;
    if (!PERIODS[kind.holds].includes(period)) {
      reader.error(field.at, `This column has no ${period} that it could be made coarser to.`, STEP_REMEDY);
      return undefined;
    }
    return { by: 'period', period };
  }
  const fields = reader.readFields(field, ['bands', 'groups', 'otherwise'], 'A step', STEP_REMEDY);
  const bands = fields.get('bands');
  if (bands !== undefined) {
    if (kind.holds !== 'number' && kind.holds !== 'time') {
      reader.error(bands.keyAt, 'Only numbers and times can be put into bands.', 'Use groups instead.');
      return undefined;
    }
    return { by: 'bands', bands: readBands(reader, bands, kind.holds) };
  }
  if (fields.has('groups')) {
    if (kind.holds !== 'code') {
      reader.error(field.at, 'Only codes and words can be put into groups.', STEP_REMEDY);
      return undefined;
    }
    return readGroups(reader, fields, kind.codes);
  }
  reader.error(field.at, 'The step says neither bands nor groups.', STEP_REMEDY);
  return undefined;
};

const readQuasiIdentifier = (reader: NodeReader, entry: Field, kind: ColumnKind): QuasiIdentifier => {
  const { node } = entry;
  const isEmptyList = node !== null && 'items' in node && node.items.length === 0 && !isMap(node);
  const elements = isEmptyList
    ? []
    : reader.readElements(entry, `The steps of ${entry.key}`, `${STEP_REMEDY} Without any, write [].`);
  const steps: GeneralisationStep[] = [];
  for (const element of elements) {
    const step = readStep(reader, element, kind);
    if (step === undefined) continue;
    const finer = steps.at(-1);
    const fault = finer === undefined ? null : findStepFault(finer, step);
    if (fault !== null) {
      reader.error(
        element.at,
        `This step is not coarser than the one before it: ${fault}.`,
        'Let each step put whole groups of the step before it together.',
      );
    }
    steps.push(step);
  }
  return { variable: entry.key, steps };
};

/** What the file declares; undefined where it declares nothing. */
export const readAnonymity = (
  reader: NodeReader,
  field: Field | undefined,
  known: { readonly context: readonly ContextVariable[]; readonly sections: readonly Section[] },
): AnonymityRule | undefined => {
  if (field === undefined) return undefined;
  const fields = reader.readFields(field, KEYS, '"anonymity"', REMEDY);
  const kField = fields.get('k');
  const k =
    kField === undefined
      ? DEFAULT_K
      : reader.readValue(kField, z.number().int().min(2).max(1000), 'a whole number from 2 to 1000');
  const columns = new Map<string, ColumnKind>([
    ['language', { holds: 'code', codes: reader.languages }],
    ...known.context.map(columnOfContext),
    ...known.sections.flatMap(({ items }) => items.flatMap(columnsOfItem)),
  ]);
  const listField = fields.get('quasi-identifiers');
  if (listField === undefined) {
    reader.error(field.keyAt, '"anonymity" does not say by what people could be known.', REMEDY);
    return undefined;
  }
  const quasiIdentifiers: QuasiIdentifier[] = [];
  for (const entry of reader.readEntries(listField, '"quasi-identifiers"', REMEDY).values()) {
    const kind = columns.get(entry.key);
    if (kind === undefined) {
      const nearest = findNearestWord(entry.key, [...columns.keys()]);
      reader.error(
        entry.keyAt,
        `No column ${JSON.stringify(entry.key.slice(0, 80))} could be made coarser.`,
        nearest === undefined
          ? 'Name a variable of the context or of a question that is not answered in words.'
          : `Did you mean ${JSON.stringify(nearest)}?`,
      );
      continue;
    }
    quasiIdentifiers.push(readQuasiIdentifier(reader, entry, kind));
  }
  const combinations = quasiIdentifiers.reduce((product, { steps }) => product * (steps.length + 2), 1);
  if (combinations > MAX_COMBINATIONS) {
    reader.error(
      listField.keyAt,
      `The steps can be combined in ${combinations} ways; ${MAX_COMBINATIONS} can be weighed.`,
      'Leave out steps.',
    );
  }
  return { k: k ?? DEFAULT_K, quasiIdentifiers };
};
