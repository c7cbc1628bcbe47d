import { columnsOf, type DataColumn } from '../column-shape.ts';
import { fullLabel, wordsIn, type DataSet } from '../data-set.ts';
import type { Localized } from '../../questionnaire/questionnaire.ts';
import { element, escapeXml, textElement } from './xml.ts';

/**
 * The metadata of Triple-S XML 2.0 (September 2011) beside a CSV file with the rows. Numeric codes of the standard cannot be
 * below zero and a blank does not say why, so coded columns are of its literal format: the codes are those of every other
 * export. Days, months and times are characters for the same reason.
 */

/** Text of a label; the standard asks for no ends of lines within one. */
const onOneLine = (words: string): string => words.replaceAll(/\s*[\r\n]+\s*/gu, ' ');

/** Text in the first language, and again in each further one. */
const localizedText = (words: Localized, languages: readonly string[]): string => {
  const [first = '', ...others] = languages;
  return (
    escapeXml(onOneLine(wordsIn(words, first))) +
    others
      .map((language) => textElement('text', onOneLine(wordsIn(words, language)), { 'xml:lang': language }))
      .join('')
  );
};

const typeOf = ({ variable: { type, codes }, shape }: DataColumn): 'single' | 'quantity' | 'character' => {
  if (type === 'number' && shape.holds === 'number') return 'quantity';
  if (type === 'date' || type === 'month' || type === 'time') return 'character';
  return codes.some(({ missing }) => !missing) ? 'single' : 'character';
};

const formatVariable = (column: DataColumn, place: number, languages: readonly string[]): string => {
  const { variable, cells, shape } = column;
  const type = typeOf(column);
  const present = new Set(cells.codes);
  const values = cells.values.filter((_, code) => present.has(code));
  const listed = variable.codes.map(({ code, label }) =>
    element('value', { code }, localizedText(label, languages)),
  );
  let content: string;
  if (type === 'character') {
    const size = Math.max(1, ...values.map((value) => value.length));
    content = textElement('size', String(size));
  } else if (type === 'quantity') {
    const isMissing = new Set(variable.codes.filter(({ missing }) => missing).map(({ code }) => code));
    const legal = values.filter((value) => value !== '' && !isMissing.has(value)).map(Number);
    const decimals = shape.holds === 'number' ? shape.decimals : 0;
    const from = Math.min(variable.min ?? 0, ...legal);
    const to = Math.max(variable.max ?? 0, ...legal);
    const range = element('range', { from: from.toFixed(decimals), to: to.toFixed(decimals) });
    content = element('values', {}, range + listed.join(''));
  } else {
    content = element('values', {}, listed.join(''));
  }
  const labels = Object.fromEntries(languages.map((language) => [language, fullLabel(variable, language)]));
  return element(
    'variable',
    {
      ident: place + 1,
      type,
      use: variable.use,
      format: type === 'single' ? 'literal' : undefined,
    },
    `\n${textElement('name', variable.variable)}\n${element('label', {}, localizedText(labels, languages))}\n${element('position', { start: place + 1 })}\n${content}\n`,
  );
};

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `dataFile` is the name of the CSV, whose first line is passed over. */
export const formatTripleS = (data: DataSet, dataFile: string, at: Date): string => {
  const { languages } = data;
  const variables = columnsOf(data).map((column, place) => formatVariable(column, place, languages));
  const record = element(
    'record',
    { ident: 'A', href: dataFile, format: 'csv', skip: 1 },
    `\n${variables.join('\n')}\n`,
  );
  const survey = element(
    'survey',
    {},
    `\n${textElement('name', data.survey)}\n${element('title', {}, localizedText(data.title, languages))}\n${record}\n`,
  );
  const date = `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()] ?? ''} ${at.getUTCFullYear()}`;
  const content = element(
    'sss',
    { version: '2.0', languages: languages.join(' ') },
    `\n${textElement('date', date)}\n${textElement('time', at.toISOString().slice(11, 16))}\n${textElement('origin', 'Paperline')}\n${survey}\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${content}\n`;
};
