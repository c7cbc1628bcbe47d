/** From a row on the screen to the picture of one answer: the right one, alone, for a reviewer, on record. */
import { readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RectMm } from '../../src/domain/geometry.ts';
import type { GrayImage } from '../../src/domain/image.ts';
import type { LayoutField } from '../../src/domain/layout.ts';
import { cropField } from '../../src/read/crop-field.ts';
import { viewAgain } from '../../src/read/page-view.ts';
import { closeWave } from '../../src/rows/wave-closing.ts';
import { decodeImage } from '../../src/scan/decode-image.ts';
import { isPageFault, openScan } from '../../src/scan/open-scan.ts';
import type { OpenRowReply, RowsReply } from '../../src/server/rows-api.ts';
import type { OpeningsReply } from '../../src/server/oversight-api.ts';
import { hashSecret, newTokenSecret } from '../../src/server/sign-in/secrets.ts';
import { addToken } from '../../src/store/api-tokens.ts';
import { readPrintedForm } from '../../src/store/review-forms.ts';
import { HOST, openSite, type Client, type Site } from './client.ts';

const PX_PER_MM = 8;
/** Asked of people, so that its picture was kept when the page was read. */
const KEPT = 'trip_purpose';
const ARCHIVED = ['mark_clean', 'ticket', 'age'];

let site: Site;
let owner: Client;
let reviewer: Client;
beforeAll(async () => {
  site = await openSite({
    copies: 5,
    pictures: true,
    archive: true,
    doubts: (_copy, variable) => variable === KEPT,
  });
  owner = await site.enter(['privacy-owner'], 'Petra');
  reviewer = await site.enter(['reviewer'], 'Rita');
});
afterAll(() => site.close());

const showRows = async (client = owner): Promise<RowsReply> =>
  (await client.get('/api/rows?survey=passenger-survey')).json<RowsReply>();

const open = (row: string, column: string, client = reviewer, reason = 'implausible') =>
  client.post('/api/review/rows/open', { row, column, reason });

interface KnownField {
  readonly copy: string;
  readonly field: LayoutField;
  readonly others: readonly LayoutField[];
  readonly paper: { readonly widthMm: number; readonly heightMm: number };
  readonly page: GrayImage;
}

/** One field of every copy with the scan that it stands on, as the ledger of scans has it. */
const knownFields = async (variable: string): Promise<KnownField[]> => {
  const { store, folder } = site.seed;
  const pages = await store.read((connection) =>
    connection
      .prepare<[string], { copy: string; form: string; page: number; page_index: number }>(
        `SELECT p.copy, p.form, p.page, p.page_index FROM scan_page p JOIN reading r ON r.scan_page_id = p.id
         WHERE r.variable = ?`,
      )
      .all(variable),
  );
  const [scan = ''] = readdirSync(folder.archive);
  const known: KnownField[] = [];
  for await (const item of openScan(path.join(folder.archive, scan))) {
    if (isPageFault(item)) throw item.fault;
    const place = pages.find(({ page_index: index }) => index === item.pageIndex);
    if (place === undefined) continue;
    const form = await readPrintedForm(store, place.form);
    const fields = form?.layout.pages.find(({ page }) => page === place.page)?.fields ?? [];
    const field = fields.find((each) => each.variable === variable);
    if (form === null || field === undefined) throw new Error(`Expected a field ${variable}.`);
    const others = fields.filter((each) => each !== field);
    known.push({ copy: place.copy, field, others, paper: form.layout.paper, page: item.image });
  }
  return known;
};

const rectsOf = (field: LayoutField): readonly RectMm[] =>
  field.kind === 'choice'
    ? field.boxes.map(({ rectMm }) => rectMm)
    : [
        ...(field.cells ?? []),
        ...(field.kind === 'text' && field.rectMm !== undefined ? [field.rectMm] : []),
      ];

