/** Writing questionnaires over the server: looking, seeing, saving; and everything that must not get in. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FormsReply } from '../../src/server/api.ts';
import type {
  LookReply,
  OpenedQuestionnaire,
  QuestionnairesReply,
  SavedQuestionnaire,
  SavePlan,
} from '../../src/server/questionnaire-api.ts';
import { FORMS_FOLDER } from '../review/seed.ts';
import { openSite, type Client, type Site } from './client.ts';

let site: Site;
let client: Client;
beforeEach(async () => {
  site = await openSite({ copies: 1, doubts: () => false });
  client = await site.enter(['operator'], 'Otto');
});
afterEach(() => site.close());

const short = await readFile(path.join(FORMS_FOLDER, 'short-survey.yaml'), 'utf8');
const long = await readFile(path.join(FORMS_FOLDER, 'passenger-survey.yaml'), 'utf8');

const look = async (text: string, language = 'nl'): Promise<LookReply> => {
  const reply = await client.post('/api/questionnaires/look', { text, language });
  expect(reply.statusCode).toBe(200);
  return reply.json();
};
const open = async (file: string): Promise<OpenedQuestionnaire> =>
  (await client.get(`/api/questionnaires/${encodeURIComponent(file)}`)).json();
const save = (file: string, text: string, base: string) =>
  client.send('PUT', `/api/questionnaires/${encodeURIComponent(file)}`, { text, base });
const create = (file: string, text: string) => client.post('/api/questionnaires', { file, text });
const ownFiles = async (): Promise<string[]> => (await readdir(site.seed.folder.forms)).toSorted();

describe('looking at a text', () => {
  it('tells what form check tells, by line and column', async () => {
    const at = short.split('\n').findIndex((line) => line.startsWith('items:'));
    const broken = short.replace(/^items:/mu, 'itemz:');
    const { faults, preview } = await look(broken);
    expect(preview).toBeNull();
    expect(
      faults.some(({ line, column, severity }) => line === at + 1 && column === 1 && severity === 'error'),
    ).toBe(true);
    expect(faults.every(({ what, remedy }) => what !== '' && remedy !== '')).toBe(true);
  });

  it('tells what only shows when the form is set, at its place', async () => {
    expect((await look(short)).faults.filter(({ severity }) => severity === 'error')).toEqual([]);
    const { faults: odd } = await look(short.replace(/nl: /u, 'nl: 漢 '));
    expect(odd.some(({ what }) => what.includes('漢'))).toBe(true);
  });

  it('shows the pages in the language that is wanted', async () => {
    const dutch = await look(long, 'nl');
    const french = await look(long, 'fr');
    expect([dutch.preview?.language, french.preview?.language]).toEqual(['nl', 'fr']);
    expect(dutch.preview?.form).not.toBe(french.preview?.form);
    const page = await client.get(`/api/questionnaires/previews/${dutch.preview?.form}/2`);
    expect(page.rawPayload.subarray(1, 4).toString()).toBe('PNG');
    expect((await client.get('/api/questionnaires/previews/AAAAAAAA/1')).statusCode).toBe(404);
    expect((await look(long, 'xx')).preview?.language).toBe('nl');
  });

  it('answers others while it works, and drops what nobody waits for', async () => {
    const looks = Array.from({ length: 4 }, () => look(long));
    const order: string[] = [];
    void Promise.all(looks).then(() => order.push('looked'));
    await client.get('/healthz');
    order.push('healthy');
    await Promise.all(looks);
    expect(order[0]).toBe('healthy');
  });

  it.each([
    ['aliases that multiply', `a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n`],
    ['nesting without end', '['.repeat(60_000)],
    ['a megabyte', 'a: b\n'.repeat(200_000)],
    ['no text', '\u0000\u0001'],
    ['nothing', ''],
    ['a tag that runs code elsewhere', '!!js/function "function(){}"'],
    ['a key of objects', '__proto__: {polluted: true}\nconstructor: 1\n'],
  ])('survives %s', async (_what, text) => {
    const { faults, preview } = await look(text);
    expect(faults.some(({ severity }) => severity === 'error')).toBe(true);
    expect(preview).toBeNull();
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect((await client.get('/healthz')).statusCode).toBe(200);
  });

  it('refuses what is far too long', async () => {
    expect(
      (await client.post('/api/questionnaires/look', { text: 'a'.repeat(2 ** 21), language: 'nl' }))
        .statusCode,
    ).toBe(400);
    expect(
      (await client.post('/api/questionnaires/look', { text: 'a'.repeat(5 * 2 ** 20), language: 'nl' }))
        .statusCode,
    ).toBe(413);
  });
});

describe('saving', () => {
  it('puts a new file beside those that ship, ready to print', async () => {
    const made = await create('Rit & enquête.yaml', short);
    expect(made.statusCode).toBe(422);
    expect((await create('Ritenquête 2027.yaml', short)).json()).toMatchObject({
      file: 'Ritenquête 2027.yaml',
      version: 1,
    });
    expect(await readFile(path.join(site.seed.folder.forms, 'Ritenquête 2027.yaml'), 'utf8')).toBe(short);
    const { forms, folder } = (await client.get('/api/forms')).json<FormsReply>();
    expect(folder).toBe(site.seed.folder.forms);
    expect(forms.map(({ file, origin, fault }) => [file, origin, fault])).toEqual([
      ['passenger-survey.yaml', 'ships', null],
      ['Ritenquête 2027.yaml', 'own', null],
      ['short-survey.yaml', 'ships', null],
    ]);
    const printed = await client.post('/api/print', {
      file: 'Ritenquête 2027.yaml',
      language: 'nl',
      copies: 1,
    });
    expect(printed.statusCode).toBe(200);
  });

  it('changes in place what nobody printed', async () => {
    await create('mine.yaml', short);
    const { base, text } = await open('mine.yaml');
    expect(text).toBe(short);
    const edited = `${short}# a note\n`;
    expect((await save('mine.yaml', edited, base)).json()).toMatchObject({ file: 'mine.yaml', version: 1 });
    expect(await ownFiles()).toEqual(['mine.yaml']);
    expect((await open('mine.yaml')).text).toBe(edited);
  });

  it('never changes what was printed: the next version is made, and the plan says what it means', async () => {
    await create('mine.yaml', long.replace(/^survey: .*/mu, 'survey: my-survey'));
    await client.post('/api/print', { file: 'mine.yaml', language: 'nl', copies: 3 });
    const { base, text } = await open('mine.yaml');
    const edited = text
      .replace(/^title:/mu, '# edited\ntitle:')
      .replace(/variable: age\b/u, 'variable: years')
      .replace(/id: age\b/u, 'id: years')
      // Where rows are made anonymous and tables counted, the item is named too.
      .replace(/^ {4}age:/gmu, '    years:');
    const plan = (await client.post('/api/questionnaires/mine.yaml/plan', { text: edited })).json<SavePlan>();
    expect(plan).toMatchObject({
      target: 'mine.v2.yaml',
      inPlace: false,
      printed: true,
      survey: 'my-survey',
    });
    expect(plan.waves).toEqual([
      { wave: expect.stringMatching(/^\d{4}-Q\d$/u) as string, copies: 3, read: 0 },
    ]);
    expect((await save('mine.yaml', edited, base)).json()).toMatchObject({
      file: 'mine.v2.yaml',
      version: 2,
    });
    expect((await open('mine.yaml')).text).toBe(text);
    expect((await open('mine.v2.yaml')).text).toBe(edited);
    const { questionnaires } = (await client.get('/api/questionnaires')).json<QuestionnairesReply>();
    expect(
      questionnaires.filter(({ stem }) => stem === 'mine').map(({ version, newest }) => [version, newest]),
    ).toEqual([
      [2, true],
      [1, false],
    ]);
  });

  it('never changes what ships, and what was printed of it elsewhere in the same words', async () => {
    const { base, text } = await open('passenger-survey.yaml');
    const saved = (await save('passenger-survey.yaml', `${text}# ours\n`, base)).json<SavedQuestionnaire>();
    expect(saved.file).toBe('passenger-survey.v2.yaml');
    expect(await readFile(path.join(FORMS_FOLDER, 'passenger-survey.yaml'), 'utf8')).toBe(long);
    // The words are those of a form that was printed: a note changes nothing of it.
    const again = await open(saved.file);
    expect((await save(saved.file, `${again.text}# more\n`, again.base)).json()).toMatchObject({
      file: 'passenger-survey.v3.yaml',
    });
  });

  it('refuses the second of two who saved the same file, and keeps both', async () => {
    await create('mine.yaml', short);
    const [one, other] = [await open('mine.yaml'), await open('mine.yaml')];
    const replies = await Promise.all([
      save('mine.yaml', `${short}# one\n`, one.base),
      save('mine.yaml', `${short}# other\n`, other.base),
    ]);
    expect(replies.map(({ statusCode }) => statusCode).toSorted((one, other) => one - other)).toEqual([
      200, 409,
    ]);
    expect(replies.find(({ statusCode }) => statusCode === 409)?.json()).toMatchObject({
      code: 'questionnaire-changed',
    });
    expect((await open('mine.yaml')).text).toMatch(/# (?:one|other)\n$/u);
    // Of a printed file too, where both make the next version.
    await client.post('/api/print', { file: 'mine.yaml', language: 'nl', copies: 1 });
    const [first, second] = [await open('mine.yaml'), await open('mine.yaml')];
    expect((await save('mine.yaml', `${short}# first\n`, first.base)).statusCode).toBe(200);
    expect((await save('mine.yaml', `${short}# second\n`, second.base)).statusCode).toBe(409);
    expect((await open('mine.yaml')).latest).toBe('mine.v2.yaml');
    expect(await ownFiles()).toEqual(['mine.v2.yaml', 'mine.yaml']);
  });

  it('refuses what cannot be printed, and leaves the file as it is', async () => {
    await create('mine.yaml', short);
    const { base } = await open('mine.yaml');
    const reply = await save('mine.yaml', 'nothing', base);
    expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([422, 'questionnaire-invalid']);
    expect((await create('broken.yaml', '[')).statusCode).toBe(422);
    expect(await ownFiles()).toEqual(['mine.yaml']);
    expect((await open('mine.yaml')).text).toBe(short);
  });

  const UNFIT = [
    '../evil.yaml',
    '..%2fevil.yaml',
    '/etc/evil.yaml',
    String.raw`..\evil.yaml`,
    'C:evil.yaml',
    'evil.yaml\u0000.png',
    '.hidden.yaml',
    'con.yaml',
    'evil .yaml',
    'evil',
    'evil.txt',
    `${'e'.repeat(150)}.yaml`,
    'MINE.yaml',
    'passenger-survey.yaml',
    'Passenger-Survey.yaml',
  ];

  it('makes no file of a name that is unfit or taken, and opens none above its folder', async () => {
    await create('mine.yaml', short);
    for (const file of UNFIT) {
      const { statusCode: made } = await create(file, short);
      const { statusCode: asked } = await client.get(
        `/api/questionnaires/${encodeURIComponent(`../${file}`)}`,
      );
      const isRefused = [409, 422].includes(made) && [400, 404].includes(asked);
      expect({ file, isRefused, files: await ownFiles() }).toEqual({
        file,
        isRefused: true,
        files: ['mine.yaml'],
      });
    }
  });

  it('goes on record with who did it', async () => {
    await create('mine.yaml', short);
    const entry = await site.seed.store.read((connection) =>
      connection.prepare(`SELECT name, about_json FROM audit_entry WHERE act = 'questionnaire-saved'`).get(),
    );
    expect(entry).toMatchObject({ name: 'Otto', about_json: expect.stringContaining('mine.yaml') as string });
  });

  it('opens no file that is no text', async () => {
    await writeFile(path.join(site.seed.folder.forms, 'latin.yaml'), Buffer.from([0x61, 0x3a, 0x20, 0xe9]));
    expect((await client.get('/api/questionnaires/latin.yaml')).statusCode).toBe(422);
    // Nor does it take the others down.
    const { forms } = (await client.get('/api/forms')).json<FormsReply>();
    expect(forms.find(({ file }) => file === 'latin.yaml')?.fault).toContain('UTF-8');
    expect(forms.find(({ file }) => file === 'short-survey.yaml')?.fault).toBeNull();
  });
});
