import { openPicture } from './sheet-keys.ts';
import type { Connection, Store } from './store.ts';

/**
 * held      nobody has said yet that it may leave;
 * marked    held, and something that may be personal stands in it: a second person must look before it may leave;
 * released  a person said that it may leave as text;
 * kept      a person said that it may not.
 */
export type TextState = 'held' | 'marked' | 'released' | 'kept';

/** An open answer as a person copied it out. Its id is that of the decision: another wording is another answer. */
export interface TextAnswer {
  readonly id: number;
  readonly task: number;
  readonly survey: string;
  readonly variable: string;
  readonly form: string;
  readonly text: string;
  /** How often something was cut out of it. */
  readonly edition: number;
  readonly marks: number;
  readonly state: TextState;
  /** Who copied it out. */
  readonly writer: string;
  readonly picture: { readonly width: number; readonly height: number } | null;
  readonly waveState: 'open' | 'closed';
}

interface TextRow {
  id: number;
  task: number;
  survey: string;
  variable: string;
  form: string;
  value_json: string;
  edition: number;
  marks: number;
  state: TextState;
  writer: string;
  width: number | null;
  height: number | null;
  wave_state: 'open' | 'closed';
}

/** Of answers whose page counts; a text that is not in `text_answer` yet has not been looked through by the detector. */
const TEXT_FROM = `
  FROM review_task t INDEXED BY review_task_text
  JOIN decision d ON d.task_id = t.id AND d.undone_at IS NULL AND d.state = 'answered'
  JOIN reading r ON r.id = t.reading_id
  JOIN scan_page p ON p.id = r.scan_page_id AND p.counts = 1
  JOIN copy c ON c.code = t.copy
  JOIN wave w ON w.id = t.wave_id
  LEFT JOIN text_answer a ON a.decision_id = d.id
  LEFT JOIN text_look l ON l.decision_id = d.id AND l.undone_at IS NULL AND l.outcome <> 'redacted'`;
const IS_TEXT = `t.kind = 'text' AND t.state = 'done'`;
const STATE = `COALESCE(l.outcome, CASE WHEN a.marks > 0 THEN 'marked' ELSE 'held' END)`;
const COLUMNS = `d.id, t.id AS task, t.survey, t.variable, c.form, d.value_json, COALESCE(a.edition, 0) AS edition,
  COALESCE(a.marks, 0) AS marks, ${STATE} AS state, d.reviewer AS writer, k.width, k.height, w.state AS wave_state`;
const CROP = `LEFT JOIN crop k ON k.reading_id = r.id`;

const answerOf = (row: TextRow): TextAnswer => {
  const { value_json: json, width, height, wave_state: waveState, ...rest } = row;
  const value = JSON.parse(json) as unknown;
  return {
    ...rest,
    text: typeof value === 'string' ? value : '',
    picture: width === null || height === null ? null : { width, height },
    waveState,
  };
};

/** An open answer whose decision is in force, or null. Inside a transaction. */
export const findTextAnswer = (connection: Connection, id: number): TextAnswer | null => {
  const row = connection
    .prepare<[number, number], TextRow>(
      `SELECT ${COLUMNS} ${TEXT_FROM} ${CROP}
       WHERE ${IS_TEXT} AND t.id = (SELECT task_id FROM decision WHERE id = ?) AND d.id = ?`,
    )
    .get(id, id);
  return row === undefined ? null : answerOf(row);
};

export interface TextQueue {
  /** `release`: what one person may decide; `second-look`: what bears marks and was copied out by somebody else. */
  readonly queue: 'release' | 'second-look';
  readonly reviewer: string;
  readonly survey?: string | undefined;
  /** Mixes the order, so that people who work together seldom meet. */
  readonly seed: number;
  readonly limit: number;
}

/**
 * Answers that wait for a look in open waves. What bears marks and was copied out by the reviewer is in the queue
 * `release`: they may cut the marks out, or keep it back.
 */
export const listTextQueue = (store: Store, queue: TextQueue): Promise<TextAnswer[]> =>
  store.read((connection) =>
    connection
      .prepare<[object], TextRow>(
        `SELECT ${COLUMNS} ${TEXT_FROM} ${CROP}
         WHERE ${IS_TEXT} AND l.id IS NULL AND a.decision_id IS NOT NULL AND w.state = 'open'
           ${queue.survey === undefined ? '' : 'AND t.survey = @survey'}
           AND ${
             queue.queue === 'second-look'
               ? 'a.marks > 0 AND d.reviewer <> @reviewer'
               : '(a.marks = 0 OR d.reviewer = @reviewer)'
           }
         ORDER BY t.survey, t.variable, (d.id * 2654435761 + @seed * 40503) % 1000003 LIMIT @limit`,
      )
      .all({
        reviewer: queue.reviewer,
        seed: queue.seed,
        limit: queue.limit,
        ...(queue.survey === undefined ? {} : { survey: queue.survey }),
      })
      .map(answerOf),
  );

export interface TextCounts {
  readonly survey: string;
  readonly variable: string;
  readonly held: number;
  readonly marked: number;
  /** Of `marked`, those that this reviewer may not let go, because they copied them out. */
  readonly markedByYou: number;
  readonly released: number;
  readonly kept: number;
}

/**
 * How many open answers stand in which state, by survey and variable. With a reviewer, those of open waves alone, as they
 * wait for this person; with a wave, those of waves of that name.
 */
