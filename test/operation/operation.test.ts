import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/operation/config.ts';
import { prepareDataFolder } from '../../src/operation/data-folder.ts';
import { startProgress } from '../../src/operation/progress.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'paperline-operation-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('settings', () => {
  it('have defaults, and a flag goes over the environment, which goes over the file', () => {
    const data = path.join(folder, 'settings');
    mkdirSync(data);
    expect(readConfig({ environment: {} })).toMatchObject({ data: './data', port: 4310, poll: false });
    writeFileSync(path.join(data, 'paperline.yaml'), 'port: 1\nsettleMs: 200\nreaders: 3\n');
    const environment = { PAPERLINE_PORT: '2', PAPERLINE_SETTLE_MS: '300', PAPERLINE_POLL: 'true' };
    expect(readConfig({ flags: { data, port: '3' }, environment })).toMatchObject({
      data,
      port: 3,
      settleMs: 300,
      readers: 3,
      poll: true,
    });
  });

  it('are refused all together, each with its origin', () => {
    const wrong = {
      flags: { port: '99999' },
      environment: { PAPERLINE_LEASE_MS: 'long', PAPERLINE_LOG_LEVEL: 'loud' },
    };
    expect(() => readConfig(wrong)).toThrow(/3 settings are wrong.*port \(--port\)/s);
    expect(() => readConfig(wrong)).toThrow(/PAPERLINE_LEASE_MS/);
    expect(() => readConfig(wrong)).toThrow(/PAPERLINE_LOG_LEVEL/);
  });

  it.each(['- a\n- b\n', 'port: [', 'just words'])('say so where the file is not settings: %j', (text) => {
    const data = mkdtempSync(path.join(folder, 'odd-'));
    writeFileSync(path.join(data, 'paperline.yaml'), text);
    expect(() => readConfig({ flags: { data }, environment: {} })).toThrow(/paperline\.yaml/);
  });
});

describe('data folder', () => {
  it.each([
    ['archive', 'the archive itself'],
    ['archive/in', 'inside the archive'],
    ['.', 'around everything'],
    ['print/x', 'inside the print folder'],
  ])('refuses an inbox at %s: %s', async (inbox) => {
    const root = mkdtempSync(path.join(folder, 'data-'));
    mkdirSync(path.join(root, inbox), { recursive: true });
    await expect(prepareDataFolder({ root, inbox: path.join(root, inbox) })).rejects.toThrow(
      /lie inside each other/,
    );
  });

  it('does not make an inbox elsewhere, which may be a share that is away', async () => {
    const root = mkdtempSync(path.join(folder, 'data-'));
    const inbox = path.join(root, 'share', 'inbox');
    await expect(prepareDataFolder({ root, inbox })).rejects.toThrow(/no folder/);
  });

  it('is not fooled by a link', async () => {
    const root = mkdtempSync(path.join(folder, 'data-'));
    mkdirSync(path.join(root, 'archive'));
    symlinkSync(path.join(root, 'archive'), path.join(root, 'innocent'));
    await expect(prepareDataFolder({ root, inbox: path.join(root, 'innocent') })).rejects.toMatchObject({
      code: 'data-folder-invalid',
    });
  });

  it('says so where a folder cannot be made', async () => {
    const root = mkdtempSync(path.join(folder, 'data-'));
    writeFileSync(path.join(root, 'archive'), 'a file');
    await expect(prepareDataFolder({ root })).rejects.toMatchObject({ code: 'file-not-writable' });
  });
});

describe('progress', () => {
  const drawn = (isTTY: boolean, times: readonly number[]): string => {
    let text = '';
    let at = 0;
    const sink = { isTTY, columns: 60, write: (part: string) => (text += part) };
    const progress = startProgress('reading', sink, () => times[at++] ?? 0);
    progress.update(1, 4);
    progress.update(2, 4, 'now');
    progress.end();
    return text;
  };

  it('shows itself after two seconds, and leaves the line clean', () => {
    const text = drawn(true, [0, 1000, 2500]);
    expect(text).toContain('reading ████████████░░░░░░░░░░░░ 2/4 3 s left now');
    expect(text.endsWith('\r\u001b[2K')).toBe(true);
    expect(drawn(true, [0, 1000, 400_000])).toContain('2/4 7 min left now');
  });

  it('is silent for short work, and where nobody looks', () => {
    expect(drawn(true, [0, 500, 1500])).toBe('');
    expect(drawn(false, [0, 5000, 9000])).toBe('');
  });
});
