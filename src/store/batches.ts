/** The trips that forms were handed out on: what tells them apart, what was counted on them, and what was read of them. */
import { PaperlineError } from '../domain/errors.ts';
import type { TripContext, TripCounts } from '../domain/trip-context.ts';
import { recordAct } from './audit-log.ts';
import type { Slice } from './folder-lists.ts';
import type { Connection, Store } from './store.ts';
import { openWave, quarterOf, type Wave } from './waves.ts';

/** The copies of one trip or scanner stack: its code (10 base-32 characters) and what is known of it. */
export interface NewBatch {
  readonly code: string;
  /** line, direction, date, day-part, vehicle, and what else the questionnaire knows; no counts. */
  readonly context: TripContext;
  readonly counts?: TripCounts | undefined;
}

export interface Batch {
  readonly code: string;
  readonly survey: string;
  readonly wave: { readonly name: string; readonly state: 'open' | 'closed' };
  readonly context: TripContext;
  readonly counts: TripCounts;
  /** Grows with every change. */
  readonly revision: number;
  readonly createdAt: string;
  /** Copies of the print runs for this batch; 0 where its forms came out of a stock. */
  readonly printed: number;
  /** Copies of which at least one page was read. */
  readonly read: number;
}

/**
 * The batch's whole context as one JSON object with what was counted among it, as text; `b` is the batch. A count that was
 * never a number stays in words.
 */
export const WHOLE_CONTEXT = `json_patch(json_patch('{}', json_object(
    'handed-out', CAST(b.handed_out AS TEXT), 'returned', CAST(b.returned AS TEXT),
    'boarders', CAST(b.boarders AS TEXT))), b.context_json)`;

