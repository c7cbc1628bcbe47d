import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReviewDesk } from '../../src/review/review-desk.ts';
import { openTextDesk, type TextDesk, type TextLook } from '../../src/review/text-desk.ts';
import { makeSurveyTexts } from '../../src/rows/survey-texts.ts';
import { undoStep } from '../../src/store/review-undo.ts';
import { openSeed, type Seeded } from './seed.ts';
import { copyOut, newKey } from './texts.ts';

const SURVEY = 'passenger-survey';
let seed: Seeded;
let desk: TextDesk;
beforeEach(async () => {
  seed = await openSeed({ copies: 6, doubts: (_copy, variable) => variable === 'remark' });
  desk = openTextDesk(seed.store);
});
afterEach(() => seed.remove());

const queued = async (reviewer: string, queue: 'release' | 'second-look'): Promise<string[]> =>
  (await desk.queue(reviewer, { queue, seed: 1, limit: 50 })).map(({ text }) => text).toSorted();
const look = (
  reviewer: string,
  answer: number,
  more: Partial<TextLook> = {},
): Promise<{ readonly repeated: boolean }> =>
  desk.look(reviewer, {
    answer,
    edition: 0,
    outcome: 'released',
    redactions: [],
    clientKey: newKey(),
    ...more,
  });
const leaving = async (): Promise<string[]> =>
  (await makeSurveyTexts(seed.store, SURVEY)).texts.map(({ text }) => text).toSorted();
const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'none';
  } catch (error) {
    return (error as { code: string }).code;
  }
};
/** All that is in the database's files, as bytes. */
const bytesOnDisk = (): string =>
  ['', '-wal']
    .map((end) => seed.store.path + end)
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'latin1'))
    .join('');

