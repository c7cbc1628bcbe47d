import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  CodingReply,
  CodingVariablesReply,
  NewCategoryReply,
  TextQueueReply,
} from '../../src/server/text-api.ts';
import { copyOut, newKey } from '../review/texts.ts';
import { openSite, type Client, type Site } from './client.ts';

let site: Site;
let ann: Client;
let bob: Client;
let owner: Client;
beforeAll(async () => {
  site = await openSite({ copies: 6, doubts: (_copy, variable) => variable === 'remark' });
  ann = await site.enter(['reviewer'], 'ann');
  bob = await site.enter(['reviewer'], 'bob');
  owner = await site.enter(['privacy-owner'], 'olga');
  await copyOut(site.seed, 'ann', ['Meer bussen', 'Ik ben Marieke', '=1+1, "te duur"']);
});
afterAll(() => site.close());

const queue = async (client: Client, name: 'release' | 'second-look'): Promise<TextQueueReply> =>
  (await client.get(`/api/texts?queue=${name}`)).json<TextQueueReply>();
const everything = async (): Promise<string> =>
  JSON.stringify(
    await Promise.all(
      (['decision', 'text_look', 'coding_step', 'code_category'] as const).map((table) =>
        site.seed.store.db.selectFrom(table).selectAll().execute(),
      ),
    ),
  );

