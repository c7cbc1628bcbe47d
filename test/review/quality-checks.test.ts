/** Reading again, blind: who is asked what, what it does to rows, and what it never does. */
import { afterEach, describe, expect, it } from 'vitest';
import type { FieldValue } from '../../src/domain/page-read.ts';
import { makeQualityReport } from '../../src/review/quality/quality-report.ts';
import { openReviewDesk, type ReviewDesk, type ReviewTask } from '../../src/review/review-desk.ts';
import { streamAnswers } from '../../src/store/answers.ts';
import { endSessionsOf } from '../../src/store/accounts.ts';
import { countOpenChecks } from '../../src/store/quality-queue.ts';
import { setShare } from '../../src/store/quality-settings.ts';
import type { ReviewerSession } from '../../src/store/review-queue.ts';
import { openSeed, type Seeded, type SeedOptions } from './seed.ts';

const SURVEY = 'passenger-survey';
const who = (name: string, session = 's'): ReviewerSession => ({ reviewer: name, session });
const [anna, bert, cora, dirk] = [who('anna'), who('bert'), who('cora'), who('dirk')];
let keys = 0;
const newKey = (): string => `key-${String(keys++).padStart(16, '0')}`;

let seed: Seeded;
let desk: ReviewDesk;
let nowMs = Date.parse('2026-11-21T08:00:00Z');

const open = async (options: SeedOptions): Promise<void> => {
  seed = await openSeed({ copies: 1, ...options });
  desk = openReviewDesk({ store: seed.store, leaseMs: 60_000, now: () => new Date(nowMs++) });
};
afterEach(() => seed.remove());

/** One accepted reading, drawn. */
const oneReading = (variable = 'car_available'): Promise<void> =>
  open({ doubts: () => false, drawn: (_, name) => (name === variable ? 0.5 : undefined) });

/** One field that needs a person, whose decision is drawn for certain. */
const oneDecision = (variable = 'car_available'): Promise<void> =>
  open({ doubts: (_, name) => name === variable, share: 1 });

const claim = async (person: ReviewerSession): Promise<ReviewTask | undefined> => {
  const tasks = await desk.claim(person, 8);
  expect(tasks.length).toBeLessThan(2);
  return tasks[0];
};
const say = async (person: ReviewerSession, value: FieldValue, key = newKey()): Promise<string> => {
  const task = await claim(person);
  if (task === undefined) throw new Error(`Expected a task for ${person.reviewer}.`);
  const state = value === null ? 'blank' : 'answered';
  await desk.decide(person, { task: task.id, state, value, clientKey: key });
  return key;
};
const answer = async (variable = 'car_available'): Promise<string> => {
  for await (const copy of streamAnswers(seed.store, SURVEY)) {
    const found = copy.answers.get(variable);
    return `${found?.source} ${found?.state} ${JSON.stringify(found?.value)}`;
  }
  return 'no copy';
};
const checks = (): Promise<Record<string, unknown>[]> =>
  seed.store.read((connection) =>
    connection.prepare<[], Record<string, unknown>>(`SELECT * FROM quality_check ORDER BY id`).all(),
  );
const openChecks = (): Promise<number> =>
  seed.store.read((connection) => countOpenChecks(connection, SURVEY));

