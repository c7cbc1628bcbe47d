import type { FieldState, FieldValue } from '../domain/page-read.ts';
import { WHOLE_CONTEXT } from './batches.ts';
import type { Connection, Store } from './store.ts';

/** What counts as one variable's answer on one copy now. */
export interface EffectiveAnswer {
  readonly variable: string;
  /** `pending`: a person must still look. */
  readonly state: 'answered' | 'blank' | 'multiple' | 'unreadable' | 'pending';
  /** Null unless answered. */
  readonly value: FieldValue;
  readonly source: 'person' | 'machine';
}

/** One copy of which at least one page was read. Not anonymous: rows are made from it by src/rows. */
export interface CopyAnswers {
  readonly copy: string;
  readonly form: string;
  readonly language: string;
  readonly wave: { readonly id: number; readonly name: string; readonly state: 'open' | 'closed' };
  /** Code of the batch it was printed for, else of the batch header it was scanned under; null without. */
  readonly batch: string | null;
  /** The context of the batch it was printed for, else of the batch header it was scanned under; null without. */
  readonly batchContext: Readonly<Record<string, string>> | null;
  /** Pages that were read, ascending; what stands on the others is not known. */
  readonly pages: readonly number[];
  /** By variable; only of pages that were read. */
  readonly answers: ReadonlyMap<string, EffectiveAnswer>;
}

/** Copies fetched at a time, so that memory stays flat and writers get their turn in between. */
const COPIES_A_CHUNK = 500;

interface CopyRow {
  code: string;
  form: string;
  language: string;
  wave_id: number;
  wave_name: string;
  wave_state: 'open' | 'closed';
  batch: string | null;
  context_json: string | null;
}

interface AnswerRow {
  copy: string;
  variable: string;
  state: FieldState;
  value_json: string;
  review: 0 | 1;
  decided_state: 'answered' | 'blank' | 'multiple' | 'unreadable' | null;
  decided_json: string | null;
}

const answerOf = (row: AnswerRow): EffectiveAnswer => {
  const { variable } = row;
  if (row.decided_state !== null) {
    const value =
      row.decided_state === 'answered' ? (JSON.parse(row.decided_json ?? 'null') as FieldValue) : null;
    return { variable, state: row.decided_state, value, source: 'person' };
  }
  if (row.review === 1 || row.state === 'unclear')
    return { variable, state: 'pending', value: null, source: 'machine' };
  const value = row.state === 'answered' ? (JSON.parse(row.value_json) as FieldValue) : null;
  return { variable, state: row.state, value, source: 'machine' };
};

const ANSWERS = `SELECT r.copy, r.variable, r.state, r.value_json, r.review, d.state AS decided_state,
    d.value_json AS decided_json
  FROM reading r
  JOIN scan_page p ON p.id = r.scan_page_id AND p.counts = 1
  LEFT JOIN review_task t ON t.reading_id = r.id
  LEFT JOIN decision d ON d.task_id = t.id AND d.undone_at IS NULL`;

/** What counts of one field now; null where its page was not read. Inside a transaction. */
export const findAnswer = (
  connection: Connection,
  copy: string,
  variable: string,
): EffectiveAnswer | null => {
  const row = connection
    .prepare<[string, string], AnswerRow>(`${ANSWERS} WHERE r.copy = ? AND r.variable = ?`)
    .get(copy, variable);
  return row === undefined ? null : answerOf(row);
};

const readChunk = (
  connection: Connection,
  survey: string,
  wave: number | null,
  after: string,
): CopyAnswers[] => {
  const copies = connection
    .prepare<[{ survey: string; wave: number | null; after: string; limit: number }], CopyRow>(
      `SELECT c.code, c.form, f.language, w.id AS wave_id, w.name AS wave_name, w.state AS wave_state,
         b.code AS batch, ${WHOLE_CONTEXT} AS context_json
       FROM copy c
       LEFT JOIN batch b ON b.code = COALESCE(c.batch, (SELECT p.batch FROM scan_page p
         WHERE p.copy = c.code AND p.counts = 1 AND p.batch IS NOT NULL ORDER BY p.page LIMIT 1))
       JOIN form_version f ON f.form = c.form
       JOIN wave w ON w.id = c.wave_id
       WHERE f.survey = @survey AND c.code > @after
         AND CASE WHEN @wave IS NULL THEN NOT EXISTS (SELECT 1 FROM wave_figures g WHERE g.wave_id = w.id)
           ELSE w.id = @wave END
         AND EXISTS (SELECT 1 FROM scan_page p WHERE p.copy = c.code AND p.counts = 1)
       ORDER BY c.code LIMIT @limit`,
    )
    .all({ survey, wave, after, limit: COPIES_A_CHUNK });
  const first = copies[0];
  const last = copies.at(-1);
  if (first === undefined || last === undefined) return [];
  const pages = new Map<string, number[]>(copies.map(({ code }) => [code, []]));
  const answers = new Map<string, Map<string, EffectiveAnswer>>(copies.map(({ code }) => [code, new Map()]));
  const pageRows = connection
    .prepare<[string, string], { copy: string; page: number }>(
      `SELECT copy, page FROM scan_page WHERE copy BETWEEN ? AND ? AND counts = 1 AND page IS NOT NULL ORDER BY copy, page`,
    )
    .iterate(first.code, last.code);
  for (const row of pageRows) pages.get(row.copy)?.push(row.page);
  const answerRows = connection
    .prepare<[string, string], AnswerRow>(`${ANSWERS} WHERE r.copy BETWEEN ? AND ?`)
    .iterate(first.code, last.code);
  for (const row of answerRows) answers.get(row.copy)?.set(row.variable, answerOf(row));
  return copies.map((row) => ({
    copy: row.code,
    form: row.form,
    language: row.language,
    wave: { id: row.wave_id, name: row.wave_name, state: row.wave_state },
    batch: row.batch,
    batchContext:
      row.batch === null || row.context_json === null
        ? null
        : (JSON.parse(row.context_json) as Record<string, string>),
    pages: pages.get(row.code) ?? [],
    answers: answers.get(row.code) ?? new Map<string, EffectiveAnswer>(),
  }));
};

/**
 * Every copy of a survey that was read, but of waves whose rows are written for good, or of the one wave that is named, with
 * the answers in force: a person's decision, else the machine's accepted reading of the page that counts, else pending. In
 * the order of the copies' random codes. Each chunk is one state of the database; what arrives while the stream runs may or
 * may not be in it.
 */
export async function* streamAnswers(
  store: Store,
  survey: string,
  wave: number | null = null,
): AsyncGenerator<CopyAnswers> {
  let after = '';
  for (;;) {
    const chunk = await store.read((connection) => readChunk(connection, survey, wave, after));
    yield* chunk;
    const last = chunk.at(-1);
    if (last === undefined) return;
    after = last.copy;
  }
}

/** How many copies of a survey were read, at least in part. */
export const countCopiesRead = async (store: Store, survey: string): Promise<number> =>
  store.read((connection) => {
    const row = connection
      .prepare<[string], { copies: number }>(
        `SELECT count(DISTINCT p.copy) AS copies FROM scan_page p JOIN form_version f ON f.form = p.form
         WHERE f.survey = ? AND p.counts = 1`,
      )
      .get(survey);
    return row?.copies ?? 0;
  });
