import { spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rereadScans, type RereadingReport } from '../../scanner-watch/rereading.ts';
import { createRereadTally, summariseRereading } from '../../scanner-watch/rereading-summary.ts';
import type { ScanReading } from '../../scanner-watch/scan-reading.ts';
import { streamAnswers } from '../../src/store/answers.ts';
import type { ArchivedScan, RereadChange } from '../../src/store/rereading.ts';
import { recordDecision } from '../../src/store/review-decisions.ts';
import { claimTasks } from '../../src/store/review-queue.ts';
import { undoStep } from '../../src/store/review-undo.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { answered, copyCode, unsure } from '../store/sample-store.ts';
import { fakeScan } from './fake-reading.ts';
import { laterReading, type SeenLater } from './later-reading.ts';
import { makeWatchedFolder, type WatchedFolder } from './watched-folder.ts';

const REVIEWER = { reviewer: 'anna', session: 's1' };
const AT = new Date('2026-11-20T10:00:00Z');

let watched: WatchedFolder;
beforeEach(async () => {
  watched = await makeWatchedFolder();
});
afterEach(() => watched.remove());

const ingest = async (
  files: Readonly<Record<string, string>>,
  reading: ScanReading = laterReading('fake@1', {}),
): Promise<void> => {
  const { folder } = watched;
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder.inbox, name), content);
  const names = Object.keys(files).map((name) => path.join(folder.inbox, name));
  const run = watched.ingest({ reading });
  // One after the other, so that the same scan of two counts every time.
  for (const name of names) await run.ingestFiles([name]);
  await run.close();
};

interface Rerun {
  readonly report: RereadingReport;
  readonly changes: readonly (RereadChange & { readonly file: string })[];
}

const reread = async (
  seen: SeenLater,
  {
    apply = true,
    again = false,
    version = 'fake@2',
    step,
  }: { apply?: boolean; again?: boolean; version?: string; step?: (name: string) => Promise<void> } = {},
): Promise<Rerun> => {
  const { folder, store } = watched;
  const changes: (RereadChange & { file: string })[] = [];
  const report = await rereadScans({
    folder,
    store,
    reading: laterReading(version, seen),
    apply,
    again,
    signal: new AbortController().signal,
    now: () => AT,
    onChange: ({ name }: ArchivedScan, change) => changes.push({ file: name, ...change }),
    ...(step === undefined ? {} : { step }),
  });
  return { report, changes };
};

const query = <T>(sql: string): Promise<T[]> =>
  watched.store.read((connection) => connection.prepare(sql).all() as T[]);

/** Everything that reading again may touch; times apart. */
const wholeState = async (): Promise<unknown> => ({
  pages: await query(
    'SELECT id, status, form, copy, page, batch, counts, duplicate_of, reasons_json, reader_version FROM scan_page',
  ),
  readings: await query('SELECT * FROM reading'),
  tasks: await query(
    'SELECT id, reading_id, variable, state, confidence, read_as, lease_owner FROM review_task',
  ),
  decisions: await query('SELECT * FROM decision'),
  pageHistory: await query('SELECT scan_page_id, status, counts, reader_version FROM scan_page_history'),
  history: await query(
    'SELECT reading_id, state, value_json, review, reader_version, superseded_at FROM reading_history',
  ),
});

const answersOf = async (copy: number): Promise<Record<string, unknown>> => {
  for await (const answers of streamAnswers(watched.store, 'bus')) {
    if (answers.copy !== copyCode(copy)) continue;
    return Object.fromEntries(
      [...answers.answers].map(([variable, { state, value, source }]) => [
        variable,
        `${source}: ${state} ${JSON.stringify(value)}`,
      ]),
    );
  }
  return {};
};

