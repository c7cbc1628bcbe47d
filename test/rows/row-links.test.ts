/** The link from a row on the screen to its copy: right for each, dead when altered, and dead for good once its wave is closed. */
import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { BASE32 } from '../../src/domain/page-code.ts';
import { isRowLink, readRowLink, writeRowLink } from '../../src/domain/row-link.ts';
import { releaseRows } from '../../src/rows/release.ts';
import { openRowPicture } from '../../src/rows/row-picture.ts';
import { openSurveyRows } from '../../src/rows/survey-rows.ts';
import { closeWave } from '../../src/rows/wave-closing.ts';
import { streamAnswers } from '../../src/store/answers.ts';
import { streamAudit, type AuditEntry } from '../../src/store/audit-log.ts';
import { backUpDatabase } from '../../src/store/backup.ts';
import { restoreDatabase } from '../../src/store/restore.ts';
import { findOpenedPage } from '../../src/store/review-sheets.ts';
import { findLinkedCopy, openRowLinker } from '../../src/store/row-links.ts';
import { openPicture } from '../../src/store/sheet-keys.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { openNewWave } from '../../src/store/waves.ts';
import { makeClosingWorld, SURVEY, WAVE, type ClosingWorld } from './closing-world.ts';

const WHO = { reviewer: 'Rita', session: 'one' };
const AT = new Date('2026-11-21T09:00:00Z');

let world: ClosingWorld;
afterEach(() => world.remove());

/** Rows as they are on the screen: by column. */
const showRows = async (store: Store): Promise<Record<string, string>[]> => {
  const linkOf = await openRowLinker(store, SURVEY);
  const { table } = await releaseRows(await openSurveyRows(store, { survey: SURVEY }, linkOf));
  return [...table.records()].map((cells) =>
    Object.fromEntries(table.columns.map((column, at) => [column, cells[at] ?? ''])),
  );
};

const idsOf = (rows: readonly Record<string, string>[]): string[] => rows.map((row) => row['row_id'] ?? '');

const copyBehind = (store: Store, link: string): Promise<string> =>
  store.read((connection) => findLinkedCopy(connection, link).copy);

/** Whose row it is, by answers that anonymising leaves as they are. */
const copyByAnswers = (row: Readonly<Record<string, string>>): string | undefined => {
  const of = world.respondents.filter(({ answers }) =>
    Object.entries(answers).every(([variable, code]) => row[variable] === code || row[variable] === '-8'),
  );
  expect(of).toHaveLength(1);
  return of[0]?.copy;
};

const open = (link: string, column = 'mark_clean', store = world.store) =>
  openRowPicture(store, WHO, { link, column, reason: 'implausible', at: AT });

const refusal = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work;
  } catch (error) {
    const { code, message, remedy, values } = error as Record<string, unknown>;
    return { code, message, remedy, values };
  }
  throw new Error('Expected to be refused.');
};

const everything = (): Buffer =>
  Buffer.concat(
    ['', '-wal', '-shm', '-journal']
      .map((suffix) => world.store.path + suffix)
      .filter((file) => existsSync(file))
      .map((file) => readFileSync(file)),
  );

const keysFolder = (): string => path.join(world.folder.root, 'keys');
const keyBytes = (): Buffer[] =>
  readdirSync(keysFolder())
    .filter((name) => name.endsWith('.key'))
    .map((name) => Buffer.from(readFileSync(path.join(keysFolder(), name), 'utf8').trim(), 'hex'));

describe('how a link is written', () => {
  it('as 26 characters that give the same bytes again, and nothing else does', async () => {
    world = await makeClosingWorld({ copies: 2 });
    for (let turn = 0; turn < 500; turn++) {
      const bytes = turn === 0 ? Buffer.alloc(16) : turn === 1 ? Buffer.alloc(16, 255) : randomBytes(16);
      const text = writeRowLink(bytes);
      expect(isRowLink(text)).toBe(true);
      expect(readRowLink(` ${text.toLowerCase()}\n`)?.equals(bytes)).toBe(true);
    }
    const [first = ''] = idsOf(await showRows(world.store));
    for (const wrong of [`8${first.slice(1)}`, first.slice(1), `${first}0`, first.replace(/.$/u, 'U'), '']) {
      expect(readRowLink(wrong)).toBeNull();
    }
  });
});

