/** Rows as numbers: for each item the answer's place among its categories, for each breakdown the group's. */
import { PaperlineError } from '../domain/errors.ts';
import { MISSING_CODES, WITHHELD_CODE } from '../domain/missing-codes.ts';
import type { Codebook, CodebookVariable, QuestionPart } from '../questionnaire/codebook.ts';
import type { Localized } from '../questionnaire/questionnaire.ts';
import { nameBand } from '../questionnaire/table-plan.ts';
import type { Band, PlannedBreakdown, PlannedItem } from '../questionnaire/table-plan.ts';

/** One anonymous record by column, as an export has it. */
export type ResultRow = Readonly<Record<string, string>>;

export interface Category {
  readonly code: string;
  readonly label: Localized;
  /** The number that a mean counts; null where the answers are no numbers. */
  readonly score: number | null;
}

/** Why there is no answer to count; `withheld` to keep rows anonymous, `noOpinion` is the box apart from a scale. */
export const NO_ANSWER_KINDS = [
  'notAnswered',
  'multipleMarks',
  'unreadable',
  'notApplicable',
  'pending',
  'withheld',
  'noOpinion',
] as const;
export type NoAnswerKind = (typeof NO_ANSWER_KINDS)[number];

export interface ItemColumn {
  readonly plan: PlannedItem;
  readonly label: Localized;
  readonly part: QuestionPart | null;
  readonly isFlag: boolean;
  readonly categories: readonly Category[];
  /** A row's category, or `categories.length` and the place of its kind among NO_ANSWER_KINDS. */
  readonly values: Int16Array;
}

export interface BreakdownColumn {
  readonly variable: string;
  readonly label: Localized;
  readonly groups: readonly { readonly code: string; readonly label: Localized }[];
  readonly bands: readonly Band[] | undefined;
  /** A row's group; `groups.length` where it is not known. */
  readonly values: Int16Array;
}

const MISSING_KINDS: Readonly<Record<string, NoAnswerKind>> = {
  ...Object.fromEntries(
    Object.entries(MISSING_CODES).map(([kind, code]) => [code, kind as NoAnswerKind] as const),
  ),
  [WITHHELD_CODE]: 'withheld',
};

const columnOf = (codebook: Codebook, variable: string): CodebookVariable => {
  const found = codebook.variables.find((column) => column.variable === variable);
  if (found !== undefined) return found;
  throw new PaperlineError({
    code: 'table-plan-invalid',
    message: `The table plan names ${JSON.stringify(variable)}, which the rows do not have.`,
    remedy:
      'Check the questionnaire file with "paperline form check", and use the plan of the form that was printed.',
  });
};

/**
 * The band that a number lies in; of a band that rows were made coarser to ("18-24", "75+"), the one that holds all of it; -1
 * where there is none.
 */
const bandOf = (bands: readonly Band[], value: string): number => {
  const found = /^(\d+)(?:-(\d+)|(\+))?$/.exec(value);
  if (found === null) return -1;
  const low = Number(found[1]);
  const high = found[2] === undefined ? low : Number(found[2]);
  const isOpen = found[3] !== undefined;
  return bands.findIndex(
    ({ from, to }, place) => low >= from && high <= to && (!isOpen || place === bands.length - 1),
  );
};

const inAllLanguages = (words: string, codebook: Codebook): Localized =>
  Object.fromEntries(codebook.languages.map((language) => [language, words]));

/**
 * The answers to a planned item. Looks every different value up once.
 * @throws PaperlineError `table-plan-invalid` where the rows lack the column or hold an answer that it does not have
 */
export const encodeItem = (rows: readonly ResultRow[], codebook: Codebook, plan: PlannedItem): ItemColumn => {
  const column = columnOf(codebook, plan.variable);
  const { bands } = plan;
  const answers = column.codes.filter(({ missing, noOpinion }) => !missing && noOpinion !== true);
  const categories: readonly Category[] =
    bands === undefined
      ? answers.map(({ code, label }) => ({
          code,
          label,
          score: column.type === 'scale' ? Number(code) : null,
        }))
      : bands.map((band) => ({
          code: nameBand(band),
          label: inAllLanguages(nameBand(band), codebook),
          score: null,
        }));
  const places = new Map<string, number>();
  for (const [place, { code }] of categories.entries()) places.set(code, place);
  const noAnswer = (kind: NoAnswerKind): number => categories.length + NO_ANSWER_KINDS.indexOf(kind);
  if (bands !== undefined) places.clear();
  for (const { code, noOpinion } of column.codes) {
    if (noOpinion === true) places.set(code, noAnswer('noOpinion'));
  }
  for (const [code, kind] of Object.entries(MISSING_KINDS)) places.set(code, noAnswer(kind));

  const values = new Int16Array(rows.length);
  for (const [place, row] of rows.entries()) {
    // A row of a form that did not ask this has no such column.
    const value = row[plan.variable] ?? MISSING_CODES.notApplicable;
    let category = places.get(value);
    if (category === undefined) {
      const band = bands === undefined ? -1 : bandOf(bands, value);
      if (bands === undefined) {
        throw new PaperlineError({
          code: 'table-plan-invalid',
          message: `Rows have an answer to ${plan.variable} that the questionnaire does not have.`,
          remedy: 'Publish with the plan of the questionnaire that these forms were printed from.',
        });
      }
      category = band >= 0 ? band : noAnswer('notApplicable');
      places.set(value, category);
    }
    values[place] = category;
  }
  return {
    plan,
    label: column.label,
    part: column.part ?? null,
    isFlag: column.type === 'flag',
    categories,
    values,
  };
};

const inReadingOrder = new Intl.Collator('en', { numeric: true });

/** Groups that are words of their own, such as lines: those that occur. */
const occurringGroups = (rows: readonly ResultRow[], variable: string): readonly string[] => {
  const found = new Set<string>();
  for (const row of rows) {
    const value = row[variable];
    if (value !== undefined && !Object.hasOwn(MISSING_KINDS, value)) found.add(value);
  }
  return [...found].sort(inReadingOrder.compare);
};

/** @throws PaperlineError `table-plan-invalid` where the rows lack the column */
export const encodeBreakdown = (
  rows: readonly ResultRow[],
  codebook: Codebook,
  plan: PlannedBreakdown,
): BreakdownColumn => {
  const column = columnOf(codebook, plan.variable);
  const { bands } = plan;
  const named = column.codes.filter(({ missing, noOpinion }) => !missing && noOpinion !== true);
  const groups =
    bands !== undefined
      ? bands.map((band) => ({ code: nameBand(band), label: inAllLanguages(nameBand(band), codebook) }))
      : named.length > 0
        ? named.map(({ code, label }) => ({ code, label }))
        : occurringGroups(rows, plan.variable).map((code) => ({
            code,
            label: inAllLanguages(code, codebook),
          }));
  const places = new Map<string, number>();
  if (bands === undefined) for (const [place, { code }] of groups.entries()) places.set(code, place);
  const unknown = groups.length;
  for (const code of Object.keys(MISSING_KINDS)) places.set(code, unknown);
  const values = new Int16Array(rows.length);
  for (const [place, row] of rows.entries()) {
    const value = row[plan.variable] ?? MISSING_CODES.notApplicable;
    let group = places.get(value);
    if (group === undefined) {
      const band = bands === undefined ? -1 : bandOf(bands, value);
      group = band >= 0 ? band : unknown;
      places.set(value, group);
    }
    values[place] = group;
  }
  return { variable: plan.variable, label: column.label, groups, bands, values };
};
