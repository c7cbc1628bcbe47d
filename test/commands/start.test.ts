import { mkdtempSync, rmSync, existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openHouse } from '../main-job/house.ts';
import { paperline } from './cli.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'paperline-start-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('says that the port is in use, and which to take', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const { status, stderr } = await paperline(
    'start',
    '--data',
    path.join(folder, 'busy'),
    '--port',
    String(port),
  );
  other.close();
  expect(status).toBe(1);
  expect(stderr).toContain(`Port ${port}`);
  expect(stderr).toContain('--port');
});

it('serves, answers for its health, lets nobody in without the link, and ends cleanly when told', async () => {
  const data = path.join(folder, 'data');
  const house = await openHouse(data);
  const { origin } = house;
  expect((await fetch(`${origin}/healthz`)).status).toBe(200);
  expect((await fetch(`${origin}/api/review/progress`)).status).toBe(401);
  expect(house.told()).toContain(path.join(data, 'inbox'));
  expect(await house.stop()).toBe(0);
  // A database that was closed has no write-ahead log beside it.
  expect(existsSync(path.join(data, 'paperline.db'))).toBe(true);
  expect(existsSync(path.join(data, 'paperline.db-wal'))).toBe(false);
});