describe('while the wave is open', () => {
  it('leads from each row to its own copy, under another id at each showing', async () => {
    world = await makeClosingWorld({ copies: 40 });
    const seen = new Set<string>();
    for (let showing = 0; showing < 3; showing++) {
      const rows = await showRows(world.store);
      expect(rows).toHaveLength(40);
      for (const row of rows) {
        const link = row['row_id'] ?? '';
        expect(await copyBehind(world.store, link)).toBe(copyByAnswers(row));
        seen.add(link);
      }
    }
    expect(seen.size).toBe(3 * 40);
    // No two begin or end alike more often than chance has it: the code of a copy shows nowhere.
    expect(new Set([...seen].map((link) => link.slice(0, 5))).size).toBeGreaterThan(110);
    const codes = world.respondents.map(({ copy }) => copy);
    expect([...seen].filter((link) => codes.some((code) => link.includes(code.slice(0, 6))))).toEqual([]);
  });

  it('gives the stored picture of that very copy and variable, to the session that opened it', async () => {
    world = await makeClosingWorld({ copies: 6 });
    const column = 'remark';
    for (const row of await showRows(world.store)) {
      const opened = await open(row['row_id'] ?? '', column);
      const page = await findOpenedPage(world.store, WHO, opened.opening);
      const image = Buffer.from(page?.field?.crop?.image ?? []);
      // This copy's picture and words, found by the answers of the row and not by its link.
      const own = await world.store.read((connection) => {
        const found = connection
          .prepare<[string, string], { value_json: string; image: Uint8Array }>(
            `SELECT d.value_json, k.image FROM reading r JOIN crop k ON k.reading_id = r.id
             JOIN review_task t ON t.reading_id = r.id JOIN decision d ON d.task_id = t.id
             WHERE r.copy = ? AND r.variable = ?`,
          )
          .get(copyByAnswers(row) ?? '', column);
        return { words: found?.value_json, image: openPicture(connection, found?.image ?? image) };
      });
      expect(JSON.stringify(opened.answer.value)).toBe(own.words);
      expect(image.equals(own.image)).toBe(true);
      expect(world.pictures.filter((each) => each.equals(image))).toHaveLength(1);
      expect(await findOpenedPage(world.store, { ...WHO, session: 'two' }, opened.opening)).toBeNull();
      expect(
        await findOpenedPage(world.store, { reviewer: 'Otto', session: 'one' }, opened.opening),
      ).toBeNull();
    }
  });

  it('puts each opening on record, with no answer and no copy in it', async () => {
    world = await makeClosingWorld({ copies: 2 });
    const [link = ''] = idsOf(await showRows(world.store));
    const { opening } = await open(link);
    expect(await world.store.db.selectFrom('page_opening').selectAll().execute()).toEqual([
      {
        id: opening,
        reviewer: 'Rita',
        session: 'one',
        scan_page_id: expect.any(Number) as number,
        reason: 'implausible',
        opened_at: AT.toISOString(),
        variable: 'mark_clean',
      },
    ]);
    const entries: AuditEntry[] = [];
    for await (const entry of streamAudit(world.store)) if (entry.act === 'field-opened') entries.push(entry);
    expect(entries.map(({ about }) => about)).toEqual([
      { opening, reason: 'implausible', survey: SURVEY, variable: 'mark_clean' },
    ]);
    for (const text of [link, await copyBehind(world.store, link)]) {
      expect(JSON.stringify(entries)).not.toContain(text);
    }
    expect(everything().includes(link)).toBe(false);
  });

  it('refuses alike what was made up or altered, and puts nothing on record', async () => {
    world = await makeClosingWorld({ copies: 3 });
    const rows = await showRows(world.store);
    const [link = ''] = idsOf(rows);
    const altered = [...link].map((character, at) => {
      const other = BASE32.charAt((BASE32.indexOf(character) + 1 + (at % 6)) % (at === 0 ? 8 : 32));
      return link.slice(0, at) + other + link.slice(at + 1);
    });
    const madeUp = Array.from({ length: 200 }, () => writeRowLink(randomBytes(16)));
    const codes = world.respondents.map(({ copy }) => copy);
    const exported = await releaseRows(await openSurveyRows(world.store, { survey: SURVEY }));
    const id = exported.table.columns.indexOf('row_id');
    const taken = [...exported.table.records()].map((row) => row[id] ?? '');
    expect(taken.every((each) => each.length === 16 && !isRowLink(each))).toBe(true);
    const refusals = new Set<string>();
    for (const wrong of [...altered, ...madeUp, ...codes, ...taken, '', '%', 'x'.repeat(64)]) {
      if (wrong === link) continue;
      refusals.add(JSON.stringify(await refusal(open(wrong))));
    }
    expect(refusals.size).toBe(1);
    expect([...refusals][0]).toContain('row-link-over');
    expect(await world.store.db.selectFrom('page_opening').selectAll().execute()).toEqual([]);
  });

  it('refuses what leads to a copy of another wave, or comes from another house', async () => {
    world = await makeClosingWorld({ copies: 3 });
    const { id } = await openNewWave(world.store, SURVEY, '2027-Q1', AT);
    const [moved] = world.respondents;
    await world.store.write((connection) =>
      connection.prepare(`UPDATE copy SET wave_id = ? WHERE code = ?`).run(id, moved?.copy),
    );
    const linkOf = await openRowLinker(world.store, SURVEY);
    const of = (copy: string, wave: number): string =>
      linkOf({ copy, wave: { id: wave, state: 'open' } }) ?? '';
    const [, stays] = world.respondents;
    expect(await copyBehind(world.store, of(moved?.copy ?? '', id))).toBe(moved?.copy);
    expect(await copyBehind(world.store, of(stays?.copy ?? '', 1))).toBe(stays?.copy);
    for (const wrong of [of(stays?.copy ?? '', id), of(moved?.copy ?? '', 1)]) {
      expect(isRowLink(wrong)).toBe(true);
      expect(await refusal(open(wrong))).toMatchObject({ code: 'row-link-over' });
    }
    const home = world;
    try {
      world = await makeClosingWorld({ copies: 2 });
      const [link = ''] = idsOf(await showRows(world.store));
      expect(await refusal(open(link, 'mark_clean', home.store))).toMatchObject({ code: 'row-link-over' });
    } finally {
      await home.remove();
    }
  });

  it('says what is not there: a column that no field fills, a page that was not read', async () => {
    world = await makeClosingWorld({ copies: 2 });
    const [link = ''] = idsOf(await showRows(world.store));
    for (const column of ['row_id', 'line', 'nothing']) {
      await expect(open(link, column)).rejects.toMatchObject({ code: 'variable-unknown' });
    }
    const copy = await copyBehind(world.store, link);
    await world.store.write((connection) => {
      connection.pragma('foreign_keys = OFF');
      connection.prepare(`UPDATE scan_page SET counts = 0 WHERE copy = ? AND page = 2`).run(copy);
    });
    await expect(open(link, 'remark')).rejects.toMatchObject({ code: 'field-not-read' });
    expect(await world.store.db.selectFrom('page_opening').selectAll().execute()).toEqual([]);
  });
});

