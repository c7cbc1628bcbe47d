import { isMissingCode, MISSING_CODES, WITHHELD_CODE } from '../../domain/missing-codes.ts';
import type { AnonymityRule, QuasiIdentifier } from '../../questionnaire/questionnaire.ts';
import { tableOf, type RowTable, type TableColumn } from '../row-table.ts';
import type { AnonymityReport, WaveAnonymity } from './anonymity-report.ts';
import { buildLadder, type Ladder } from './generalisation-ladder.ts';
import { groupTuples } from './group-tuples.ts';
import { recodeRows, type RecodedRows } from './recode-rows.ts';

/**
 * Rows in which each combination of the quasi-identifiers is in `k` rows or more, wave by wave: a wave that leaves alone and
 * one that leaves with others then say the same, and one cannot be subtracted from the other. What waits for a person in a
 * quasi-identifier is left out. A wave of fewer than `k` rows has all of them left out and is reported.
 */
export interface AnonymousRows {
  readonly table: RowTable;
  readonly report: AnonymityReport;
}

export interface AnonymiseInput {
  readonly table: RowTable;
  readonly rule: AnonymityRule;
  /** Columns of answers of which a group that is of one mind should be told. */
  readonly answers: readonly string[];
}

interface QuasiColumn {
  readonly identifier: QuasiIdentifier;
  readonly column: TableColumn;
  readonly place: number;
}

/** The codes of some rows of a column, numbered anew so that only values which these rows have count. */
const localColumn = (column: TableColumn, rows: Uint32Array): TableColumn => {
  // Sorted, so that the outcome does not depend on the order of the rows.
  const codes = rows.map((row) => column.codes[row] ?? 0);
  const present = [...new Set(codes)].toSorted((one, other) =>
    (column.values[one] ?? '') < (column.values[other] ?? '') ? -1 : 1,
  );
  const placeOf = new Map(present.map((code, place) => [code, place]));
  return {
    values: present.map((code) => column.values[code] ?? ''),
    codes: codes.map((code) => placeOf.get(code) ?? 0),
  };
};

const codesOf = (texts: readonly string[]): TableColumn => {
  const places = new Map<string, number>();
  const codes = new Uint32Array(texts.length);
  for (const [row, text] of texts.entries()) {
    const place = places.get(text) ?? places.size;
    places.set(text, place);
    codes[row] = place;
  }
  return { values: [...places.keys()], codes };
};

const countUnanimous = (
  answers: readonly TableColumn[],
  rows: Uint32Array,
  groupOf: Uint32Array,
  groups: number,
): number => {
  let unanimous = 0;
  for (const { values, codes } of answers) {
    const isLegal = values.map((value) => !isMissingCode(value));
    const first = new Int32Array(groups).fill(-1);
    const isMixed = new Uint8Array(groups);
    for (const [place, row] of rows.entries()) {
      const group = groupOf[place] ?? 0;
      const code = codes[row] ?? 0;
      if (isLegal[code] !== true) isMixed[group] = 1;
      else if (first[group] === -1) first[group] = code;
      else if (first[group] !== code) isMixed[group] = 1;
    }
    for (const mixed of isMixed) if (mixed === 0) unanimous++;
  }
  return unanimous;
};

