/** One answer's picture, opened from a row of an open wave; each opening is on record. */
import { PaperlineError } from '../domain/errors.ts';
import { findAnswer, type EffectiveAnswer } from './answers.ts';
import { recordAct } from './audit-log.ts';
import type { ReviewerSession, StoredTask } from './review-queue.ts';
import { findLinkedCopy, type LinkedCopy } from './row-links.ts';
import type { Store } from './store.ts';

/** Why somebody looks from a row at the paper; stored by code. */
export const ROW_OPENING_REASONS = ['implausible', 'machine-check', 'respondent', 'other'] as const;
export type RowOpeningReason = (typeof ROW_OPENING_REASONS)[number];

export interface FieldOpening {
  /** Names the opening on record; by it the picture is fetched. */
  readonly opening: number;
  /** As it counts now. */
  readonly answer: EffectiveAnswer;
  /** Of the picture that was kept when the page was read; null where none was. */
  readonly crop: StoredTask['crop'];
}

interface PageRow {
  id: number;
  width: number | null;
  height: number | null;
  frame_json: string | null;
}

const cropOf = ({ width, height, frame_json: frame }: PageRow): FieldOpening['crop'] =>
  width === null || height === null || frame === null
    ? null
    : { width, height, frame: JSON.parse(frame) as unknown };

/** Of which survey and form version a row is. @throws PaperlineError `row-link-over` */
export const readLinkedForm = (store: Store, link: string): Promise<Omit<LinkedCopy, 'copy'>> =>
  store.read((connection) => {
    const { form, survey } = findLinkedCopy(connection, link);
    return { form, survey };
  });

const notRead = (variable: string): PaperlineError =>
  new PaperlineError({
    code: 'field-not-read',
    message: `Of this row's copy the page with ${variable} was not read, so that there is no picture of it.`,
    remedy: 'Nothing was opened. The page may still come: look for the sheet, and scan it.',
  });

/**
 * Writes down who looks at which field, when and why. `variable` is the field's.
 * @throws PaperlineError `row-link-over`, `field-not-read`; nothing is on record then
 */
export const openFieldOfRow = (
  store: Store,
  who: ReviewerSession,
  {
    link,
    variable,
    reason,
    at,
  }: {
    readonly link: string;
    readonly variable: string;
    readonly reason: RowOpeningReason;
    readonly at: Date;
  },
): Promise<FieldOpening> =>
  store.write((connection) => {
    const { copy, survey } = findLinkedCopy(connection, link);
    const answer = findAnswer(connection, copy, variable);
    const page = connection
      .prepare<[string, string], PageRow>(
        `SELECT p.id, k.width, k.height, k.frame_json FROM reading r
         JOIN scan_page p ON p.id = r.scan_page_id AND p.counts = 1 LEFT JOIN crop k ON k.reading_id = r.id
         WHERE r.copy = ? AND r.variable = ?`,
      )
      .get(copy, variable);
    if (answer === null || page === undefined) throw notRead(variable);
    const { lastInsertRowid } = connection
      .prepare(
        `INSERT INTO page_opening (reviewer, session, scan_page_id, reason, opened_at, variable)
         VALUES (?, ?, ?, ?, ?, ?)`,
      )
      .run(who.reviewer, who.session, page.id, reason, at.toISOString(), variable);
    const opening = Number(lastInsertRowid);
    recordAct(connection, 'field-opened', { opening, reason, survey, variable }, { at });
    return { opening, answer, crop: cropOf(page) };
  });