describe('once the wave is closed', () => {
  it('leads nowhere, and nothing is left that it could be opened with', async () => {
    world = await makeClosingWorld({ copies: 12 });
    const links = idsOf(await showRows(world.store));
    const opened = await open(links[0] ?? '');
    const keys = keyBytes();
    expect(keys).toHaveLength(1);
    await closeWave(world.store, { survey: SURVEY, wave: WAVE, dropOpen: true });

    expect(await findOpenedPage(world.store, WHO, opened.opening)).toBeNull();
    const madeUp = await refusal(open(writeRowLink(randomBytes(16))));
    for (const link of links) expect(await refusal(open(link))).toEqual(madeUp);
    const after = idsOf(await showRows(world.store));
    expect(after).toHaveLength(12);
    expect(after.filter((id) => isRowLink(id))).toEqual([]);

    expect(keyBytes()).toEqual([]);
    const left = everything();
    const derived = keys.map((key) =>
      Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'paperline/row-link@1', 32)),
    );
    const wanted = [
      ...links,
      ...links.map((link) => readRowLink(link) ?? ''),
      ...[...keys, ...derived].flatMap((key) => [
        key,
        key.toString('hex'),
        createHash('sha256').update(key).digest(),
      ]),
    ];
    expect(wanted.filter((each) => left.includes(each))).toEqual([]);
  });

  it('stays dead for whoever goes on with a process in which it lived', async () => {
    world = await makeClosingWorld({ copies: 2 });
    const other = openStore(world.store.path);
    try {
      const [link = ''] = idsOf(await showRows(other));
      const { opening } = await open(link, 'mark_clean', other);
      await closeWave(world.store, { survey: SURVEY, wave: WAVE, dropOpen: true });
      await expect(open(link, 'mark_clean', other)).rejects.toMatchObject({ code: 'row-link-over' });
      expect(await findOpenedPage(other, WHO, opening)).toBeNull();
    } finally {
      await other.close();
    }
  });

  it('has no links from the moment on at which closing begins', async () => {
    world = await makeClosingWorld({ copies: 2 });
    const [link = ''] = idsOf(await showRows(world.store));
    const { opening } = await open(link);
    expect(await findOpenedPage(world.store, WHO, opening)).not.toBeNull();
    await world.store.write((connection) => connection.exec(`UPDATE wave SET state = 'closed'`));
    expect(await findOpenedPage(world.store, WHO, opening)).toBeNull();
    expect(idsOf(await showRows(world.store)).filter((id) => isRowLink(id))).toEqual([]);
    await expect(open(link)).rejects.toMatchObject({ code: 'row-link-over' });
    for await (const { wave } of streamAnswers(world.store, SURVEY)) expect(wave.state).toBe('closed');
  });
});

