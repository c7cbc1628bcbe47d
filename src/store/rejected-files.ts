/** Files that were rejected: what was wrong with each, and what a person says of it since. */
import type { PageStatus } from '../domain/page-read.ts';
import { PaperlineError } from '../domain/errors.ts';
import { recordAct } from './audit-log.ts';
import type { Slice } from './folder-lists.ts';
import type { ScanFileState } from './schema.ts';
import type { RejectReason } from './scan-files.ts';
import type { Store } from './store.ts';

export interface RejectedPage {
  readonly id: number;
  /** Place in the file, from 0. */
  readonly pageIndex: number;
  readonly status: PageStatus;
  readonly reasons: readonly string[];
}

export interface RejectedFile {
  readonly id: number;
  readonly name: string;
  readonly reason: RejectReason;
  readonly rejectedAt: string | null;
  readonly bytes: number | null;
  /** Its pages, where the file could be opened and was read; the first of them. */
  readonly pages: readonly RejectedPage[];
  readonly pageCount: number | null;
  readonly isAside: boolean;
}

/** A long stack of somebody else's forms is told by its first pages. */
const PAGES_TOLD = 40;

interface Row {
  readonly id: number;
  readonly original_name: string;
  readonly reason_code: string | null;
  readonly reason: string | null;
  readonly reason_nl: string | null;
  readonly finished_at: string | null;
  readonly bytes: number | null;
  readonly page_count: number | null;
  readonly set_aside_at: string | null;
}

/** Still in the rejected folder as far as is known. */
const IS_THERE = `state = 'rejected' AND read_again_as IS NULL AND destination IS NOT NULL`;

/** The files that were rejected and wait for a person, or those that one has put aside; the latest first. */
export const listRejectedFiles = async (
  store: Store,
  { offset, limit, aside = false }: Slice & { readonly aside?: boolean },
): Promise<{ total: number; files: RejectedFile[] }> =>
  store.read((connection) => {
    const chosen = `FROM scan_file WHERE ${IS_THERE} AND (set_aside_at IS NOT NULL) = ${aside ? 1 : 0}`;
    const { total } = connection.prepare(`SELECT count(*) AS total ${chosen}`).get() as { total: number };
    const rows = connection
      .prepare(
        `SELECT id, original_name, reason_code, reason, reason_nl, finished_at, bytes, page_count, set_aside_at
         ${chosen} ORDER BY finished_at DESC, id DESC LIMIT ? OFFSET ?`,
      )
      .all(limit, offset) as Row[];
    const pagesOf = connection.prepare<
      [number, number],
      { id: number; page_index: number; status: PageStatus; reasons_json: string }
    >(
      `SELECT id, page_index, status, reasons_json FROM scan_page WHERE scan_file_id = ? ORDER BY page_index LIMIT ?`,
    );
    const files = rows.map((row): RejectedFile => {
      const en = row.reason ?? '';
      return {
        id: row.id,
        name: row.original_name,
        reason: { code: row.reason_code ?? '', en, nl: row.reason_nl ?? en },
        rejectedAt: row.finished_at,
        bytes: row.bytes,
        pages: pagesOf.all(row.id, PAGES_TOLD).map((page) => ({
          id: page.id,
          pageIndex: page.page_index,
          status: page.status,
          reasons: JSON.parse(page.reasons_json) as string[],
        })),
        pageCount: row.page_count,
        isAside: row.set_aside_at !== null,
      };
    });
    return { total, files };
  });

const noSuchFile = (id: number): PaperlineError =>
  new PaperlineError({
    code: 'file-unknown',
    message: `No rejected file ${id} waits here.`,
    remedy: 'Load the list again: somebody may have dealt with it.',
  });

/** A person lets a rejected file be; or takes that back. @throws PaperlineError `file-unknown` */
export const setFileAside = (
  store: Store,
  id: number,
  aside: { readonly by: string; readonly at: Date } | null,
): Promise<void> =>
  store.write((connection) => {
    const { changes } = connection
      .prepare(
        `UPDATE scan_file SET set_aside_at = ?, set_aside_by = ?
         WHERE id = ? AND ${IS_THERE} AND (set_aside_at IS NULL) = ?`,
      )
      .run(aside?.at.toISOString() ?? null, aside?.by ?? null, id, aside === null ? 0 : 1);
    if (changes === 0) throw noSuchFile(id);
    const act = aside === null ? 'rejected-taken-back' : 'rejected-set-aside';
    recordAct(connection, act, {}, aside === null ? {} : { at: aside.at });
  });

export interface PlacedFile {
  readonly id: number;
  readonly name: string;
  readonly state: ScanFileState;
  /** Relative to the data folder, with `/` between parts. */
  readonly destination: string | null;
}

const PLACED = `SELECT id, original_name AS name, state, destination FROM scan_file`;

export const findFile = (store: Store, id: number): Promise<PlacedFile | null> =>
  store.read(
    (connection) => connection.prepare<[number], PlacedFile>(`${PLACED} WHERE id = ?`).get(id) ?? null,
  );

/** The rejected file that lies at this place, or null where nobody knows one. */
export const findRejectedAt = (store: Store, destination: string): Promise<PlacedFile | null> =>
  store.read(
    (connection) =>
      connection
        .prepare<[string], PlacedFile>(
          `${PLACED} WHERE destination = ? AND ${IS_THERE} ORDER BY id DESC LIMIT 1`,
        )
        .get(destination) ?? null,
  );

/**
 * Notes that a rejected file is about to move into the reading folder under `claim`: before it moves, so that a crash leaves
 * no doubt about where it is.
 * @throws PaperlineError `file-unknown` where it is not there, or somebody was first
 */
export const beginReadAgain = (store: Store, id: number, claim: string): Promise<void> =>
  store.write((connection) => {
    const { changes } = connection
      .prepare(`UPDATE scan_file SET read_again_as = ? WHERE id = ? AND ${IS_THERE}`)
      .run(claim, id);
    if (changes === 0) throw noSuchFile(id);
    recordAct(connection, 'rejected-read-again', {});
  });

/** The file did not move. */
export const forgetReadAgain = (store: Store, claim: string): Promise<void> =>
  store.write((connection) => {
    connection.prepare(`UPDATE scan_file SET read_again_as = NULL WHERE read_again_as = ?`).run(claim);
  });

/** Files that were about to be read again and of which no reading is on record; what a crash left, at a start. */
export const listUnsettledReadAgain = (
  store: Store,
): Promise<readonly (PlacedFile & { readonly claim: string })[]> =>
  store.read((connection) =>
    connection
      .prepare<[], PlacedFile & { claim: string }>(
        `SELECT id, original_name AS name, state, destination, read_again_as AS claim FROM scan_file AS f
         WHERE read_again_as IS NOT NULL AND NOT EXISTS (SELECT 1 FROM scan_file WHERE claim = f.read_again_as)`,
      )
      .all(),
  );

/** What staff called the rejected file that is read again under `claim`, or null. */
export const nameReadAgain = (store: Store, claim: string): Promise<string | null> =>
  store.read(
    (connection) =>
      connection
        .prepare<[string], { name: string }>(
          `SELECT original_name AS name FROM scan_file WHERE read_again_as = ?`,
        )
        .get(claim)?.name ?? null,
  );