/** The person answers every open task, in turn, with `value`. */
const decideAll = async (value: string): Promise<number> => {
  const tasks = await claimTasks(watched.store, REVIEWER, { count: 40, leaseMs: 1000, now: AT });
  for (const { id } of tasks) {
    await recordDecision(
      watched.store,
      REVIEWER,
      { task: id, state: 'answered', value, clientKey: `key-${id}` },
      AT,
    );
  }
  return tasks.length;
};

const UNSURE_IN_TWO: SeenLater = {
  '2/1': { choice1: unsure('1') },
  '3/1': { choice1: unsure('1') },
};
const FOUR = fakeScan([1, 2, 3, 4].map((copy) => ({ copy, page: 1 })));
const NEWER: SeenLater = {
  '1/1': { choice1: answered('2') },
  '3/1': { choice1: answered('3') },
  '4/1': { age1: unsure('47') },
};

const lookInto = async <T>(database: string, look: (store: Store) => Promise<T>): Promise<T> => {
  const store = openStore(database, { readOnly: true });
  try {
    return await look(store);
  } finally {
    await store.close();
  }
};

describe('what a newer reader changes', () => {
  it('changes accepted answers, opens and drops tasks, and keeps what stood before', async () => {
    await ingest({ 'four.pdf': FOUR }, laterReading('fake@1', UNSURE_IN_TWO));
    const { report, changes } = await reread(NEWER);
    expect(report).toEqual({ files: 1, pages: 4, decisions: 0, troubles: [] });
    expect(changes).toEqual([
      { file: 'four.pdf', kind: 'accepted-changed', pageIndex: 0, page: 1, variable: 'choice1' },
      { file: 'four.pdf', kind: 'now-accepted', pageIndex: 1, page: 1, variable: 'choice1' },
      { file: 'four.pdf', kind: 'now-accepted', pageIndex: 2, page: 1, variable: 'choice1' },
      { file: 'four.pdf', kind: 'now-in-review', pageIndex: 3, page: 1, variable: 'age1' },
    ]);
    expect(await answersOf(1)).toMatchObject({ choice1: 'machine: answered "2"' });
    expect(await answersOf(2)).toMatchObject({ choice1: 'machine: answered "1"' });
    expect(await answersOf(3)).toMatchObject({ choice1: 'machine: answered "3"' });
    expect(await answersOf(4)).toMatchObject({ age1: 'machine: pending null' });
    expect(await query(`SELECT variable, state FROM review_task ORDER BY id`)).toEqual([
      { variable: 'choice1', state: 'dropped' },
      { variable: 'choice1', state: 'dropped' },
      { variable: 'age1', state: 'open' },
    ]);
    expect(
      await query(`SELECT h.value_json, h.review, h.reader_version FROM reading_history h ORDER BY h.id`),
    ).toEqual([
      { value_json: '"1"', review: 0, reader_version: 'fake@1' },
      { value_json: '"1"', review: 1, reader_version: 'fake@1' },
      { value_json: '"1"', review: 1, reader_version: 'fake@1' },
      { value_json: '"43"', review: 0, reader_version: 'fake@1' },
    ]);
    expect(await query(`SELECT DISTINCT reader_version FROM scan_page`)).toEqual([
      { reader_version: 'fake@2' },
    ]);
    expect(
      await query(`SELECT survey, state, tasks FROM review_count WHERE tasks > 0 ORDER BY state`),
    ).toEqual([
      { survey: 'bus', state: 'dropped', tasks: 2 },
      { survey: 'bus', state: 'open', tasks: 1 },
    ]);
  });

  it('opens a task that was dropped again, when a later reader doubts', async () => {
    await ingest({ 'four.pdf': FOUR }, laterReading('fake@1', UNSURE_IN_TWO));
    await reread(NEWER);
    const { changes } = await reread(UNSURE_IN_TWO, { version: 'fake@3' });
    expect(changes.map(({ kind, pageIndex }) => [pageIndex, kind])).toEqual([
      [0, 'accepted-changed'],
      [1, 'now-in-review'],
      [2, 'now-in-review'],
      [3, 'now-accepted'],
    ]);
    expect(await query(`SELECT state FROM review_task ORDER BY id`)).toEqual([
      { state: 'open' },
      { state: 'open' },
      { state: 'dropped' },
    ]);
  });

  it('shows what it would change, changes nothing, and then changes just that', async () => {
    await ingest({ 'four.pdf': FOUR }, laterReading('fake@1', UNSURE_IN_TWO));
    await ingest({
      'more.pdf': fakeScan([{ copy: 5, page: 1 }, 'unreadable', 'foreign']),
      'again.pdf': fakeScan(
        [
          { copy: 1, page: 1 },
          { copy: 5, page: 1 },
        ],
        'again',
      ),
      'late.pdf': fakeScan([{ copy: 6, page: 2 }, 'unreadable'], 'late'),
    });
    const seen: SeenLater = {
      ...NEWER,
      // Two files hold a page that only the newer reader can read, differently.
      'more.pdf#1': { copy: 9, page: 2, fields: { choice2: answered('1') } },
      'late.pdf#1': { copy: 9, page: 2, fields: { choice2: answered('3') } },
      '6/2': { remark2: unsure(null) },
    };
    const before = await wholeState();
    const preview = await reread(seen, { apply: false });
    expect(await wholeState()).toEqual(before);
    expect(readdirSync(watched.folder.root).filter((name) => name.includes('preview'))).toEqual([]);
    const applied = await reread(seen);
    expect(applied).toEqual(preview);
    expect(applied.changes.map(({ file, kind }) => `${file} ${kind}`)).toEqual(
      expect.arrayContaining([
        'four.pdf accepted-changed',
        'more.pdf page-gained',
        'late.pdf page-status-changed',
        'late.pdf now-in-review',
        // The second scan of copy 1 is read as copy 1 is now, and not as it was.
      ]),
    );
    expect(await answersOf(9)).toMatchObject({ choice2: 'machine: pending null' });
    expect(await answersOf(1)).toMatchObject({ choice1: 'machine: answered "2"' });
  });

  it('reads nothing twice unless asked, and then changes nothing', async () => {
    await ingest({ 'four.pdf': FOUR }, laterReading('fake@1', UNSURE_IN_TWO));
    await reread(NEWER);
    const once = await wholeState();
    expect((await reread(NEWER)).report.files).toBe(0);
    const twice = await reread(NEWER, { again: true });
    expect(twice.report.files).toBe(1);
    expect(twice.changes).toEqual([]);
    expect(await wholeState()).toEqual(once);
  });
});