describe('an accepted reading that was drawn', () => {
  it('is asked like any task, without a word of what the machine made of it, and keeps no row back', async () => {
    await oneReading();
    expect(await answer()).toBe('machine answered "1"');
    expect(await desk.progress(anna)).toMatchObject({ open: 1, done: 0 });
    const task = await claim(anna);
    expect(task).toMatchObject({
      variable: 'car_available',
      suggestion: null,
      alternatives: [],
      reasons: [],
    });
    expect(JSON.stringify(task)).not.toMatch(/sampl|check|quality|blind/u);
    expect((await desk.crop(anna, task?.id ?? 0)).mime).toBe('image/jpeg');
    await expect(desk.crop(bert, task?.id ?? 0)).rejects.toMatchObject({ code: 'task-unknown' });
    expect(await claim(bert)).toBeUndefined();
    expect(await desk.renew(anna, [task?.id ?? 0])).toEqual([task?.id]);
    expect(await answer()).toBe('machine answered "1"');
    expect(await openChecks()).toBe(1);
  });

  it('stays as it is where the person reads the same', async () => {
    await oneReading();
    const key = await say(anna, '1');
    expect(await checks()).toMatchObject([
      { state: 'settled', verdict: 'right', second: 'anna', corrected: 0 },
    ]);
    expect(await answer()).toBe('machine answered "1"');
    expect(await desk.progress(anna)).toMatchObject({ open: 0, done: 1, yours: 1 });
    const task = (await checks())[0]?.['task_id'] as number;
    const again = { task, state: 'answered', value: '1', clientKey: key } as const;
    expect(await desk.decide(anna, again)).toMatchObject({ repeated: true });
    await expect(desk.decide(anna, { ...again, value: '2' })).rejects.toMatchObject({
      code: 'decision-invalid',
    });
    await expect(desk.decide(bert, { ...again, clientKey: newKey() })).rejects.toMatchObject({
      code: 'task-not-yours',
    });
    expect(await claim(bert)).toBeUndefined();
  });

  it('goes to a third where they differ, never to the second again, and the third is right', async () => {
    await oneReading();
    await say(anna, '2');
    expect(await checks()).toMatchObject([{ state: 'disputed', verdict: null }]);
    expect(await answer()).toBe('machine answered "1"');
    expect(await claim(anna)).toBeUndefined();
    expect(await claim(who('anna', 'another browser'))).toBeUndefined();
    expect(await desk.progress(anna)).toMatchObject({ open: 0, done: 1 });
    expect(await claim(bert)).toMatchObject({ suggestion: null, reasons: [] });
    const key = await say(bert, '2');
    expect(await checks()).toMatchObject([
      { state: 'settled', verdict: 'wrong', third: 'bert', corrected: 1 },
    ]);
    expect(await answer()).toBe('person answered "2"');
    expect(await openChecks()).toBe(0);
    // Taken back, what stood before stands again, and the check is with who took it back.
    expect(await desk.undo(bert, key)).toMatchObject({ kind: 'task', task: { suggestion: null } });
    expect(await answer()).toBe('machine answered "1"');
    await say(bert, '1');
    expect(await checks()).toMatchObject([{ verdict: 'right', corrected: 0 }]);
    expect(await answer()).toBe('machine answered "1"');
  });

  it('cannot be taken back by the second once a third has decided', async () => {
    await oneReading();
    const key = await say(anna, '2');
    await say(bert, '2');
    await expect(desk.undo(anna, key)).rejects.toMatchObject({ code: 'task-not-yours' });
    expect(await answer()).toBe('person answered "2"');
  });

  it('is not asked any more where a second scan sends the field to a person', async () => {
    await oneReading();
    await claim(anna);
    const task = (await checks())[0]?.['task_id'] as number;
    await seed.store.write((connection) => {
      connection
        .prepare(`UPDATE reading SET review = 1, reasons_json = '["scans-differ"]' WHERE variable = ?`)
        .run('car_available');
      connection.prepare(`UPDATE review_task SET state = 'open' WHERE id = ?`).run(task);
    });
    expect(await checks()).toMatchObject([{ state: 'void' }]);
    await expect(
      desk.decide(anna, { task, state: 'blank', value: null, clientKey: newKey() }),
    ).rejects.toMatchObject({ code: 'task-not-yours' });
    expect(await claim(bert)).toMatchObject({ id: task, reasons: ['scans-differ'] });
  });

  it('of writing where the machine saw none goes to be transcribed like any other', async () => {
    await oneReading('remark');
    const words = 'driver of bus 4';
    await say(anna, words);
    await say(bert, words);
    expect(await checks()).toMatchObject([{ verdict: 'wrong', corrected: 1, second_said: 'answered' }]);
    expect(await answer('remark')).toBe('machine pending null');
    const kept = await seed.store.read((connection) =>
      JSON.stringify(connection.prepare(`SELECT * FROM quality_reading`).all()),
    );
    expect(kept).not.toContain('driver');
    expect(await claim(cora)).toMatchObject({ variable: 'remark', reasons: ['text-to-transcribe'] });
  });
});

