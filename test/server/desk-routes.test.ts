/** What the operator's screens ask of the server, and what it refuses. */
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { watch } from 'node:fs/promises';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DayReply, ProblemsReply, RejectedReply } from '../../src/server/folder-api.ts';
import type { BatchesReply, BatchView, PrintReply, PrintRunsReply } from '../../src/server/print-api.ts';
import { HOST, openSite, type Client, type Site } from './client.ts';

let site: Site;
let client: Client;
const readAgain: number[] = [];
beforeAll(async () => {
  const events = { on: () => undefined, off: () => undefined };
  site = await openSite(
    { copies: 2, archive: true },
    {
      ingest: {
        events,
        status: () => ({ state: 'idle', filesReading: [], pagesPerSecond: 0, paused: null, stuck: [] }),
        readAgain: async (file) => {
          readAgain.push(file);
          return { outcome: 'read', pages: 3, gained: 1 };
        },
      },
    },
  );
  client = await site.enter(undefined, 'Ans');
});
afterAll(() => site.close());

const codeOf = async (sent: Promise<LightMyRequestResponse>): Promise<[number, string | null]> => {
  const reply = await sent;
  return [reply.statusCode, reply.statusCode < 400 ? null : reply.json<{ code: string }>().code];
};
const NO_COUNTS = { handedOut: null, returned: null, boarders: null };