describe('open answers before they leave', () => {
  it('leave only once a person said so, and can be taken back', async () => {
    const [plain = 0, other = 0] = await copyOut(seed, 'ann', ['Meer bussen', 'Te vol', 'Ik heet Marieke']);
    expect(await leaving()).toEqual([]);
    expect((await makeSurveyTexts(seed.store, SURVEY)).heldBack).toEqual({ held: 2, marked: 1, kept: 0 });
    await look('ann', plain);
    await look('ann', other, { outcome: 'kept' });
    expect(await leaving()).toEqual(['Meer bussen']);
    expect((await makeSurveyTexts(seed.store, SURVEY)).heldBack).toEqual({ held: 0, marked: 1, kept: 1 });
    expect(await desk.undo('bob')).toBeNull();
    expect(await desk.undo('ann')).toMatchObject({ id: other, state: 'held' });
    expect(await desk.undo('ann')).toMatchObject({ id: plain, state: 'held' });
    expect(await leaving()).toEqual([]);
    expect(await desk.undo('ann')).toBeNull();
  });

  it('with marks in them wait for somebody else than who copied them out', async () => {
    const [answer = 0] = await copyOut(seed, 'ann', ['De chauffeur van lijn 4 om 8:15', 'Prima']);
    expect(await queued('ann', 'second-look')).toEqual([]);
    expect(await queued('ann', 'release')).toEqual(['De chauffeur van lijn 4 om 8:15', 'Prima']);
    expect(await queued('bob', 'second-look')).toEqual(['De chauffeur van lijn 4 om 8:15']);
    expect(await queued('bob', 'release')).toEqual(['Prima']);
    expect(await codeOf(look('ann', answer))).toBe('second-look-needed');
    // Cutting out one of two marks is not enough.
    const start = 'De chauffeur van '.length;
    const one = { kind: 'staff-trip', start, end: start + 'lijn 4'.length } as const;
    expect(await codeOf(look('ann', answer, { redactions: [one] }))).toBe('second-look-needed');
    expect(await queued('bob', 'second-look')).toEqual(['De chauffeur van lijn 4 om 8:15']);
    await look('bob', answer);
    expect(await leaving()).toEqual(['De chauffeur van lijn 4 om 8:15']);
  });

  it('with every mark cut out may be let go by anybody', async () => {
    const text = 'Ik heet Marieke, bel 06-12345678.';
    const [answer = 0] = await copyOut(seed, 'ann', [text]);
    const redactions = [
      { kind: 'name', start: 8, end: 15 },
      { kind: 'phone', start: 20, end: 31 },
    ] as const;
    // The second place is counted once the first is cut out: [name] is one sign shorter than Marieke.
    expect(text.slice(21, 32)).toBe('06-12345678');
    await look('ann', answer, { redactions });
    expect(await leaving()).toEqual(['Ik heet [name], bel [phone].']);
  });

  it('lose what is cut out of them everywhere: decisions, suggestions, pages of the file', async () => {
    const secret = 'Wilhelmientje Zwartkruis-Vandenborre';
    const texts = Array.from({ length: 6 }, (_, place) => `${'x'.repeat(300)} ${secret}${place} was aardig`);
    const answers = await copyOut(seed, 'ann', texts);
    expect(bytesOnDisk()).toContain(secret);
    for (const answer of answers) {
      const redactions = [{ kind: 'other', start: 301, end: 301 + secret.length + 1 }] as const;
      await look('bob', answer, { outcome: 'redacted', redactions });
    }
    expect(bytesOnDisk()).not.toContain(secret);
    expect(bytesOnDisk()).not.toContain('Zwartkruis');
    const [first] = await desk.queue('bob', { queue: 'release', seed: 1, limit: 1 });
    expect(first).toMatchObject({ edition: 1, text: `${'x'.repeat(300)} [removed] was aardig` });
  });

  it('lose earlier wordings when they are copied out with something cut out', async () => {
    const review = openReviewDesk({ store: seed.store, leaseMs: 60_000 });
    const who = { reviewer: 'ann', session: 's1' };
    const [task] = await review.claim(who, 1);
    const id = task?.id ?? 0;
    await seed.store.write((connection) =>
      connection
        .prepare('UPDATE review_task SET suggestion_json = ? WHERE id = ?')
        .run(JSON.stringify({ value: 'Ik ben Zwartkruisje', confidence: 0.5 }), id),
    );
    const first = { task: id, state: 'answered', value: 'Ik ben Zwartkruis', clientKey: newKey() } as const;
    await review.decide(who, first);
    await undoStep(seed.store, who, { leaseMs: 60_000, now: new Date() });
    expect(bytesOnDisk()).toContain('Zwartkruis');
    await review.decide(who, { ...first, value: 'Ik ben [name]', clientKey: newKey() });
    expect(bytesOnDisk()).not.toContain('Zwartkruis');
    // The first one sent again changes nothing, and tells no one what it was.
    expect(await review.decide(who, first)).toMatchObject({ repeated: true });
    expect(bytesOnDisk()).not.toContain('Zwartkruis');
    const back = await undoStep(seed.store, who, { leaseMs: 60_000, now: new Date() });
    expect(back).toMatchObject({ kind: 'task', task: { suggestion: { value: null } } });
  });

  it('refuse what is stale, strange or of a closed wave, and nothing changes', async () => {
    const [answer = 0, twin = 0] = await copyOut(seed, 'ann', ['Meer bussen', 'Prima']);
    const before = await seed.store.db.selectFrom('decision').selectAll().execute();
    expect(await codeOf(look('bob', 999_999))).toBe('answer-unknown');
    expect(await codeOf(look('bob', answer, { edition: 3 }))).toBe('answer-stale');
    for (const [start, end] of [
      [5, 5],
      [0, 4000],
      [9, 3],
    ] as const) {
      const redactions = [{ kind: 'other', start, end }] as const;
      expect(await codeOf(look('bob', answer, { redactions }))).toBe('redaction-invalid');
    }
    expect(await seed.store.db.selectFrom('decision').selectAll().execute()).toEqual(before);
    const clientKey = newKey();
    expect(await look('bob', answer, { clientKey })).toEqual({ repeated: false });
    expect(await look('bob', answer, { clientKey })).toEqual({ repeated: true });
    expect(await codeOf(look('bob', twin, { clientKey }))).toBe('decision-invalid');
    expect(await codeOf(look('cas', answer, { outcome: 'kept' }))).toBe('answer-stale');
    await undoStep(seed.store, { reviewer: 'ann', session: 's1' }, { leaseMs: 1, now: new Date() });
    expect(await codeOf(look('bob', twin))).toBe('answer-stale');
    await seed.store.db.updateTable('wave').set({ state: 'closed' }).execute();
    expect(await codeOf(desk.undo('bob', clientKey))).toBe('wave-closed');
    expect(await leaving()).toEqual(['Meer bussen']);
  });

  it('come anew to be looked at when somebody copies them out again', async () => {
    const [answer = 0] = await copyOut(seed, 'ann', ['Meer bussen']);
    await look('bob', answer);
    await undoStep(seed.store, { reviewer: 'ann', session: 's1' }, { leaseMs: 1, now: new Date() });
    expect(await leaving()).toEqual([]);
    await copyOut(seed, 'ann', ['Meer bussen, graag']);
    expect(await leaving()).toEqual([]);
    expect((await makeSurveyTexts(seed.store, SURVEY)).heldBack).toMatchObject({ held: 1 });
  });
});