/** Mean difference of levels over the boxes of the field. */
const differenceOf = (picture: GrayImage, { field, paper, page }: KnownField): number => {
  const view = viewAgain(page, [PX_PER_MM, 0, 0, 0, PX_PER_MM, 0, 0, 0, 1], paper);
  const own = cropField(view, field, paper);
  // What the seed keeps as a picture shows a little less to the right; the left and top edges are the same.
  expect(Math.abs(own.image.height - picture.height)).toBeLessThanOrEqual(2);
  let sum = 0;
  let count = 0;
  for (const { rectPx } of own.boxes) {
    for (let y = Math.ceil(rectPx.y); y < rectPx.y + rectPx.height - 1; y++) {
      for (let x = Math.ceil(rectPx.x); x < rectPx.x + rectPx.width - 1; x++) {
        const one = own.image.data[y * own.image.width + x] ?? 0;
        sum += Math.abs(one - (picture.data[y * picture.width + x] ?? 0));
        count++;
      }
    }
  }
  return sum / count;
};

const pictureOf = async (url: string, client = reviewer): Promise<GrayImage> => {
  const reply = await client.get(url);
  expect(reply.headers).toMatchObject({ 'content-type': 'image/jpeg', 'cache-control': 'no-store' });
  return (await decodeImage(reply.rawPayload, { place: 'reply' })).image;
};

/** Mean darkness inside a box. */
const inkIn = (
  { data, width }: GrayImage,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): number => {
  let sum = 0;
  let count = 0;
  for (let y = Math.ceil(box.y + 5); y < box.y + box.height - 5; y++) {
    for (let x = Math.ceil(box.x + 5); x < box.x + box.width - 5; x++, count++)
      sum += 255 - (data[y * width + x] ?? 255);
  }
  return sum / count;
};

/** Whose row it is, by what was read without doubt; the seed's people all answer differently. */
const copyOfRow = async (columns: readonly string[], cells: readonly string[]): Promise<string> => {
  const readings = await site.seed.store.read((connection) =>
    connection
      .prepare<[], { copy: string; variable: string; value_json: string }>(
        `SELECT copy, variable, value_json FROM reading WHERE review = 0 AND state = 'answered' AND variable LIKE 'mark_%'`,
      )
      .all(),
  );
  const wrong = new Set(
    readings
      .filter(({ variable, value_json: json }) => JSON.parse(json) !== cells[columns.indexOf(variable)])
      .map(({ copy }) => copy),
  );
  const of = new Set(readings.map(({ copy }) => copy).filter((copy) => !wrong.has(copy)));
  expect([...of]).toHaveLength(1);
  return [...of][0] ?? '';
};

describe('the rows on the screen', () => {
  it('say which of them lead to paper, and which columns', async () => {
    const { columns, rows, onPaper, linked } = await showRows();
    expect(linked).toEqual(rows.map(() => true));
    const away = columns.filter((_, at) => !onPaper[at]);
    expect(away).toEqual([
      'row_id',
      'survey',
      'wave',
      'language',
      'mode',
      'line',
      'direction',
      'date',
      'day_part',
    ]);
  });

  it('have random ids for scripts, and in every file', async () => {
    const secret = newTokenSecret();
    await addToken(site.seed.store, {
      name: 'nightly',
      secretHash: hashSecret(secret),
      scopes: ['rows:read'],
      endsAt: new Date('2999-01-01T00:00:00Z'),
      now: new Date(),
    });
    await showRows();
    const headers = { host: HOST, authorization: `Bearer ${secret}` };
    const url = '/api/rows?survey=passenger-survey';
    const reply = (await site.request({ method: 'GET', url, headers })).json<RowsReply>();
    expect(reply.linked).toEqual(reply.rows.map(() => false));
    const file = await owner.get('/api/rows/export?survey=passenger-survey&format=jsonl');
    const taken = file.body
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { row_id: string }).row_id);
    expect(taken).toHaveLength(5);
    for (const id of [...taken, ...reply.rows.map(([id = '']) => id)]) {
      expect(id).toMatch(/^[0-9A-Z]{16}$/u);
      expect((await open(id, 'mark_clean')).json()).toMatchObject({ code: 'row-link-over' });
    }
    // And the screen has links again after a script had its rows.
    expect((await showRows()).linked.every(Boolean)).toBe(true);
  });
});

