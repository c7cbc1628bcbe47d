import type { RectMm } from '../domain/geometry.ts';
import type { Homography } from '../domain/page-read.ts';
import {
  leaseOwnerOf,
  TASK_COLUMNS,
  TASK_JOINS,
  taskOf,
  type ReviewerSession,
  type StoredTask,
  type TaskRow,
} from './review-queue.ts';
import { recordAct } from './audit-log.ts';
import { openPicture } from './sheet-keys.ts';
import type { Connection, Store } from './store.ts';

/** Why somebody looks at a whole page; stored by code. */
export const OPENING_REASONS = ['context', 'misplaced', 'machine-check', 'respondent', 'other'] as const;
export type OpeningReason = (typeof OPENING_REASONS)[number];

export interface SheetClaim {
  /** The name that the screen gave the sheet. Asked for again, the same sheet comes. */
  readonly sheet: string;
  readonly reason: OpeningReason;
  readonly survey?: string | undefined;
  readonly leaseMs: number;
  readonly now: Date;
}

export interface OpenedSheet {
  /** Names the opening on record; by it the picture is fetched. */
  readonly opening: number;
  readonly form: string;
  /** Of the form, from 1. */
  readonly page: number;
  readonly tasks: readonly StoredTask[];
}

/** Where the picture of a page is, and how the page lies in it. */
export interface PageSource {
  /** The scan, relative to the data folder, with `/` between parts. */
  readonly destination: string;
  /** Place in the file, from 0. */
  readonly pageIndex: number;
  /** Null where no reader knew the form. */
  readonly form: string | null;
  readonly pageMmToScanPx: Homography | null;
  /** The one field that was opened; null where the whole page was. */
  readonly field: OpenedField | null;
}

export interface OpenedField {
  readonly variable: string;
  /**
   * What was cut out of the page when it was read, and which part of the page that is, in mm; null where nothing was, or where it was
   * not kept which part: what else is on it could not be hidden.
   */
  readonly crop: { readonly image: Uint8Array; readonly rectMm: RectMm } | null;
}

const tasksOf = (connection: Connection, owner: string, sheet: string): StoredTask[] =>
  connection
    .prepare<[string, string], TaskRow>(
      `SELECT ${TASK_COLUMNS} FROM review_task t INDEXED BY review_task_by_lease ${TASK_JOINS}
       WHERE t.lease_owner = ? AND t.held_for = ? AND t.state = 'open' ORDER BY t.id`,
    )
    .all(owner, sheet)
    .map(taskOf);

const pageOfTask = (connection: Connection, task: number): number | undefined =>
  connection
    .prepare<[number], number>(
      `SELECT r.scan_page_id FROM review_task t JOIN reading r ON r.id = t.reading_id WHERE t.id = ?`,
    )
    .pluck()
    .get(task);

/** Gives the session all free tasks of the page that the queue's first free task stands on. */
const takePage = (connection: Connection, owner: string, claim: SheetClaim): void => {
  const { sheet, survey, now, leaseMs } = claim;
  const first = connection
    .prepare(
      `SELECT id FROM review_task INDEXED BY review_task_queue
       WHERE state = 'open' AND (lease_owner IS NULL OR lease_until <= @now)
         ${survey === undefined ? '' : 'AND survey = @survey'}
       ORDER BY off_wall DESC, skips, survey, kind, variable, read_as, confidence, id LIMIT 1`,
    )
    .pluck()
    .get({ now: now.toISOString(), ...(survey === undefined ? {} : { survey }) }) as number | undefined;
  const page = first === undefined ? undefined : pageOfTask(connection, first);
  if (page === undefined) return;
  connection
    .prepare(
      `UPDATE review_task SET lease_owner = @owner, lease_until = @until, held_for = @sheet
       WHERE id IN (
         SELECT t.id FROM reading r CROSS JOIN review_task t ON t.reading_id = r.id WHERE r.scan_page_id = @page) AND state = 'open'
         AND (lease_owner IS NULL OR lease_until <= @now)`,
    )
    .run({
      owner,
      until: new Date(now.getTime() + leaseMs).toISOString(),
      sheet,
      page,
      now: now.toISOString(),
    });
};

