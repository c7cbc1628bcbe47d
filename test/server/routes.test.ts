import { readdir, readFile } from 'node:fs/promises';
import { EventEmitter } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClaimReply, FormsReply } from '../../src/server/api.ts';
import type { FolderStatusView } from '../../src/server/folder-api.ts';
import type { PrintReply } from '../../src/server/print-api.ts';
import type { RowsReply } from '../../src/server/rows-api.ts';
import { HOST, openSite, type Client, type Site } from './client.ts';

let site: Site;
let client: Client;
beforeAll(async () => {
  site = await openSite({ copies: 2 });
  client = await site.enter();
});
afterAll(() => site.close());

let keys = 0;
const newKey = (): string => `test-key-${String(keys++).padStart(12, '0')}`;
const faultShape = { code: expect.any(String), message: expect.any(String), remedy: expect.any(String) };

describe('reviewing', () => {
  it('claims, decides, repeats, undoes, skips, renews and counts', async () => {
    const claim = (await client.post('/api/review/claim', { count: 3 })).json<ClaimReply>();
    expect(claim.tasks).toHaveLength(3);
    const task = claim.tasks.find(({ field }) => field.kind === 'choice' && !field.multiple);
    if (task?.field.kind !== 'choice') throw new Error('Expected a task with one answer.');
    expect(task.crop?.boxes.map(({ code }) => code)).toEqual(task.field.options.map(({ code }) => code));
    const picture = await client.get(task.crop?.url ?? '');
    expect(picture.headers).toMatchObject({ 'content-type': 'image/jpeg', 'cache-control': 'no-store' });

    const decision = { clientKey: newKey(), state: 'answered', value: task.field.options[0]?.code };
    const url = `/api/review/tasks/${task.id}/decision`;
    expect((await client.post(url, decision)).json()).toMatchObject({
      repeated: false,
      progress: { yours: 1 },
    });
    expect((await client.post(url, decision)).json()).toMatchObject({
      repeated: true,
      progress: { yours: 1 },
    });
    const undone = (await client.post('/api/review/undo', { clientKey: decision.clientKey })).json();
    expect(undone).toMatchObject({ task: { id: task.id }, progress: { yours: 0 } });
    const held = claim.tasks.map(({ id }) => id);
    const renewed = (await client.post('/api/review/renew', { tasks: [...held, 999_999] })).json<{
      held: number[];
    }>();
    expect(renewed.held).toEqual(held);
    expect((await client.post(`/api/review/tasks/${task.id}/skip`)).statusCode).toBe(200);
    expect((await client.post('/api/review/undo', {})).json()).toMatchObject({ task: null });
    expect((await client.post('/api/review/release')).statusCode).toBe(204);
    const progress = (await client.get('/api/review/progress')).json();
    expect(progress).toMatchObject({ open: site.seed.tasks, done: 0, leased: [] });
  });

  it('shows others who holds how many', async () => {
    const other = await site.enter();
    await other.post('/api/review/claim', { count: 4 });
    const { progress } = (await client.post('/api/review/claim', { count: 2 })).json<ClaimReply>();
    expect(progress.leased).toHaveLength(2);
    expect(progress.leased.find(({ you }) => you)?.tasks).toBe(2);
    expect(progress.leased.find(({ you }) => !you)?.tasks).toBe(4);
    await other.post('/api/review/release');
    await client.post('/api/review/release');
  });

  it('gives two who ask at the same time different tasks, to the last one', async () => {
    const clients = await Promise.all([site.enter(), site.enter(), site.enter(), site.enter()]);
    const replies = await Promise.all(clients.map((each) => each.post('/api/review/claim', { count: 48 })));
    const ids = replies.flatMap((reply) => reply.json<ClaimReply>().tasks.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(site.seed.tasks);
    await Promise.all(clients.map((each) => each.post('/api/review/release')));
  });

  it('refuses what does not fit the task, and changes nothing', async () => {
    const { tasks } = (await client.post('/api/review/claim', { count: 48 })).json<ClaimReply>();
    const choice = tasks.find(({ field }) => field.kind === 'choice' && !field.multiple)?.id ?? 0;
    const digits = tasks.find(({ field }) => field.kind === 'digits')?.id ?? 0;
    const post = async (task: number | string, body: object): Promise<readonly [number, string]> => {
      const reply = await client.post(`/api/review/tasks/${task}/decision`, { clientKey: newKey(), ...body });
      return [reply.statusCode, reply.json<{ code: string }>().code];
    };
    expect(await post(choice, { state: 'answered', value: 'zz' })).toEqual([422, 'decision-invalid']);
    expect(await post(choice, { state: 'answered', value: ['1'] })).toEqual([422, 'decision-invalid']);
    expect(await post(choice, { state: 'blank', value: '1' })).toEqual([422, 'decision-invalid']);
    expect(await post(digits, { state: 'answered', value: '123456789' })).toEqual([422, 'decision-invalid']);
    expect(await post(digits, { state: 'multiple', value: null })).toEqual([422, 'decision-invalid']);
    expect(await post(9_999_999, { state: 'blank', value: null })).toEqual([404, 'task-unknown']);
    expect(await post('abc', { state: 'blank', value: null })).toEqual([400, 'usage']);
    expect(await post('-1', { state: 'blank', value: null })).toEqual([400, 'usage']);
    expect(await post(choice, { state: 'maybe', value: null })).toEqual([400, 'usage']);
    expect(await post(choice, { state: 'blank' })).toEqual([400, 'usage']);
    expect(await post(choice, { state: 'blank', value: null, reviewer: 'boss' })).toEqual([400, 'usage']);
    expect(await post(choice, { state: 'blank', value: null, clientKey: 'short' })).toEqual([400, 'usage']);
    expect(await post(choice, { state: 'answered', value: 'a'.repeat(20_000) })).toEqual([400, 'usage']);
    expect(await post(choice, { state: 'answered', value: 'a'.repeat(1_000_000) })).toEqual([413, 'usage']);
    const thief = await site.enter();
    const stolen = await thief.post(`/api/review/tasks/${choice}/decision`, {
      clientKey: newKey(),
      state: 'blank',
      value: null,
    });
    expect([stolen.statusCode, stolen.json<{ code: string }>().code]).toEqual([409, 'task-not-yours']);
    expect((await thief.get(`/api/review/tasks/${choice}/crop`)).statusCode).toBe(404);
    expect((await client.get('/api/review/progress')).json()).toMatchObject({ done: 0 });
    await client.post('/api/review/release');
  });

  it('refuses a body that is no JSON, and plain text, which a form elsewhere could send', async () => {
    for (const [type, payload] of [
      ['application/json', '{"count":'],
      ['text/plain', '{"count":1}'],
      ['application/x-www-form-urlencoded', 'count=1'],
    ] as const) {
      const reply = await site.request({
        method: 'POST',
        url: '/api/review/claim',
        headers: { host: HOST, origin: `http://${HOST}`, cookie: client.cookie, 'content-type': type },
        payload,
      });
      expect(reply.statusCode).toBe(type === 'application/json' ? 400 : 415);
      expect(reply.json()).toEqual(faultShape);
    }
    for (const body of [{ count: 0 }, { count: 49 }, { count: '1' }, {}]) {
      expect((await client.post('/api/review/claim', body)).statusCode).toBe(400);
    }
  });
});

describe('the folder', () => {
  it('counts files and pages, and says what was rejected and why', async () => {
    const status = (await client.get('/api/folder')).json<FolderStatusView>();
    expect(status).toMatchObject({
      inboxPath: site.seed.folder.inbox,
      inbox: 0,
      archived: 1,
      rejected: 1,
      pages: { review: 4, unreadable: 1, foreign: 1 },
      watcher: 'none',
    });
    expect((await client.get('/api/folder/rejected')).json()).toMatchObject({
      total: 1,
      files: [{ name: 'scan 0042.pdf', reason: { nl: expect.stringContaining('houdt op') } }],
    });
    expect((await client.get('/api/folder/problems?limit=1')).json()).toMatchObject({
      total: 2,
      pages: [{ status: 'unreadable', place: 6, reasons: ['page-code-unreadable'] }],
    });
    expect((await client.get('/api/folder/diagnosis')).json()).toMatchObject({
      files: 1,
      pages: 6,
      findings: [],
    });
    expect((await client.get('/api/folder/rejected?limit=0')).statusCode).toBe(400);
    expect((await client.get('/api/folder/rejected?offset=x')).statusCode).toBe(400);
  });

  it('tells of changes while they happen, and ends its streams when it closes', async () => {
    const events = new EventEmitter();
    let state: 'idle' | 'reading' = 'idle';
    const live = await openSite(
      { copies: 1 },
      {
        config: { port: 0, leaseMs: 60_000 },
        ingest: {
          events,
          status: () => ({
            state,
            filesReading: state === 'idle' ? [] : [{ file: 'a.pdf', pages: 3, of: 8 }],
            pagesPerSecond: 0,
            paused: null,
            stuck: [],
          }),
          readAgain: async () => ({ outcome: 'queued' }),
        },
      },
    );
    const { cookie } = await live.enter();
    const address = await live.server.listen();
    const response = await fetch(`${address}/api/folder/events`, { headers: { cookie } });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const first = await reader?.read();
    expect(first?.value).toContain('"watcher":"idle"');
    state = 'reading';
    events.emit('progress');
    const second = await reader?.read();
    expect(second?.value).toContain('"current":[{"name":"a.pdf","pages":3,"of":8}]');
    await live.close();
    expect((await reader?.read())?.done).toBe(true);
    expect(events.listenerCount('progress')).toBe(0);
  });
});

describe('printing', () => {
  it('lists the questionnaires and shows a page of one', async () => {
    const { forms } = (await client.get('/api/forms')).json<FormsReply>();
    expect(forms.map(({ file }) => file)).toContain('short-survey.yaml');
    expect(forms.find(({ file }) => file === 'passenger-survey.yaml')).toMatchObject({
      survey: 'passenger-survey',
      languages: ['nl', 'en', 'fr', 'de'],
      pages: 2,
      fault: null,
    });
    const preview = await client.get('/api/forms/preview?file=short-survey.yaml&language=fr');
    expect(preview.headers['content-type']).toBe('image/png');
    expect(preview.rawPayload.subarray(1, 4).toString()).toBe('PNG');
    expect(
      (await client.get('/api/forms/preview?file=short-survey.yaml&language=fr&page=9')).statusCode,
    ).toBe(400);
    expect((await client.get('/api/forms/preview?file=short-survey.yaml&language=xx')).statusCode).toBe(400);
  });

  it('prints a run into the ledger and the print folder, and hands the PDF out', async () => {
    const order = { file: 'short-survey.yaml', language: 'en', copies: 3, batch: { line: '12' } };
    const reply = await client.post('/api/print', order);
    expect(reply.statusCode).toBe(200);
    const run = reply.json<PrintReply>();
    expect(run).toMatchObject({ copies: 3, pages: 3 });
    expect(await readdir(site.seed.folder.print)).toEqual([run.fileName]);
    const pdf = await client.get(`/api/print/${run.run}/file`);
    expect(pdf.headers['content-disposition']).toContain(run.fileName);
    expect(pdf.rawPayload).toEqual(await readFile(path.join(site.seed.folder.print, run.fileName)));
    const { runs } = (await client.get('/api/print')).json<{ runs: unknown[] }>();
    expect(runs[0]).toMatchObject({ run: run.run, printed: 3, language: 'en', hasFile: true });
  });

  it.each([
    [{ file: '../package.json', language: 'nl', copies: 1 }, 400],
    [{ file: '../../etc/passwd.yaml', language: 'nl', copies: 1 }, 400],
    [{ file: 'nothing-here.yaml', language: 'nl', copies: 1 }, 404],
    [{ file: 'short-survey.yaml', language: 'it', copies: 1 }, 400],
    [{ file: 'short-survey.yaml', language: 'nl', copies: 0 }, 400],
    [{ file: 'short-survey.yaml', language: 'nl', copies: 1e9 }, 400],
    [{ file: 'short-survey.yaml', language: 'nl', copies: 1, batch: { line: 'x'.repeat(300) } }, 400],
  ])('refuses the order %j', async (order, status) => {
    const reply = await client.post('/api/print', order);
    expect(reply.statusCode).toBe(status);
    expect(reply.json()).toEqual(faultShape);
  });

  it('says that a run or its file is not there', async () => {
    expect((await client.get('/api/print/424242/file')).statusCode).toBe(404);
    expect((await client.get('/api/print/1/file')).statusCode).toBe(404);
    expect((await client.get('/api/print/..%2f..%2fpaperline.db/file')).statusCode).toBe(400);
  });
});

describe('rows', () => {
  it('shows them page by page out of one making, and exports them', async () => {
    const all = (await client.get('/api/rows?survey=passenger-survey')).json<RowsReply>();
    expect(all.total).toBe(2);
    expect(all.columns[0]).toBe('row_id');
    expect(all.rows[0]).toHaveLength(all.columns.length);
    expect(all.pending).toBeGreaterThan(0);
    const second = (await client.get('/api/rows?survey=passenger-survey&offset=1&limit=1')).json<RowsReply>();
    expect(second.rows).toEqual(all.rows.slice(1));
    const csv = await client.get('/api/rows/export?survey=passenger-survey&format=csv');
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.body.split('\r\n')).toHaveLength(4);
    const jsonl = await client.get('/api/rows/export?survey=passenger-survey&format=jsonl');
    expect(
      jsonl.body
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as object),
    ).toHaveLength(2);
    expect((await client.get('/api/surveys')).json()).toMatchObject({
      surveys: expect.arrayContaining(['passenger-survey']),
    });
  });

  it.each([
    [
      'xlsx',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'PK',
      'passenger-survey.xlsx',
    ],
    ['parquet', 'application/vnd.apache.parquet', 'PAR1', 'passenger-survey.parquet'],
    ['sav', 'application/x-spss-sav', '$FL2', 'passenger-survey.sav'],
    ['triple-s', 'application/zip', 'PK', 'passenger-survey.triple-s.zip'],
    ['ddi', 'application/zip', 'PK', 'passenger-survey.ddi.zip'],
    ['codebook', 'text/csv; charset=utf-8', 'variable,type', 'passenger-survey.codebook.csv'],
  ])('exports %s', async (format, mediaType, beginning, name) => {
    const reply = await client.get(`/api/rows/export?survey=passenger-survey&format=${format}&language=nl`);
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-type']).toBe(mediaType);
    expect(reply.headers['content-disposition']).toBe(`attachment; filename="${name}"`);
    expect(reply.rawPayload.subarray(0, beginning.length).toString('latin1')).toBe(beginning);
    expect(reply.rawPayload.length).toBeGreaterThan(500);
  });

  it('tells that two rows are too few, and leaves out by what people could be known', async () => {
    const all = (await client.get('/api/rows?survey=passenger-survey')).json<RowsReply>();
    expect(all.anonymity).toMatchObject({ k: 5, waves: [{ rows: 2, tooFew: true }] });
    for (const column of all.anonymity?.quasiIdentifiers ?? []) {
      const place = all.columns.indexOf(column);
      expect(all.rows.map((row) => row[place])).toEqual(['-8', '-8']);
    }
  });

  it('carries no copy code and no file name', async () => {
    const { body } = await client.get('/api/rows/export?survey=passenger-survey&format=jsonl');
    const copies = await site.seed.store.db.selectFrom('copy').select('code').execute();
    for (const { code } of copies) expect(body).not.toContain(code);
    expect(body).not.toContain('ochtend');
  });

  it.each([
    ['/api/rows?survey=nothing', 404],
    ['/api/rows', 400],
    ['/api/rows?survey=passenger-survey&limit=100000', 400],
    ['/api/rows/export?survey=passenger-survey&format=exe', 400],
    ['/api/rows/export?survey=nothing&format=csv', 404],
    ['/api/rows/export?survey=passenger-survey&wave=never&format=csv', 404],
  ])('refuses %s', async (url, status) => {
    const reply = await client.get(url);
    expect(reply.statusCode).toBe(status);
    expect(reply.json()).toEqual(faultShape);
  });
});