describe('people come first', () => {
  it('keeps every decision, whatever the machine reads now', async () => {
    await ingest({ 'four.pdf': FOUR }, laterReading('fake@1', UNSURE_IN_TWO));
    expect(await decideAll('2')).toBe(2);
    const decisions = await query('SELECT * FROM decision');
    const { report, changes } = await reread(NEWER);
    expect(report.decisions).toBe(2);
    expect(changes.filter(({ pageIndex }) => pageIndex === 1 || pageIndex === 2)).toEqual([
      expect.objectContaining({ kind: 'decision-kept', pageIndex: 1 }),
      expect.objectContaining({ kind: 'decision-kept', pageIndex: 2 }),
    ]);
    expect(await query('SELECT * FROM decision')).toEqual(decisions);
    expect(await answersOf(2)).toMatchObject({ choice1: 'person: answered "2"' });
    expect(await answersOf(3)).toMatchObject({ choice1: 'person: answered "2"' });
    // Whoever takes a decision back is asked again; the machine does not step in.
    await undoStep(watched.store, REVIEWER, { leaseMs: 1000, now: AT });
    expect(await answersOf(3)).toMatchObject({ choice1: 'machine: pending null' });
    await reread(NEWER, { version: 'fake@3' });
    expect(await answersOf(3)).toMatchObject({ choice1: 'machine: pending null' });
  });

  it('leaves a task to whoever has it on the screen', async () => {
    await ingest({ 'four.pdf': FOUR }, laterReading('fake@1', UNSURE_IN_TWO));
    const [held] = await claimTasks(watched.store, REVIEWER, { count: 1, leaseMs: 60_000, now: AT });
    await reread({});
    const states = await query<{ id: number; state: string }>(
      'SELECT id, state FROM review_task ORDER BY id',
    );
    expect(states.map(({ id, state }) => [id === held?.id, state])).toEqual([
      [true, 'open'],
      [false, 'dropped'],
    ]);
    await recordDecision(
      watched.store,
      REVIEWER,
      { task: held?.id ?? 0, state: 'answered', value: '3', clientKey: 'held' },
      AT,
    );
    expect(await answersOf(2)).toMatchObject({ choice1: 'person: answered "3"' });
  });

  it('does not answer for people where two scans differ', async () => {
    await ingest({ 'one.pdf': fakeScan([{ copy: 1, page: 1 }], 1) });
    await ingest(
      { 'two.pdf': fakeScan([{ copy: 1, page: 1 }], 2) },
      laterReading('fake@1', { '1/1': { choice1: answered('3') } }),
    );
    expect(await answersOf(1)).toMatchObject({ choice1: 'machine: pending null' });
    const { changes } = await reread({});
    expect(changes).toEqual([]);
    expect(await answersOf(1)).toMatchObject({ choice1: 'machine: pending null' });
  });

  it('sends a page to people that the newer reader cannot read or takes for another', async () => {
    await ingest({ 'four.pdf': FOUR }, laterReading('fake@1', UNSURE_IN_TWO));
    await decideAll('2');
    const { changes } = await reread({ 'four.pdf#1': 'unreadable', 'four.pdf#3': { copy: 30, page: 1 } });
    expect(changes.filter(({ variable }) => variable === null).map(({ kind }) => kind)).toEqual([
      'page-lost',
      'page-renamed',
    ]);
    expect(await answersOf(2)).toMatchObject({
      choice1: 'person: answered "2"',
      age1: 'machine: pending null',
    });
    expect(await answersOf(4)).toMatchObject({ choice1: 'machine: pending null' });
    expect(await answersOf(30)).toEqual({});
    expect(
      await query(`SELECT DISTINCT p.reader_version AS page, r.reader_version AS reading FROM reading r
        JOIN scan_page p ON p.id = r.scan_page_id WHERE p.page_index = 1`),
    ).toEqual([{ page: 'fake@2', reading: 'fake@1' }]);
  });

  it('leaves a closed wave as it was published', async () => {
    await ingest({ 'four.pdf': FOUR }, laterReading('fake@1', UNSURE_IN_TWO));
    await watched.store.write((connection) => connection.exec(`UPDATE wave SET state = 'closed'`));
    const before = await wholeState();
    expect((await reread(NEWER)).report.files).toBe(0);
    expect((await reread(NEWER, { again: true })).changes).toEqual([]);
    expect(await wholeState()).toEqual(before);
  });
});

