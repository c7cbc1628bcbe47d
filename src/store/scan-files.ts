import type { PageRead } from '../domain/page-read.ts';
import type { Connection, Store } from './store.ts';
import type { ScanFileState } from './schema.ts';

/** Why a file was rejected, in plain words in both languages of the screens. */
export interface RejectReason {
  readonly code: string;
  readonly en: string;
  readonly nl: string;
}

export interface ScanFileRecord {
  readonly id: number;
  readonly claim: string;
  readonly originalName: string;
  readonly state: ScanFileState;
  readonly attempts: number;
  /** Relative to the data folder, with `/` between parts. */
  readonly destination: string | null;
  readonly reason: RejectReason | null;
}

interface Row {
  readonly id: number;
  readonly claim: string;
  readonly original_name: string;
  readonly state: ScanFileState;
  readonly attempts: number;
  readonly destination: string | null;
  readonly reason_code: string | null;
  readonly reason: string | null;
  readonly reason_nl: string | null;
}

const COLUMNS = 'id, claim, original_name, state, attempts, destination, reason_code, reason, reason_nl';

const toRecord = (row: Row): ScanFileRecord => ({
  id: row.id,
  claim: row.claim,
  originalName: row.original_name,
  state: row.state,
  attempts: row.attempts,
  destination: row.destination,
  reason:
    row.reason_code === null
      ? null
      : {
          code: row.reason_code,
          en: row.reason ?? row.reason_code,
          nl: row.reason_nl ?? row.reason ?? row.reason_code,
        },
});

/** Notes that reading a claimed file begins: a new record, or one attempt more of the one that is there. */
export const beginReading = (
  store: Store,
  file: { readonly claim: string; readonly originalName: string; readonly at: Date },
): Promise<ScanFileRecord> =>
  store.write((connection) =>
    toRecord(
      connection
        .prepare(
          `INSERT INTO scan_file (claim, original_name, state, claimed_at) VALUES (?, ?, 'reading', ?)
           ON CONFLICT (claim) DO UPDATE SET attempts = attempts + 1
           RETURNING ${COLUMNS}`,
        )
        .get(file.claim, file.originalName, file.at.toISOString()) as Row,
    ),
  );

/** Takes back an attempt that was ended on purpose, so that only crashes count. */
export const forgetAttempt = (store: Store, claim: string): Promise<void> =>
  store.write((connection) => {
    connection
      .prepare(
        `UPDATE scan_file SET attempts = attempts - 1 WHERE claim = ? AND state = 'reading' AND attempts > 0`,
      )
      .run(claim);
  });

export const findScanFile = (store: Store, claim: string): Promise<ScanFileRecord | null> =>
  store.read((connection) => {
    const row = connection.prepare(`SELECT ${COLUMNS} FROM scan_file WHERE claim = ?`).get(claim) as
      Row | undefined;
    return row === undefined ? null : toRecord(row);
  });

/** Records that a crash left between two places. */
export const listUnfinished = (store: Store): Promise<ScanFileRecord[]> =>
  store.read((connection) =>
    (
      connection
        .prepare(
          `SELECT ${COLUMNS} FROM scan_file WHERE state IN ('reading', 'stored', 'rejecting') ORDER BY id`,
        )
        .all() as Row[]
    ).map(toRecord),
  );

/** A record whose file is not here: the move that claimed it never reached the disk, so the file is still where it was. */
export const forgetReading = (store: Store, claim: string): Promise<void> =>
  store.write((connection) => {
    connection.prepare(`DELETE FROM scan_file WHERE claim = ? AND state = 'reading'`).run(claim);
  });

export const isDestinationTaken = (store: Store, destination: string): Promise<boolean> =>
  store.read(
    (connection) =>
      connection
        .prepare(
          `SELECT 1 FROM scan_file WHERE destination = ? AND state IN ('stored', 'archived', 'rejecting')`,
        )
        .get(destination) !== undefined,
  );

/** An earlier file with the same content whose pages are stored, or null. Inside a transaction. */
export const findTwin = (
  connection: Connection,
  sha256: string,
): { readonly originalName: string; readonly claimedAt: string } | null => {
  const row = connection
    .prepare(
      `SELECT original_name, claimed_at FROM scan_file WHERE sha256 = ? AND state IN ('stored', 'archived')`,
    )
    .get(sha256) as { original_name: string; claimed_at: string } | undefined;
  return row === undefined ? null : { originalName: row.original_name, claimedAt: row.claimed_at };
};

/** A page of a file that is rejected. */
export interface RejectedPageToStore extends Pick<
  PageRead,
  'pageIndex' | 'status' | 'reasons' | 'form' | 'page' | 'diagnostics' | 'ms'
> {
  readonly isBatchHeader: boolean;
}

/** The file goes to `destination` for `reason`; the move follows. */
export const markRejecting = (
  store: Store,
  file: {
    readonly claim: string;
    readonly destination: string;
    readonly reason: RejectReason;
    readonly sha256: string | null;
    readonly bytes: number | null;
    readonly pageCount: number | null;
    /** What was read of it, page by page, where it could be opened: people look at it, and nothing counts. */
    readonly pages?: readonly RejectedPageToStore[];
    readonly readerVersion?: string;
  },
): Promise<void> =>
  store.write((connection) => {
    const row = connection
      .prepare(
        `UPDATE scan_file SET state = 'rejecting', destination = ?, reason_code = ?, reason = ?, reason_nl = ?,
           sha256 = ?, bytes = ?, page_count = ?
         WHERE claim = ? AND state = 'reading' RETURNING id`,
      )
      .get(
        file.destination,
        file.reason.code,
        file.reason.en,
        file.reason.nl,
        file.sha256,
        file.bytes,
        file.pageCount,
        file.claim,
      ) as { id: number } | undefined;
    if (row === undefined) return;
    const insert = connection.prepare(
      `INSERT INTO scan_page (scan_file_id, page_index, status, form, page, is_batch_header, reasons_json,
         diagnostics_json, ms_json, reader_version)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    for (const page of file.pages ?? []) {
      insert.run(
        row.id,
        page.pageIndex,
        page.status,
        page.form,
        page.page,
        page.isBatchHeader ? 1 : 0,
        JSON.stringify(page.reasons),
        JSON.stringify(page.diagnostics),
        JSON.stringify(page.ms),
        file.readerVersion ?? '',
      );
    }
  });

/** The move is done: stored becomes archived, rejecting becomes rejected. */
export const markMoved = (store: Store, claim: string, at: Date): Promise<void> =>
  store.write((connection) => {
    connection
      .prepare(
        `UPDATE scan_file SET state = CASE state WHEN 'stored' THEN 'archived' ELSE 'rejected' END, finished_at = ?
         WHERE claim = ? AND state IN ('stored', 'rejecting')`,
      )
      .run(at.toISOString(), claim);
  });

/** Another place for a file whose place was taken by somebody else before it got there. */
export const changeDestination = (store: Store, claim: string, destination: string): Promise<void> =>
  store.write((connection) => {
    connection.prepare(`UPDATE scan_file SET destination = ? WHERE claim = ?`).run(destination, claim);
  });