describe('a decision that was drawn', () => {
  it('is read again by somebody else, never by who took it', async () => {
    await oneDecision();
    await say(anna, '2');
    expect(await checks()).toMatchObject([{ subject: 'person', first: 'anna', chance: 1 }]);
    expect(await claim(anna)).toBeUndefined();
    expect(await desk.progress(anna)).toMatchObject({ open: 0, done: 1 });
    expect(await claim(bert)).toMatchObject({ suggestion: null, alternatives: [], reasons: [] });
    await say(bert, '2');
    expect(await checks()).toMatchObject([{ state: 'settled', verdict: 'right' }]);
    expect(await answer()).toBe('person answered "2"');
  });

  it('is corrected by the third, and stays on record', async () => {
    await oneDecision();
    await say(anna, '2');
    await say(bert, '1');
    expect(await claim(anna)).toBeUndefined();
    expect(await claim(bert)).toBeUndefined();
    expect(await answer()).toBe('person answered "2"');
    const key = await say(cora, null);
    expect(await answer()).toBe('person blank null');
    expect(await checks()).toMatchObject([{ verdict: 'wrong', corrected: 1, third_said: 'blank' }]);
    const decisions = await seed.store.read((connection) =>
      connection.prepare(`SELECT reviewer, undone_at IS NULL AS stands FROM decision ORDER BY id`).all(),
    );
    expect(decisions).toEqual([
      { reviewer: 'anna', stands: 0 },
      { reviewer: 'cora', stands: 1 },
    ]);
    await desk.undo(cora, key);
    expect(await answer()).toBe('person answered "2"');
  });

  it('that is taken back is not read again', async () => {
    await oneDecision();
    const key = await say(anna, '2');
    await desk.undo(anna, key);
    expect(await checks()).toMatchObject([{ state: 'void' }]);
    expect(await claim(bert)).toBeUndefined();
    await say(anna, '1');
    expect(await checks()).toMatchObject([{ state: 'void' }, { state: 'waiting' }]);
    expect(await claim(bert)).toBeDefined();
  });

  it('on a wall is drawn like any other, and goes with its step when that is taken back', async () => {
    await open({ copies: 30, doubts: (_, name) => name === 'car_available', share: 1 });
    const tasks = await desk.claimWall(anna, 'wall-0000000000000001', 24);
    const confirmed = tasks.map(({ id }) => ({ task: id, state: 'answered', value: '1' }) as const);
    const clientKey = crypto.randomUUID();
    await desk.confirmWall(anna, { clientKey, confirmed, offWall: [] });
    expect(await checks()).toHaveLength(24);
    await desk.undo(anna, clientKey);
    expect((await checks()).filter(({ state }) => state !== 'void')).toEqual([]);
  });

  it('of two people who differ keeps its row as it was while there is no third', async () => {
    await oneDecision();
    await say(anna, '2');
    await say(bert, '1');
    expect(await answer()).toBe('person answered "2"');
    const { people, lack } = await makeQualityReport(seed.store, SURVEY);
    expect(people.all).toMatchObject({ checked: 1, wrong: 0, disputed: 1, rate: 0, low: 0, high: 1 });
    expect(lack).toBe('nobody');
  });

  it('of words is not: two people never write them alike', async () => {
    await oneDecision('remark');
    await say(anna, 'Fine.');
    expect(await checks()).toEqual([]);
  });

  it('is taken back without a name as the last thing done', async () => {
    await oneDecision();
    await say(anna, '2');
    await say(bert, '2');
    expect(await desk.undo(bert)).toMatchObject({ kind: 'task', task: { variable: 'car_available' } });
    expect(await checks()).toMatchObject([{ state: 'waiting', second: null, verdict: null }]);
    await say(bert, '1');
    expect(await checks()).toMatchObject([{ state: 'disputed' }]);
  });
});

