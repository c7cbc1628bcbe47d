import { isMap, isScalar } from 'yaml';
import { z } from 'zod';
import type { Field, NodeReader } from './node-reader.ts';
import { scaleCodes } from './questionnaire.ts';
import type { ContextVariable, Item } from './questionnaire.ts';
import { readRange } from './scale-file.ts';
import { findNearestWord } from './spelling.ts';
import { readTableLimits, TABLE_LIMIT_KEYS } from './table-limits-file.ts';
import { nameBand, usualTopBox } from './table-plan.ts';
import type { Band, PlannedBreakdown, PlannedItem, TablePlan } from './table-plan.ts';
import { nameOptionColumn } from './variable-names.ts';

/**
 * `tables:` of the file, with every short form undone: the id of a grid stands for its rows, a multiple-answer item for
 * the columns of its options, and a scale without a top box gets the usual one.
 */

const PLAN_KEYS = ['breakdowns', 'items', ...TABLE_LIMIT_KEYS];
const ITEM_KEYS = ['top', 'nps', 'bands', 'name'];
const BREAKDOWN_KEYS = ['bands'];
const WAVE = 'wave';
/** Longer names do not stand beside a chart. */
const MAX_NAME = 40;
/** More groups than this leave too few people in each to say anything. */
const MAX_BANDS = 20;
const PLAN_REMEDY = 'Write "breakdowns:" and "items:" with names of variables below each.';
const BANDS_REMEDY = 'Write the groups low to high, as in bands: [6-17, 18-34, 35-64].';

/** What can be counted of an item, by the column that holds it. */
interface Countable {
  readonly variable: string;
  readonly kind: 'scale' | 'code' | 'flag' | 'number';
  /** The codes that count as answers. */
  readonly codes: readonly string[];
  readonly range?: Band;
}

const countablesOf = (item: Item): readonly Countable[] => {
  switch (item.kind) {
    case 'choice':
      return item.multiple
        ? item.options.map(({ code }) => ({
            variable: nameOptionColumn(item.variable, code),
            kind: 'flag',
            codes: ['0', '1'],
          }))
        : [{ variable: item.variable, kind: 'code', codes: item.options.map(({ code }) => code) }];
    case 'grid': {
      const options = item.options.filter(({ code }) => code !== item.noOpinionCode);
      const codes = options.map(({ code }) => code);
      const isScale = options.every(({ code, label }) =>
        Object.values(label).every((words) => words === code),
      );
      return item.rows.map(({ variable }) => ({ variable, kind: isScale ? 'scale' : 'code', codes }));
    }
    case 'scale':
      return [{ variable: item.variable, kind: 'scale', codes: scaleCodes(item) }];
    case 'number':
      return [
        { variable: item.variable, kind: 'number', codes: [], range: { from: item.min, to: item.max } },
      ];
    case 'date':
    case 'time':
    case 'text':
      return [];
  }
};

/** What a name in the plan stands for; an empty list for an item that cannot be counted. */
type NamesKnown = ReadonlyMap<string, readonly Countable[]>;

const namesOf = (items: readonly Item[]): NamesKnown => {
  const names = new Map<string, readonly Countable[]>();
  for (const item of items) {
    const countables = countablesOf(item);
    names.set(item.id, countables);
    if (item.kind !== 'grid') names.set(item.variable, countables);
    for (const countable of countables) names.set(countable.variable, [countable]);
  }
  return names;
};

const readBands = (reader: NodeReader, field: Field, range: Band | undefined): readonly Band[] => {
  const bands: Band[] = [];
  const elements = reader.readElements(field, '"bands"', BANDS_REMEDY);
  if (elements.length > MAX_BANDS) {
    reader.error(field.at, `There are ${elements.length} bands.`, `Use at most ${MAX_BANDS}.`);
  }
  for (const element of elements) {
    const read = readRange(reader, element, '18-34');
    if (read === undefined) continue;
    const band = { from: read[0], to: read[1] };
    const before = bands.at(-1);
    if (band.from > band.to) {
      reader.error(element.at, `The band ${nameBand(band)} ends before it begins.`, BANDS_REMEDY);
    } else if (before !== undefined && band.from <= before.to) {
      reader.error(
        element.at,
        `The band ${nameBand(band)} does not lie above the one before it, ${nameBand(before)}.`,
        'Write the bands low to high, so that every number is in one of them at most.',
      );
    } else if (range !== undefined && (band.from < range.from || band.to > range.to)) {
      reader.error(
        element.at,
        `The band ${nameBand(band)} goes beyond the numbers that the item takes, ${nameBand(range)}.`,
        'Keep the bands within them.',
      );
    } else {
      bands.push(band);
    }
  }
  return bands;
};

