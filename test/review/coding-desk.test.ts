import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCodingDesk, type CodingDesk } from '../../src/review/coding-desk.ts';
import { makeSurveyRows } from '../../src/rows/survey-rows.ts';
import { undoStep } from '../../src/store/review-undo.ts';
import { openSeed, type Seeded } from './seed.ts';
import { copyOut, newKey } from './texts.ts';

const SURVEY = 'passenger-survey';
const REMARK = { survey: SURVEY, variable: 'remark' };
let seed: Seeded;
let desk: CodingDesk;
beforeEach(async () => {
  seed = await openSeed({ copies: 5, doubts: (_copy, variable) => variable === 'remark' });
  desk = openCodingDesk(seed.store);
});
afterEach(() => seed.remove());

const step = (reviewer = 'ann'): { reviewer: string; clientKey: string } => ({
  reviewer,
  clientKey: newKey(),
});
const create = async (label: string, reviewer = 'ann'): Promise<number> =>
  (await desk.create(step(reviewer), REMARK, label)).category;
const page = () => desk.page(REMARK, { offset: 0, limit: 100 });
const codesNow = async (): Promise<(readonly number[] | null)[]> =>
  (await page()).answers.map(({ categories }) => categories);
const counts = async (): Promise<Record<string, number>> =>
  Object.fromEntries((await page()).categories.map(({ label, answers }) => [label, answers]));