describe('trips', () => {
  const make = async (): Promise<BatchView> =>
    (
      await client.post('/api/batches', {
        survey: 'passenger-survey',
        trip: { line: '7', date: '2026-11-24' },
        handedOut: 40,
        returned: null,
        boarders: 95,
      })
    ).json<BatchView>();

  it('are made, changed, found and printed as a header', async () => {
    const made = await make();
    expect(made).toMatchObject({ printed: 0, read: 0, boarders: 95, missing: null, doubts: [], revision: 1 });
    const url = `/api/batches/${made.code}`;
    const change = { revision: 1, trip: { line: '8' }, handedOut: 40, returned: 41, boarders: 95 };
    const changed = (await client.send('PUT', url, change)).json<BatchView>();
    expect(changed).toMatchObject({
      trip: { line: '8' },
      revision: 2,
      missing: 41,
      doubts: ['returned-more-than-handed-out'],
    });
    expect(await codeOf(client.send('PUT', url, change))).toEqual([409, 'batch-changed']);
    const listed = (await client.get('/api/batches?doubtful=yes')).json<BatchesReply>();
    expect(listed.batches.map(({ code }) => code)).toEqual([made.code]);
    expect(listed.surveys).toMatchObject([
      { survey: 'passenger-survey', keys: ['line', 'direction', 'date', 'day-part', 'vehicle'] },
    ]);
    const header = await client.get(`${url}/header?language=de`);
    expect(header.headers['content-type']).toBe('application/pdf');
    expect(header.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect(await codeOf(client.get(`${url}/header?language=xx`))).toEqual([400, 'usage']);
  });

  it.each([
    [{ trip: { line: '7' }, ...NO_COUNTS, survey: 'nothing' }, 404],
    [{ trip: { colour: 'red' }, ...NO_COUNTS }, 400],
    [{ trip: { 'handed-out': '7' }, ...NO_COUNTS }, 400],
    [{ trip: { date: '2026-02-30' }, ...NO_COUNTS }, 400],
    [{ trip: {}, ...NO_COUNTS, boarders: -1 }, 400],
    [{ trip: {}, ...NO_COUNTS, boarders: 1.5 }, 400],
    [{ trip: {}, ...NO_COUNTS, boarders: '12' }, 400],
    [{ trip: {}, ...NO_COUNTS, boarders: 1e9 }, 400],
    [{ trip: [], ...NO_COUNTS }, 400],
    [{ trip: {}, handedOut: 1 }, 400],
    [{ trip: {}, ...NO_COUNTS, revision: 1 }, 400],
  ])('are not made of %j', async (body, status) => {
    const before = (await client.get('/api/batches')).json<BatchesReply>().total;
    const reply = await client.post('/api/batches', { survey: 'passenger-survey', ...body });
    expect(reply.statusCode).toBe(status);
    expect((await client.get('/api/batches')).json<BatchesReply>().total).toBe(before);
  });

  it('are not changed under a forged code, nor once their wave is closed', async () => {
    const { code } = await make();
    const body = { revision: 1, trip: {}, ...NO_COUNTS };
    expect(await codeOf(client.send('PUT', '/api/batches/AAAAAAAAAA', body))).toEqual([404, 'batch-unknown']);
    expect(await codeOf(client.send('PUT', '/api/batches/..%2f..', body))).toEqual([400, 'usage']);
    const { store } = site.seed;
    await store.write((connection) => connection.prepare(`UPDATE wave SET state = 'closed'`).run());
    expect(await codeOf(client.send('PUT', `/api/batches/${code}`, body))).toEqual([409, 'wave-closed']);
    expect(await codeOf(client.post('/api/print/1/again', { copies: 1 }))).toEqual([409, 'wave-closed']);
    await store.write((connection) => connection.prepare(`UPDATE wave SET state = 'open'`).run());
  });
});

describe('the ledger', () => {
  it('prints again for the same trip with codes of their own, and tells what was not read', async () => {
    const [first] = (await client.get('/api/print')).json<PrintRunsReply>().runs;
    expect(first).toMatchObject({ printed: 2, read: 2, complete: 2, missing: null });
    const again = (await client.post(`/api/print/${first?.run}/again`, { copies: 3 })).json<PrintReply>();
    expect(again.copies).toBe(3);
    const { runs } = (await client.get('/api/print?limit=2')).json<PrintRunsReply>();
    expect(runs.map(({ batch }) => batch?.code)).toEqual([first?.batch?.code, first?.batch?.code]);
    expect(runs[0]?.form).toBe(first?.form);
    const codes = await site.seed.store.db.selectFrom('copy').select('code').execute();
    expect(new Set(codes.map(({ code }) => code)).size).toBe(5);
    expect((await client.get(`/api/print/${again.run}/unread`)).json()).toMatchObject({ total: 3 });
    expect((await client.get(`/api/print/${first?.run}/unread`)).json()).toEqual({ total: 0, copies: [] });
    expect(await codeOf(client.get('/api/print/424242/unread'))).toEqual([404, 'print-run-unknown']);
    expect(await codeOf(client.post('/api/print/424242/again', { copies: 1 }))).toEqual([
      404,
      'print-run-unknown',
    ]);
    expect(await codeOf(client.post(`/api/print/${again.run}/again`, { copies: 0 }))).toEqual([400, 'usage']);
  });
});

describe('files and pages that wait for a person', () => {
  const rejected = async (aside = 'no') =>
    (await client.get(`/api/folder/rejected?aside=${aside}`)).json<RejectedReply>();
  const problems = async (aside = 'no') =>
    (await client.get(`/api/folder/problems?aside=${aside}`)).json<ProblemsReply>();

  it('are read again, put aside and taken back', async () => {
    const [file] = (await rejected()).files;
    expect((await client.post(`/api/folder/files/${file?.id}/again`)).json()).toEqual({
      outcome: 'read',
      pages: 3,
      gained: 1,
    });
    expect(readAgain).toEqual([file?.id]);
    const aside = (url: string, to: boolean) => client.send('PUT', url, { aside: to });
    const url = `/api/folder/files/${file?.id}/aside`;
    expect((await aside(url, true)).statusCode).toBe(204);
    expect((await rejected()).total).toBe(0);
    expect((await rejected('yes')).total).toBe(1);
    expect((await client.get('/api/folder')).json()).toMatchObject({ rejected: 0, aside: 1 });
    expect(await codeOf(aside(url, true))).toEqual([404, 'file-unknown']);
    expect((await aside(url, false)).statusCode).toBe(204);
    const [page] = (await problems()).pages;
    expect((await aside(`/api/folder/pages/${page?.id}/aside`, true)).statusCode).toBe(204);
    expect((await problems()).total).toBe(1);
    expect((await problems('yes')).pages).toMatchObject([{ id: page?.id }]);
    expect((await aside(`/api/folder/pages/${page?.id}/aside`, false)).statusCode).toBe(204);
    // Pages with answers are not put aside.
    expect(await codeOf(aside('/api/folder/pages/1/aside', true))).toEqual([404, 'page-unknown']);
    expect(await codeOf(client.send('PUT', url, { aside: 'yes' }))).toEqual([400, 'usage']);
    expect(await codeOf(aside('/api/folder/files/1e400/aside', true))).toEqual([400, 'usage']);
  });

  it('are opened for a reason that goes on record, by the session that opened them alone', async () => {
    const [page] = (await problems()).pages;
    const open = (body: unknown, id = page?.id) => client.post(`/api/folder/pages/${id}/open`, body);
    expect(await codeOf(open({}))).toEqual([400, 'usage']);
    expect(await codeOf(open({ reason: 'curious' }))).toEqual([400, 'usage']);
    expect(await codeOf(open({ reason: 'other' }, 424_242))).toEqual([404, 'page-unknown']);
    // A page that was read is for reviewers.
    expect(await codeOf(open({ reason: 'other' }, 1))).toEqual([404, 'page-unknown']);
    expect(await site.seed.store.db.selectFrom('page_opening').selectAll().execute()).toEqual([]);
    const { picture } = (await open({ reason: 'not-read' })).json<{ picture: string }>();
    const log = await site.seed.store.db.selectFrom('page_opening').selectAll().execute();
    expect(log).toMatchObject([{ reviewer: 'Ans', scan_page_id: page?.id, reason: 'not-read' }]);
    const thief = await site.enter(['operator']);
    expect(await codeOf(thief.get(picture))).toEqual([404, 'task-unknown']);
  });

  it('and a day is summed up', async () => {
    const day = async (from: string, to: string) => client.get(`/api/folder/day?from=${from}&to=${to}`);
    expect((await day('2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z')).json<DayReply>()).toMatchObject({
      files: { archived: 1, rejected: 1 },
      pages: { review: 4, unreadable: 1, foreign: 1 },
      copies: 2,
      finished: [{ outcome: 'rejected' }, { outcome: 'archived', pages: 6, review: 4, lost: 2 }],
    });
    expect((await day('2026-11-21T00:00:00Z', '2026-11-22T00:00:00Z')).json()).toMatchObject({
      finished: [],
    });
    expect((await day('2026-11-21T00:00:00Z', '2026-12-22T00:00:00Z')).statusCode).toBe(400);
    expect((await day('2026-11-21T00:00:00Z', '2026-11-20T00:00:00Z')).statusCode).toBe(400);
    expect((await day('yesterday', 'today')).statusCode).toBe(400);
  });
});

describe('a scan that is sent', () => {
  const inbox = (): string[] => readdirSync(site.seed.folder.inbox);
  const send = (more: object = {}, headers: Record<string, string> = {}) =>
    site.request({
      method: 'POST',
      url: '/api/folder/files?name=monday.pdf',
      payload: Buffer.from('scan'),
      headers: {
        host: HOST,
        origin: `http://${HOST}`,
        cookie: client.cookie,
        'content-type': 'application/octet-stream',
        ...headers,
      },
      ...more,
    });
  const withoutOrigin = () =>
    site.request({
      method: 'POST',
      url: '/api/folder/files?name=monday.pdf',
      payload: Buffer.from('scan'),
      headers: { host: HOST, cookie: client.cookie, 'content-type': 'application/octet-stream' },
    });

  it('is refused without an origin of our own, a name, a session or a body, and leaves nothing', async () => {
    expect((await send({}, { origin: 'https://elsewhere.example' })).statusCode).toBe(403);
    expect((await withoutOrigin()).statusCode).toBe(403);
    expect((await send({}, { cookie: '' })).statusCode).toBe(401);
    expect((await send({}, { 'content-type': 'application/json' })).statusCode).toBe(400);
    expect((await send({}, { 'content-type': 'multipart/form-data; boundary=x' })).statusCode).toBe(415);
    expect((await send({ url: '/api/folder/files' })).statusCode).toBe(400);
    expect((await send({ url: `/api/folder/files?name=${'x'.repeat(501)}` })).statusCode).toBe(400);
    expect((await send({ payload: Buffer.alloc(0) })).statusCode).toBe(422);
    // 2 GB are refused by what they say of themselves, before any of it is read.
    expect(await codeOf(send({}, { 'content-length': String(2 * 1024 ** 3) }))).toEqual([
      413,
      'upload-too-large',
    ]);
    expect(inbox()).toEqual([]);
  });

  it('lies in the inbox, and nowhere that its name points to', async () => {
    const reply = await send({ url: `/api/folder/files?name=${encodeURIComponent('../../../tmp/x.pdf')}` });
    expect(reply.json()).toEqual({ name: 'x.pdf', bytes: 4 });
    expect(inbox()).toEqual(['x.pdf']);
    expect(await codeOf(send())).toEqual([409, 'scan-already-sent']);
    expect(inbox()).toEqual(['x.pdf']);
    expect((await client.get('/api/folder')).json()).toMatchObject({ inbox: 1, waiting: ['x.pdf'] });
  });

  it('that breaks off on its way leaves nothing, and the next one is taken', async () => {
    const live = await openSite({ copies: 1 }, { config: { port: 0, leaseMs: 60_000 } });
    const { cookie } = await live.enter();
    const base = await live.server.listen();
    const { inbox: folder } = live.seed.folder;
    const begin = (length: number): ClientRequest =>
      request(`${base}/api/folder/files?name=half.pdf`, {
        method: 'POST',
        headers: {
          origin: base,
          cookie,
          'content-type': 'application/octet-stream',
          'content-length': length,
        },
      });
    /** Until the inbox holds so many files, hidden ones among them: looked at whenever something changes there. */
    const untilFiles = async (count: number): Promise<void> => {
      for await (const _ of watch(folder)) if (readdirSync(folder).length === count) return;
    };
    const arriving = untilFiles(1);
    const half = begin(1_000_000);
    half.on('error', () => undefined);
    half.write(Buffer.alloc(200_000));
    await arriving;
    const leaving = untilFiles(0);
    half.destroy();
    await leaving;
    const whole = begin(4);
    const answered = once(whole, 'response');
    whole.end('scan');
    expect(((await answered)[0] as IncomingMessage).statusCode).toBe(200);
    expect(readdirSync(folder)).toEqual(['half.pdf']);
    whole.destroy();
    await live.close();
  });
});
