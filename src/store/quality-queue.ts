/**
 * Checks on their way through the ordinary queue. A check is asked under the number of the task of its field, held by a lease of
 * its own, and never given to who decided the field or read it before.
 */
import { luckOf, qualityKeyOf } from './quality-draw.ts';
import { leaseOwnerOf, TASK_COLUMNS, TASK_JOINS, taskOf } from './review-tasks.ts';
import type { ReviewerSession, StoredTask, TaskRow } from './review-tasks.ts';
import type { TaskKind } from './schema.ts';
import type { Connection } from './store.ts';

/** As long as others wait, about one check comes with so many tasks. */
const ONE_IN = 10;

export interface HeldCheck {
  readonly id: number;
  readonly subject: 'machine' | 'person' | 'known';
  readonly state: 'waiting' | 'disputed';
  readonly kind: TaskKind;
  readonly task_id: number;
  readonly reading_id: number;
  readonly decision_id: number | null;
  readonly first: string | null;
  readonly second: string | null;
  readonly assigned: string | null;
  readonly first_said: string;
  readonly second_said: string | null;
  readonly wave_state: 'open' | 'closed';
}

/** The check that the session holds under this task's number. */
export const heldCheck = (
  connection: Connection,
  who: ReviewerSession,
  task: number,
): HeldCheck | undefined =>
  connection
    .prepare<[number, string], HeldCheck>(
      `SELECT q.id, q.subject, q.state, q.kind, q.task_id, q.reading_id, q.decision_id, q.first, q.second, q.assigned, q.first_said,
         q.second_said, w.state AS wave_state
       FROM quality_check q JOIN wave w ON w.id = q.wave_id
       WHERE q.task_id = ? AND q.lease_owner = ? AND q.state IN ('waiting', 'disputed')`,
    )
    .get(task, leaseOwnerOf(who));

/** Checks that may be asked of the same people. */
interface Group {
  readonly survey: string;
  readonly wave_id: number;
  readonly state: 'waiting' | 'disputed';
  readonly first: string;
  readonly second: string;
  readonly assigned: string;
  readonly checks: number;
}

/** Open checks that `reviewer` may be asked, by who decided and read them before; few rows, however many checks there are. */
const groupsFor = (connection: Connection, reviewer: string, survey?: string): Group[] =>
  connection
    .prepare(
      `SELECT o.survey, o.wave_id, o.state, o.first, o.second, o.assigned, o.checks
       FROM quality_open o JOIN wave w ON w.id = o.wave_id
       WHERE o.checks > 0 AND w.state = 'open' AND o.first <> @reviewer AND o.second <> @reviewer
         AND o.assigned IN ('', @reviewer) ${survey === undefined ? '' : 'AND o.survey = @survey'}`,
    )
    .all({ reviewer, ...(survey === undefined ? {} : { survey }) }) as Group[];

/** How many checks `reviewer` may still be asked, by survey. */
export const countChecksFor = (connection: Connection, reviewer: string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { survey, checks } of groupsFor(connection, reviewer)) {
    counts.set(survey, (counts.get(survey) ?? 0) + checks);
  }
  return counts;
};

interface Candidate {
  readonly id: number;
  readonly turn: number;
}

/** Known answers first, since they are few; then what two people differ on; then by lot. */
const rankOf = ({ assigned, state }: Group): number => (assigned === '' ? (state === 'disputed' ? 1 : 2) : 0);

/** Up to `most` free checks for the session, by the turn that luck gave them. */
const findFree = (
  connection: Connection,
  who: ReviewerSession,
  { most, survey, now }: { readonly most: number; readonly survey: string | undefined; readonly now: string },
): number[] => {
  if (most <= 0) return [];
  const next = connection.prepare(
    `SELECT id, turn FROM quality_check INDEXED BY quality_check_open
     WHERE survey = @survey AND wave_id = @wave_id AND state = @state AND state IN ('waiting', 'disputed')
       AND COALESCE(first, '') = @first AND COALESCE(second, '') = @second AND COALESCE(assigned, '') = @assigned
       AND (lease_owner IS NULL OR lease_until <= @now)
     ORDER BY turn, id LIMIT @most`,
  );
  return groupsFor(connection, who.reviewer, survey)
    .flatMap((group) =>
      (next.all({ ...group, now, most }) as Candidate[]).map((one) => ({ ...one, rank: rankOf(group) })),
    )
    .sort((one, other) => one.rank - other.rank || one.turn - other.turn)
    .slice(0, most)
    .map(({ id }) => id);
};