describe('a known answer', () => {
  const agreed = async (): Promise<void> => {
    await open({ copies: 2, doubts: (_, name) => name === 'car_available', share: 1 });
    const [task] = await desk.claim(anna, 2);
    await desk.decide(anna, { task: task?.id ?? 0, state: 'answered', value: '1', clientKey: newKey() });
    await say(bert, '1');
    await desk.release(anna);
    expect(await checks()).toMatchObject([{ state: 'settled', verdict: 'right', known: 1 }]);
  };

  it('is what three agree on; it is slipped in for who never read it, and changes nothing', async () => {
    await agreed();
    // Half of the decisions at this share, by luck: as many as it takes.
    for (let tries = 0; tries < 60; tries++) {
      const key = await say(cora, '1');
      if ((await checks()).some(({ subject }) => subject === 'known')) break;
      await desk.undo(cora, key);
    }
    const known = (await checks()).find(({ subject }) => subject === 'known');
    expect(known).toMatchObject({ assigned: 'cora', state: 'waiting', first_said: 'answered "1"' });
    // Dirk is asked what Cora decided, and nothing that is Cora's to be asked.
    expect(await desk.claim(dirk, 8)).toHaveLength(1);
    await desk.release(dirk);
    const before = await answer();
    await say(cora, '2');
    expect((await checks()).find(({ subject }) => subject === 'known')).toMatchObject({
      state: 'settled',
      verdict: 'wrong',
      second: 'cora',
    });
    expect(await answer()).toBe(before);
  });
});

