/** The ledger of what was printed, and how much of it was read. */
import type { TripContext, TripCounts } from '../domain/trip-context.ts';
import type { Slice } from './folder-lists.ts';
import type { Store } from './store.ts';

export interface PrintRunRecord {
  readonly id: number;
  readonly form: string;
  readonly survey: string;
  readonly language: string;
  readonly wave: { readonly name: string; readonly state: 'open' | 'closed' };
  /** The trip that the copies are for; `isAlone` where no other print run is for it. */
  readonly batch:
    (TripCounts & { readonly code: string; readonly context: TripContext; readonly isAlone: boolean }) | null;
  readonly copies: number;
  /** Copies of which at least one page was read. */
  readonly read: number;
  /** Copies of which every page was read. */
  readonly complete: number;
  /** In the print folder. */
  readonly fileName: string | null;
  readonly createdAt: string;
}

interface Row {
  readonly id: number;
  readonly form: string;
  readonly survey: string;
  readonly language: string;
  readonly wave: string;
  readonly wave_state: 'open' | 'closed';
  readonly batch: string | null;
  readonly context_json: string | null;
  readonly handed_out: number | null;
  readonly returned: number | null;
  readonly boarders: number | null;
  readonly is_alone: 0 | 1;
  readonly copies: number;
  readonly read: number;
  readonly complete: number;
  readonly file_name: string | null;
  readonly created_at: string;
}

const PAGES_READ = `(SELECT count(*) FROM scan_page p WHERE p.copy = c.code AND p.counts = 1)`;

/** Counting the copies of a run costs a look-up each, so that runs are chosen first. */
const describeRuns = (chosen: string): string => `
  WITH run AS (${chosen}),
  done AS (
    SELECT run.id, sum(${PAGES_READ} > 0) AS read,
      sum(${PAGES_READ} >= json_array_length(f.layout_json, '$.pages')) AS complete
    FROM run JOIN form_version f ON f.form = run.form JOIN copy c ON c.print_run_id = run.id GROUP BY run.id)
  SELECT run.id, run.form, f.survey, f.language, w.name AS wave, w.state AS wave_state, run.batch, b.context_json,
    b.handed_out, b.returned, b.boarders, run.copies, run.file_name, run.created_at,
    COALESCE(done.read, 0) AS read, COALESCE(done.complete, 0) AS complete,
    (SELECT count(*) FROM print_run o WHERE o.batch = run.batch) = 1 AS is_alone
  FROM run JOIN form_version f ON f.form = run.form JOIN wave w ON w.id = run.wave_id
  LEFT JOIN batch b ON b.code = run.batch LEFT JOIN done ON done.id = run.id
  ORDER BY run.id DESC`;

const toRecord = (row: Row): PrintRunRecord => ({
  id: row.id,
  form: row.form,
  survey: row.survey,
  language: row.language,
  wave: { name: row.wave, state: row.wave_state },
  batch:
    row.batch === null
      ? null
      : {
          code: row.batch,
          context: JSON.parse(row.context_json ?? '{}') as Record<string, string>,
          handedOut: row.handed_out,
          returned: row.returned,
          boarders: row.boarders,
          isAlone: row.is_alone === 1,
        },
  copies: row.copies,
  read: row.read,
  complete: row.complete,
  fileName: row.file_name,
  createdAt: row.created_at,
});

/** The latest print runs first, and how many there are. */
export const listPrintRuns = async (
  store: Store,
  { offset, limit }: Slice,
): Promise<{ readonly total: number; readonly runs: readonly PrintRunRecord[] }> =>
  store.read((connection) => {
    const { total } = connection.prepare(`SELECT count(*) AS total FROM print_run`).get() as {
      total: number;
    };
    const rows = connection
      .prepare(describeRuns(`SELECT * FROM print_run ORDER BY id DESC LIMIT ? OFFSET ?`))
      .all(limit, offset) as Row[];
    return { total, runs: rows.map(toRecord) };
  });

export const findPrintRun = async (store: Store, run: number): Promise<PrintRunRecord | null> =>
  store.read((connection) => {
    const row = connection.prepare(describeRuns(`SELECT * FROM print_run WHERE id = ?`)).get(run) as
      Row | undefined;
    return row === undefined ? null : toRecord(row);
  });

export interface UnreadCopy {
  readonly copy: string;
  /** Pages that were not read, from 1; all of them where nothing of the copy was. */
  readonly pages: readonly number[];
}

/**
 * The copies of a run of which pages were not read: those that lack only some first, each kind in the order of their codes,
 * which are random and say nothing of who has them.
 */
export const listUnreadCopies = async (
  store: Store,
  run: number,
  { offset, limit }: Slice,
): Promise<{ readonly total: number; readonly copies: readonly UnreadCopy[] }> =>
  store.read((connection) => {
    const unread = `SELECT c.code, f.layout_json, ${PAGES_READ} AS pages_read
      FROM copy c JOIN form_version f ON f.form = c.form
      WHERE c.print_run_id = ? AND ${PAGES_READ} < json_array_length(f.layout_json, '$.pages')`;
    const { total } = connection.prepare(`SELECT count(*) AS total FROM (${unread})`).get(run) as {
      total: number;
    };
    const rows = connection
      .prepare(
        `SELECT code AS copy, (
           SELECT json_group_array(value ->> '$.page') FROM json_each(layout_json, '$.pages')
           WHERE NOT EXISTS (
             SELECT 1 FROM scan_page p WHERE p.copy = code AND p.counts = 1 AND p.page = value ->> '$.page')) AS pages
         FROM (${unread}) ORDER BY pages_read = 0, code LIMIT ? OFFSET ?`,
      )
      .all(run, limit, offset) as { copy: string; pages: string }[];
    return {
      total,
      copies: rows.map(({ copy, pages }) => ({ copy, pages: JSON.parse(pages) as number[] })),
    };
  });

/** Every survey that was printed here. */
export const listSurveys = async (store: Store): Promise<string[]> =>
  store.read((connection) =>
    connection
      .prepare<[], { id: string }>(`SELECT id FROM survey ORDER BY id`)
      .all()
      .map(({ id }) => id),
  );

/** The form version of a survey that is newest, by its name; null where the survey has none. */
export const newestForm = async (store: Store, survey: string): Promise<string | null> =>
  store.read(
    (connection) =>
      connection
        .prepare<[string], { form: string }>(
          `SELECT form FROM form_version WHERE survey = ? ORDER BY created_at DESC, rowid DESC LIMIT 1`,
        )
        .get(survey)?.form ?? null,
  );