const tasksOfHeld = (connection: Connection, owner: string): StoredTask[] =>
  connection
    .prepare<[string], TaskRow>(
      `SELECT ${TASK_COLUMNS} FROM quality_check q INDEXED BY quality_check_by_lease
         JOIN review_task t ON t.id = q.task_id ${TASK_JOINS}
       WHERE q.lease_owner = ? AND q.state IN ('waiting', 'disputed') ORDER BY q.turn`,
    )
    .all(owner)
    .map((row) => ({ ...taskOf(row), skips: 0, offWall: false, blind: true }));

export interface CheckClaim {
  /** Tasks that the session wants to hold in all, those that it holds that are no checks, and how many of these are new. */
  readonly count: number;
  readonly tasks: readonly number[];
  readonly fresh: number;
  readonly survey: string | undefined;
  readonly until: string;
  readonly now: string;
}

/**
 * The checks that the session holds, renewed, and more: about one to ten tasks while other tasks wait, so that they hold nobody
 * up, and as many as it wants where none do. Inside the claim's transaction.
 */
export const claimChecks = (
  connection: Connection,
  who: ReviewerSession,
  claim: CheckClaim,
): StoredTask[] => {
  const { count, tasks, fresh, survey, until, now } = claim;
  const owner = leaseOwnerOf(who);
  const held = connection
    .prepare<[string, string]>(
      `UPDATE quality_check INDEXED BY quality_check_by_lease SET lease_until = ?
       WHERE lease_owner = ? AND state IN ('waiting', 'disputed')`,
    )
    .run(until, owner).changes;
  const comesAlong = (): number =>
    luckOf(qualityKeyOf(connection), 'along', Math.max(...tasks), now) < fresh / ONE_IN ? 1 : 0;
  const room = tasks.length < count ? count - tasks.length : fresh > 0 ? comesAlong() : 0;
  const take = connection.prepare<[string, string, number]>(
    `UPDATE quality_check SET lease_owner = ?, lease_until = ? WHERE id = ?`,
  );
  const others = heldTaskNumbers(connection, owner);
  for (const id of findFree(connection, who, { most: room - held, survey, now })) {
    // Two checks of one field look the same to who is asked: one after the other.
    const task = taskNumberOf(connection, id);
    if (others.has(task)) continue;
    others.add(task);
    take.run(owner, until, id);
  }
  return tasksOfHeld(connection, owner);
};

const taskNumberOf = (connection: Connection, check: number): number =>
  connection.prepare<[number], number>(`SELECT task_id FROM quality_check WHERE id = ?`).pluck().get(check) ??
  0;

const heldTaskNumbers = (connection: Connection, owner: string): Set<number> =>
  new Set(
    connection
      .prepare<[string], number>(
        `SELECT task_id FROM quality_check INDEXED BY quality_check_by_lease WHERE lease_owner = ?`,
      )
      .pluck()
      .all(owner),
  );

/** Renews the leases of checks that the session holds under these numbers; gives back those that it has. */
export const renewCheck = (
  connection: Connection,
  who: ReviewerSession,
  task: number,
  until: string,
): boolean =>
  connection
    .prepare<[string, number, string]>(
      `UPDATE quality_check SET lease_until = ? WHERE task_id = ? AND lease_owner = ? AND state IN ('waiting', 'disputed')`,
    )
    .run(until, task, leaseOwnerOf(who)).changes === 1;

/** Puts checks back that the session holds. */
export const releaseChecks = (connection: Connection, who: ReviewerSession): number =>
  connection
    .prepare<[string]>(
      `UPDATE quality_check SET lease_owner = NULL, lease_until = NULL WHERE lease_owner = ?`,
    )
    .run(leaseOwnerOf(who)).changes;

/** Puts a check that the session holds behind all others. */
export const skipCheck = (connection: Connection, who: ReviewerSession, task: number): boolean =>
  connection
    .prepare<[number, string]>(
      `UPDATE quality_check SET turn = turn + 1, lease_owner = NULL, lease_until = NULL
       WHERE task_id = ? AND lease_owner = ? AND state IN ('waiting', 'disputed')`,
    )
    .run(task, leaseOwnerOf(who)).changes === 1;

/** How many fields of a survey wait to be read again. None of them keeps a row back or a wave open. */
export const countOpenChecks = (connection: Connection, survey: string): number =>
  connection
    .prepare<[string], number>(
      `SELECT COALESCE(sum(o.checks), 0) FROM quality_open o JOIN wave w ON w.id = o.wave_id
       WHERE o.survey = ? AND w.state = 'open'`,
    )
    .pluck()
    .get(survey) ?? 0;
