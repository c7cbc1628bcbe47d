/** The readings of one page that counts, made again by a newer reader: what changes and what stays with a person. */
import { comparable } from '../domain/comparable-value.ts';
import type { Alternative, FieldReading, FieldState, FieldValue } from '../domain/page-read.ts';
import type { FieldReason } from '../domain/reasons.ts';
import type { DrawnOfPage } from './quality-draw.ts';
import {
  checkIfDrawn,
  CONFIDENCE_IF_SCANS_DIFFER,
  cropRow,
  insertReadings,
  openTask,
  taskRow,
  type CropsOfPage,
  type ReadingOwner,
} from './readings.ts';
import type { Connection } from './store.ts';

/** How one field stands after reading again, where it does not stand as it did. */
export type FieldChangeKind =
  /** Accepted before and now, with another value. */
  | 'accepted-changed'
  /** Accepted before, needs a person now. */
  | 'now-in-review'
  /** Needed a person, who need not look any more. */
  | 'now-accepted'
  /** Needs a person before and now; the machine suggests another value. */
  | 'suggestion-changed'
  /** A person has decided, which stands; the machine reads another value than it did. */
  | 'decision-kept'
  /** The former reader did not tell of this field. */
  | 'field-gained';

export interface FieldChange {
  readonly kind: FieldChangeKind;
  readonly variable: string;
}

export interface FieldsReread {
  readonly changes: readonly FieldChange[];
  /** Decisions in force on this page: none is ever changed. */
  readonly decisions: number;
}

interface StoredReading {
  readonly id: number;
  readonly variable: string;
  readonly state: FieldState;
  readonly value_json: string;
  readonly confidence: number;
  readonly review: 0 | 1;
  readonly reasons_json: string;
  readonly alternatives_json: string;
  readonly reader_version: string | null;
  readonly task_id: number | null;
  readonly task_state: 'open' | 'done' | 'dropped' | null;
  readonly is_decided: 0 | 1;
  /** Somebody looks at it now, or took a decision back and has not given another. */
  readonly is_held: 0 | 1;
}

/** Reasons that the store gave, not the reader: another reading of the same scan does not answer them. */
const REASONS_OF_STORE: readonly FieldReason[] = ['scans-differ', 'sampled-for-quality'];

export const storedReadingsOf = (connection: Connection, pageId: number, now: Date): StoredReading[] =>
  connection
    .prepare<[string, number], StoredReading>(
      `SELECT r.id, r.variable, r.state, r.value_json, r.confidence, r.review, r.reasons_json, r.alternatives_json,
         r.reader_version, t.id AS task_id, t.state AS task_state,
         EXISTS (SELECT 1 FROM decision d WHERE d.task_id = t.id AND d.undone_at IS NULL) AS is_decided,
         t.id IS NOT NULL AND t.state = 'open' AND (
           COALESCE(t.lease_until > ?, 0) OR EXISTS (SELECT 1 FROM decision d WHERE d.task_id = t.id)
         ) AS is_held
       FROM reading r LEFT JOIN review_task t ON t.reading_id = r.id
       WHERE r.scan_page_id = ? ORDER BY r.id`,
    )
    .all(now.toISOString(), pageId);

interface NewReading {
  readonly state: FieldState;
  readonly value_json: string;
  readonly confidence: number;
  readonly review: 0 | 1;
  readonly reasons_json: string;
  readonly alternatives_json: string;
}

/** What the row becomes: the new reading, except that whatever a person was asked for the store's reasons stays asked. */
const mergeReading = (stored: StoredReading, later: FieldReading): NewReading => {
  const before = JSON.parse(stored.reasons_json) as FieldReason[];
  const kept = stored.review === 1 ? before.filter((reason) => REASONS_OF_STORE.includes(reason)) : [];
  const scansDiffer = kept.includes('scans-differ');
  const reasons = [...new Set([...kept, ...(later.reasons ?? [])])];
  const stays = kept.length > 0 || stored.is_held === 1 || stored.is_decided === 1;
  const value = comparable(later.value);
  const alternatives = scansDiffer
    ? (JSON.parse(stored.alternatives_json) as Alternative[]).filter(
        (other) => comparable(other.value) !== value,
      )
    : (later.alternatives ?? []);
  return {
    state: later.state,
    value_json: JSON.stringify(later.value),
    confidence: scansDiffer ? Math.min(later.confidence, CONFIDENCE_IF_SCANS_DIFFER) : later.confidence,
    review: later.review || stays ? 1 : 0,
    // Who holds a task is told why as before, where the new reader has no reason of its own.
    reasons_json: JSON.stringify(reasons.length === 0 && stays ? before : reasons),
    alternatives_json: JSON.stringify(alternatives),
  };
};

const isOtherAnswer = (stored: StoredReading, next: NewReading): boolean =>
  stored.state !== next.state ||
  comparable(JSON.parse(stored.value_json) as FieldValue) !==
    comparable(JSON.parse(next.value_json) as FieldValue);

const kindOf = (stored: StoredReading, next: NewReading): FieldChangeKind | null => {
  const isOther = isOtherAnswer(stored, next);
  if (stored.is_decided === 1) return isOther ? 'decision-kept' : null;
  if (stored.review === 0) return next.review === 1 ? 'now-in-review' : isOther ? 'accepted-changed' : null;
  if (next.review === 0) return 'now-accepted';
  return isOther ? 'suggestion-changed' : null;
};

