import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LightMyRequestResponse } from 'fastify';
import { encodePng } from '../../src/scan/encode-image.ts';
import type {
  AdoptedFormsReply,
  DraftReply,
  InUseReply,
  SaveDraftBody,
} from '../../src/server/adopted-form-api.ts';
import { adoptedForm } from '../read/reference/adopted-page.ts';
import { HOST, openSite, type Client, type Site } from './client.ts';

let site: Site;
let client: Client;
let blank: Buffer;
beforeAll(async () => {
  site = await openSite({ copies: 1 });
  client = await site.enter();
  const image = adoptedForm('street', [31]).references.get(1)?.image;
  if (image === undefined) throw new Error('Expected a blank.');
  blank = await encodePng(image, { dpi: 8 * 25.4 });
});
afterAll(() => site.close());

const send = (
  method: 'POST' | 'PUT' | 'DELETE',
  url: string,
  payload?: object | Buffer,
  headers: Record<string, string> = {},
): Promise<LightMyRequestResponse> =>
  site.request({
    method,
    url,
    headers: { host: HOST, origin: `http://${HOST}`, cookie: client.cookie, ...headers },
    ...(payload === undefined ? {} : { payload }),
  });
const upload = (body: Buffer, query = 'name=Bus%20form.png&language=en', headers = {}) =>
  send('POST', `/api/adopted/drafts?${query}`, body, {
    'content-type': 'application/octet-stream',
    ...headers,
  });
const changeOf = ({ survey, language, pages }: DraftReply['layout']): SaveDraftBody => ({
  survey,
  language,
  pages: pages.map(({ page, fields }) => ({ page, fields })),
});

it('goes from an empty form to one in use, by way of a draft', async () => {
  const { draft } = (await upload(blank)).json<{ draft: string }>();
  const url = `/api/adopted/drafts/${draft}`;
  const { layout } = (await client.get(url)).json<DraftReply>();
  expect(layout).toMatchObject({ survey: 'bus_form', language: 'en', pages: [{ page: 1 }] });
  expect(layout.pages[0]?.fields).toHaveLength(9);
  const picture = await client.get(`${url}/pages/1`);
  expect(picture.headers).toMatchObject({ 'content-type': 'image/png', 'cache-control': 'no-store' });
  expect((await client.get(`${url}/pages/2`)).statusCode).toBe(404);

  const change = changeOf(layout);
  const first = change.pages[0]?.fields[0];
  if (first?.kind !== 'choice') throw new Error('Expected a question.');
  const second = change.pages[0]?.fields[1]?.variable ?? '';
  first.variable = second;
  expect((await send('PUT', url, change)).statusCode).toBe(200);
  const refused = await send('POST', `${url}/use`);
  expect(refused.statusCode).toBe(422);
  expect(refused.json()).toMatchObject({ code: 'layout-invalid', message: expect.stringContaining(second) });
  first.variable = 'satisfied';
  expect((await send('PUT', url, { ...change, survey: 'street' })).statusCode).toBe(200);
  expect((await client.get('/api/adopted')).json<AdoptedFormsReply>()).toMatchObject({
    drafts: [{ draft, survey: 'street', pages: 1, fields: 9 }],
    forms: [],
  });

  const used = (await send('POST', `${url}/use`)).json<InUseReply>();
  expect(used).toMatchObject({ survey: 'street', pages: 1, fields: 9 });
  expect((await client.get('/api/adopted')).json<AdoptedFormsReply>()).toMatchObject({
    drafts: [],
    forms: [{ form: used.form, survey: 'street', copies: 0, retiredAt: null }],
  });
  expect(await readdir(site.seed.folder.forms)).toEqual([]);
  expect((await client.get('/api/surveys')).json()).toMatchObject({
    surveys: expect.arrayContaining(['street']),
  });
  const { columns } = (await client.get('/api/rows?survey=street')).json<{ columns: string[] }>();
  expect(columns).toContain('satisfied');

  const copy = (await send('POST', `/api/adopted/forms/${used.form}/draft`)).json<{ draft: string }>();
  const again = (await client.get(`/api/adopted/drafts/${copy.draft}`)).json<DraftReply>();
  await send('PUT', `/api/adopted/drafts/${copy.draft}`, { ...changeOf(again.layout), survey: 'street-2' });
  expect((await send('POST', `/api/adopted/drafts/${copy.draft}/use`)).json()).toMatchObject({
    message: expect.stringContaining('looks like page 1 of street'),
  });
  expect((await send('POST', `/api/adopted/forms/${used.form}/retire`)).statusCode).toBe(204);
  expect((await send('POST', `/api/adopted/drafts/${copy.draft}/use`)).statusCode).toBe(200);
});

it('throws a draft away', async () => {
  const { draft } = (await upload(blank)).json<{ draft: string }>();
  expect((await send('DELETE', `/api/adopted/drafts/${draft}`)).statusCode).toBe(204);
  expect((await send('DELETE', `/api/adopted/drafts/${draft}`)).statusCode).toBe(404);
  expect((await client.get(`/api/adopted/drafts/${draft}`)).statusCode).toBe(404);
});

it('refuses what is no blank or no draft, and keeps nothing of it', async () => {
  const before = await readdir(site.seed.folder.forms);
  const notAnImage = await upload(Buffer.from('Dear passenger'));
  expect([notAnImage.statusCode, notAnImage.json<{ message: string }>().message]).toEqual([
    422,
    expect.stringContaining('Bus form.png'),
  ]);
  expect((await upload(Buffer.alloc(0))).statusCode).toBe(400);
  expect((await upload(blank, 'name=a.png&language=english')).statusCode).toBe(400);
  expect((await upload(blank, 'language=en')).statusCode).toBe(400);
  expect((await upload(blank, undefined, { cookie: '' })).statusCode).toBe(401);
  expect((await upload(blank, undefined, { origin: 'http://elsewhere.example' })).statusCode).toBe(403);
  expect((await client.get('/api/adopted/drafts/..%2f..%2fpaper')).statusCode).toBe(400);
  expect((await client.get('/api/adopted/drafts/0000000000')).statusCode).toBe(404);
  expect((await send('POST', '/api/adopted/drafts/0000000000/use')).statusCode).toBe(404);
  expect((await send('POST', '/api/adopted/forms/00000000/retire')).statusCode).toBe(404);
  expect((await send('POST', '/api/adopted/forms/00000000/draft')).statusCode).toBe(404);
  expect(await readdir(site.seed.folder.forms)).toEqual(before);

  const { draft } = (await upload(blank)).json<{ draft: string }>();
  const url = `/api/adopted/drafts/${draft}`;
  const { layout } = (await client.get(url)).json<DraftReply>();
  const change = changeOf(layout);
  expect((await send('PUT', url, { ...change, pages: [] })).statusCode).toBe(422);
  expect((await send('PUT', url, { ...change, form: 'mine' })).statusCode).toBe(400);
  expect((await send('PUT', url, { survey: 'x' })).statusCode).toBe(400);
  expect((await client.get(url)).json<DraftReply>().layout).toEqual(layout);
});
