/** Pages of files that were taken which gave no answers although something is on them, and what a person says of each. */
import { PaperlineError } from '../domain/errors.ts';
import { recordAct } from './audit-log.ts';
import { OF_STORED_FILE, type Slice } from './folder-lists.ts';
import type { Store } from './store.ts';

export interface ProblemPage {
  readonly id: number;
  readonly fileId: number;
  readonly file: string;
  /** Place in the file, from 0. */
  readonly pageIndex: number;
  readonly status: 'unreadable' | 'foreign';
  readonly reasons: readonly string[];
}

const IS_PROBLEM = `p.status IN ('unreadable', 'foreign') AND ${OF_STORED_FILE}`;

/** Those that wait for a person, or those that one has put aside; the latest first. */
export const listProblemPages = async (
  store: Store,
  { offset, limit, aside = false }: Slice & { readonly aside?: boolean },
): Promise<{ total: number; pages: ProblemPage[] }> =>
  store.read((connection) => {
    const chosen = `FROM scan_page p JOIN scan_file f ON f.id = p.scan_file_id
      WHERE ${IS_PROBLEM} AND (p.set_aside_at IS NOT NULL) = ${aside ? 1 : 0}`;
    const { total } = connection.prepare(`SELECT count(*) AS total ${chosen}`).get() as { total: number };
    const rows = connection
      .prepare(
        `SELECT p.id, f.id AS file_id, f.original_name AS file, p.page_index, p.status, p.reasons_json ${chosen}
         ORDER BY p.id DESC LIMIT ? OFFSET ?`,
      )
      .all(limit, offset) as {
      id: number;
      file_id: number;
      file: string;
      page_index: number;
      status: 'unreadable' | 'foreign';
      reasons_json: string;
    }[];
    const pages = rows.map((row) => ({
      id: row.id,
      fileId: row.file_id,
      file: row.file,
      pageIndex: row.page_index,
      status: row.status,
      reasons: JSON.parse(row.reasons_json) as string[],
    }));
    return { total, pages };
  });

/** A person lets a page without answers be; or takes that back. @throws PaperlineError `page-unknown` */
export const setProblemPageAside = (
  store: Store,
  id: number,
  aside: { readonly by: string; readonly at: Date } | null,
): Promise<void> =>
  store.write((connection) => {
    const { changes } = connection
      .prepare(
        `UPDATE scan_page AS p SET set_aside_at = ?, set_aside_by = ?
         WHERE p.id = ? AND ${IS_PROBLEM} AND (p.set_aside_at IS NULL) = ?`,
      )
      .run(aside?.at.toISOString() ?? null, aside?.by ?? null, id, aside === null ? 0 : 1);
    if (changes > 0) {
      const act = aside === null ? 'page-taken-back' : 'page-set-aside';
      recordAct(connection, act, {}, aside === null ? {} : { at: aside.at });
      return;
    }
    throw new PaperlineError({
      code: 'page-unknown',
      message: `No page ${id} without answers waits here.`,
      remedy: 'Load the list again: somebody may have dealt with it.',
    });
  });
