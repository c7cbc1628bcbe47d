import type { Alternative } from '../domain/page-read.ts';
import { openPicture } from './sheet-keys.ts';
import type { Store } from './store.ts';

/** Handwriting that no machine has tried to read yet. */
export interface UnreadText {
  readonly task: number;
  /** Of the form, as an ISO 639-1 code. */
  readonly language: string;
  /** An encoded picture of the field with some of the page around it. */
  readonly image: Uint8Array;
  /** What was stored as the crop's frame. */
  readonly frame: unknown;
}

/** The next open task for transcription that has a picture and no suggestion, or null. */
export const findUnreadText = (store: Store): Promise<UnreadText | null> =>
  store.read((connection) => {
    const row = connection
      .prepare<[], { id: number; language: string; image: Uint8Array; frame_json: string }>(
        `SELECT review_task.id, form_version.language, crop.image, crop.frame_json
         FROM review_task
         JOIN crop ON crop.reading_id = review_task.reading_id
         JOIN reading ON reading.id = review_task.reading_id
         JOIN scan_page ON scan_page.id = reading.scan_page_id
         JOIN form_version ON form_version.form = scan_page.form
         WHERE review_task.kind = 'text' AND review_task.state = 'open' AND review_task.suggestion_json IS NULL
         ORDER BY review_task.id LIMIT 1`,
      )
      .get();
    return row === undefined
      ? null
      : {
          task: row.id,
          language: row.language,
          image: openPicture(connection, row.image),
          frame: JSON.parse(row.frame_json) as unknown,
        };
  });

/** Stands beside the task for whoever transcribes it; a value of null says that nothing could be read. */
export const storeSuggestion = (store: Store, task: number, suggestion: Alternative): Promise<void> =>
  store.write((connection) => {
    connection
      .prepare(
        `UPDATE review_task SET suggestion_json = ? WHERE id = ? AND state = 'open' AND suggestion_json IS NULL`,
      )
      .run(JSON.stringify(suggestion), task);
  });
