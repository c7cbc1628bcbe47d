/** The privacy owner's commands as they are typed: waves, retention, the audit log, backing up and restoring. */
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderPdfPages } from '../../src/scan/render-pdf.ts';
import { makeClosingWorld, SURVEY, WAVE, type ClosingWorld } from '../rows/closing-world.ts';
import { paperline, ROOT } from './cli.ts';

let world: ClosingWorld;
let elsewhere: string;
beforeAll(async () => {
  world = await makeClosingWorld({ copies: 3 });
  elsewhere = mkdtempSync(path.join(tmpdir(), 'paperline-waves-'));
});
afterAll(async () => {
  await world.remove();
  rmSync(elsewhere, { recursive: true, force: true });
});

const run = (...words: string[]) => paperline(...words, '--data', world.folder.root);
const which = ['--survey', SURVEY, '--wave', WAVE];

// One after the other on one data folder: each goes on from what the one before left.
describe('from an open wave to what is left of it', () => {
  it('lists waves, opens one, and not the same again', async () => {
    const listed = await run('wave', 'list');
    expect(listed.stdout).toContain(`${SURVEY}  ${WAVE}: open; 3 copies read, 0 answers to review`);
    expect((await run('wave', 'open', '--survey', SURVEY, '--wave', '2027-Q1')).status).toBe(0);
    const again = await run('wave', 'open', '--survey', SURVEY, '--wave', '2027-Q1');
    expect(again).toMatchObject({ status: 1, stdout: '' });
    expect(again.stderr).toContain('is open already');
    expect((await run('wave', 'open', '--survey', SURVEY, '--wave', '/')).status).toBe(2);
    expect((await run('wave', 'open', '--survey', '../tram', '--wave', '2027-Q1')).status).toBe(2);
  });

  it('prints into no wave of a name that could not be told apart in lists', async () => {
    const out = path.join(elsewhere, 'strange.pdf');
    const form = path.join(ROOT, 'forms/short-survey.yaml');
    const printed = await run('form', 'print', form, '--wave', 'one\ntwo', '--out', out);
    expect(printed).toMatchObject({ status: 2, stdout: '' });
    expect(printed.stderr).toContain('cannot be the name of a wave');
    expect(readdirSync(elsewhere)).toEqual([]);
    expect((await run('wave', 'list')).stdout).not.toContain('one');
  });

  it('takes a PDF printed elsewhere for none of the print folder', async () => {
    const form = path.join(ROOT, 'forms/passenger-survey.yaml');
    const namesOf = async (folder: string): Promise<unknown> => {
      const out = ['--wave', '2027-Q1', '--out', path.join(folder, 'run.pdf'), '--json'];
      const { stdout } = await run('form', 'print', form, ...out);
      const { printRun } = JSON.parse(stdout) as { printRun: number };
      const record = world.store.db.selectFrom('print_run').select('file_name').where('id', '=', printRun);
      return (await record.executeTakeFirstOrThrow()).file_name;
    };
    expect(await namesOf(world.folder.print)).toBe('run.pdf');
    expect(await namesOf(elsewhere)).toBeNull();
    rmSync(path.join(elsewhere, 'run.pdf'));
  });

  it('tells a survey of which nothing was printed from one that is not there', async () => {
    const opened = await run('wave', 'open', '--survey', 'tram', '--wave', '2027-Q1');
    expect(opened).toMatchObject({ status: 0, stdout: 'Wave 2027-Q1 of tram is open.\n' });
    expect(opened.stderr).toContain('Nothing was printed for a survey tram');
    const wave = ['--wave', '2027-Q1'];
    const out = ['--out', path.join(elsewhere, 'none.csv')];
    for (const words of [
      ['rows', 'export', '--survey', 'tram', ...out],
      ['publish', '--survey', 'tram', ...wave],
      ['report', '--survey', 'metro', ...wave, ...out],
      ['attack', '--survey', 'metro'],
      ['wave', 'list', '--survey', 'metro'],
    ]) {
      const refused = await run(...words);
      expect(refused).toMatchObject({ status: 1, stdout: '' });
      expect(refused.stderr).toContain(`Nothing was ever printed here for a survey`);
    }
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  it('backs up, closes for good, and not twice', async () => {
    expect((await run('backup', '--out', path.join(elsewhere, 'before.db'))).status).toBe(0);
    const closed = await run('wave', 'close', ...which, '--json');
    expect(JSON.parse(closed.stdout)).toEqual({ survey: SURVEY, wave: WAVE, rows: 3 });
    const again = await run('wave', 'close', ...which);
    expect(again).toMatchObject({ status: 1, stdout: '' });
    expect(again.stderr).toContain('is closed already');
    const unknown = await run('wave', 'close', '--survey', SURVEY, '--wave', 'never');
    expect(unknown.stderr).toContain(`Its waves are ${WAVE}, 2027-Q1.`);
    expect((await run('wave', 'list')).stdout).toContain(`${WAVE}: closed`);
    const exported = path.join(elsewhere, 'rows.csv');
    expect((await run('rows', 'export', '--survey', SURVEY, '--out', exported)).status).toBe(0);
    expect(readFileSync(exported, 'utf8').trim().split('\r\n')).toHaveLength(4);
  });

  it('says what goes when, sets another time, and deletes what is due', async () => {
    expect((await run('retention')).stdout).toMatch(
      /^\d{4}-\d\d-\d\d {2}2 scans of passenger-survey 2026-Q4$/mu,
    );
    expect((await run('retention', '--survey', SURVEY, '--days', '0')).stdout).toContain('kept for 0 days');
    const done = await run('retention', '--apply', '--json');
    expect(
      done.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toMatchObject([{ what: 'scans', files: 2, notDeleted: [] }]);
    expect((await run('retention', '--apply')).stderr).toContain('Nothing is due.');
    const [forgotten, scan] = ['forgotten.pdf', 'rit 12.pdf'].map((name) =>
      path.join(world.folder.archive, name),
    ) as [string, string];
    writeFileSync(forgotten, 'put there by hand');
    const unknown = await run('retention');
    expect(unknown.stderr).toContain('1 file that no record names, such as archive/forgotten.pdf');
    expect(existsSync(scan)).toBe(false);
    rmSync(forgotten);
    expect((await run('retention')).stderr).not.toContain('no record names');
  });

  it.each(['nl', 'en', 'fr', 'de'])('says it all in a yearly report, in %s', async (language) => {
    const out = path.join(elsewhere, `report-${language}.pdf`);
    const year = String(new Date().getFullYear());
    const made = await run('audit', 'report', '--year', year, '--language', language, '--out', out);
    expect(made).toMatchObject({ status: 0, stdout: `${out}: the audit log holds\n` });
    const pages = [];
    for await (const { image } of renderPdfPages(readFileSync(out), { dpi: 50 })) pages.push(image);
    expect(pages.length).toBeGreaterThan(0);
    const none = await run('audit', 'report', '--year', year, '--language', 'la', '--out', `${out}.la`);
    expect(none.status).toBe(2);
    expect(existsSync(`${out}.la`)).toBe(false);
  });

  it('has all of it in an audit log that holds, and says where one was tampered with', async () => {
    const out = path.join(elsewhere, 'audit.jsonl');
    const exported = JSON.parse((await run('audit', 'export', '--out', out, '--json')).stdout) as {
      head: string;
    };
    const acts = readFileSync(out, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { act: string; actor: string });
    for (const act of [
      'wave-opened',
      'backup-made',
      'wave-closed',
      'rows-exported',
      'retention-set',
      'deleted',
    ]) {
      expect(acts).toContainEqual(expect.objectContaining({ act, actor: 'command-line' }));
    }
    const holds = await run('audit', 'verify', '--head', exported.head);
    expect(holds).toMatchObject({ status: 0 });
    expect(holds.stdout).toContain('Intact');
    await world.store.write((connection) =>
      connection.exec(
        `DROP TRIGGER audit_entry_stays; UPDATE audit_entry SET name = 'somebody' WHERE number = 2`,
      ),
    );
    const broken = await run('audit', 'verify');
    expect(broken).toMatchObject({
      status: 1,
      stdout: 'Broken at entry 2: its content was changed after it was written.\n',
    });
    expect((await run('audit', 'verify', '--head', 'x')).status).toBe(2);
  });

  it('restores a backup of after the closing, and not one of before it', async () => {
    const late = path.join(elsewhere, 'late.db');
    expect((await run('backup', '--out', late)).status).toBe(0);
    const over = await run('restore', '--from', late);
    expect(over.status).toBe(2);
    expect(over.stderr).toContain('never writes over anything');
    await world.store.close();
    for (const suffix of ['', '-wal', '-shm']) {
      const file = world.folder.database + suffix;
      if (existsSync(file)) renameSync(file, path.join(elsewhere, `aside${suffix}`));
    }
    const early = await run('restore', '--from', path.join(elsewhere, 'before.db'));
    expect(early).toMatchObject({ status: 1, stdout: '' });
    expect(early.stderr).toContain('Closed since this backup was made');
    writeFileSync(path.join(elsewhere, 'no-backup.db'), 'nothing');
    expect((await run('restore', '--from', path.join(elsewhere, 'no-backup.db'))).status).toBe(1);
    expect((await run('restore', '--from', late)).status).toBe(0);
    expect((await run('wave', 'list')).stdout).toContain('3 rows');
  });
});
