import type { TaskKind } from './schema.ts';
import {
  leaseOwnerOf,
  TASK_COLUMNS,
  TASK_JOINS,
  taskOf,
  type ReviewerSession,
  type StoredTask,
  type TaskRow,
} from './review-queue.ts';
import type { Connection, Store } from './store.ts';

/** A group with fewer free tasks than this does not fill a screen; it shares one with other groups of its kind. */
export const LEAST_ALIKE = 24;

export interface WallClaim {
  /** The name that the screen gave the wall. Asked for again, the same wall comes. */
  readonly wall: string;
  readonly count: number;
  readonly survey?: string | undefined;
  readonly leaseMs: number;
  readonly now: Date;
}

/** Tasks that the machine offers the same kind of answer for. */
interface AlikeClass {
  readonly survey: string;
  readonly kind: TaskKind;
  readonly suggested: 'answered' | 'blank' | 'multiple';
}

/** Tasks of one variable that read the same. */
interface AlikeGroup extends AlikeClass {
  readonly variable: string;
  readonly alike: string;
}

// As the partial index has it, word for word: the planner takes it only then.
const ON_WALLS = `state = 'open' AND suggested IS NOT NULL AND off_wall = 0 AND skips = 0`;
const FROM_WALL_INDEX = `FROM review_task INDEXED BY review_task_wall WHERE ${ON_WALLS}`;
const IS_FREE = `(lease_owner IS NULL OR lease_until <= @now)`;
const WALL_ORDER = 'survey, kind, suggested, variable, alike, confidence, id';

/**
 * The groups in the order of the index, each found by one step over all tasks of the one before: the time goes with the
 * groups, not with the tasks.
 */
function* groupsOf(connection: Connection, survey: string | undefined): Generator<AlikeGroup> {
  const columns = 'survey, kind, suggested, variable, alike';
  const inSurvey = survey === undefined ? '' : 'AND survey = @survey';
  const order = `ORDER BY ${WALL_ORDER} LIMIT 1`;
  const named = survey === undefined ? {} : { survey };
  let group = connection.prepare(`SELECT ${columns} ${FROM_WALL_INDEX} ${inSurvey} ${order}`).get(named) as
    AlikeGroup | undefined;
  const next = connection.prepare(
    `SELECT ${columns} ${FROM_WALL_INDEX} ${inSurvey === '' ? '' : 'AND survey = @inSurvey'}
       AND (${columns}) > (@survey, @kind, @suggested, @variable, @alike) ${order}`,
  );
  while (group !== undefined) {
    yield group;
    group = next.get({ ...group, ...(survey === undefined ? {} : { inSurvey: survey }) }) as
      AlikeGroup | undefined;
  }
}

/** The first group that fills a screen; else the kind of answer with most free tasks; null where none is free. */
const chooseTasks = (
  connection: Connection,
  survey: string | undefined,
  now: string,
): AlikeGroup | AlikeClass | null => {
  const countFree = connection
    .prepare(
      `SELECT count(*) FROM (SELECT 1 ${FROM_WALL_INDEX} AND survey = @survey AND kind = @kind
         AND suggested = @suggested AND variable = @variable AND alike = @alike AND ${IS_FREE} LIMIT ${LEAST_ALIKE})`,
    )
    .pluck();
  const classes = new Map<string, { readonly of: AlikeClass; free: number }>();
  for (const group of groupsOf(connection, survey)) {
    const free = countFree.get({ ...group, now }) as number;
    if (free >= LEAST_ALIKE) return group;
    const { survey: name, kind, suggested } = group;
    const key = `${name} ${kind} ${suggested}`;
    const found = classes.get(key) ?? { of: { survey: name, kind, suggested }, free: 0 };
    found.free += free;
    classes.set(key, found);
  }
  const [largest] = [...classes.values()].sort((a, b) => b.free - a.free);
  return largest === undefined || largest.free === 0 ? null : largest.of;
};

const heldFor = (connection: Connection, owner: string, wall: string): StoredTask[] =>
  connection
    .prepare<[string, string], TaskRow>(
      `SELECT ${TASK_COLUMNS} FROM review_task t INDEXED BY review_task_by_lease ${TASK_JOINS}
       WHERE t.lease_owner = ? AND t.held_for = ? AND t.state = 'open'
       ORDER BY t.variable, t.alike, t.confidence, t.id`,
    )
    .all(owner, wall)
    .map(taskOf);

/**
 * Gives the session up to `count` tasks for one wall: of one variable and read the same where there are enough of those,
 * else with the same kind of answer. Asking again for the same wall gives what is left of it, renewed.
 */
export const claimWall = (
  store: Store,
  who: ReviewerSession,
  { wall, count, survey, leaseMs, now: at }: WallClaim,
): Promise<StoredTask[]> => {
  const owner = leaseOwnerOf(who);
  const now = at.toISOString();
  const until = new Date(at.getTime() + leaseMs).toISOString();
  return store.write((connection) => {
    const held = connection
      .prepare<[string, string, string]>(
        `UPDATE review_task INDEXED BY review_task_by_lease SET lease_until = ?
         WHERE lease_owner = ? AND held_for = ? AND state = 'open'`,
      )
      .run(until, owner, wall).changes;
    if (held > 0) return heldFor(connection, owner, wall);
    const chosen = chooseTasks(connection, survey, now);
    if (chosen === null) return [];
    const inGroup = 'variable' in chosen ? 'AND variable = @variable AND alike = @alike' : '';
    connection
      .prepare(
        `UPDATE review_task SET lease_owner = @owner, lease_until = @until, held_for = @wall WHERE id IN (
           SELECT id ${FROM_WALL_INDEX} AND survey = @survey AND kind = @kind AND suggested = @suggested ${inGroup}
             AND ${IS_FREE} ORDER BY ${WALL_ORDER} LIMIT @count)`,
      )
      .run({ ...chosen, owner, until, wall, now, count });
    return heldFor(connection, owner, wall);
  });
};