const readTop = (reader: NodeReader, field: Field, codes: readonly string[]): readonly string[] => {
  const fit = (at: number, chosen: readonly string[]): readonly string[] => {
    const strange = chosen.filter((code) => !codes.includes(code));
    if (strange.length > 0) {
      reader.error(
        at,
        `The item has no answer ${strange.join(', ')}.`,
        `Its answers are ${codes.join(', ')}.`,
      );
    } else if (chosen.length === codes.length) {
      reader.error(at, 'The top box holds every answer, so it is always 100 %.', 'Name fewer answers.');
    }
    return chosen;
  };
  if (isScalar(field.node)) {
    const read = readRange(reader, field, '7-10');
    if (read === undefined) return [];
    const [from, to] = read;
    if (from > to || to - from > 100) {
      reader.error(field.at, `The top box runs from ${from} to ${to}.`, 'Write it as in top: 7-10.');
      return [];
    }
    return fit(
      field.at,
      Array.from({ length: to - from + 1 }, (_, step) => String(from + step)),
    );
  }
  const chosen = reader
    .readElements(field, '"top"', 'Write answers, as in top: 7-10 or top: [4, 5].')
    .flatMap((element) => reader.readValue(element, z.string(), 'the code of an answer') ?? []);
  return fit(field.at, [...new Set(chosen)]);
};

interface PlannedColumn {
  readonly item: PlannedItem;
  readonly at: number;
}

const readPlannedItem = (
  reader: NodeReader,
  entry: Field,
  countables: readonly Countable[],
): readonly PlannedColumn[] => {
  const remedy = 'Write nothing after it, or settings, as in { top: 7-10 }.';
  const fields =
    entry.node === null
      ? new Map<string, Field>()
      : reader.readFields(entry, ITEM_KEYS, `The table of ${entry.key}`, remedy);
  const topField = fields.get('top');
  const npsField = fields.get('nps');
  const bandsField = fields.get('bands');
  const [first] = countables;
  if (first === undefined) return [];

  const isNumber = first.kind === 'number';
  if (isNumber && bandsField === undefined) {
    reader.error(
      entry.keyAt,
      `${entry.key} is a number; every number apart is too few people.`,
      BANDS_REMEDY,
    );
  }
  if (!isNumber && bandsField !== undefined) {
    reader.error(bandsField.keyAt, `${entry.key} is not a number, so it has no bands.`, 'Take them out.');
  }
  const takesTop = first.kind === 'scale' || first.kind === 'code';
  if (topField !== undefined && !takesTop) {
    reader.error(topField.keyAt, `"top" does not go with ${entry.key}.`, 'Take it out.');
  }
  const top = topField !== undefined && takesTop ? readTop(reader, topField, first.codes) : undefined;
  let nps = false;
  if (npsField !== undefined) {
    nps = reader.readValue(npsField, z.boolean(), 'true or false') ?? false;
    if (nps && !(first.kind === 'scale' && first.codes[0] === '0' && first.codes.length === 11)) {
      reader.error(
        npsField.keyAt,
        `The net promoter score is of a scale from 0 to 10, and ${entry.key} is none.`,
        'Take "nps" out, or ask with scale: 0-10.',
      );
    }
  }
  const nameField = fields.get('name');
  if (nameField !== undefined && countables.length > 1) {
    reader.error(
      nameField.keyAt,
      `${entry.key} is several columns, which have the names of their answers or rows.`,
      'Take "name" out.',
    );
  }
  const name =
    nameField === undefined
      ? undefined
      : reader.readWords(nameField, { what: `The name of ${entry.key}`, maxCharacters: MAX_NAME });
  const bands = bandsField !== undefined && isNumber ? readBands(reader, bandsField, first.range) : undefined;
  return countables.map(({ variable, kind, codes }) => {
    const box = top ?? (kind === 'scale' ? usualTopBox(codes) : undefined);
    return {
      at: entry.keyAt,
      item: {
        variable,
        ...(name === undefined ? {} : { name }),
        ...(box === undefined ? {} : { top: box }),
        ...(nps ? { nps: true as const } : {}),
        ...(bands === undefined ? {} : { bands }),
      },
    };
  });
};