export const countTexts = (
  store: Store,
  { reviewer, wave }: { readonly reviewer?: string | undefined; readonly wave?: string | undefined } = {},
): Promise<TextCounts[]> =>
  store.read((connection) =>
    connection
      .prepare<[{ reviewer: string; wave: string | null }], TextCounts>(
        `SELECT t.survey, t.variable,
           count(*) FILTER (WHERE ${STATE} = 'held') AS held,
           count(*) FILTER (WHERE ${STATE} = 'marked') AS marked,
           count(*) FILTER (WHERE ${STATE} = 'marked' AND d.reviewer = @reviewer) AS markedByYou,
           count(*) FILTER (WHERE ${STATE} = 'released') AS released,
           count(*) FILTER (WHERE ${STATE} = 'kept') AS kept
         ${TEXT_FROM} WHERE ${IS_TEXT} AND (@wave IS NULL OR w.name = @wave)
           ${reviewer === undefined ? '' : `AND w.state = 'open'`}
         GROUP BY t.survey, t.variable ORDER BY t.survey, t.variable`,
      )
      .all({ reviewer: reviewer ?? '', wave: wave ?? null }),
  );

export interface ReleasedText {
  readonly wave: string;
  readonly variable: string;
  readonly text: string;
}

/**
 * What may leave as text, with nothing by which it could be joined to a row: of closed waves what was released before, of
 * those whose sheets are here what is released now; of one wave where it is named. In no order that means anything to a reader.
 */
export const listReleasedTexts = (
  store: Store,
  survey: string,
  wave: string | null = null,
): Promise<ReleasedText[]> =>
  store.read((connection) => {
    const open = connection
      .prepare<
        [{ survey: string; wave: string | null }],
        { wave: string; variable: string; value_json: string }
      >(
        `SELECT w.name AS wave, t.variable, d.value_json ${TEXT_FROM}
         WHERE ${IS_TEXT} AND t.survey = @survey AND (@wave IS NULL OR w.name = @wave) AND l.outcome = 'released'
           AND NOT EXISTS (SELECT 1 FROM wave_figures g WHERE g.wave_id = w.id)`,
      )
      .all({ survey, wave })
      .map(({ value_json: json, ...text }) => ({ ...text, text: JSON.parse(json) as string }));
    const closed = connection
      .prepare<[{ survey: string; wave: string | null }], ReleasedText>(
        `SELECT w.name AS wave, x.variable, x.words AS text FROM closed_text x JOIN wave w ON w.id = x.wave_id
         WHERE w.survey = @survey AND (@wave IS NULL OR w.name = @wave) ORDER BY x.text_id`,
      )
      .all({ survey, wave });
    return [...open, ...closed];
  });

/** The same of the sheets of one wave, whatever it is at: for its closing. */
export const listReleasedTextsOfWave = (
  store: Store,
  wave: number,
): Promise<{ readonly variable: string; readonly text: string }[]> =>
  store.read((connection) =>
    connection
      .prepare<[number], { variable: string; value_json: string }>(
        `SELECT t.variable, d.value_json ${TEXT_FROM} WHERE ${IS_TEXT} AND t.wave_id = ? AND l.outcome = 'released'`,
      )
      .all(wave)
      .map(({ variable, value_json: json }) => ({ variable, text: JSON.parse(json) as string })),
  );

/** Open answers of a wave of which nobody said yet whether they may leave. Inside a transaction. */
export const countUndecidedTexts = (connection: Connection, wave: number): number =>
  connection
    .prepare<[number], number>(
      `SELECT count(*) ${TEXT_FROM} WHERE ${IS_TEXT} AND t.wave_id = ? AND l.id IS NULL`,
    )
    .pluck()
    .get(wave) ?? 0;

/** Answers that the detector of this number has not looked through, the first `limit` of them. */
export const listUnseenTexts = (
  store: Store,
  detector: number,
  limit: number,
): Promise<{ id: number; form: string; text: string }[]> =>
  store.read((connection) =>
    connection
      .prepare<[number, number], { id: number; form: string; value_json: string }>(
        `SELECT d.id, c.form, d.value_json ${TEXT_FROM}
         WHERE ${IS_TEXT} AND (a.decision_id IS NULL OR (a.detector < ? AND l.id IS NULL)) LIMIT ?`,
      )
      .all(detector, limit)
      .map(({ id, form, value_json: json }) => ({ id, form, text: JSON.parse(json) as string })),
  );

/** Notes how many marks stand in the wording that was looked through; what was changed meanwhile is left for next time. */
export const storeMarks = (
  store: Store,
  detector: number,
  seen: readonly { readonly id: number; readonly text: string; readonly marks: number }[],
): Promise<void> =>
  store.write((connection) => {
    const note = connection.prepare(
      `INSERT INTO text_answer (decision_id, marks, detector)
         SELECT id, @marks, @detector FROM decision WHERE id = @id AND value_json = @json
       ON CONFLICT (decision_id) DO UPDATE SET marks = excluded.marks, detector = excluded.detector`,
    );
    for (const { id, text, marks } of seen) note.run({ id, marks, detector, json: JSON.stringify(text) });
  });

/** The picture of an open answer in force, or null. */
export const readTextPicture = (
  store: Store,
  id: number,
): Promise<{ readonly mime: string; readonly image: Uint8Array } | null> =>
  store.read((connection) => {
    const crop = connection
      .prepare<[number], { mime: string; image: Uint8Array }>(
        `SELECT k.mime, k.image FROM decision d JOIN review_task t ON t.id = d.task_id AND t.kind = 'text'
         JOIN crop k ON k.reading_id = t.reading_id WHERE d.id = ? AND d.undone_at IS NULL`,
      )
      .get(id);
    return crop === undefined ? null : { ...crop, image: openPicture(connection, crop.image) };
  });
