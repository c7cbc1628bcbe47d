import type { Store } from './store.ts';

export interface PrintRunRecord {
  readonly id: number;
  readonly survey: string;
  readonly language: string;
  readonly copies: number;
  /** In the print folder. */
  readonly fileName: string | null;
  readonly createdAt: string;
}

const COLUMNS = `r.id, f.survey, f.language, r.copies, r.file_name AS fileName, r.created_at AS createdAt`;

/** The latest print runs first. */
export const listPrintRuns = async (store: Store, limit: number): Promise<PrintRunRecord[]> =>
  store.read((connection) =>
    connection
      .prepare<[number], PrintRunRecord>(
        `SELECT ${COLUMNS} FROM print_run r JOIN form_version f ON f.form = r.form ORDER BY r.id DESC LIMIT ?`,
      )
      .all(limit),
  );

export const findPrintRun = async (store: Store, run: number): Promise<PrintRunRecord | null> =>
  store.read(
    (connection) =>
      connection
        .prepare<[number], PrintRunRecord>(
          `SELECT ${COLUMNS} FROM print_run r JOIN form_version f ON f.form = r.form WHERE r.id = ?`,
        )
        .get(run) ?? null,
  );

/** Every survey that was printed here. */
export const listSurveys = async (store: Store): Promise<string[]> =>
  store.read((connection) =>
    connection
      .prepare<[], { id: string }>(`SELECT id FROM survey ORDER BY id`)
      .all()
      .map(({ id }) => id),
  );
