import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openKnownForm } from '../../src/commands/layout-file.ts';
import { createReader } from '../../src/read/create-reader.ts';
import { encodePng } from '../../src/scan/encode-image.ts';
import { openScan } from '../../src/scan/open-scan.ts';
import { crossBox } from '../read/reference/adopted-page.ts';
import { drawBox, drawWords, emptyPage, toBlankPage } from './blank-page.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const run = promisify(execFile);
const paperline = (...words: string[]): Promise<{ stdout: string; stderr: string }> =>
  run(process.execPath, [path.join(ROOT, 'src/cli.ts'), ...words], { cwd: ROOT });

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'paperline-adopt-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('adopts a blank, and what was adopted reads the blank filled in', async () => {
  const drawing = emptyPage();
  for (let row = 0; row < 8; row++) {
    const y = 40 + row * 24;
    drawWords(drawing, 20 + (row % 3) * 7, y, 50 + ((row * 13) % 30));
    drawWords(drawing, 20, y + 9, 40 + ((row * 29) % 60));
    for (let k = 0; k < 4; k++) drawBox(drawing, { x: 130 + k * 14, y, width: 5, height: 5 });
  }
  const blank = path.join(folder, 'bus form.png');
  await writeFile(blank, await encodePng(toBlankPage(drawing).image, { dpi: 203.2 }));
  const out = path.join(folder, 'adopted');
  const { stdout } = await paperline('form', 'adopt', blank, '--out', out);
  expect(stdout).toContain('page 1: 8 questions with 32 boxes, 0 numbers, 0 texts');
  for (const file of ['layout.json', 'blank-1.png', 'check-1.png']) {
    expect(existsSync(path.join(out, file))).toBe(true);
  }

  const form = await openKnownForm(path.join(out, 'layout.json'));
  expect(form.layout).toMatchObject({ survey: 'bus_form', language: 'en' });
  for (let row = 0; row < 8; row++) {
    crossBox(drawing, { x: 130 + (row % 4) * 14, y: 40 + row * 24, width: 5, height: 5 });
  }
  const scan = path.join(folder, 'filled.png');
  await writeFile(scan, await encodePng(toBlankPage(drawing).image, { dpi: 203.2 }));
  const reader = await createReader({ forms: [form] });
  for await (const item of openScan(scan)) {
    if (!('image' in item)) throw item.fault;
    const reading = await reader.readPage(item);
    expect(reading).toMatchObject({ form: 'bus_form', page: 1, copy: null });
    expect(Object.values(reading.fields).map(({ value }) => value)).toEqual([
      '1',
      '2',
      '3',
      '4',
      '1',
      '2',
      '3',
      '4',
    ]);
  }
});

test('says what is wrong with a blank that cannot be opened', async () => {
  const text = path.join(folder, 'notes.txt');
  await writeFile(text, 'no scan');
  await expect(paperline('form', 'adopt', text, '--out', folder)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('plain text') as string,
  });
  await expect(paperline('form', 'adopt', text)).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--out') as string,
  });
});