describe('open answers over http', () => {
  it('go from the queue to the file, apart from the rows', async () => {
    const { answers, counts } = await queue(ann, 'release');
    expect(counts).toEqual({ release: 3, secondLook: 0, forOthers: 1, released: 0, kept: 0 });
    const marked = answers.find(({ text }) => text === 'Ik ben Marieke');
    expect(marked).toMatchObject({
      yours: true,
      edition: 0,
      language: 'nl',
      marks: [{ kind: 'name', start: 7 }],
    });
    expect((await ann.get(marked?.picture?.url ?? '')).headers['content-type']).toBe('image/jpeg');
    for (const { answer, edition, text } of answers) {
      if (text === marked?.text) continue;
      const reply = await ann.post(`/api/texts/${answer}/look`, {
        clientKey: newKey(),
        edition,
        outcome: 'released',
        redactions: [],
      });
      expect(reply.statusCode).toBe(200);
    }
    const refused = await ann.post(`/api/texts/${marked?.answer ?? 0}/look`, {
      clientKey: newKey(),
      edition: 0,
      outcome: 'released',
      redactions: [],
    });
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([409, 'second-look-needed']);
    expect((await owner.get('/api/rows/texts?survey=passenger-survey')).json()).toEqual({
      released: 2,
      held: 0,
      marked: 1,
      kept: 0,
    });
    const csv = await owner.get('/api/rows/texts/export?survey=passenger-survey&format=csv');
    expect(csv.headers['content-disposition']).toContain('passenger-survey-texts.csv');
    const lines = csv.body.trim().split('\r\n');
    expect(lines[0]).toBe('survey,wave,variable,text');
    expect(lines.slice(1).toSorted()).toEqual(
      [
        `passenger-survey,2026-Q4,remark,"'=1+1, ""te duur"""`,
        'passenger-survey,2026-Q4,remark,Meer bussen',
      ].map((line) => line.replace('2026-Q4', lines[1]?.split(',')[1] ?? '')),
    );
    const jsonl = await owner.get('/api/rows/texts/export?survey=passenger-survey&format=jsonl');
    expect(jsonl.body.trim().split('\n')).toHaveLength(2);
    const rows = await owner.get('/api/rows/export?survey=passenger-survey&format=jsonl');
    expect(rows.body).not.toMatch(/bussen|duur|Marieke/u);

    const second = await queue(bob, 'second-look');
    expect(second.answers.map(({ text, yours }) => [text, yours])).toEqual([['Ik ben Marieke', false]]);
    const done = await bob.post(`/api/texts/${marked?.answer ?? 0}/look`, {
      clientKey: newKey(),
      edition: 0,
      outcome: 'released',
      redactions: [{ kind: 'name', start: 7, end: 14 }],
    });
    expect(done.json()).toEqual({ repeated: false });
    expect((await queue(bob, 'second-look')).counts).toMatchObject({ secondLook: 0, released: 3 });
    const after = await owner.get('/api/rows/texts/export?survey=passenger-survey&format=jsonl');
    expect(after.body).toContain('Ik ben [name]');
    expect((await bob.post('/api/texts/undo', {})).json()).toMatchObject({
      answer: { text: 'Ik ben [name]', edition: 1, marks: [] },
    });
    expect((await owner.get('/api/rows/texts?survey=passenger-survey')).json()).toMatchObject({ held: 1 });
  });

  it('are put into categories, which become columns', async () => {
    const { variables } = (await bob.get('/api/coding/variables')).json<CodingVariablesReply>();
    expect(variables).toMatchObject([
      { survey: 'passenger-survey', variable: 'remark', answers: 3, coded: 0 },
    ]);
    const of = { survey: 'passenger-survey', variable: 'remark' };
    const made = (
      await bob.post('/api/coding/categories', { clientKey: newKey(), ...of, label: 'Vaker rijden' })
    ).json<NewCategoryReply>();
    const other = (
      await bob.post('/api/coding/categories', { clientKey: newKey(), ...of, label: 'Frequentie' })
    ).json<NewCategoryReply>();
    const list = `/api/coding/answers?survey=${of.survey}&variable=${of.variable}`;
    const page = (await bob.get(list)).json<CodingReply>();
    const answer = page.answers.find(({ text }) => text === 'Meer bussen')?.answer ?? 0;
    const coded = await bob.post(`/api/coding/answers/${answer}`, {
      clientKey: newKey(),
      categories: [other.category],
    });
    expect(coded.json()).toEqual({ answer });
    const renamed = await bob.post(`/api/coding/categories/${made.category}/rename`, {
      clientKey: newKey(),
      label: 'Vaker',
    });
    expect(renamed.json()).toMatchObject({ categories: [{ label: 'Vaker' }, {}] });
    const merged = await bob.post(`/api/coding/categories/${other.category}/merge`, {
      clientKey: newKey(),
      into: made.category,
    });
    expect(merged.json()).toMatchObject({ categories: [{ label: 'Vaker', answers: 1 }] });
    const rows = await owner.get('/api/rows/export?survey=passenger-survey&format=csv');
    expect(rows.body.split('\r\n')[0]).toContain('remark,remark_code_1');
    expect((await bob.post('/api/coding/undo', of)).json()).toMatchObject({
      undone: { kind: 'merge', label: 'Frequentie' },
      categories: [{}, { label: 'Frequentie', answers: 1 }],
    });
  });

  it('refuse what does not fit, with a clear status, and nothing changes', async () => {
    const before = await everything();
    const { answers } = await queue(bob, 'release');
    const answer = answers[0]?.answer ?? 0;
    const look = { clientKey: newKey(), edition: 1, outcome: 'released', redactions: [] };
    const of = { survey: 'passenger-survey', variable: 'remark' };
    const cases: readonly (readonly [string, object, number, string])[] = [
      [`/api/texts/999999/look`, look, 404, 'answer-unknown'],
      [`/api/texts/abc/look`, look, 400, 'usage'],
      [`/api/texts/${answer}/look`, { ...look, edition: 7 }, 409, 'answer-stale'],
      [`/api/texts/${answer}/look`, { ...look, outcome: 'maybe' }, 400, 'usage'],
      [`/api/texts/${answer}/look`, { ...look, text: 'x'.repeat(1_000_000) }, 413, 'usage'],
      [
        `/api/texts/${answer}/look`,
        { ...look, redactions: [{ kind: 'name', start: 0, end: 5000 }] },
        422,
        'redaction-invalid',
      ],
      [`/api/texts/undo`, { clientKey: 'short' }, 400, 'usage'],
      ['/api/coding/categories', { clientKey: newKey(), ...of, label: 'x'.repeat(1_000_000) }, 413, 'usage'],
      [
        '/api/coding/categories',
        { clientKey: newKey(), ...of, label: 'x'.repeat(300) },
        422,
        'label-invalid',
      ],
      ['/api/coding/categories', { clientKey: newKey(), ...of, label: 'VAKER' }, 409, 'category-exists'],
      [
        '/api/coding/categories',
        { clientKey: newKey(), ...of, variable: 'age', label: 'x' },
        404,
        'variable-unknown',
      ],
      [`/api/coding/answers/999999`, { clientKey: newKey(), categories: [] }, 404, 'answer-unknown'],
      [
        `/api/coding/answers/${answer}`,
        { clientKey: newKey(), categories: [999_999] },
        404,
        'category-unknown',
      ],
      ['/api/coding/categories/999999/merge', { clientKey: newKey(), into: 1 }, 404, 'category-unknown'],
    ];
    for (const [url, body, status, code] of cases) {
      const reply = await bob.post(url, body);
      expect([url, reply.statusCode, reply.json<{ code: string }>().code]).toEqual([url, status, code]);
    }
    expect((await owner.get('/api/texts?queue=release')).statusCode).toBe(403);
    expect((await bob.get('/api/rows/texts/export?survey=passenger-survey&format=csv')).statusCode).toBe(403);
    expect(await everything()).toBe(before);
  });
});
