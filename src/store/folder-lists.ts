import type { PageStatus } from '../domain/page-read.ts';
import type { Store } from './store.ts';

/** How many files and pages the database knows, by what became of them. */
export interface StoredCounts {
  readonly files: { readonly reading: number; readonly archived: number; readonly rejected: number };
  /** Batch headers are not counted. */
  readonly pages: Readonly<Record<PageStatus, number>>;
}

export const countScans = async (store: Store): Promise<StoredCounts> =>
  store.read((connection) => {
    const files = { reading: 0, archived: 0, rejected: 0 };
    const fileRows = connection
      .prepare<[], { state: string; files: number }>(
        `SELECT state, count(*) AS files FROM scan_file GROUP BY state`,
      )
      .all();
    for (const row of fileRows) {
      if (row.state === 'archived') files.archived += row.files;
      else if (row.state === 'rejected') files.rejected += row.files;
      else files.reading += row.files;
    }
    const pages: Record<PageStatus, number> = { read: 0, review: 0, unreadable: 0, blank: 0, foreign: 0 };
    const pageRows = connection
      .prepare<[], { status: PageStatus; pages: number }>(
        `SELECT status, count(*) AS pages FROM scan_page WHERE is_batch_header = 0 GROUP BY status`,
      )
      .all();
    for (const row of pageRows) pages[row.status] = row.pages;
    return { files, pages };
  });

export interface Slice {
  readonly offset: number;
  readonly limit: number;
}

export interface RejectedFile {
  readonly id: number;
  readonly name: string;
  readonly reason: { readonly code: string; readonly en: string; readonly nl: string };
  readonly rejectedAt: string | null;
  readonly bytes: number | null;
}

/** The files that were rejected, the latest first. */
export const listRejectedFiles = async (
  store: Store,
  { offset, limit }: Slice,
): Promise<{ total: number; files: RejectedFile[] }> =>
  store.read((connection) => {
    const { total } = connection
      .prepare<[], { total: number }>(
        `SELECT count(*) AS total FROM scan_file WHERE state = 'rejected' AND destination IS NOT NULL`,
      )
      .get() ?? { total: 0 };
    const rows = connection
      .prepare<
        [number, number],
        {
          id: number;
          original_name: string;
          reason_code: string | null;
          reason: string | null;
          reason_nl: string | null;
          finished_at: string | null;
          bytes: number | null;
        }
      >(
        `SELECT id, original_name, reason_code, reason, reason_nl, finished_at, bytes FROM scan_file
         WHERE state = 'rejected' AND destination IS NOT NULL ORDER BY finished_at DESC, id DESC LIMIT ? OFFSET ?`,
      )
      .all(limit, offset);
    const files = rows.map((row) => ({
      id: row.id,
      name: row.original_name,
      reason: { code: row.reason_code ?? '', en: row.reason ?? '', nl: row.reason_nl ?? row.reason ?? '' },
      rejectedAt: row.finished_at,
      bytes: row.bytes,
    }));
    return { total, files };
  });

export interface ProblemPage {
  readonly id: number;
  readonly file: string;
  /** Place in the file, from 0. */
  readonly pageIndex: number;
  readonly status: 'unreadable' | 'foreign';
  readonly reasons: readonly string[];
}

/** The pages that gave no answers although there is something on them, the latest first. */
export const listProblemPages = async (
  store: Store,
  { offset, limit }: Slice,
): Promise<{ total: number; pages: ProblemPage[] }> =>
  store.read((connection) => {
    const { total } = connection
      .prepare<[], { total: number }>(
        `SELECT count(*) AS total FROM scan_page WHERE status IN ('unreadable', 'foreign')`,
      )
      .get() ?? { total: 0 };
    const rows = connection
      .prepare<
        [number, number],
        {
          id: number;
          file: string;
          page_index: number;
          status: 'unreadable' | 'foreign';
          reasons_json: string;
        }
      >(
        `SELECT p.id, f.original_name AS file, p.page_index, p.status, p.reasons_json
         FROM scan_page p JOIN scan_file f ON f.id = p.scan_file_id
         WHERE p.status IN ('unreadable', 'foreign') ORDER BY p.id DESC LIMIT ? OFFSET ?`,
      )
      .all(limit, offset);
    const pages = rows.map((row) => ({
      id: row.id,
      file: row.file,
      pageIndex: row.page_index,
      status: row.status,
      reasons: JSON.parse(row.reasons_json) as string[],
    }));
    return { total, pages };
  });
