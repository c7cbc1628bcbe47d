import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClaimReply, ReviewTaskView } from '../../src/server/api.ts';
import type { SheetReply, WallStepReply } from '../../src/server/wall-api.ts';
import { openSite, type Client, type Site } from './client.ts';

let site: Site;
let client: Client;
beforeAll(async () => {
  site = await openSite({ copies: 12, archive: true });
  client = await site.enter();
});
afterAll(() => site.close());

const newName = (): string => crypto.randomUUID();
const claim = async (who: Client, name: string, count = 48): Promise<ReviewTaskView[]> =>
  (await who.post(`/api/review/walls/${name}/claim`, { count })).json<ClaimReply>().tasks;
const shown = ({ id, suggestion }: ReviewTaskView) => ({
  task: id,
  state: suggestion?.state,
  value: suggestion?.value,
});

describe('walls', () => {
  it('claims, confirms, repeats, undoes and gives back', async () => {
    const name = newName();
    const tasks = await claim(client, name, 10);
    expect(tasks).toHaveLength(10);
    const [wrong, ...right] = tasks;
    const step = { clientKey: newName(), confirmed: right.map(shown), offWall: [wrong?.id] };
    const first = (await client.post('/api/review/wall-steps', step)).json<WallStepReply>();
    expect(first).toMatchObject({ repeated: false, refused: [], progress: { done: 9, yours: 9 } });
    expect((await client.post('/api/review/wall-steps', step)).json()).toMatchObject({
      repeated: true,
      recorded: first.recorded,
      progress: { done: 9 },
    });
    const back = (await client.post('/api/review/undo', { clientKey: step.clientKey })).json();
    expect(back).toMatchObject({
      task: null,
      wall: { wall: step.clientKey, offWall: [wrong?.id] },
      progress: { done: 0, leased: [{ tasks: 10 }] },
    });
    expect((await client.post(`/api/review/held/${step.clientKey}/release`)).statusCode).toBe(204);
    expect((await client.get('/api/review/progress')).json()).toMatchObject({ leased: [] });
  });

  it('refuses what no screen sends, and changes nothing', async () => {
    const [task] = await claim(client, newName(), 1);
    const other = await site.enter();
    const id = task?.id ?? 0;
    const post = async (body: object): Promise<number> =>
      (
        await client.post('/api/review/wall-steps', {
          clientKey: newName(),
          confirmed: [],
          offWall: [],
          ...body,
        })
      ).statusCode;
    expect(await post({ clientKey: 'short' })).toBe(400);
    expect(await post({ confirmed: [{ task: id }] })).toBe(400);
    expect(await post({ confirmed: [{ task: id, state: 'answered', value: 'zz' }] })).toBe(422);
    expect(await post({ confirmed: [{ task: 9_999_999, state: 'blank', value: null }] })).toBe(404);
    expect(await post({ confirmed: Array.from({ length: 49 }, () => shown(task as ReviewTaskView)) })).toBe(
      400,
    );
    expect((await client.post('/api/review/walls/x/claim', { count: 1 })).statusCode).toBe(400);
    expect((await client.post(`/api/review/walls/${newName()}/claim`, { count: 49 })).statusCode).toBe(400);
    const foreign = { clientKey: newName(), confirmed: [shown(task as ReviewTaskView)], offWall: [] };
    expect((await other.post('/api/review/wall-steps', foreign)).json()).toMatchObject({
      recorded: [],
      refused: [id],
    });
    expect((await client.get('/api/review/progress')).json()).toMatchObject({ done: 0 });
    await client.post('/api/review/release');
  });
});

describe('sheets', () => {
  it('gives the picture of a page to who opened it, upright, and to nobody else', async () => {
    const reply = await client.post(`/api/review/sheets/${newName()}/open`, { reason: 'context' });
    const { sheet } = reply.json<SheetReply>();
    if (sheet === null) throw new Error('Expected a sheet.');
    expect(sheet.places.map(({ task }) => task)).toEqual(sheet.tasks.map(({ id }) => id));
    expect(sheet.places.every(({ rectsMm }) => rectsMm.length > 0)).toBe(true);
    const picture = await client.get(sheet.picture);
    expect(picture.headers).toMatchObject({ 'content-type': 'image/jpeg', 'cache-control': 'no-store' });
    expect([...picture.rawPayload.subarray(0, 2)]).toEqual([0xff, 0xd8]);
    const other = await site.enter();
    expect((await other.get(sheet.picture)).statusCode).toBe(404);
    expect((await client.get('/api/review/openings/999999/picture')).statusCode).toBe(404);
  });

  it('opens nothing without one of the reasons', async () => {
    const count = () =>
      site.seed.store.db
        .selectFrom('page_opening')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
    const before = await count();
    for (const body of [{}, { reason: 'curious' }, { reason: '' }]) {
      expect((await client.post(`/api/review/sheets/${newName()}/open`, body)).statusCode).toBe(400);
    }
    expect(await count()).toEqual(before);
  });

  it('says plainly that a scan is gone', async () => {
    const reply = await client.post(`/api/review/sheets/${newName()}/open`, { reason: 'other' });
    const { sheet } = reply.json<SheetReply>();
    await site.seed.store.db
      .updateTable('scan_file')
      .set({ destination: 'archive/gone.tif' })
      .where('state', '=', 'archived')
      .execute();
    const picture = await client.get(sheet?.picture ?? '');
    expect([picture.statusCode, picture.json<{ code: string }>().code]).toEqual([403, 'file-not-readable']);
    expect(picture.body).not.toMatch(/gone/u);
  });
});