describe('the queue', () => {
  it('refuses a number that names no check of one’s own, and changes nothing', async () => {
    await oneReading();
    const task = (await checks())[0]?.['task_id'] as number;
    const before = JSON.stringify(await checks());
    for (const forged of [task, 999_999]) {
      await expect(
        desk.decide(anna, { task: forged, state: 'answered', value: '1', clientKey: newKey() }),
      ).rejects.toMatchObject({ code: forged === task ? 'task-not-yours' : 'task-unknown' });
      await expect(desk.skip(anna, forged)).rejects.toMatchObject({ code: 'task-not-yours' });
    }
    expect(JSON.stringify(await checks())).toBe(before);
  });

  it('refuses a second reading by who decided, even with a lease that should not be', async () => {
    await oneDecision();
    await say(anna, '2');
    await seed.store.write((connection) =>
      connection
        .prepare(`UPDATE quality_check SET lease_owner = 'anna/s', lease_until = '2099-01-01T00:00:00.000Z'`)
        .run(),
    );
    const task = (await checks())[0]?.['task_id'] as number;
    await expect(
      desk.decide(anna, { task, state: 'answered', value: '2', clientKey: newKey() }),
    ).rejects.toMatchObject({ code: 'task-not-yours' });
    expect(await checks()).toMatchObject([{ state: 'waiting', second: null }]);
  });

  it('mixes about one check to ten tasks in while tasks wait, and gives the rest when none do', async () => {
    await open({
      copies: 40,
      doubts: (copy) => copy % 2 === 0,
      drawn: () => 0.9,
    });
    const tasksOfAnna = async (): Promise<{ tasks: number; checks: number }> => {
      const claimed = await desk.claim(anna, 10);
      const checked = new Set((await checks()).map(({ task_id: id }) => id as number));
      for (const { id, field } of claimed) {
        const value = field.kind === 'choice' ? (field.multiple ? ['1'] : '1') : null;
        const state = value === null ? 'blank' : 'answered';
        await desk.decide(anna, { task: id, state, value, clientKey: newKey() });
      }
      const ofChecks = claimed.filter(({ id }) => checked.has(id)).length;
      return { tasks: claimed.length - ofChecks, checks: ofChecks };
    };
    let [tasks, mixedIn] = [0, 0];
    for (let turn = 0; turn < 20; turn++) {
      const got = await tasksOfAnna();
      expect(got.tasks).toBe(10);
      expect(got.checks).toBeLessThan(2);
      tasks += got.tasks;
      mixedIn += got.checks;
    }
    expect(tasks).toBe(200);
    expect(mixedIn).toBeGreaterThan(8);
  });

  it('hides checks among tasks that come without a suggestion for no reason at all', async () => {
    await open({ copies: 30, doubts: () => true, share: 0.02 });
    const tasks = (await desk.claim(anna, 400)).filter(({ field }) => field.kind === 'choice');
    const bare = tasks.filter(({ suggestion }) => suggestion === null).length;
    expect(bare).toBeGreaterThan(tasks.length / 60);
    expect(bare).toBeLessThan(tasks.length / 6);
    // The same ones, however often they are asked for.
    const again = (await desk.claim(anna, 400)).filter(({ field }) => field.kind === 'choice');
    expect(again.map(({ suggestion }) => suggestion)).toEqual(tasks.map(({ suggestion }) => suggestion));
  });

  it('gives back what somebody held whose sessions end', async () => {
    await oneReading();
    await claim(anna);
    expect(await claim(bert)).toBeUndefined();
    await seed.store.write((connection) => endSessionsOf(connection, { id: 'none', name: 'anna' }));
    expect(await claim(bert)).toBeDefined();
  });

  it('asks nothing more of a closed wave, and tells of no open checks there', async () => {
    await oneReading();
    await say(anna, '2');
    await seed.store.write((connection) => connection.prepare(`UPDATE wave SET state = 'closed'`).run());
    expect(await openChecks()).toBe(0);
    expect(await claim(bert)).toBeUndefined();
    expect(await desk.progress(bert)).toMatchObject({ open: 0 });
  });

  it('keeps counts and nothing that leads to a sheet when sheets are erased', async () => {
    await oneDecision('age');
    await say(anna, '43');
    await say(bert, '48');
    const before = await makeQualityReport(seed.store, SURVEY);
    expect(before).toMatchObject({ people: { all: { checked: 1, disputed: 1 } } });
    await seed.store.write((connection) => {
      for (const table of ['crop', 'decision', 'review_task', 'reading'])
        connection.prepare(`DELETE FROM ${table}`).run();
    });
    const after = await makeQualityReport(seed.store, SURVEY);
    expect(after.people).toEqual(before.people);
    expect(after.reviewers).toEqual(before.reviewers);
    const rows = (table: string): Promise<unknown[]> =>
      seed.store.read((connection) => connection.prepare(`SELECT * FROM ${table}`).all());
    expect([await rows('quality_check'), await rows('quality_reading')]).toEqual([[], []]);
    // What two people read in digits is not kept, and so no agreement about it.
    expect(await rows('quality_kept_pair')).toEqual([]);
    expect(await desk.progress(bert)).toMatchObject({ open: 0, done: 0 });
  });

  it('draws nothing where the share is 0, and refuses a share that is none', async () => {
    await open({ doubts: () => true, share: 0 });
    await desk.claim(anna, 1);
    const [task] = await desk.claim(anna, 1);
    await desk.decide(anna, { task: task?.id ?? 0, state: 'blank', value: null, clientKey: newKey() });
    expect(await checks()).toEqual([]);
    for (const share of [-0.1, 1.5, Number.NaN]) {
      await expect(setShare(seed.store, SURVEY, share)).rejects.toMatchObject({ code: 'share-invalid' });
    }
    await expect(setShare(seed.store, 'nothing', 0.1)).rejects.toMatchObject({ code: 'survey-unknown' });
  });
});