const readBreakdown = (
  reader: NodeReader,
  entry: Field,
  countables: readonly Countable[] | 'context',
): PlannedBreakdown => {
  const { key: variable } = entry;
  const bandsField = isMap(entry.node)
    ? reader
        .readFields(entry, BREAKDOWN_KEYS, `The breakdown ${variable}`, 'Write as-is, or bands.')
        .get('bands')
    : undefined;
  if (!isMap(entry.node)) reader.readValue(entry, z.literal('as-is'), 'as-is, or { bands: [...] }');
  if (countables === 'context' || countables.length === 0) {
    if (bandsField !== undefined) {
      reader.error(bandsField.keyAt, `${variable} is not a number, so it has no bands.`, 'Take them out.');
    }
    return { variable };
  }
  const [first, second] = countables;
  if (first === undefined || second !== undefined || first.kind === 'flag') {
    reader.error(
      entry.keyAt,
      `${variable} is several columns, and people can be in more than one of its groups.`,
      'Break down by one variable in which everybody has one value.',
    );
    return { variable };
  }
  if (first.kind === 'number') {
    if (bandsField === undefined) {
      reader.error(
        entry.keyAt,
        `${variable} is a number; every number apart is too few people.`,
        BANDS_REMEDY,
      );
      return { variable: first.variable };
    }
    return { variable: first.variable, bands: readBands(reader, bandsField, first.range) };
  }
  if (bandsField !== undefined) {
    reader.error(bandsField.keyAt, `${variable} is not a number, so it has no bands.`, 'Take them out.');
  }
  return { variable: first.variable };
};

/**
 * Reads `tables:`. Names are looked up only where nothing else is wrong: what could not be read would be missed here
 * again.
 */
export const readTablePlan = (
  reader: NodeReader,
  field: Field | undefined,
  items: readonly Item[],
  context: readonly ContextVariable[],
): TablePlan | undefined => {
  if (field === undefined) return undefined;
  const looksUp = !reader.faults.some(({ severity }) => severity === 'error');
  const fields = reader.readFields(field, PLAN_KEYS, 'The table plan', PLAN_REMEDY);
  const limits = readTableLimits(reader, fields);
  const names = namesOf(items);
  const contextNames = context.map(({ variable }) => variable);

  const find = (entry: Field, others: readonly string[]): readonly Countable[] | undefined => {
    const found = names.get(entry.key);
    if (found === undefined && looksUp) {
      const nearest = findNearestWord(entry.key, [...others, ...names.keys()]);
      reader.error(
        entry.keyAt,
        `There is no item ${JSON.stringify(entry.key.slice(0, 60))}.`,
        nearest === undefined
          ? 'Use the variable or the id of an item of this file.'
          : `Did you mean ${JSON.stringify(nearest)}?`,
      );
    } else if (found !== undefined && found.length === 0) {
      reader.error(
        entry.keyAt,
        `${entry.key} is answered in words or as a date or time, which no table counts.`,
        'Take it out.',
      );
    }
    return found;
  };

  const breakdowns: PlannedBreakdown[] = [];
  let compareWaves = false;
  const breakdownsField = fields.get('breakdowns');
  if (breakdownsField !== undefined) {
    for (const entry of reader.readEntries(breakdownsField, '"breakdowns"', PLAN_REMEDY).values()) {
      if (entry.key === WAVE) {
        compareWaves = reader.readValue(entry, z.literal('as-is'), 'as-is') !== undefined;
        continue;
      }
      const isContext = contextNames.includes(entry.key);
      const countables = isContext ? 'context' : find(entry, [WAVE, ...contextNames]);
      if (countables !== undefined) breakdowns.push(readBreakdown(reader, entry, countables));
    }
  }

  const itemsField = fields.get('items');
  if (itemsField === undefined) {
    if (fields.size > 0) reader.error(field.keyAt, 'The table plan names no items.', 'Add "items:".');
    return { breakdowns, items: [], compareWaves, ...limits };
  }
  const columns = [...reader.readEntries(itemsField, '"items"', PLAN_REMEDY).values()].flatMap((entry) =>
    readPlannedItem(reader, entry, find(entry, []) ?? []),
  );
  const places = new Map<string, number>();
  for (const { item, at } of columns) {
    const earlier = places.get(item.variable);
    if (earlier !== undefined) {
      reader.error(
        at,
        `${item.variable} is in the plan twice; first on line ${reader.lineOf(earlier)}.`,
        'Keep one of them.',
      );
    }
    places.set(item.variable, at);
    if (breakdowns.some(({ variable }) => variable === item.variable)) {
      reader.error(
        at,
        `${item.variable} is a breakdown too, so the same counts would stand in two tables.`,
        'Take it out of the items or of the breakdowns: small groups could be worked out from the two.',
      );
    }
  }
  return { breakdowns, items: columns.map(({ item }) => item), compareWaves, ...limits };
};
