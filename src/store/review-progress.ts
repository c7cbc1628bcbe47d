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
      .prepare<[], { survey: string; state: 'open' | 'done'; tasks: number }>(
        `SELECT survey, state, tasks FROM review_count WHERE state IN ('open', 'done') ORDER BY survey`,
      )
      .all();
    const bySurvey = new Map<string, { survey: string; open: number; done: number }>();
    for (const { survey, state, tasks } of counts) {
      const entry = bySurvey.get(survey) ?? { survey, open: 0, done: 0 };
      entry[state] = tasks;
      bySurvey.set(survey, entry);
    }
    const surveys = [...bySurvey.values()];
    const leased = connection
      .prepare<[string], { lease_owner: string; tasks: number }>(
        `SELECT lease_owner, count(*) AS tasks FROM review_task INDEXED BY review_task_by_lease
         WHERE lease_owner IS NOT NULL AND lease_until > ? AND state = 'open' GROUP BY lease_owner ORDER BY lease_owner`,
      )
      .all(now.toISOString());
    const { yours } = connection
      .prepare<[string], { yours: number }>(
        `SELECT count(*) AS yours FROM decision WHERE reviewer = ? AND undone_at IS NULL`,
      )
      .get(who.reviewer) ?? { yours: 0 };
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
