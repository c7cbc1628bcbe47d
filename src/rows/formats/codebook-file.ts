import type { AnonymityReport } from '../anonymity/anonymity-report.ts';
import { columnsOf, wordsIn } from '../column-shape.ts';
import { formatCsvRecord } from '../csv.ts';
import type { ReleasedRows } from '../release.ts';

/** The codebook of released rows as a file of its own. */

/**
 * One line a column and one for each of its codes, as cells: column, type, measure, code, missing, unit and its range, and
 * what it means in each language.
 */
export function* listCodebook(rows: ReleasedRows): Generator<string[]> {
  const { languages } = rows.codebook;
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
  for (const { variable: column, measure, isWeight } of columnsOf(rows)) {
    const { variable, type, label, codes, min, max, unit } = column;
    const rest = (words: Readonly<Record<string, string>>): string[] =>
      languages.map((language) => wordsIn(words, language));
    const unitWords = unit === undefined ? [] : rest(unit);
    yield [
      variable,
      type,
      measure,
      min === undefined ? '' : String(min),
      max === undefined ? '' : String(max),
      isWeight ? '1' : '',
      '',
      '',
      ...rest(label).map((words, at) =>
        unitWords[at] === undefined ? words : `${words} (${unitWords[at]})`,
      ),
    ];
    for (const { code, label: meaning, missing } of codes) {
      yield [variable, '', '', '', '', '', code, missing ? '1' : '0', ...rest(meaning)];
    }
  }
}

/** What was done so that nobody stands out, as cells: a heading, then a line a wave and quasi-identifier. */
export function* listAnonymity(report: AnonymityReport): Generator<string[]> {
  yield [
    'wave',
    'k',
    'rows',
    'quasi_identifier',
    'steps_taken',
    'left_out',
    'cells',
    'cells_generalised',
    'cells_left_out',
    'rows_touched',
    'smallest_combination',
    'too_few_rows',
    'unanimous',
    'unanimous_of',
  ];
  for (const wave of report.waves) {
    for (const [variable, { taken, leftOut }] of Object.entries(wave.steps)) {
      yield [
        wave.wave,
        ...[report.k, wave.rows].map(String),
        variable,
        String(taken),
        leftOut ? '1' : '0',
        ...[wave.cells, wave.generalisedCells, wave.withheldCells, wave.touchedRows, wave.smallest].map(
          String,
        ),
        wave.tooFew ? '1' : '0',
        ...[wave.unanimous, wave.unanimousOf].map(String),
      ];
    }
  }
}

/** CSV; where rows were tested for anonymity, an empty line and then what that did to them. */
export function* formatCodebookCsv(rows: ReleasedRows, byteOrderMark = false): Generator<string> {
  if (byteOrderMark) yield '\ufeff';
  for (const cells of listCodebook(rows)) yield formatCsvRecord(cells);
  if (rows.anonymity === null) return;
  yield '\r\n';
  for (const cells of listAnonymity(rows.anonymity)) yield formatCsvRecord(cells);
}

/** The same as JSON, for a program. */
export const formatCodebookJson = (rows: ReleasedRows): string =>
  JSON.stringify({
    survey: rows.codebook.survey,
    title: rows.codebook.title,
    languages: rows.codebook.languages,
    weight: rows.codebook.weight ?? null,
    variables: columnsOf(rows).map(({ variable: { source: _source, ...column }, measure }) => ({
      ...column,
      measure,
    })),
    anonymity: rows.anonymity,
  });
