import { formatCsvRecord } from '../csv.ts';
import { wordsIn, type DataSet } from '../data-set.ts';

/** The codebook of data as a file of its own. */

/** Stands for the code of an empty cell. */
const EMPTY_CODE = '(empty)';

/**
 * One line a column and one for each of its codes, as cells: column, type, measure, code, missing, unit and its range, and
 * what it means in each language.
 */
export function* listCodebook(data: DataSet): Generator<string[]> {
  const { languages } = data;
  yield [
    'variable',
    'type',
    'measure',
    'min',
    'max',
    'weight',
    'code',
    'missing',
    ...languages.map((language) => `label_${language}`),
  ];
  for (const column of data.variables) {
    const { variable, type, measure, use, label, codes, min, max, unit, empty } = column;
    const rest = (words: Readonly<Record<string, string>>): string[] =>
      languages.map((language) => wordsIn(words, language));
    const unitWords = unit === undefined ? [] : rest(unit);
    yield [
      variable,
      type,
      measure,
      min === undefined ? '' : String(min),
      max === undefined ? '' : String(max),
      use === 'weight' ? '1' : '',
      '',
      '',
      ...rest(label).map((words, at) =>
        unitWords[at] === undefined ? words : `${words} (${unitWords[at]})`,
      ),
    ];
    for (const { code, label: meaning, missing } of codes) {
      yield [variable, '', '', '', '', '', code, missing ? '1' : '0', ...rest(meaning)];
    }
    if (empty !== undefined) yield [variable, '', '', '', '', '', EMPTY_CODE, '1', ...rest(empty)];
  }
}

/** CSV; where there is something to say of how the data were made, an empty line and then that. */
export function* formatCodebookCsv(data: DataSet, byteOrderMark = false): Generator<string> {
  if (byteOrderMark) yield '\ufeff';
  for (const cells of listCodebook(data)) yield formatCsvRecord(cells);
  const { records } = data.account;
  if (records.length === 0) return;
  yield '\r\n';
  for (const cells of records) yield formatCsvRecord(cells);
}

/** The same as JSON, for a program. */
export const formatCodebookJson = (data: DataSet): string =>
  JSON.stringify({
    survey: data.survey,
    title: data.title,
    languages: data.languages,
    weight: data.variables.find(({ use }) => use === 'weight')?.variable ?? null,
    variables: data.variables.map(({ use: _use, set: _set, decimals: _decimals, ...column }) => column),
    [data.account.subject]: data.account.facts,
  });
