/** The rows of closed waves: what is left of them, and what nothing leads back from. */
import type { Connection, Store } from './store.ts';

export interface ClosedRow {
  readonly rowId: string;
  /** Every column of the row by name. */
  readonly values: Readonly<Record<string, string>>;
  /** What it stands for, mean 1 over the wave; null where boarders were not counted. */
  readonly weight: number | null;
  /** A random group of trips; null where there are too few. */
  readonly cluster: number | null;
  /** 0 to 255, drawn at closing: for perturbing tables by cell key. */
  readonly recordKey: number | null;
}

export interface ClosedText {
  readonly textId: string;
  readonly variable: string;
  readonly words: string;
}

const ROWS_A_CHUNK = 2000;

interface StoredRow {
  readonly row_id: string;
  readonly values_json: string;
  readonly weight: number | null;
  readonly cluster: number | null;
  readonly record_key: number | null;
}

/** Rows of a survey's closed waves, or of one wave by its name, in the order of their random ids. */
export async function* streamClosedRows(
  store: Store,
  survey: string,
  wave: string | null = null,
): AsyncGenerator<ClosedRow> {
  let after = '';
  for (;;) {
    const rows = await store.read((connection) =>
      connection
        .prepare<[{ survey: string; wave: string | null; after: string; limit: number }], StoredRow>(
          `SELECT r.row_id, r.values_json, r.weight, r.cluster, r.record_key
           FROM closed_row r JOIN wave w ON w.id = r.wave_id
           WHERE w.survey = @survey AND (@wave IS NULL OR w.name = @wave) AND r.row_id > @after
           ORDER BY r.row_id LIMIT @limit`,
        )
        .all({ survey, wave, after, limit: ROWS_A_CHUNK }),
    );
    for (const row of rows) {
      yield {
        rowId: row.row_id,
        values: JSON.parse(row.values_json) as Record<string, string>,
        weight: row.weight,
        cluster: row.cluster,
        recordKey: row.record_key,
      };
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.row_id;
  }
}

/** Inside a transaction. */
export const countClosedRows = (connection: Connection, waveId: number): number =>
  connection
    .prepare<[number], number>(`SELECT count(*) FROM closed_row WHERE wave_id = ?`)
    .pluck()
    .get(waveId) ?? 0;

/** Puts the rows and words of a wave there, instead of any that are there. Inside a transaction. */
export const replaceClosedRows = (
  connection: Connection,
  waveId: number,
  rows: readonly ClosedRow[],
  texts: readonly ClosedText[],
): void => {
  connection.prepare(`DELETE FROM closed_row WHERE wave_id = ?`).run(waveId);
  connection.prepare(`DELETE FROM closed_text WHERE wave_id = ?`).run(waveId);
  const addRow = connection.prepare(
    `INSERT INTO closed_row (row_id, wave_id, values_json, weight, cluster, record_key)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  for (const { rowId, values, weight, cluster, recordKey } of rows) {
    addRow.run(rowId, waveId, JSON.stringify(values), weight, cluster, recordKey);
  }
  const addText = connection.prepare(
    `INSERT INTO closed_text (text_id, wave_id, variable, words) VALUES (?, ?, ?, ?)`,
  );
  for (const { textId, variable, words } of texts) {
    addText.run(textId, waveId, variable, words);
  }
};