describe('in a backup that is restored', () => {
  const restoreElsewhere = async (withKeys: boolean): Promise<Store> => {
    const backup = path.join(world.folder.root, 'backup.db');
    await backUpDatabase(world.store.path, backup);
    const elsewhere = path.join(world.folder.root, 'elsewhere');
    mkdirSync(path.join(elsewhere, 'keys'), { recursive: true });
    for (const name of withKeys ? readdirSync(keysFolder()) : []) {
      copyFileSync(path.join(keysFolder(), name), path.join(elsewhere, 'keys', name));
    }
    const database = path.join(elsewhere, 'paperline.db');
    await restoreDatabase(backup, database, { withoutSheets: !withKeys });
    return openStore(database);
  };

  it.each([
    ['goes on with the keys', true],
    ['ends without them, and rows are shown all the same', false],
  ])('%s', async (_name, withKeys) => {
    world = await makeClosingWorld({ copies: 4 });
    const rows = await showRows(world.store);
    const [link = ''] = idsOf(rows);
    const store = await restoreElsewhere(withKeys);
    try {
      if (withKeys) expect(await copyBehind(store, link)).toBe(copyByAnswers(rows[0] ?? {}));
      else await expect(open(link, 'mark_clean', store)).rejects.toMatchObject({ code: 'row-link-over' });
      expect(idsOf(await showRows(store))).toHaveLength(withKeys ? 4 : 0);
    } finally {
      await store.close();
    }
  });

  it('shows rows without links where a key is away', async () => {
    world = await makeClosingWorld({ copies: 4 });
    const store = await restoreElsewhere(true);
    await store.close();
    const folder = path.join(path.dirname(store.path), 'keys');
    const [name = ''] = readdirSync(folder);
    rmSync(path.join(folder, name));
    const again = openStore(store.path);
    try {
      const ids = idsOf(await showRows(again));
      expect(ids).toHaveLength(4);
      expect(ids.filter((id) => isRowLink(id))).toEqual([]);
    } finally {
      await again.close();
    }
  });
});