/**
 * Gives the session the open tasks of one page and writes down that it opens the page, and why. Asking again for the
 * same sheet gives what is left of it; null where nothing waits.
 */
export const openSheet = (
  store: Store,
  who: ReviewerSession,
  claim: SheetClaim,
): Promise<OpenedSheet | null> => {
  const owner = leaseOwnerOf(who);
  const { sheet, reason, now } = claim;
  return store.write((connection) => {
    if (tasksOf(connection, owner, sheet).length === 0) takePage(connection, owner, claim);
    const tasks = tasksOf(connection, owner, sheet);
    const first = tasks[0];
    const scanPage = first === undefined ? undefined : pageOfTask(connection, first.id);
    if (first === undefined || scanPage === undefined) return null;
    const page = connection
      .prepare<[number], number | null>(`SELECT page FROM scan_page WHERE id = ?`)
      .pluck()
      .get(scanPage);
    const opening = connection
      .prepare(
        `INSERT INTO page_opening (reviewer, session, scan_page_id, reason, opened_at) VALUES (?, ?, ?, ?, ?)`,
      )
      .run(who.reviewer, who.session, scanPage, reason, now.toISOString()).lastInsertRowid;
    const about = { opening: Number(opening), reason, survey: first.survey };
    recordAct(connection, 'page-opened', about, { at: now });
    return { opening: Number(opening), form: first.form, page: page ?? 1, tasks };
  });
};

interface OpenedRow {
  destination: string | null;
  page_index: number;
  form: string | null;
  diagnostics_json: string;
  variable: string | null;
  image: Uint8Array | null;
  frame_json: string | null;
}

const fieldOf = (
  connection: Connection,
  { variable, image, frame_json: frame }: OpenedRow,
): OpenedField | null => {
  if (variable === null) return null;
  if (image === null || frame === null) return { variable, crop: null };
  const { rectMm } = JSON.parse(frame) as { rectMm?: RectMm };
  return {
    variable,
    crop: rectMm === undefined ? null : { image: openPicture(connection, image), rectMm },
  };
};

/**
 * Where the picture of an opened page or field is, a reviewer's or an operator's; null unless this very session opened it. The
 * number of a page that was erased may be given again, so that only a page that was there at the opening counts. A field is
 * in sight only as long as its wave is open.
 */
export const findOpenedPage = (
  store: Store,
  who: ReviewerSession,
  opening: number,
): Promise<PageSource | null> =>
  store.read((connection) => {
    const row = connection
      .prepare<[number, string, string], OpenedRow>(
        `SELECT f.destination, p.page_index, p.form, p.diagnostics_json, o.variable, k.image, k.frame_json
         FROM page_opening o JOIN scan_page p ON p.id = o.scan_page_id JOIN scan_file f ON f.id = p.scan_file_id
         LEFT JOIN reading r ON r.scan_page_id = p.id AND r.variable = o.variable
         LEFT JOIN crop k ON k.reading_id = r.id
         WHERE o.id = ? AND o.reviewer = ? AND o.session = ? AND f.read_again_as IS NULL
           AND f.state IN ('stored', 'archived', 'rejected') AND f.claimed_at <= o.opened_at
           AND (o.variable IS NULL OR EXISTS (
             SELECT 1 FROM copy c JOIN wave w ON w.id = c.wave_id WHERE c.code = p.copy AND w.state = 'open'))`,
      )
      .get(opening, who.reviewer, who.session);
    if (row === undefined || row.destination === null) return null;
    const { pageMmToScanPx } = JSON.parse(row.diagnostics_json) as { pageMmToScanPx?: Homography };
    return {
      destination: row.destination,
      pageIndex: row.page_index,
      form: row.form,
      pageMmToScanPx: pageMmToScanPx ?? null,
      field: fieldOf(connection, row),
    };
  });
