import type { Alternative, FieldState, FieldValue } from '../domain/page-read.ts';
import type { TaskKind } from './schema.ts';
import type { Connection } from './store.ts';

/** Who works: the reviewer, and the session by which a lease is held. */
export interface ReviewerSession {
  readonly reviewer: string;
  /** Unique for the reviewer. */
  readonly session: string;
}

/** What stands in `lease_owner`. */
export const leaseOwnerOf = ({ reviewer, session }: ReviewerSession): string => `${reviewer}/${session}`;

/** A task with the reading that it is about. */
export interface StoredTask {
  readonly id: number;
  readonly survey: string;
  readonly form: string;
  readonly copy: string;
  readonly variable: string;
  readonly kind: TaskKind;
  readonly skips: number;
  /** A person took it off a wall. */
  readonly offWall: boolean;
  /** Nothing of what the machine or anybody made of it may be shown. */
  readonly blind: boolean;
  readonly reading: {
    readonly state: FieldState;
    readonly value: FieldValue;
    readonly confidence: number;
    readonly reasons: readonly string[];
    readonly alternatives: readonly Alternative[];
  };
  /** Of the slower reader, for text. */
  readonly suggestion: Alternative | null;
  readonly crop: {
    readonly width: number;
    readonly height: number;
    readonly frame: unknown;
  } | null;
}

export interface TaskRow {
  id: number;
  survey: string;
  form: string;
  copy: string;
  variable: string;
  kind: TaskKind;
  skips: number;
  off_wall: 0 | 1;
  suggestion_json: string | null;
  state: FieldState;
  value_json: string;
  confidence: number;
  reasons_json: string;
  alternatives_json: string;
  width: number | null;
  height: number | null;
  frame_json: string | null;
}

// The planner does not know that few tasks are held at a time and that the queue is never walked far: the indexes are
// named. At 100,000 open tasks a claim takes 150 ms without that.
export const TASK_COLUMNS = `t.id, t.survey, c.form, t.copy, t.variable, t.kind, t.skips, t.off_wall, t.suggestion_json,
  r.state, r.value_json, r.confidence, r.reasons_json, r.alternatives_json, k.width, k.height, k.frame_json`;
export const TASK_JOINS = `
  JOIN reading r ON r.id = t.reading_id
  JOIN copy c ON c.code = t.copy
  LEFT JOIN crop k ON k.reading_id = r.id`;
export const taskOf = (row: TaskRow): StoredTask => ({
  id: row.id,
  survey: row.survey,
  form: row.form,
  copy: row.copy,
  variable: row.variable,
  kind: row.kind,
  skips: row.skips,
  offWall: row.off_wall === 1,
  blind: false,
  reading: {
    state: row.state,
    value: JSON.parse(row.value_json) as FieldValue,
    confidence: row.confidence,
    reasons: JSON.parse(row.reasons_json) as string[],
    alternatives: JSON.parse(row.alternatives_json) as Alternative[],
  },
  suggestion: row.suggestion_json === null ? null : (JSON.parse(row.suggestion_json) as Alternative),
  crop:
    row.width === null || row.height === null || row.frame_json === null
      ? null
      : { width: row.width, height: row.height, frame: JSON.parse(row.frame_json) as unknown },
});

/** Null where there is no such task. */
export const findTask = (connection: Connection, task: number): StoredTask | null => {
  const row = connection
    .prepare<[number], TaskRow>(`SELECT ${TASK_COLUMNS} FROM review_task t ${TASK_JOINS} WHERE t.id = ?`)
    .get(task);
  return row === undefined ? null : taskOf(row);
};
