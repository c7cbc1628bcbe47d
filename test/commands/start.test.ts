import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { paperline, ROOT } from './cli.ts';

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
  const child = spawn(
    process.execPath,
    [path.join(ROOT, 'src/cli.ts'), 'start', '--data', data, '--port', '0'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  let told = '';
  const link = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (text: Buffer) => {
      told += text.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+\/enter#\S+/.exec(told);
      if (found !== null) resolve(found[0]);
    });
    child.on('exit', () => reject(new Error(`It ended before it said where it is: ${told}`)));
  });
  const { origin } = new URL(link);
  expect((await fetch(`${origin}/healthz`)).status).toBe(200);
  expect((await fetch(`${origin}/api/review/progress`)).status).toBe(401);
  expect(told).toContain(path.join(data, 'inbox'));
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  // A database that was closed has no write-ahead log beside it.
  expect(existsSync(path.join(data, 'paperline.db'))).toBe(true);
  expect(existsSync(path.join(data, 'paperline.db-wal'))).toBe(false);
});
