/**
 * The main job whole, as a company does it: print, scan, drop into the inbox of a running Paperline, review, rows, backup,
 * close the wave, publish, report.
 * `network-cut.test.ts` runs this file once more where there is no network.
 */
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClaimReply, ReviewTaskView } from '../../src/server/api.ts';
import type { FolderStatusView } from '../../src/server/folder-api.ts';
import { paperline, ROOT } from '../commands/cli.ts';
import { enter, openHouse } from './house.ts';

const COPIES = 3;
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'paperline-job-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const succeed = async (...words: string[]): Promise<string> => {
  const { status, stdout, stderr } = await paperline(...words);
  if (status !== 0) throw new Error(`"paperline ${words.join(' ')}" ended with ${status}: ${stderr}`);
  return stdout;
};

/** What a reviewer says who takes every suggestion, and where there is none reads the same on every sheet. */
const answerTo = ({ suggestion, field }: ReviewTaskView): { state: string; value: unknown } => {
  if (suggestion !== null) return { state: suggestion.state, value: suggestion.value };
  if (field.kind === 'choice') {
    const code = field.options[0]?.code;
    return { state: 'answered', value: field.multiple ? [code] : code };
  }
  return { state: 'answered', value: field.kind === 'digits' ? '1' : 'Het was druk.' };
};

test('from a questionnaire to rows, on this machine alone', async () => {
  const data = path.join(folder, 'data');
  const pdf = path.join(folder, 'forms.pdf');
  const layout = path.join(folder, 'forms.layout.json');
  const scans = path.join(folder, 'scans');
  const form = path.join(ROOT, 'forms/short-survey.yaml');
  const copies = ['--language', 'nl', '--copies', String(COPIES)];
  await succeed('form', 'print', form, '--data', data, ...copies, '--out', pdf, '--layout', layout);
  const paper = ['--profile', 'office', '--seed', '7'];
  await succeed('simulate', pdf, '--layout', layout, ...paper, '--out', scans);

  const house = await openHouse(data);
  const anna = await enter(house, 'Anna de Vries', 'zonnebloem kachel dinsdag');
  const files = readdirSync(scans).filter((name) => name !== 'truth.jsonl');
  for (const name of files) copyFileSync(path.join(scans, name), path.join(data, 'inbox', name));
  for await (const now of anna.events<FolderStatusView>('/api/folder/events'))
    if (now.archived + now.rejected === files.length) break;

  const decided = new Set<number>();
  for (;;) {
    const { tasks, progress } = await anna.post<ClaimReply>('/api/review/claim', { count: 48 });
    if (tasks.length === 0) {
      expect(progress.open).toBe(0);
      break;
    }
    for (const task of tasks) {
      if (task.crop !== null) {
        const picture = await fetch(`${house.origin}${task.crop.url}`);
        // Without a session there is nothing to see.
        expect(picture.status).toBe(401);
      }
      await anna.post(`/api/review/tasks/${task.id}/decision`, {
        clientKey: crypto.randomUUID(),
        ...answerTo(task),
      });
      decided.add(task.id);
    }
  }
  // Words are always read by a person.
  expect(decided.size).toBeGreaterThan(0);
  expect(await house.stop()).toBe(0);

  const out = path.join(folder, 'rows.jsonl');
  await succeed(
    'rows',
    'export',
    '--survey',
    'short-survey',
    '--format',
    'jsonl',
    '--out',
    out,
    '--data',
    data,
  );
  const rows = readFileSync(out, 'utf8').trim().split('\n');
  expect(rows).toHaveLength(COPIES);
  await succeed('backup', '--out', path.join(folder, 'backup.db'), '--data', data);

  // The wave ends: rows that nothing leads back from, tables of them, and what an agency may have.
  const named = ['--survey', 'short-survey', '--data', data];
  const [listed = ''] = (await succeed('wave', 'list', '--json', ...named)).trim().split('\n');
  const { wave } = JSON.parse(listed) as { wave: string };
  const closed = JSON.parse(
    await succeed('wave', 'close', '--wave', wave, '--drop-open', '--json', ...named),
  ) as { rows: number };
  expect(closed.rows).toBe(COPIES);
  // Three people are too few to be published of.
  const refused = await paperline('publish', '--wave', wave, ...named);
  expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('3 rows') });
  expect(await succeed('attack', ...named)).toContain('0 publications');
  await succeed('retention', '--data', data);
  expect(await succeed('audit', 'verify', '--data', data)).toContain('Intact');
});
