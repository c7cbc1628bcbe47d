/**
 * What reading again costs the queue: `node test/bench/quality-queue.ts`. Claims and decisions one by one with 100,000 open tasks, without
 * any check and beside tens of thousands of them, and the figures of it all.
 */
import { parseArgs } from 'node:util';
import { makeQualityReport } from '../../src/review/quality/quality-report.ts';
import { openReviewDesk } from '../../src/review/review-desk.ts';
import { setShare } from '../../src/store/quality-settings.ts';
import { seedManyTasks } from './many-tasks.ts';

const { values } = parseArgs({
  options: {
    tasks: { type: 'string', default: '100000' },
    checks: { type: 'string', default: '50000' },
    turns: { type: 'string', default: '200' },
  },
});
const turns = Number(values.turns);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const quantile = (of: readonly number[], share: number): string =>
  (of.toSorted((a, b) => a - b)[Math.floor(share * (of.length - 1))] ?? Number.NaN).toFixed(1);

say(`Seeding ${values.tasks} open tasks…`);
const seed = await seedManyTasks(Number(values.tasks), 40);
const desk = openReviewDesk({ store: seed.store, leaseMs: 120_000 });
let said = 0;

/** What a reviewer does, timed: claim eight, decide four, and again. */
const review = async (reviewer: string): Promise<void> => {
  const who = { reviewer, session: 's' };
  const [claims, decisions]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < turns; turn++) {
    const startedMs = performance.now();
    const tasks = await desk.claim(who, 8);
    claims.push(performance.now() - startedMs);
    for (const { id } of tasks.slice(0, 4)) {
      const decidingMs = performance.now();
      const clientKey = `bench-${String(said++).padStart(16, '0')}`;
      await desk.decide(who, { task: id, state: 'unreadable', value: null, clientKey });
      await desk.progress(who);
      decisions.push(performance.now() - decidingMs);
    }
  }
  await desk.release(who);
  say(
    `  claim, ms      median ${quantile(claims, 0.5)}, 95 % ${quantile(claims, 0.95)}, most ${quantile(claims, 1)}`,
  );
  say(
    `  decision, ms   median ${quantile(decisions, 0.5)}, 95 % ${quantile(decisions, 0.95)}, most ${quantile(decisions, 1)}`,
  );
};

say(`${seed.open} open tasks, no share read again`);
await review('anna');

await setShare(seed.store, 'passenger-survey', 0.02);
const checks = Number(values.checks);
await seed.store.write((connection) => {
  // A third each: of the machine's readings, of anna's decisions, and disputed ones of bert's that anna read again.
  connection
    .prepare(
      `INSERT INTO quality_check (subject, survey, wave_id, variable, kind, style, task_id, reading_id, chance, state, first, second,
         first_said, turn, created_at)
       SELECT CASE id % 3 WHEN 0 THEN 'machine' ELSE 'person' END, survey, wave_id, variable, kind, 'cross', id, reading_id, 0.02,
         CASE id % 3 WHEN 2 THEN 'disputed' ELSE 'waiting' END,
         CASE id % 3 WHEN 0 THEN NULL WHEN 1 THEN 'anna' ELSE 'bert' END, CASE id % 3 WHEN 2 THEN 'anna' END,
         'blank', abs(random()) / 9223372036854775808.0, created_at
       FROM review_task WHERE state = 'open' ORDER BY id DESC LIMIT ?`,
    )
    .run(checks);
});
say(`${seed.open} open tasks, ${checks} checks open, anna may be asked a third of them`);
await review('anna');
say('the same, bert, who may be asked two thirds');
await review('bert');
const startedMs = performance.now();
await makeQualityReport(seed.store, 'passenger-survey');
say(`figures of quality, ms   ${(performance.now() - startedMs).toFixed(0)}`);
await seed.remove();
