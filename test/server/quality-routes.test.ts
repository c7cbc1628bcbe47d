import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLog } from '../../src/operation/log.ts';
import { createServer, type Server } from '../../src/server/server.ts';
import type { QualityReply } from '../../src/server/quality-api.ts';
import { openReviewedSeed } from '../review/reviewed-seed.ts';
import { FORMS_FOLDER, type Seeded } from '../review/seed.ts';
import type { Role } from '../../src/domain/roles.ts';
import { HOST } from './client.ts';
import { letIn } from './people.ts';

const SURVEY = 'passenger-survey';
let seed: Seeded;
let server: Server;
beforeAll(async () => {
  seed = await openReviewedSeed(8);
  server = await createServer({
    store: seed.store,
    folder: seed.folder,
    config: { port: 4310, leaseMs: 60_000 },
    log: openLog({ logLevel: 'silent' }),
    formsFolder: FORMS_FOLDER,
  });
});
afterAll(async () => {
  await server.close();
  await seed.remove();
});

const own = { host: HOST, origin: `http://${HOST}` };
const enter = async (roles: readonly Role[], name: string) => {
  const payload = { secret: await letIn(seed.store, roles, name) };
  const reply = await server.app.inject({ method: 'POST', url: '/api/links/enter', headers: own, payload });
  const cookie = String(reply.headers['set-cookie']).split(';', 1)[0] ?? '';
  return (method: 'GET' | 'PUT', url: string, body?: object) =>
    server.app.inject({
      method,
      url,
      headers: { ...own, cookie },
      ...(body === undefined ? {} : { payload: body }),
    });
};

it('tells rates with intervals, and names to the privacy owner alone', async () => {
  const privacyOwner = await enter(['privacy-owner'], 'petra');
  const operator = await enter(['operator'], 'otto');
  const url = `/api/quality?survey=${SURVEY}`;
  const all = (await privacyOwner('GET', url)).json<QualityReply>();
  for (const { all: rate } of [all.machine, all.people]) {
    expect(rate.checked).toBeGreaterThan(20);
    expect(rate.low).toBeLessThanOrEqual(rate.rate ?? -1);
    expect(rate.high).toBeGreaterThanOrEqual(rate.rate ?? 2);
  }
  expect(all.people.all.checked).toBe(all.agreement.all.fields);
  expect(all.reviewers?.map(({ reviewer }) => reviewer)).toEqual(['anna', 'bert', 'cora']);
  expect(all.items['car_available']).toMatch(/auto kunnen gebruiken/u);
  const seen = await operator('GET', url);
  expect(seen.json<QualityReply>()).toMatchObject({ reviewers: null, machine: all.machine });
  expect(seen.body).not.toMatch(/anna|bert|cora/u);
});

it('adds up: items and kinds of mark to the whole', async () => {
  const operator = await enter(['operator'], 'olga');
  const reply = (await operator('GET', `/api/quality?survey=${SURVEY}`)).json<QualityReply>();
  for (const { all, byItem, byStyle } of [reply.machine, reply.people]) {
    for (const key of ['checked', 'wrong', 'disputed', 'population'] as const) {
      expect(byItem.reduce((sum, row) => sum + row[key], 0)).toBe(all[key]);
      expect(byStyle.reduce((sum, row) => sum + row[key], 0)).toBe(all[key]);
    }
  }
});

it('shows reviewers their own figures and nobody else’s', async () => {
  const anna = await enter(['reviewer'], 'anna');
  const figures = await anna('GET', '/api/quality/own');
  expect(figures.json()).toMatchObject({ surveys: [{ survey: SURVEY }] });
  expect(figures.body).not.toMatch(/bert|cora/u);
  expect((await anna('GET', `/api/quality?survey=${SURVEY}`)).statusCode).toBe(403);
  expect((await anna('PUT', '/api/quality/share', { survey: SURVEY, share: 0 })).statusCode).toBe(403);
  const new1 = await enter(['reviewer'], 'nina');
  expect((await new1('GET', '/api/quality/own')).json()).toEqual({ surveys: [] });
});

it('changes the share, and refuses what is none, with nothing changed', async () => {
  const operator = await enter(['operator'], 'oscar');
  const share = async (): Promise<number> =>
    (await operator('GET', `/api/quality?survey=${SURVEY}`)).json<QualityReply>().share;
  expect((await operator('PUT', '/api/quality/share', { survey: SURVEY, share: 0.05 })).json()).toEqual({
    share: 0.05,
  });
  for (const body of [
    { survey: SURVEY, share: 1.2 },
    { survey: SURVEY, share: -0.1 },
    { survey: SURVEY, share: '2 %' },
    { survey: SURVEY },
  ]) {
    expect((await operator('PUT', '/api/quality/share', body)).statusCode).toBe(400);
  }
  const unknown = await operator('PUT', '/api/quality/share', { survey: 'tram', share: 0.1 });
  expect(unknown).toMatchObject({ statusCode: 404 });
  expect(unknown.json()).toMatchObject({ code: 'survey-unknown' });
  expect((await operator('GET', '/api/quality?survey=tram')).json()).toMatchObject({
    code: 'survey-unknown',
  });
  expect((await operator('GET', `/api/quality?survey=${SURVEY}&wave=1999-Q1`)).json()).toMatchObject({
    code: 'wave-unknown',
  });
  expect(await share()).toBe(0.05);
});

it('says what one or two reviewers cannot do', async () => {
  const operator = await enter(['operator'], 'omar');
  const lack = async (): Promise<QualityReply['lack']> =>
    (await operator('GET', `/api/quality?survey=${SURVEY}`)).json<QualityReply>().lack;
  expect(await lack()).toBe('two');
  await enter(['reviewer'], 'rosa');
  expect(await lack()).toBe(null);
  await seed.store.write((connection) =>
    connection
      .prepare(`UPDATE account SET disabled_at = '2026-11-20' WHERE name <> 'anna' AND name <> 'omar'`)
      .run(),
  );
  expect(await lack()).toBe('one');
});
