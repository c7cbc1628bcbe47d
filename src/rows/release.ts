import { isMissingCode, MISSING_CODES, WITHHELD_CODE } from '../domain/missing-codes.ts';
import { codebookParts, WORDS_WRITTEN } from '../questionnaire/codebook-parts.ts';
import type { Codebook, CodebookVariable } from '../questionnaire/codebook.ts';
import type { AnonymityRule } from '../questionnaire/questionnaire.ts';
import { STANDARD_WITHHELD_LABEL, standardWordsIn } from '../questionnaire/standard-words.ts';
import { anonymise } from './anonymity/anonymise.ts';
import type { AnonymityReport } from './anonymity/anonymity-report.ts';
import { shuffleInSecret } from './row-order.ts';
import { TableBuilder, type RowTable } from './row-table.ts';
import { cellsOf, type Row } from './row.ts';

/**
 * The one door by which rows leave: no words in them, in an order that says nothing, and tested for anonymity where the
 * questionnaire says by what. Rows come from copies that were read or from a table of a closed wave alike.
 */
export interface RowsToRelease {
  readonly codebook: Codebook;
  /** Null: nothing is declared, so nothing is tested. */
  readonly anonymity: AnonymityRule | null;
  readonly rows: AsyncIterable<Row> | Iterable<Row>;
}

export interface ReleasedRows {
  /** Of the rows as they are in `table`. */
  readonly codebook: Codebook;
  readonly table: RowTable;
  /** Null where nothing was tested. */
  readonly anonymity: AnonymityReport | null;
  /** Cells that wait for a person (-9), before any was left out. */
  readonly pending: number;
}

const isGeneralised = (report: AnonymityReport | null, variable: string): boolean =>
  report?.waves.some(({ steps }) => {
    const step = steps[variable];
    return step !== undefined && step.taken > 0 && !step.leftOut;
  }) ?? false;

/** Bands and periods in their order: 6-17 before 18-34 before 65+. */
const inReadingOrder = (one: string, other: string): number =>
  one.localeCompare(other, 'en', { numeric: true });

/** The codebook with what the rows have beside what was asked: codes of no answer, and what was made coarser. */
const describeTable = (codebook: Codebook, table: RowTable, report: AnonymityReport | null): Codebook => {
  const { missing, sameInAll } = codebookParts(codebook.languages);
  const labels = new Map(missing.map((code) => [code.code, code]));
  labels.set(WITHHELD_CODE, {
    code: WITHHELD_CODE,
    label: standardWordsIn(STANDARD_WITHHELD_LABEL, codebook.languages),
    missing: true,
  });
  const describe = (variable: CodebookVariable, place: number): CodebookVariable => {
    const { values, codes } = table.column(place);
    const present = new Set<string>();
    for (const code of codes) present.add(values[code] ?? '');
    const own = new Set(variable.codes.map(({ code }) => code));
    const others = [...present].filter((value) => isMissingCode(value) && !own.has(value));
    const more = others.map((value) => labels.get(value)).filter((code) => code !== undefined);
    const allMissing = [...variable.codes.filter((code) => code.missing), ...more];
    if (!isGeneralised(report, variable.variable)) {
      return { ...variable, codes: [...variable.codes, ...more] };
    }
    const known = new Map(variable.codes.map((code) => [code.code, code]));
    const legal = [...present]
      .filter((value) => !isMissingCode(value))
      .toSorted(inReadingOrder)
      .map((code) => known.get(code) ?? { code, label: sameInAll(code), missing: false });
    const { min: _min, max: _max, ...rest } = variable;
    return { ...rest, type: 'code', codes: [...legal, ...allMissing] };
  };
  return { ...codebook, variables: codebook.variables.map(describe) };
};

/** @throws whatever `rows` throws */
export const releaseRows = async (
  { codebook, anonymity, rows }: RowsToRelease,
  onProgress?: (rows: number) => void,
): Promise<ReleasedRows> => {
  const { variables } = codebook;
  // Whatever made the rows: no words leave in them, only whether there are any.
  const isWords = variables.map(({ source }) => source.from === 'words');
  const columns = variables.map(({ variable }) => variable);
  const builder = new TableBuilder(columns);
  let pending = 0;
  for await (const row of rows) {
    const cells = cellsOf(row, columns).map((cell, place) =>
      isWords[place] === true && !isMissingCode(cell) ? WORDS_WRITTEN : cell,
    );
    for (const cell of cells) if (cell === MISSING_CODES.pending) pending++;
    builder.add(cells);
    onProgress?.(builder.length);
  }
  const shuffled = builder.finish(shuffleInSecret);
  const answers = variables
    .filter(({ source, type }) => source.from !== 'row' && type !== 'flag')
    .map(({ variable }) => variable);
  const tested = anonymity === null ? null : await anonymise({ table: shuffled, rule: anonymity, answers });
  const table = tested?.table ?? shuffled;
  const report = tested?.report ?? null;
  return { codebook: describeTable(codebook, table, report), table, anonymity: report, pending };
};