/** Enters a batch; one that is there already must be of the same wave. Inside a transaction. */
export const addBatch = (connection: Connection, batch: NewBatch, wave: Wave, at: Date): void => {
  const known = connection.prepare(`SELECT wave_id FROM batch WHERE code = ?`).get(batch.code) as
    { wave_id: number } | undefined;
  if (known === undefined) {
    connection
      .prepare(
        `INSERT INTO batch (code, wave_id, context_json, created_at, handed_out, returned, boarders)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        batch.code,
        wave.id,
        JSON.stringify(batch.context),
        at.toISOString(),
        batch.counts?.handedOut ?? null,
        batch.counts?.returned ?? null,
        batch.counts?.boarders ?? null,
      );
  } else if (known.wave_id !== wave.id) {
    throw new PaperlineError({
      code: 'usage',
      message: `Batch ${batch.code} belongs to another wave than ${wave.name}.`,
      remedy: 'Print under the wave of the batch (--wave), or for a new batch.',
    });
  }
};

/**
 * A batch without print run: for forms out of a stock, or whose header is printed apart from them. In the survey's wave of
 * that name, the quarter's unless told.
 * @throws PaperlineError `wave-closed`, `disk-full`
 */
export const registerBatch = (
  store: Store,
  batch: NewBatch & { readonly survey: string; readonly wave?: string | undefined; readonly at?: Date },
): Promise<Wave> =>
  store.write((connection) => {
    const at = batch.at ?? new Date();
    const wave = openWave(connection, batch.survey, batch.wave ?? quarterOf(at), at);
    addBatch(connection, batch, wave, at);
    recordAct(connection, 'batch-made', { survey: batch.survey, wave: wave.name }, { at });
    return wave;
  });

interface Row {
  readonly code: string;
  readonly survey: string;
  readonly wave: string;
  readonly wave_state: 'open' | 'closed';
  readonly context_json: string;
  readonly handed_out: number | null;
  readonly returned: number | null;
  readonly boarders: number | null;
  readonly revision: number;
  readonly created_at: string;
  readonly printed: number;
  readonly read: number;
}

const SELECT_BATCH = `SELECT b.code, w.survey, w.name AS wave, w.state AS wave_state, b.context_json, b.handed_out,
    b.returned, b.boarders, b.revision, b.created_at,
    (SELECT COALESCE(sum(r.copies), 0) FROM print_run r WHERE r.batch = b.code) AS printed,
    (SELECT count(*) FROM copy c WHERE c.batch = b.code
       AND EXISTS (SELECT 1 FROM scan_page p WHERE p.copy = c.code AND p.counts = 1)) AS read
  FROM batch b JOIN wave w ON w.id = b.wave_id`;

const toBatch = (row: Row): Batch => ({
  code: row.code,
  survey: row.survey,
  wave: { name: row.wave, state: row.wave_state },
  context: JSON.parse(row.context_json) as Record<string, string>,
  counts: { handedOut: row.handed_out, returned: row.returned, boarders: row.boarders },
  revision: row.revision,
  createdAt: row.created_at,
  printed: row.printed,
  read: row.read,
});

export interface BatchSelection extends Slice {
  readonly survey?: string | undefined;
  readonly wave?: string | undefined;
  /** Batches with these words anywhere in their code or context. */
  readonly words?: string | undefined;
  /** Only batches whose numbers cannot all be right. */
  readonly onlyDoubtful?: boolean | undefined;
}

/** As `doubtsOf` of the domain, for whole lists. */
const IS_DOUBTFUL = `(read > returned OR read > handed_out OR returned > handed_out
  OR (printed > 0 AND handed_out > printed) OR handed_out > boarders)`;

/** Batches, those made last first, and how many there are. */
export const listBatches = (
  store: Store,
  { offset, limit, survey, wave, words, onlyDoubtful = false }: BatchSelection,
): Promise<{ readonly total: number; readonly batches: readonly Batch[] }> =>
  store.read((connection) => {
    const parameters = {
      survey: survey ?? null,
      wave: wave ?? null,
      words: words === undefined ? null : `%${words.replaceAll(/[\\%_]/gu, (sign) => `\\${sign}`)}%`,
    };
    const chosen = `${SELECT_BATCH}
      WHERE (@survey IS NULL OR w.survey = @survey) AND (@wave IS NULL OR w.name = @wave)
        AND (@words IS NULL OR b.code LIKE @words ESCAPE '\\' OR EXISTS (
          SELECT 1 FROM json_each(b.context_json) WHERE value LIKE @words ESCAPE '\\'))`;
    const slice = `ORDER BY created_at DESC, code LIMIT @limit OFFSET @offset`;
    const given = { ...parameters, limit, offset };
    if (onlyDoubtful) {
      // Every copy of every batch is looked at for this, so once.
      const rows = connection
        .prepare(
          `WITH wanted AS MATERIALIZED (SELECT * FROM (${chosen}) WHERE ${IS_DOUBTFUL})
           SELECT *, (SELECT count(*) FROM wanted) AS total FROM wanted ${slice}`,
        )
        .all(given) as (Row & { readonly total: number })[];
      return { total: rows[0]?.total ?? 0, batches: rows.map(toBatch) };
    }
    const { total } = connection.prepare(`SELECT count(*) AS total FROM (${chosen})`).get(parameters) as {
      total: number;
    };
    return { total, batches: (connection.prepare(`${chosen} ${slice}`).all(given) as Row[]).map(toBatch) };
  });

export const findBatch = (store: Store, code: string): Promise<Batch | null> =>
  store.read((connection) => {
    const row = connection.prepare(`${SELECT_BATCH} WHERE b.code = ?`).get(code) as Row | undefined;
    return row === undefined ? null : toBatch(row);
  });

export const noSuchBatch = (code: string): PaperlineError =>
  new PaperlineError({
    code: 'batch-unknown',
    message: `There is no batch ${code} here.`,
    remedy: 'Load the list again, or see "paperline batch list".',
  });

export interface BatchChange {
  readonly code: string;
  /** Of the batch as the person saw it; null changes it whatever it is now. */
  readonly revision: number | null;
  readonly context: TripContext;
  readonly counts: TripCounts;
  readonly by: string;
  readonly at: Date;
}

/**
 * Says anew what is known of a batch; what it was before is kept. Where nothing differs nothing is written.
 * @throws PaperlineError `batch-unknown`; `batch-changed` where somebody else changed it meanwhile; `wave-closed`
 */
export const changeBatch = (
  store: Store,
  { code, revision, context, counts, by, at }: BatchChange,
): Promise<void> =>
  store.write((connection) => {
    const row = connection.prepare(`${SELECT_BATCH} WHERE b.code = ?`).get(code) as Row | undefined;
    if (row === undefined) throw noSuchBatch(code);
    const before = toBatch(row);
    if (before.wave.state === 'closed') {
      throw new PaperlineError({
        code: 'wave-closed',
        message: `Batch ${code} belongs to wave ${before.wave.name}, which is closed.`,
        remedy: 'What was published rests on its numbers; they cannot be changed any more.',
      });
    }
    if (revision !== null && revision !== before.revision) {
      throw new PaperlineError({
        code: 'batch-changed',
        message: 'Somebody else changed this batch in the meantime.',
        remedy: 'Look at what it says now, and change it again.',
      });
    }
    const was = { context: before.context, ...before.counts };
    const is = { context, ...counts };
    if (isSame(was, is)) return;
    connection
      .prepare(
        `INSERT INTO batch_history (batch, revision, was_json, changed_by, changed_at) VALUES (?, ?, ?, ?, ?)`,
      )
      .run(code, before.revision, JSON.stringify(was), by, at.toISOString());
    connection
      .prepare(
        `UPDATE batch SET context_json = ?, handed_out = ?, returned = ?, boarders = ?, revision = revision + 1
         WHERE code = ?`,
      )
      .run(JSON.stringify(context), counts.handedOut, counts.returned, counts.boarders, code);
    const about = { survey: before.survey, wave: before.wave.name, revision: before.revision + 1 };
    recordAct(connection, 'batch-changed', about, { at });
  });

interface Said extends TripCounts {
  readonly context: TripContext;
}

const isSame = (a: Said, b: Said): boolean => {
  const inOrder = ({ context, handedOut, returned, boarders }: Said): string =>
    JSON.stringify([
      Object.entries(context)
        .map((pair) => pair.join('='))
        .toSorted(),
      handedOut,
      returned,
      boarders,
    ]);
  return inOrder(a) === inOrder(b);
};