describe('the picture of one answer', () => {
  it.each([KEPT, ...ARCHIVED])('is that of the row, and no other’s: %s', async (variable) => {
    const known = await knownFields(variable);
    const { columns, rows } = await showRows();
    for (const cells of rows) {
      const reply = (await open(cells[0] ?? '', variable)).json<OpenRowReply>();
      const picture = await pictureOf(reply.picture.url);
      expect([reply.picture.width, reply.picture.height]).toEqual([picture.width, picture.height]);
      // A ring stands where there is more ink than in any other box.
      const inks = reply.picture.boxes.map((box) => ({ code: box.code, ink: inkIn(picture, box) }));
      const [most] = inks.toSorted((one, other) => other.ink - one.ink);
      expect(reply.marked).toEqual(reply.state === 'answered' && variable !== 'age' ? [most?.code] : []);
      const likest = known
        .map((each) => ({ copy: each.copy, difference: differenceOf(picture, each) }))
        .toSorted((one, other) => one.difference - other.difference);
      expect(likest[0]?.copy).toBe(await copyOfRow(columns, cells));
      expect(likest[0]?.difference).toBeLessThan(6);
      expect(likest[1]?.difference).toBeGreaterThan(1.3 * (likest[0]?.difference ?? 0));
    }
  });

  it.each([KEPT, ...ARCHIVED])('hides the page’s other fields: %s', async (variable) => {
    const { rows } = await showRows();
    const [{ field, others, paper, page }] = (await knownFields(variable)) as [KnownField];
    const view = viewAgain(page, [PX_PER_MM, 0, 0, 0, PX_PER_MM, 0, 0, 0, 1], paper);
    const { rectMm: shown } = cropField(view, field, paper);
    const reply = (await open(rows[0]?.[0] ?? '', variable)).json<OpenRowReply>();
    const picture = await pictureOf(reply.picture.url);
    let hidden = 0;
    for (const rect of others.flatMap(rectsOf)) {
      for (let y = rect.y + 0.4; y < rect.y + rect.height; y += 0.4) {
        for (let x = rect.x + 0.4; x < rect.x + rect.width; x += 0.4) {
          const column = Math.floor((x - shown.x) * PX_PER_MM);
          const row = Math.floor((y - shown.y) * PX_PER_MM);
          if (column < 1 || row < 1 || column >= picture.width - 1 || row >= picture.height - 1) continue;
          const level = picture.data[row * picture.width + column] ?? 0;
          expect(Math.abs(level - 214)).toBeLessThan(14);
          hidden++;
        }
      }
    }
    // A row of a grid has neighbours, and an option its words; what stands alone has none in its picture.
    if (variable === 'mark_clean' || variable === KEPT) expect(hidden).toBeGreaterThan(50);
  });

  it('comes with its question and what counts now, before and after a person decides', async () => {
    const { columns, rows } = await showRows();
    const [row = []] = rows;
    const before = (await open(row[0] ?? '', KEPT)).json<OpenRowReply>();
    expect(before).toMatchObject({ survey: 'passenger-survey', variable: KEPT, language: 'nl' });
    expect(before).toMatchObject({ state: 'pending', values: [] });
    expect(before.text).not.toBe('');
    const sure = (await open(row[0] ?? '', 'mark_clean')).json<OpenRowReply>();
    const cell = row[columns.indexOf('mark_clean')];
    expect(sure).toMatchObject(
      cell === '-1' ? { state: 'blank', values: [] } : { state: 'answered', values: [{ value: cell }] },
    );
    expect(sure).toMatchObject({ source: 'machine' });
  });

  it('is only for the session that opened it, and only the field of it', async () => {
    const [row = []] = (await showRows()).rows;
    const { url: picture } = (await open(row[0] ?? '', 'mark_clean')).json<OpenRowReply>().picture;
    const small = await pictureOf(picture);
    expect(small.height).toBeLessThan(30 * PX_PER_MM);
    const again = await site.enter(['reviewer'], 'Rita');
    const other = await site.enter(['reviewer']);
    for (const client of [again, other]) expect((await client.get(picture)).statusCode).toBe(404);
    // By the operators' address it is the same field, and not the page.
    const both = await site.enter(['reviewer', 'operator'], 'Bo');
    const opened = (await open(row[0] ?? '', 'mark_clean', both)).json<OpenRowReply>();
    const byFolder = opened.picture.url.replace('/review/', '/folder/');
    expect((await pictureOf(byFolder, both)).height).toBe(small.height);
  });
});

