/** What must be put right before a layout of an adopted form can be read with. Pure, so that screens check while people work. */
import type { RectMm } from '../domain/geometry.ts';
import type { Layout, LayoutField } from '../domain/layout.ts';
import { isMissingCode } from '../domain/missing-codes.ts';
import { findNameFault, nameOptionColumn, type NameFault } from '../questionnaire/variable-names.ts';

export type LayoutFaultCode =
  | 'survey-name'
  | 'language'
  | 'no-fields'
  | `variable-${NameFault}`
  | 'variable-twice'
  | 'column-twice'
  | 'code-shape'
  | 'code-missing'
  | 'code-twice'
  | 'box-small'
  | 'box-off-page'
  | 'boxes-overlap';

export interface LayoutFault {
  readonly code: LayoutFaultCode;
  /** From 1; null where it is about the form as a whole. */
  readonly page: number | null;
  readonly variable: string | null;
  /** The field, and the box in it, by place from 0. */
  readonly field: number | null;
  readonly box: number | null;
  /** What it is about: a name, a code. */
  readonly what: string;
}

const SURVEY_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
const LANGUAGE = /^[a-z]{2}$/;
const CODE = /^[A-Za-z0-9_]{1,24}$/;
/** Smaller than this nobody can mark it, and no scanner resolves it. */
const LEAST_SIDE_MM = 0.5;
const EDGE_SLACK_MM = 0.05;
/** Two boxes that share more of the smaller one than this are one box drawn twice. */
const OVERLAP_SHARE = 0.5;

export const rectsOfField = (field: LayoutField): readonly RectMm[] => {
  if (field.kind === 'choice') return field.boxes.map(({ rectMm }) => rectMm);
  const cells = field.cells ?? [];
  return field.kind === 'text' && field.rectMm !== undefined ? [...cells, field.rectMm] : cells;
};

const overlapShare = (one: RectMm, other: RectMm): number => {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / Math.max(1e-9, Math.min(one.width * one.height, other.width * other.height));
};

/** Every fault, in the order of the pages. */
export const findLayoutFaults = (layout: Layout): LayoutFault[] => {
  const faults: LayoutFault[] = [];
  const whole = { page: null, variable: null, field: null, box: null };
  if (!SURVEY_NAME.test(layout.survey)) faults.push({ ...whole, code: 'survey-name', what: layout.survey });
  if (!LANGUAGE.test(layout.language)) faults.push({ ...whole, code: 'language', what: layout.language });
  if (layout.pages.every(({ fields }) => fields.length === 0)) {
    faults.push({ ...whole, code: 'no-fields', what: '' });
  }
  const variables = new Set<string>();
  const columns = new Map<string, string>();
  const { widthMm, heightMm } = layout.paper;

  for (const { page, fields } of layout.pages) {
    const seen: RectMm[] = [];
    for (const [at, field] of fields.entries()) {
      const { variable } = field;
      const add = (code: LayoutFaultCode, what: string, box: number | null = null): void => {
        faults.push({ code, page, variable, field: at, box, what });
      };
      const nameFault = findNameFault(variable);
      if (nameFault !== null) add(`variable-${nameFault}`, variable);
      else if (variables.has(variable.toLowerCase())) add('variable-twice', variable);
      variables.add(variable.toLowerCase());
      const codes = new Set<string>();
      for (const [box, { code }] of field.kind === 'choice' ? field.boxes.entries() : []) {
        if (isMissingCode(code)) add('code-missing', code, box);
        else if (!CODE.test(code)) add('code-shape', code, box);
        else if (codes.has(code)) add('code-twice', code, box);
        codes.add(code);
      }
      const own =
        field.kind === 'choice' && field.multiple
          ? [...codes].map((code) => nameOptionColumn(variable, code))
          : [variable];
      for (const column of own) {
        const other = columns.get(column.toLowerCase());
        if (other !== undefined && other !== variable) add('column-twice', column);
        columns.set(column.toLowerCase(), variable);
      }
      const before = field.kind === 'text' ? [...seen] : seen;
      for (const [box, rect] of rectsOfField(field).entries()) {
        const isNumber = [rect.x, rect.y, rect.width, rect.height].every(Number.isFinite);
        if (!isNumber || rect.width < LEAST_SIDE_MM || rect.height < LEAST_SIDE_MM) {
          add('box-small', variable, box);
        } else if (
          rect.x < -EDGE_SLACK_MM ||
          rect.y < -EDGE_SLACK_MM ||
          rect.x + rect.width > widthMm + EDGE_SLACK_MM ||
          rect.y + rect.height > heightMm + EDGE_SLACK_MM
        ) {
          add('box-off-page', variable, box);
        } else if (before.some((other) => overlapShare(rect, other) > OVERLAP_SHARE)) {
          add('boxes-overlap', variable, box);
        }
        seen.push(rect);
      }
    }
  }
  return faults;
};

const FAULT_WORDS: Readonly<Record<LayoutFaultCode, (what: string) => string>> = {
  'survey-name': (what) => `${JSON.stringify(what)} cannot be a survey's name: letters, digits, - and _ only`,
  language: (what) => `${JSON.stringify(what)} is no language: two small letters, such as nl`,
  'no-fields': () => 'it has no field',
  'variable-shape': () => 'its name must begin with a letter and go on with letters, digits and _',
  'variable-length': () => 'its name is longer than 64 characters',
  'variable-row-column': () => 'every row already has a column of that name',
  'variable-kept-word': () => 'its name is a word that other programs keep for themselves',
  'variable-twice': () => 'another field has that name',
  'column-twice': (what) => `its column ${what} is another field's too`,
  'code-shape': (what) => `the code ${JSON.stringify(what)} must be 1 to 24 letters, digits or _`,
  'code-missing': (what) => `the code ${what} is kept for answers that are missing`,
  'code-twice': (what) => `the code ${what} is there twice`,
  'box-small': () => 'a box is smaller than 0.5 mm',
  'box-off-page': () => 'a box lies off the page',
  'boxes-overlap': () => 'a box lies over another',
};

export const describeLayoutFault = ({ code, page, variable, box, what }: LayoutFault): string => {
  const place = [
    ...(page === null ? [] : [`page ${page}`]),
    ...(variable === null ? [] : [`variable ${JSON.stringify(variable)}`]),
    ...(box === null ? [] : [`box ${box + 1}`]),
  ].join(', ');
  return `${place === '' ? 'the form' : place}: ${FAULT_WORDS[code](what)}`;
};
