import { columnsOf, type DataColumn } from '../column-shape.ts';
import { wordsIn, type DataSet } from '../data-set.ts';
import type { Localized } from '../../questionnaire/questionnaire.ts';
import { element, textElement } from './xml.ts';

/** DDI-Codebook 2.5: the study, the CSV file with the data, and each column with its codes, in the order of its schema. */

/** Days and times are written as ISO 8601 says, which is the schema that is meant where none is named. */
const CATEGORIES = { number: undefined, text: undefined, date: 'date', month: 'date', time: 'time' } as const;

const NATURES = { nominal: 'nominal', ordinal: 'ordinal', scale: 'interval' } as const;

const inEach = (name: string, words: Localized, languages: readonly string[]): string =>
  languages.map((language) => textElement(name, wordsIn(words, language), { 'xml:lang': language })).join('');

const formatVariable = (
  { variable: column, shape, cells }: DataColumn,
  place: number,
  languages: readonly string[],
  weightId: string | undefined,
): string => {
  const { variable, label, codes, min, max, unit, type, measure, empty } = column;
  const isWeight = column.use === 'weight';
  const missing = codes.filter((code) => code.missing);
  const counts = new Map<string, number>();
  for (const code of cells.codes) {
    const value = cells.values[code] ?? '';
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const range =
    min === undefined && max === undefined ? '' : element('valrng', {}, element('range', { min, max }));
  const invalid =
    missing.length === 0
      ? ''
      : element('invalrng', {}, missing.map(({ code }) => element('item', { VALUE: code })).join(''));
  const whenEmpty = empty === undefined ? '' : inEach('txt', empty, languages);
  const categories = codes.map((code) =>
    element(
      'catgry',
      { missing: code.missing ? 'Y' : 'N' },
      textElement('catValu', code.code) +
        inEach('labl', code.label, languages) +
        textElement('catStat', String(counts.get(code.code) ?? 0), { type: 'freq' }),
    ),
  );
  return element(
    'var',
    {
      ID: `V${place + 1}`,
      name: variable,
      files: 'F1',
      wgt: isWeight ? 'wgt' : undefined,
      'wgt-var': isWeight ? undefined : weightId,
      dcml: shape.holds === 'number' ? shape.decimals : undefined,
      intrvl: type === 'number' ? 'contin' : 'discrete',
      nature: NATURES[measure],
      measUnit: unit === undefined ? undefined : wordsIn(unit, languages[0] ?? ''),
    },
    `\n${inEach('labl', label, languages)}${range}${invalid}${whenEmpty}${categories.join('')}${element('varFormat', { type: shape.holds === 'number' ? 'numeric' : 'character', category: CATEGORIES[shape.holds] })}\n`,
  );
};

/** `dataFile` is the name of the CSV beside it. */
export const formatDdi = (data: DataSet, dataFile: string, at: Date): string => {
  const { account, languages, survey, table, title } = data;
  const [first = 'en', ...others] = languages;
  const columns = columnsOf(data);
  const weightAt = columns.findIndex(({ variable }) => variable.use === 'weight');
  const weightId = weightAt < 0 ? undefined : `V${weightAt + 1}`;
  const date = at.toISOString().slice(0, 10);
  const citation = element(
    'citation',
    {},
    element(
      'titlStmt',
      {},
      textElement('titl', wordsIn(title, first), { 'xml:lang': first }) +
        inEach('parTitl', title, others) +
        textElement('IDNo', survey),
    ) +
      element('prodStmt', {}, textElement('prodDate', date, { date }) + textElement('software', 'Paperline')),
  );
  const notes =
    account.lines.length === 0
      ? ''
      : textElement('notes', account.lines.join('\n'), { 'xml:lang': 'en', subject: account.subject });
  const file = element(
    'fileDscr',
    { ID: 'F1', URI: dataFile },
    element(
      'fileTxt',
      {},
      textElement('fileName', dataFile) +
        element(
          'dimensns',
          {},
          textElement('caseQnty', String(table.length)) + textElement('varQnty', String(columns.length)),
        ) +
        textElement('fileType', 'CSV (RFC 4180), UTF-8; the first line names the columns', {
          charset: 'UTF-8',
        }),
    ),
  );
  const variables = columns.map((column, place) => formatVariable(column, place, languages, weightId));
  const content = element(
    'codeBook',
    {
      version: '2.5',
      xmlns: 'ddi:codebook:2_5',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'xsi:schemaLocation':
        'ddi:codebook:2_5 http://www.ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd',
      'xml:lang': first,
    },
    `\n${element('stdyDscr', {}, `${citation}${notes}`)}\n${file}\n${element('dataDscr', {}, `\n${variables.join('\n')}\n`)}\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${content}\n`;
};