describe('who may, and what goes on record', () => {
  it('reviewers alone, with a reason that is known', async () => {
    const [row = []] = (await showRows()).rows;
    const count = async (): Promise<number> => (await owner.get('/api/openings')).json<OpeningsReply>().total;
    const before = await count();
    for (const roles of [['privacy-owner'], ['operator'], ['agency']] as const) {
      const client = await site.enter(roles);
      expect((await open(row[0] ?? '', 'mark_clean', client)).statusCode).toBe(403);
    }
    expect((await open(row[0] ?? '', 'mark_clean', reviewer, 'curiosity')).statusCode).toBe(400);
    expect(
      (await reviewer.post('/api/review/rows/open', { row: row[0], column: 'mark_clean' })).statusCode,
    ).toBe(400);
    expect((await open(row[0] ?? '', 'line')).json()).toMatchObject({ code: 'variable-unknown' });
    expect(await count()).toBe(before);
  });

  it('the privacy owner sees who opened which answer, and why, but not of which scan', async () => {
    const [row = []] = (await showRows()).rows;
    await open(row[0] ?? '', 'mark_clean', reviewer, 'respondent');
    const reply = await owner.get('/api/openings?person=Rita');
    expect(reply.json<OpeningsReply>().openings[0]).toMatchObject({
      reviewer: 'Rita',
      reason: 'respondent',
      survey: 'passenger-survey',
      variable: 'mark_clean',
      file: null,
      place: null,
    });
    const log = (await owner.get('/api/audit')).body;
    expect(log).toContain('field-opened');
    expect(log).not.toContain(row[0]);
  });
});

describe('what is not there', () => {
  it('a scan that is gone is told; a picture that was kept is shown all the same', async () => {
    const { folder } = site.seed;
    const [name = ''] = readdirSync(folder.archive);
    const scan = path.join(folder.archive, name);
    const away = path.join(folder.root, 'away');
    const [row = []] = (await showRows()).rows;
    renameSync(scan, away);
    try {
      const gone = (await open(row[0] ?? '', 'mark_clean')).json<OpenRowReply>();
      const reply = await reviewer.get(gone.picture.url);
      expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([403, 'file-not-readable']);
      expect(reply.body).not.toContain(name);
      const kept = (await open(row[0] ?? '', KEPT)).json<OpenRowReply>();
      expect((await pictureOf(kept.picture.url)).width).toBeGreaterThan(100);
    } finally {
      renameSync(away, scan);
    }
  });

  it('a picture that was kept without its place on the page is not shown: what else is on it could not be hidden', async () => {
    const { store, folder } = site.seed;
    const [name = ''] = readdirSync(folder.archive);
    const scan = path.join(folder.archive, name);
    const away = path.join(folder.root, 'away');
    const [row = []] = (await showRows()).rows;
    await store.write((connection) =>
      connection.exec(`UPDATE crop SET frame_json = json_remove(frame_json, '$.rectMm')`),
    );
    const kept = (await open(row[0] ?? '', KEPT)).json<OpenRowReply>();
    expect((await pictureOf(kept.picture.url)).width).toBeGreaterThan(100);
    renameSync(scan, away);
    try {
      expect((await reviewer.get(kept.picture.url)).statusCode).toBe(403);
    } finally {
      renameSync(away, scan);
    }
  });

  // The last of this file: nothing leads anywhere after it.
  it('a wave that is closed: neither the link nor a picture that was opened before', async () => {
    const [row = []] = (await showRows()).rows;
    const { url: picture } = (await open(row[0] ?? '', KEPT)).json<OpenRowReply>().picture;
    await closeWave(site.seed.store, { survey: 'passenger-survey', wave: '2026-Q4', dropOpen: true });
    expect((await open(row[0] ?? '', KEPT)).json()).toMatchObject({ code: 'row-link-over' });
    expect((await reviewer.get(picture)).statusCode).toBe(404);
    expect((await showRows()).linked).toEqual([false, false, false, false, false]);
  });
});