const prepareStatements = (connection: Connection) => ({
  keep: connection.prepare<[string, string, number]>(
    `INSERT INTO reading_history (reading_id, state, value_json, confidence, review, reasons_json, alternatives_json,
       reader_version, superseded_at)
     SELECT id, state, value_json, confidence, review, reasons_json, alternatives_json,
       COALESCE(reader_version, ?), ? FROM reading WHERE id = ?`,
  ),
  update: connection.prepare(
    `UPDATE reading SET state = @state, value_json = @value_json, confidence = @confidence, review = @review,
       reasons_json = @reasons_json, alternatives_json = @alternatives_json, reader_version = @readerVersion,
       mark = COALESCE(@mark, mark)
     WHERE id = @id`,
  ),
  nameReader: connection.prepare<[string, number]>(
    `UPDATE reading SET reader_version = COALESCE(reader_version, ?) WHERE id = ?`,
  ),
  changeTask: connection.prepare<[number, string, number]>(
    `UPDATE review_task SET state = 'open', confidence = ?, read_as = ? WHERE id = ?`,
  ),
  dropTask: connection.prepare<[number]>(
    `UPDATE review_task SET state = 'dropped', lease_owner = NULL, lease_until = NULL WHERE id = ?`,
  ),
  insertTask: openTask(connection),
  putCrop: connection.prepare(
    `INSERT INTO crop (reading_id, mime, width, height, frame_json, image)
     VALUES (@readingId, @mime, @width, @height, @frame, @image)
     ON CONFLICT (reading_id) DO UPDATE SET mime = @mime, width = @width, height = @height, frame_json = @frame,
       image = @image`,
  ),
});
type Statements = ReturnType<typeof prepareStatements>;

/** The task follows what the reading says, unless a person has decided it. */
const moveTask = (
  connection: Connection,
  sql: Statements,
  stored: StoredReading,
  next: NewReading,
  crops: CropsOfPage,
  owner: ReadingOwner,
): void => {
  if (stored.is_decided === 1) return;
  if (next.review === 0) {
    if (stored.task_id !== null && stored.task_state === 'open') sql.dropTask.run(stored.task_id);
    return;
  }
  if (stored.task_id === null) {
    sql.insertTask.run(taskRow(stored.id, stored.variable, next.confidence, owner));
  } else {
    sql.changeTask.run(next.confidence, next.value_json, stored.task_id);
  }
  const crop = crops.get(stored.variable);
  if (crop !== undefined) sql.putCrop.run(cropRow(connection, stored.id, crop, owner));
};

export interface PageReread {
  readonly pageId: number;
  readonly fields: Readonly<Record<string, FieldReading>>;
  readonly crops: CropsOfPage;
  /** Accepted fields that are to be read again by a person. */
  readonly drawn?: DrawnOfPage | undefined;
  /** The reader that made what is stored. */
  readonly formerVersion: string;
}

/** Puts new readings in the place of the stored ones. What stood before is kept where the answer or its standing changed. */
export const rereadFields = (
  connection: Connection,
  { pageId, fields, crops, drawn, formerVersion }: PageReread,
  owner: ReadingOwner,
): FieldsReread => {
  const sql = prepareStatements(connection);
  const changes: FieldChange[] = [];
  const added = new Map(Object.entries(fields));
  let decisions = 0;
  for (const stored of storedReadingsOf(connection, pageId, owner.at)) {
    const later = added.get(stored.variable);
    added.delete(stored.variable);
    decisions += stored.is_decided;
    if (later === undefined) {
      sql.nameReader.run(formerVersion, stored.id);
      continue;
    }
    const next = mergeReading(stored, later);
    const kind = kindOf(stored, next);
    if (kind !== null) {
      changes.push({ kind, variable: stored.variable });
      sql.keep.run(formerVersion, owner.at.toISOString(), stored.id);
    }
    sql.update.run({ id: stored.id, ...next, readerVersion: null, mark: later.mark ?? null });
    moveTask(connection, sql, stored, next, crops, owner);
    // A reading that stands as it stood was drawn from when it was made.
    if (next.review === 0 && (kind === 'now-accepted' || kind === 'accepted-changed')) {
      const { variable } = stored;
      const chance = drawn?.get(variable);
      checkIfDrawn(
        connection,
        stored.id,
        { variable, field: later, crop: crops.get(variable), chance },
        owner,
      );
    }
  }
  insertReadings(connection, pageId, Object.fromEntries(added), crops, owner, drawn);
  for (const variable of added.keys()) changes.push({ kind: 'field-gained', variable });
  return { changes, decisions };
};

/**
 * A page that counts and that the new reader cannot read, or takes for another: what was read stays, and every field
 * that nobody decided goes to a person.
 */
export const doubtFields = (
  connection: Connection,
  { pageId, formerVersion }: Pick<PageReread, 'pageId' | 'formerVersion'>,
  owner: ReadingOwner,
): FieldsReread => {
  const sql = prepareStatements(connection);
  const changes: FieldChange[] = [];
  let decisions = 0;
  for (const stored of storedReadingsOf(connection, pageId, owner.at)) {
    decisions += stored.is_decided;
    const reasons = new Set<FieldReason>([
      'page-unplaced',
      ...(JSON.parse(stored.reasons_json) as FieldReason[]),
    ]);
    const next: NewReading = {
      state: stored.state,
      value_json: stored.value_json,
      confidence: stored.confidence,
      review: 1,
      reasons_json: JSON.stringify([...reasons]),
      alternatives_json: stored.alternatives_json,
    };
    const kind = kindOf(stored, next);
    if (kind !== null) {
      changes.push({ kind, variable: stored.variable });
      sql.keep.run(formerVersion, owner.at.toISOString(), stored.id);
    }
    sql.update.run({
      id: stored.id,
      ...next,
      readerVersion: stored.reader_version ?? formerVersion,
      mark: null,
    });
    moveTask(connection, sql, stored, next, new Map(), owner);
  }
  return { changes, decisions };
};