/** @throws Error where a combination is in fewer than k rows after all, which is a defect */
export const anonymise = async ({ table, rule, answers }: AnonymiseInput): Promise<AnonymousRows> => {
  const { k } = rule;
  const placeOf = new Map(table.columns.map((name, place) => [name, place]));
  // A declared column that no version has yet says nothing.
  const quasi: QuasiColumn[] = rule.quasiIdentifiers.flatMap((identifier) => {
    const place = placeOf.get(identifier.variable);
    return place === undefined ? [] : [{ identifier, place, column: table.column(place) }];
  });
  const outcome = quasi.map(() => Array.from<string>({ length: table.length }));
  const answerColumns = answers.flatMap((name) => {
    const place = placeOf.get(name);
    return place === undefined || quasi.some((each) => each.place === place) ? [] : [table.column(place)];
  });
  const waveColumn = table.column(placeOf.get('wave') ?? 0);
  const waves: WaveAnonymity[] = [];
  for (const [code, wave] of waveColumn.values.entries()) {
    const rows = Uint32Array.from(waveColumn.codes.keys()).filter((row) => waveColumn.codes[row] === code);
    if (rows.length === 0) continue;
    const local = quasi.map(({ column }) => localColumn(column, rows));
    const ladders: Ladder[] = quasi.map(({ identifier }, at) =>
      buildLadder(identifier, local[at]?.values ?? []),
    );
    const tooFew = rows.length < k;
    const found: RecodedRows = tooFew
      ? {
          levels: ladders.map(({ levels }) => levels.length - 1),
          leftOut: ladders.map(() => new Uint8Array(rows.length)),
          loss: rows.length * ladders.length,
        }
      : await recodeRows({ ladders, codes: local.map(({ codes }) => codes), rows: rows.length, k });
    const pendingRows = rows.filter((_, place) =>
      local.some(({ values, codes }) => values[codes[place] ?? 0] === MISSING_CODES.pending),
    ).length;
    const touchedRows = rows.filter((_, place) => found.leftOut.some((cells) => cells[place] === 1)).length;

    let generalisedCells = 0;
    let withheldCells = 0;
    const written = quasi.map((_, at) => {
      const { values = [], codes = new Uint32Array() } = local[at] ?? {};
      const texts = ladders[at]?.levels[found.levels[at] ?? 0]?.texts ?? [];
      return Array.from(rows, (row, place) => {
        const value = codes[place] ?? 0;
        const text = found.leftOut[at]?.[place] === 1 ? WITHHELD_CODE : (texts[value] ?? WITHHELD_CODE);
        if (text === WITHHELD_CODE) withheldCells++;
        else if (text !== values[value]) generalisedCells++;
        const column = outcome[at];
        if (column !== undefined) column[row] = text;
        return text;
      });
    });
    const groups = groupTuples(
      written.map((texts) => {
        const { values, codes } = codesOf(texts);
        return { codes, size: values.length };
      }),
      rows.length,
    );
    const sizes = new Uint32Array(groups.count);
    for (const group of groups.groupOf) sizes[group] = (sizes[group] ?? 0) + 1;
    const smallest = Math.min(...sizes);
    if (!tooFew && quasi.length > 0 && smallest < k) {
      throw new Error(`Expected every combination in ${k} rows but found one in ${smallest}.`);
    }
    waves.push({
      wave,
      rows: rows.length,
      steps: Object.fromEntries(
        quasi.map(({ identifier }, at) => {
          const taken = found.levels[at] ?? 0;
          return [identifier.variable, { taken, leftOut: taken === identifier.steps.length + 1 }];
        }),
      ),
      cells: rows.length * quasi.length,
      generalisedCells,
      withheldCells,
      touchedRows,
      pendingRows,
      loss: rows.length * quasi.length === 0 ? 0 : found.loss / (rows.length * quasi.length),
      combinations: groups.count,
      smallest,
      tooFew,
      unanimous: countUnanimous(answerColumns, rows, groups.groupOf, groups.count),
      unanimousOf: groups.count * answerColumns.length,
    });
  }
  const replaced = new Map(quasi.map(({ place }, at) => [place, codesOf(outcome[at] ?? [])]));
  return {
    table: tableOf(
      table.columns,
      table.columns.map((_, place) => replaced.get(place) ?? table.column(place)),
    ),
    report: {
      k,
      quasiIdentifiers: quasi.map(({ identifier }) => identifier.variable),
      waves: waves.toSorted((one, other) => (one.wave < other.wave ? -1 : 1)),
    },
  };
};
