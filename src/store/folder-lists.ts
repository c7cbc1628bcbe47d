import type { PageStatus } from '../domain/page-read.ts';
import type { Connection, Store } from './store.ts';

/** A part of a list. */
export interface Slice {
  readonly offset: number;
  readonly limit: number;
}

/** How many files and pages the database knows, by what became of them. */
export interface StoredCounts {
  readonly files: {
    readonly reading: number;
    readonly archived: number;
    /** In the rejected folder, for a person to look at; not those that one has put aside. */
    readonly rejected: number;
    readonly aside: number;
  };
  /** Of files that were not rejected; batch headers are not counted. */
  readonly pages: Readonly<Record<PageStatus, number>>;
}

/** Pages of rejected files are told with their file; `p` is the scan page. */
export const OF_STORED_FILE = `p.scan_file_id NOT IN (
  SELECT id FROM scan_file WHERE state IN ('rejecting', 'rejected'))`;

/** Pages by status; `p` is the scan page. Inside a transaction. */
export const countPages = (
  connection: Connection,
  condition: string,
  parameters: Readonly<Record<string, string>> = {},
): Record<PageStatus, number> => {
  const pages: Record<PageStatus, number> = { read: 0, review: 0, unreadable: 0, blank: 0, foreign: 0 };
  const rows = connection
    .prepare(
      `SELECT p.status, count(*) AS pages FROM scan_page p
       WHERE p.is_batch_header = 0 AND ${condition} GROUP BY p.status`,
    )
    .all(parameters) as { status: PageStatus; pages: number }[];
  for (const row of rows) pages[row.status] = row.pages;
  return pages;
};

export const countScans = async (store: Store): Promise<StoredCounts> =>
  store.read((connection) => {
    const files = { reading: 0, archived: 0, rejected: 0, aside: 0 };
    const rows = connection
      .prepare<[], { place: keyof typeof files | null; files: number }>(
        `SELECT CASE state WHEN 'archived' THEN 'archived'
           WHEN 'rejected' THEN CASE WHEN read_again_as IS NOT NULL THEN NULL
             WHEN set_aside_at IS NULL THEN 'rejected' ELSE 'aside' END
           ELSE 'reading' END AS place, count(*) AS files
         FROM scan_file GROUP BY place`,
      )
      .all();
    for (const row of rows) if (row.place !== null) files[row.place] = row.files;
    return { files, pages: countPages(connection, OF_STORED_FILE) };
  });
