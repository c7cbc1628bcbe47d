/** A store in which three people decided what was asked, read each other's and the machine's again, and did not always agree. */
import { openReviewDesk } from '../../src/review/review-desk.ts';
import type { ReviewTask } from '../../src/review/review-desk.ts';
import type { DecisionState } from '../../src/store/review-decisions.ts';
import type { FieldValue } from '../../src/domain/page-read.ts';
import { openSeed, type Seeded } from './seed.ts';

const PEOPLE = ['anna', 'bert', 'cora'] as const;

const firstAnswer = ({ field }: ReviewTask): { state: DecisionState; value: FieldValue } => {
  if (field.kind === 'choice') {
    const [first] = field.boxes;
    return { state: 'answered', value: field.multiple ? [first?.code ?? ''] : (first?.code ?? '') };
  }
  return { state: 'blank', value: null };
};

/** Every `slipEvery`-th thing that somebody says is another answer than all others give. */
export const openReviewedSeed = async (copies = 20, slipEvery = 17): Promise<Seeded> => {
  const seed = await openSeed({
    copies,
    doubts: (copy, variable) => copy % 3 === 0 && variable !== 'remark',
    // One in two, by the place of the field, which is as good as by lot here.
    drawn: (copy, variable) => ((copy + variable.length) % 2 === 0 ? 0.5 : undefined),
    share: 1,
  });
  const desk = openReviewDesk({ store: seed.store, leaseMs: 60_000 });
  let said = 0;
  for (let idle = 0; idle < PEOPLE.length;) {
    const who = { reviewer: PEOPLE[said % PEOPLE.length] ?? '', session: 's' };
    const tasks = await desk.claim(who, 8);
    idle = tasks.length === 0 ? idle + 1 : 0;
    for (const task of tasks) {
      said++;
      const slips = said % slipEvery === 0;
      const { state, value } = slips ? { state: 'unreadable' as const, value: null } : firstAnswer(task);
      const clientKey = `said-${String(said).padStart(16, '0')}`;
      await desk.decide(who, { task: task.id, state, value, clientKey });
    }
    said++;
  }
  return seed;
};
