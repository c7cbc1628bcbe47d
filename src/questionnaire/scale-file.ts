import { isMap } from 'yaml';
import { z } from 'zod';
import type { Field, Fields, NodeReader } from './node-reader.ts';
import { checkCode, readGoTo } from './option-file.ts';
import type { GoToPlace } from './option-file.ts';
import type { Localized } from './questionnaire.ts';

/** A line has room for as many boxes as 0-10 needs. */
const MAX_SCALE_POINTS = 11;
const MAX_SCALE_NUMBER = 98;
/** Outside every scale, so that one code means "no opinion" throughout. */
const DEFAULT_NO_OPINION_CODE = '99';
const END_CHARACTERS = 30;

const SCALE_REMEDY = 'Write the lowest and the highest number, as in 1-10.';
const range = z.string().regex(/^\s*-?\d{1,9}\s*(?:-|\.\.|–|to)\s*-?\d{1,9}\s*$/);

/** Two whole numbers written `1-10`, `1..10` or `1 to 10`. */
export const readRange = (
  reader: NodeReader,
  field: Field,
  example: string,
): [number, number] | undefined => {
  const text = reader.readValue(field, range, `the lowest and the highest number, as in ${example}`);
  const found = text === undefined ? null : /^\s*(-?\d+)\s*(?:-|\.\.|–|to)\s*(-?\d+)\s*$/.exec(text);
  return found === null ? undefined : [Number(found[1]), Number(found[2])];
};

/** The ends of a scale; a scale of two points, with a fault, where it cannot be used. */
export const readScale = (reader: NodeReader, field: Field): { from: number; to: number } => {
  const read = readRange(reader, field, '1-10');
  if (read === undefined) return { from: 1, to: 2 };
  const [from, to] = read;
  if (from < 0 || to < 0) {
    reader.error(
      field.at,
      `The scale runs from ${from} to ${to}; numbers below 0 stand for missing answers.`,
      'Begin at 0 or above.',
    );
  } else if (from >= to) {
    reader.error(field.at, `The scale runs from ${from} to ${to}.`, SCALE_REMEDY);
  } else if (to - from + 1 > MAX_SCALE_POINTS) {
    reader.error(
      field.at,
      `The scale from ${from} to ${to} has ${to - from + 1} points; a line has room for ${MAX_SCALE_POINTS}.`,
      'Use a shorter scale, or ask for a number.',
    );
  } else if (to > MAX_SCALE_NUMBER) {
    reader.error(field.at, `The scale goes up to ${to}; it may go up to ${MAX_SCALE_NUMBER}.`, SCALE_REMEDY);
  } else {
    return { from, to };
  }
  return { from: 1, to: 2 };
};

/** `no-opinion:` of a scale: words, or a code and words. */
export const readNoOpinion = (
  reader: NodeReader,
  field: Field | undefined,
  scale: { from: number; to: number },
): { code: string; label: Localized } | undefined => {
  if (field === undefined) return undefined;
  const rule = { what: 'The "no opinion" answer', maxCharacters: END_CHARACTERS };
  if (!isMap(field.node)) {
    return { code: DEFAULT_NO_OPINION_CODE, label: reader.readWords(field, rule) };
  }
  const fields = reader.readEntries(field, rule.what, 'Write its words.');
  const codeField = fields.get('code');
  const labelField = fields.get('label');
  if (labelField !== undefined) reader.refuseUnknownKeys(fields, ['code', 'label'], rule.what);
  const label =
    labelField === undefined
      ? reader.readWordsOf(fields, field.keyAt, ['code', 'label'], rule)
      : reader.readWords(labelField, rule);
  const code =
    codeField === undefined ? DEFAULT_NO_OPINION_CODE : reader.readValue(codeField, z.string(), 'a code');
  if (code === undefined) return undefined;
  if (codeField !== undefined && checkCode(reader, code, codeField.at)) {
    if (/^\d+$/.test(code) && Number(code) >= scale.from && Number(code) <= scale.to) {
      reader.error(
        codeField.at,
        `The code ${code} is already a point of the scale.`,
        'Choose a code outside the scale.',
      );
    }
  }
  return { code, label };
};

/** `goto` of a scale: an item id by number. */
export const readScaleGoTo = (
  reader: NodeReader,
  field: Field | undefined,
  codes: readonly string[],
): { map: Record<string, string>; places: readonly GoToPlace[] } | undefined => {
  if (field === undefined) return undefined;
  const places: GoToPlace[] = [];
  const map: Record<string, string> = {};
  for (const entry of reader
    .readEntries(field, '"goto"', 'Write a number and an item: {1: remark}.')
    .values()) {
    if (!codes.includes(entry.key)) {
      reader.error(
        entry.keyAt,
        `${JSON.stringify(entry.key.slice(0, 40))} is not on the scale.`,
        `Use one of: ${codes.join(', ')}.`,
      );
      continue;
    }
    const goTo = readGoTo(reader, entry);
    if (goTo === undefined) continue;
    map[entry.key] = goTo.target;
    places.push(goTo);
  }
  return { map, places };
};

/** Words at the ends of a scale. */
export const readEnds = (
  reader: NodeReader,
  fields: Fields,
): { lowLabel?: Localized; highLabel?: Localized } => {
  const low = fields.get('low');
  const high = fields.get('high');
  const rule = (what: string) => ({ what, maxCharacters: END_CHARACTERS });
  return {
    ...(low === undefined ? {} : { lowLabel: reader.readWords(low, rule('The low end of the scale')) }),
    ...(high === undefined ? {} : { highLabel: reader.readWords(high, rule('The high end of the scale')) }),
  };
};

/** The points of a scale as response options that say their number. */
export const listScaleOptions = (
  reader: NodeReader,
  scale: { from: number; to: number },
): { code: string; label: Localized }[] =>
  Array.from({ length: scale.to - scale.from + 1 }, (_, step) => {
    const code = String(scale.from + step);
    return { code, label: Object.fromEntries(reader.languages.map((language) => [language, code])) };
  });
