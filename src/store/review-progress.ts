import { countChecksFor } from './quality-queue.ts';
import { leaseOwnerOf, type ReviewerSession } from './review-queue.ts';
import type { Store } from './store.ts';

export interface StoredProgress {
  readonly open: number;
  readonly done: number;
  readonly surveys: readonly { readonly survey: string; readonly open: number; readonly done: number }[];
  /** Sessions that hold tasks now. */
  readonly leased: readonly { readonly reviewer: string; readonly tasks: number; readonly you: boolean }[];
  /** Decisions of the reviewer's own that are in force. */
  readonly yours: number;
}

export const readProgress = async (store: Store, who: ReviewerSession, now: Date): Promise<StoredProgress> =>
  store.read((connection) => {
    const counts = connection
      .prepare<[], { survey: string; state: 'open' | 'done' | 'checked'; tasks: number }>(
        `SELECT survey, state, tasks FROM review_count WHERE state IN ('open', 'done', 'checked') ORDER BY survey`,
      )
      .all();
    const bySurvey = new Map<string, { survey: string; open: number; done: number }>();
    for (const { survey, state, tasks } of counts) {
      const entry = bySurvey.get(survey) ?? { survey, open: 0, done: 0 };
      entry[state === 'open' ? 'open' : 'done'] += tasks;
      bySurvey.set(survey, entry);
    }
    // Nobody can tell what is read again from what is read for the first time.
    for (const [survey, checks] of countChecksFor(connection, who.reviewer)) {
      const entry = bySurvey.get(survey) ?? { survey, open: 0, done: 0 };
      entry.open += checks;
      bySurvey.set(survey, entry);
    }
    const surveys = [...bySurvey.values()];
    const leased = connection
      .prepare<{ now: string }, { lease_owner: string; tasks: number }>(
        `SELECT lease_owner, count(*) AS tasks FROM (
           SELECT lease_owner FROM review_task INDEXED BY review_task_by_lease
             WHERE lease_owner IS NOT NULL AND lease_until > @now AND state = 'open'
           UNION ALL SELECT lease_owner FROM quality_check INDEXED BY quality_check_by_lease
             WHERE lease_owner IS NOT NULL AND lease_until > @now)
         GROUP BY lease_owner ORDER BY lease_owner`,
      )
      .all({ now: now.toISOString() });
    const { yours } = connection
      .prepare<{ me: string }, { yours: number }>(
        `SELECT (SELECT count(*) FROM decision WHERE reviewer = @me AND undone_at IS NULL)
           + (SELECT count(*) FROM quality_reading WHERE reviewer = @me AND undone_at IS NULL) AS yours`,
      )
      .get({ me: who.reviewer }) ?? { yours: 0 };
    return {
      open: surveys.reduce((sum, { open }) => sum + open, 0),
      done: surveys.reduce((sum, { done }) => sum + done, 0),
      surveys,
      leased: leased.map(({ lease_owner: owner, tasks }) => ({
        reviewer: owner.slice(0, owner.lastIndexOf('/')),
        tasks,
        you: owner === leaseOwnerOf(who),
      })),
      yours,
    };
  });
