/** What became of the files that came to their end between two moments, such as on one day. */
import type { PageStatus } from '../domain/page-read.ts';
import { countPages, type Slice } from './folder-lists.ts';
import type { Store } from './store.ts';

export interface Span {
  readonly from: Date;
  /** Not of the span any more. */
  readonly to: Date;
}

export interface FinishedFile {
  readonly id: number;
  readonly name: string;
  readonly outcome: 'archived' | 'rejected';
  /** Null where it could not be opened. */
  readonly pages: number | null;
  /** Pages with answers that a person must look at. */
  readonly review: number;
  /** Pages that gave nothing although something is on them. */
  readonly lost: number;
  readonly finishedAt: string;
}

export interface DayOfFiles {
  readonly files: { readonly archived: number; readonly rejected: number };
  /** Of the archived files; batch headers are not counted. */
  readonly pages: Readonly<Record<PageStatus, number>>;
  /** Copies of which a page was read. */
  readonly copies: number;
  /** The files, the latest first: a part of them. */
  readonly finished: readonly FinishedFile[];
}

export const readDay = (store: Store, { from, to }: Span, { offset, limit }: Slice): Promise<DayOfFiles> =>
  store.read((connection) => {
    const span = { from: from.toISOString(), to: to.toISOString() };
    const within = `finished_at >= @from AND finished_at < @to`;
    const files = { archived: 0, rejected: 0 };
    const counts = connection
      .prepare(`SELECT state, count(*) AS files FROM scan_file WHERE ${within} GROUP BY state`)
      .all(span) as { state: 'archived' | 'rejected'; files: number }[];
    for (const row of counts) files[row.state] = row.files;
    const ofDay = `p.scan_file_id IN (SELECT id FROM scan_file WHERE ${within} AND state = 'archived')`;
    const copies = connection
      .prepare(`SELECT count(DISTINCT p.copy) AS copies FROM scan_page p WHERE p.counts = 1 AND ${ofDay}`)
      .get(span) as { copies: number };
    const finished = connection
      .prepare(
        `SELECT id, original_name AS name, state AS outcome, page_count AS pages, finished_at AS finishedAt,
           (SELECT count(*) FROM scan_page p WHERE p.scan_file_id = f.id AND p.status = 'review') AS review,
           (SELECT count(*) FROM scan_page p WHERE p.scan_file_id = f.id
              AND p.status IN ('unreadable', 'foreign')) AS lost
         FROM scan_file f WHERE ${within} ORDER BY finished_at DESC, id DESC LIMIT @limit OFFSET @offset`,
      )
      .all({ ...span, limit, offset }) as FinishedFile[];
    return { files, pages: countPages(connection, ofDay, span), copies: copies.copies, finished };
  });