describe('trouble on the way', () => {
  const files = (): Record<string, string> =>
    Object.fromEntries([1, 2, 3].map((copy) => [`scan-${copy}.pdf`, fakeScan([{ copy, page: 1 }])]));
  const seen: SeenLater = {
    '1/1': { choice1: answered('2') },
    '2/1': { choice1: answered('2') },
    '3/1': { choice1: answered('2') },
  };
  const inArchive = (name: string): string => {
    const { archive } = watched.folder;
    const [month = ''] = readdirSync(archive);
    return path.join(archive, month, name);
  };

  it('tells of a scan that is missing, another that is not the same and one that fails, and goes on', async () => {
    await ingest({ ...files(), 'scan-4.pdf': fakeScan([{ copy: 4, page: 1 }]) });
    rmSync(inArchive('scan-1.pdf'));
    writeFileSync(inArchive('scan-2.pdf'), fakeScan([{ copy: 5, page: 1 }]));
    const { report, changes } = await reread({ ...seen, 'scan-4.pdf': 'defect' });
    expect(report).toMatchObject({ files: 1, pages: 1 });
    expect(report.troubles.map(({ file, code }) => [file, code])).toEqual([
      ['scan-1.pdf', 'file-not-found'],
      ['scan-2.pdf', 'scan-damaged'],
      ['scan-4.pdf', 'defect'],
    ]);
    expect(changes.map(({ file }) => file)).toEqual(['scan-3.pdf']);
    expect(await answersOf(1)).toMatchObject({ choice1: 'machine: answered "1"' });
    // They are still to be read once they are back.
    expect((await reread(seen)).report.troubles).toHaveLength(2);
  });

  it('is refused while another one runs', async () => {
    await ingest(files());
    await expect(
      reread(seen, {
        step: async () => {
          await reread(seen);
        },
      }),
    ).rejects.toMatchObject({ code: 'data-folder-in-use' });
  });

  it('leaves every file wholly old or wholly new when it is killed, and goes on', async () => {
    await ingest(files());
    await watched.store.close();
    const whole = { old: 'machine: answered "1"', new: 'machine: answered "2"' };
    const { root } = watched.folder;
    // Steps: a file is read, a file is stored; three files.
    for (let dieAt = 1; dieAt <= 6; dieAt++) {
      const child = spawn(
        process.execPath,
        [path.join(import.meta.dirname, 'mortal-reread.ts'), root, String(dieAt)],
        { stdio: ['ignore', 'pipe', 'pipe'] },
      );
      const { promise, resolve } = Promise.withResolvers<NodeJS.Signals | null>();
      child.once('close', (_, signal) => resolve(signal));
      const [signal, said] = await Promise.all([promise, text(child.stderr)]);
      expect({ said, signal }).toEqual({ said: '', signal: 'SIGKILL' });
      const found = await lookInto(watched.folder.database, async (store) => {
        const states: string[] = [];
        for await (const { answers } of streamAnswers(store, 'bus')) {
          const answer = answers.get('choice1');
          states.push(`${answer?.source}: ${answer?.state} ${JSON.stringify(answer?.value)}`);
        }
        const versions = await store.db.selectFrom('scan_page').select('reader_version').execute();
        return states.map((state, at) => [state, versions[at]?.reader_version]);
      });
      for (const [state, version] of found) {
        expect(state).toBe(version === 'fake@1' ? whole.old : whole.new);
      }
      // Every second step follows the storing of one file.
      expect(found.filter(([, version]) => version === 'fake@2')).toHaveLength(dieAt >> 1);
    }
  });
});

describe('what is told', () => {
  it('counts by kind and variable, names places, and never says an answer', async () => {
    await ingest({ 'four.pdf': FOUR }, laterReading('fake@1', UNSURE_IN_TWO));
    const { report, changes } = await reread(NEWER, { apply: false });
    const tally = createRereadTally();
    for (const { file, ...change } of changes) tally.add(file, change);
    const lines = summariseRereading(report, tally, { applied: false, readerVersion: 'fake@2' });
    expect(lines).toEqual([
      '1 file read again by fake@2: 4 pages; 0 decisions of people on them, all kept.',
      'What would change:',
      '  accepted answers with another value: 1 (choice1 1)',
      '  accepted answers that need a person now: 1 (age1 1)',
      '  answers that need no person any more: 2 (choice1 2)',
      'Accepted answers with another value:',
      '  four.pdf, page 1: choice1',
      'Nothing has been changed. To change it, add --apply.',
    ]);
    expect(existsSync(path.join(watched.folder.root, 'paperline-preview.db'))).toBe(false);
  });
});
