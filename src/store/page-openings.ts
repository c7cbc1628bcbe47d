import type { DeskOpeningReason } from './desk-openings.ts';
import type { OpeningReason } from './review-sheets.ts';
import type { RowOpeningReason } from './row-openings.ts';
import type { Store } from './store.ts';

/** That somebody looked at a whole page, or from a row at one field of it; nothing changes or removes it. */
export interface PageOpening {
  readonly id: number;
  readonly reviewer: string;
  readonly reason: OpeningReason | DeskOpeningReason | RowOpeningReason;
  readonly openedAt: string;
  /**
   * What the scan was called when it arrived. Null where a field was opened from a row, since nothing here leads from rows to scans, and
   * where the page was erased since, by closing or in time.
   */
  readonly file: string | null;
  /** Place in the file, from 1; null as above. */
  readonly place: number | null;
  /** Null where the page is not of a form known here, or was erased. */
  readonly survey: string | null;
  /** Of the form, from 1. */
  readonly page: number | null;
  /** Of the field that was opened; null where the whole page was. */
  readonly variable: string | null;
}

export interface PageOpenings {
  readonly total: number;
  readonly openings: readonly PageOpening[];
  /** Everybody who ever opened a page, by name. */
  readonly people: readonly string[];
}

/** The page that was opened. The number of one that was erased may be given again, to a page that arrived later. */
const OPENED_PAGE = `(SELECT p.id FROM scan_page p JOIN scan_file f ON f.id = p.scan_file_id
  WHERE p.id = o.scan_page_id AND f.claimed_at <= o.opened_at)`;

/** The latest openings first, of one person where `reviewer` is given. */
export const listPageOpenings = (
  store: Store,
  {
    reviewer,
    offset,
    limit,
  }: { readonly reviewer?: string | undefined; readonly offset: number; readonly limit: number },
): Promise<PageOpenings> =>
  store.read((connection) => {
    const where = reviewer === undefined ? '' : 'WHERE o.reviewer = @reviewer';
    const who = reviewer === undefined ? {} : { reviewer };
    return {
      total: connection.prepare(`SELECT count(*) FROM page_opening o ${where}`).pluck().get(who) as number,
      openings: connection
        .prepare(
          `SELECT o.id, o.reviewer, o.reason, o.opened_at AS openedAt,
                  iif(o.variable IS NULL, f.original_name, NULL) AS file,
                  iif(o.variable IS NULL, p.page_index + 1, NULL) AS place, v.survey, p.page, o.variable
           FROM page_opening o LEFT JOIN scan_page p ON p.id = ${OPENED_PAGE}
           LEFT JOIN scan_file f ON f.id = p.scan_file_id LEFT JOIN form_version v ON v.form = p.form
           ${where} ORDER BY o.id DESC LIMIT @limit OFFSET @offset`,
        )
        .all({ ...who, limit, offset }) as PageOpening[],
      people: connection
        .prepare(`SELECT DISTINCT reviewer FROM page_opening ORDER BY reviewer`)
        .pluck()
        .all() as string[],
    };
  });