const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'none';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('coding open answers', () => {
  it('takes several categories an answer, none, and another choice later; counts them', async () => {
    const [one = 0, two = 0, three = 0] = await copyOut(seed, 'ann', ['Te vol en te duur', 'Te vol', 'x']);
    expect(await desk.variables()).toMatchObject([{ variable: 'remark', answers: 3, coded: 0 }]);
    const [full, price] = [await create('Drukte'), await create('Prijs')];
    await desk.code(step(), one, [full, price, full]);
    await desk.code(step(), two, [full]);
    await desk.code(step(), three, []);
    expect(await codesNow()).toEqual([[full, price], [full], []]);
    expect(await counts()).toEqual({ Drukte: 2, Prijs: 1 });
    await desk.code(step('bob'), two, [price]);
    expect(await counts()).toEqual({ Drukte: 1, Prijs: 2 });
    expect(await desk.variables()).toMatchObject([{ coded: 3 }]);
    await desk.undo('bob', REMARK);
    expect(await counts()).toEqual({ Drukte: 2, Prijs: 1 });
  });

  it('merges without losing an answer, and takes the merge apart again', async () => {
    const answers = await copyOut(seed, 'ann', ['vol', 'druk', 'vol en druk']);
    const [full, busy, third] = [await create('Vol'), await create('Druk'), await create('Anders')];
    await desk.code(step(), answers[0] ?? 0, [full]);
    await desk.code(step(), answers[1] ?? 0, [busy]);
    await desk.code(step(), answers[2] ?? 0, [full, busy]);
    await desk.merge(step(), busy, full);
    expect(await counts()).toEqual({ Vol: 3, Anders: 0 });
    expect(await codesNow()).toEqual([[full], [full], [full]]);
    await desk.merge(step(), full, third);
    expect(await counts()).toEqual({ Anders: 3 });
    expect(await codeOf(desk.code(step(), answers[0] ?? 0, [busy]))).toBe('category-unknown');
    expect(await codeOf(desk.merge(step(), third, third))).toBe('decision-invalid');
    expect(await desk.undo('ann', REMARK)).toMatchObject({ undone: { kind: 'merge', label: 'Vol' } });
    await desk.undo('ann', REMARK);
    expect(await counts()).toEqual({ Vol: 2, Druk: 2, Anders: 0 });
    expect(await codesNow()).toEqual([[full], [busy], [full, busy]]);
  });

  it('takes everything back in order: codes, names, categories', async () => {
    const [one = 0] = await copyOut(seed, 'ann', ['vol']);
    const full = await create('Vol');
    await desk.rename(step(), full, 'Te vol');
    await desk.code(step(), one, [full]);
    expect(await desk.undo('ann', REMARK)).toMatchObject({ undone: { kind: 'code', answer: one } });
    expect(await codesNow()).toEqual([null]);
    expect((await desk.undo('ann', REMARK)).categories).toMatchObject([{ label: 'Vol' }]);
    expect((await desk.undo('ann', REMARK)).categories).toEqual([]);
    expect(await desk.undo('ann', REMARK)).toMatchObject({ undone: null });
    // A number is never given twice: rows that left with the old one stay true.
    expect((await desk.create(step(), REMARK, 'Vol')).categories).toMatchObject([{ code: 2 }]);
  });

  it('does not take back a category that somebody uses, or a name that somebody changed', async () => {
    const [one = 0] = await copyOut(seed, 'ann', ['vol']);
    const full = await create('Vol');
    await desk.code(step('bob'), one, [full]);
    expect(await codeOf(desk.undo('ann', REMARK))).toBe('category-in-use');
    await desk.rename(step(), full, 'Te vol');
    await desk.rename(step('bob'), full, 'Overvol');
    expect(await codeOf(desk.undo('ann', REMARK))).toBe('category-in-use');
    expect(await counts()).toEqual({ Overvol: 1 });
  });

  it('offers what the same words were coded with', async () => {
    const answers = await copyOut(seed, 'ann', ['Meer bussen!', 'meer  bussen', 'Minder bussen']);
    const more = await create('Vaker');
    await desk.code(step(), answers[0] ?? 0, [more]);
    expect((await page()).answers.map(({ suggested }) => suggested)).toEqual([null, [more], null]);
  });

  it('begins at the first answer that is not coded', async () => {
    const answers = await copyOut(seed, 'ann', ['a', 'b', 'c']);
    await desk.code(step(), answers[0] ?? 0, []);
    expect(await desk.page(REMARK, { offset: null, limit: 1 })).toMatchObject({
      offset: 1,
      total: 3,
      coded: 1,
      answers: [{ text: 'b' }],
    });
  });

  it('gives 0/1 columns a category to the rows; what nobody coded is pending, what is not there is missing', async () => {
    const [one = 0] = await copyOut(seed, 'ann', ['vol en duur', 'mooi']);
    const [full, price] = [await create('Drukte'), await create('Prijs')];
    await create('Leeg');
    await desk.code(step(), one, [full, price]);
    await desk.merge(step(), price, full);
    const { columns, rows } = await makeSurveyRows(seed.store, SURVEY);
    const at = columns.indexOf('remark');
    expect(columns.slice(at, at + 3)).toEqual(['remark', 'remark_code_1', 'remark_code_3']);
    const cells = rows.map((row) => [row['remark'], row['remark_code_1'], row['remark_code_3']].join(' '));
    expect(cells.toSorted()).toEqual(['-9 -9 -9', '-9 -9 -9', '-9 -9 -9', '1 -9 -9', '1 1 0']);
    expect(JSON.stringify(rows)).not.toContain('duur');
  });

  it('refuses what is stale, strange or of a closed wave, and nothing changes', async () => {
    const [one = 0] = await copyOut(seed, 'ann', ['vol']);
    const [other = 0] = await copyOut(seed, 'ann', ['druk']);
    const full = await create('Vol');
    const elsewhere = await seed.store.write((connection) =>
      Number(
        connection
          .prepare(`INSERT INTO code_category (survey, variable, code, label) VALUES ('x', 'y', 1, 'z')`)
          .run().lastInsertRowid,
      ),
    );
    expect(await codeOf(desk.code(step(), one, [elsewhere]))).toBe('category-unknown');
    expect(await codeOf(desk.code(step(), one, [full, 999_999]))).toBe('category-unknown');
    expect(await codeOf(desk.code(step(), 999_999, [full]))).toBe('answer-unknown');
    expect(await codeOf(desk.merge(step(), full, elsewhere))).toBe('category-unknown');
    expect(await codeOf(desk.rename(step(), 999_999, 'x'))).toBe('category-unknown');
    expect(await codeOf(desk.create(step(), REMARK, ' vol '))).toBe('category-exists');
    expect(await codeOf(desk.create(step(), REMARK, '  '))).toBe('label-invalid');
    expect(await codeOf(desk.create(step(), REMARK, 'a'.repeat(81)))).toBe('label-invalid');
    expect(await codeOf(desk.create(step(), { survey: SURVEY, variable: 'age' }, 'x'))).toBe(
      'variable-unknown',
    );
    const again = step();
    await desk.code(again, one, [full]);
    await desk.code(again, one, [full]);
    expect(
      await seed.store.db.selectFrom('coding_step').selectAll().where('kind', '=', 'code').execute(),
    ).toHaveLength(1);
    expect(await codeOf(desk.code({ ...again, reviewer: 'bob' }, one, [full]))).toBe('decision-invalid');
    await undoStep(seed.store, { reviewer: 'ann', session: 's' }, { leaseMs: 1, now: new Date() });
    expect(await codeOf(desk.code(step(), other, [full]))).toBe('answer-stale');
    await seed.store.db.updateTable('wave').set({ state: 'closed' }).execute();
    expect(await codeOf(desk.code(step(), one, []))).toBe('wave-closed');
    expect(await codeOf(desk.undo('ann', REMARK))).toBe('wave-closed');
  });
});
