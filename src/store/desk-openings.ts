/** Whole pages that operators open to see why they gave nothing, or whose they are; each opening is on record. */
import { PaperlineError } from '../domain/errors.ts';
import { recordAct } from './audit-log.ts';
import type { ReviewerSession } from './review-queue.ts';
import type { Store } from './store.ts';

/** Why an operator looks at a whole page; stored by code. */
export const DESK_OPENING_REASONS = ['not-read', 'whose-copy', 'other'] as const;
export type DeskOpeningReason = (typeof DESK_OPENING_REASONS)[number];

/**
 * What may be opened: pages of rejected files, pages that gave nothing, and pages that wait for their copy. Pages that were
 * read are for reviewers.
 */
const MAY_BE_OPENED = `(f.state = 'rejected' AND f.read_again_as IS NULL)
  OR (f.state IN ('stored', 'archived') AND (
    p.status IN ('unreadable', 'foreign') OR (p.copy IS NULL AND p.reasons_json LIKE '%"copy-unread"%')))`;

/**
 * Writes down who opens which page, when and why, and gives the number of the opening, by which the picture is fetched.
 * @throws PaperlineError `page-unknown` where there is no such page for operators
 */
export const openPageAtDesk = (
  store: Store,
  who: ReviewerSession,
  { page, reason, at }: { readonly page: number; readonly reason: DeskOpeningReason; readonly at: Date },
): Promise<number> =>
  store.write((connection) => {
    const found = connection
      .prepare<[number], { survey: string | null }>(
        `SELECT v.survey FROM scan_page p JOIN scan_file f ON f.id = p.scan_file_id
         LEFT JOIN form_version v ON v.form = p.form WHERE p.id = ? AND (${MAY_BE_OPENED})`,
      )
      .get(page);
    if (found === undefined) {
      throw new PaperlineError({
        code: 'page-unknown',
        message: `No page ${page} can be opened here.`,
        remedy: 'Load the list again: somebody may have dealt with it.',
      });
    }
    const { lastInsertRowid } = connection
      .prepare(
        `INSERT INTO page_opening (reviewer, session, scan_page_id, reason, opened_at) VALUES (?, ?, ?, ?, ?)`,
      )
      .run(who.reviewer, who.session, page, reason, at.toISOString());
    const opening = Number(lastInsertRowid);
    recordAct(connection, 'page-opened', { opening, reason, survey: found.survey }, { at });
    return opening;
  });
