/** The tables of a publication in every format, each read back by a program of other people. */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { initSync, readParquet, readSchema } from 'parquet-wasm/esm/parquet_wasm.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportPublication } from '../../../src/results/publication-export.ts';
import { TABLE_FORMATS } from '../../../src/results/publication-formats.ts';
import { parseCsv } from '../../rows/formats/parsed-csv.ts';
import { AT, isAbsent, runReader, useFolder, writeParts } from '../../rows/formats/released-rows.ts';
import { schemaOf, XML_NAMESPACE_SCHEMA } from '../../rows/formats/standard-schema.ts';
import { DDI, TRIPLE_S } from '../../rows/formats/standards.ts';
import {
  awkwardPublication,
  FORMULA_LABEL,
  knownFigures,
  LONG_LABEL,
  placeOf,
  QUOTED_LABEL,
  type KnownFigure,
} from './awkward-publication.ts';

const PUBLISHED_AT = '2026-12-01T09:00:00.000Z';
const folder = useFolder();
const at = (name: string): string => path.join(folder.path, name);
const known = knownFigures();
const shown = [...known.values()].filter(({ value }) => value !== null);

beforeAll(async () => {
  for (const format of TABLE_FORMATS) {
    const files = await exportPublication(async () => [], awkwardPublication, {
      format,
      language: 'nl',
      stem: format,
      publishedAt: PUBLISHED_AT,
      at: AT,
      byteOrderMark: false,
    });
    for (const { name, content } of files) await writeParts(at(name), content);
  }
  await writeFile(at('xml.xsd'), XML_NAMESPACE_SCHEMA);
  await writeFile(at('ddi.xsd'), schemaOf(DDI, 'xml.xsd'));
  await writeFile(at('sss.xsd'), schemaOf(TRIPLE_S, 'xml.xsd'));
});

const numberOf = (cell: string | number | null | undefined): number | null =>
  cell === null || cell === undefined || cell === '' ? null : Number(cell);

/** Lines that were read back hold every figure once and no other, and what is withheld as nothing at all. */
const expectFigures = (lines: readonly Readonly<Record<string, string | number | null>>[]): void => {
  const read = new Map<string, KnownFigure>();
  for (const line of lines) {
    read.set(placeOf(line), {
      value: numberOf(line['value']),
      margin: numberOf(line['margin_95']),
      base: numberOf(line['base']),
    });
    expect(line['status']).toBe(numberOf(line['value']) === null ? 'withheld' : 'shown');
    expect(line).toMatchObject({ survey: 'bus-2026', wave: '2026-Q4' });
    expect(['edition', 'minimum_cell', 'weighted'].map((column) => Number(line[column]))).toEqual([2, 12, 1]);
  }
  expect(lines).toHaveLength(known.size);
  expect(read).toEqual(known);
};

it('has withheld figures, and scores that could be taken for codes', () => {
  expect(known.size - shown.length).toBeGreaterThan(20);
  expect(shown.some(({ value }) => value === -8)).toBe(true);
});

describe('CSV', () => {
  it('has every figure, and labels as they are', async () => {
    const lines = parseCsv(await readFile(at('csv.csv'), 'utf8'));
    expectFigures(lines);
    expect(lines.find(({ item }) => item === 'recommend')?.['item_label']).toBe(LONG_LABEL);
    expect(lines.find(({ item }) => item === 'delayed')?.['item_label']).toBe(QUOTED_LABEL);
    // As an apostrophe before it says, text and no formula.
    expect(lines.find(({ category }) => category === 'delayed=1')?.['category_label']).toBe(
      `'${FORMULA_LABEL}`,
    );
    expect(lines.find(({ group }) => group === 'age=6-17')).toMatchObject({ base: '', small_base: '' });
  });

  it('has a codebook beside it, which says by what rules the tables were made', async () => {
    const codebook = await readFile(at('csv.codebook.csv'), 'utf8');
    expect(codebook.split('\r\n')[0]).toMatch(/label_nl,label_en,label_fr,label_de$/u);
    expect(codebook).toMatch(/^value,number,scale,/mu);
    expect(codebook).toMatch(/^value,.*\(empty\),1,leeg: achtergehouden,empty: withheld,/mu);
    expect(codebook).toMatch(/^figure,.*,nps,0,/mu);
    expect(codebook).toMatch(/^minimum_cell,12\r$/mu);
    expect(codebook).toMatch(/^weighted,1\r$/mu);
    expect(codebook).toContain(`published_at,${PUBLISHED_AT}`);
    expect(await readFile(at('codebook.csv'), 'utf8')).toBe(codebook);
  });
});

it('JSON is what was published', async () => {
  expect(JSON.parse(await readFile(at('json.json'), 'utf8'))).toEqual(awkwardPublication);
});

describe('Parquet as Apache Arrow’s in Rust reads it', () => {
  it('has numbers as numbers, and null where a figure is withheld', async () => {
    const wasm = createRequire(import.meta.url).resolve('parquet-wasm/esm/parquet_wasm_bg.wasm');
    initSync({ module: await readFile(wasm) });
    const file = await readFile(at('parquet.parquet'));
    const table = tableFromIPC(readParquet(file).intoIPCStream());
    const types = Object.fromEntries(table.schema.fields.map(({ name, type }) => [name, String(type)]));
    expect(types).toMatchObject({ value: 'Float64', margin_95: 'Float64', base: 'Int32', item: 'Utf8' });
    expectFigures(
      Array.from(
        { length: table.numRows },
        (_, place) => table.get(place)?.toJSON() as Record<string, string | number | null>,
      ),
    );
    expect(table.getChild('value')?.nullCount).toBe(known.size - shown.length);
    expect(table.getChild('item')?.nullCount).toBe(0);
    const { schema } = tableFromIPC(readSchema(file).intoIPCStream());
    const kept = JSON.parse(schema.metadata.get('paperline.codebook') ?? 'null') as unknown;
    expect(kept).toMatchObject({
      survey: 'bus-2026',
      languages: ['nl', 'en', 'fr', 'de'],
      weight: null,
      publication: { wave: '2026-Q4', edition: 2, minimum_cell: 12, weighted: 1, published_at: PUBLISHED_AT },
    });
  });
});

const SCRIPT = `
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
print(json.dumps({s.title: [[[c.value, c.data_type] for c in row] for row in s.iter_rows()] for s in book}))
`;

describe.skipIf(isAbsent('openpyxl'))('a workbook as openpyxl reads it (Debian: python3-openpyxl)', () => {
  it('has the tables, their codebook and their rules; nothing where a figure is withheld', () => {
    type Cell = [string | number | null, string];
    const sheets = JSON.parse(runReader('/usr/bin/python3', ['-c', SCRIPT, at('xlsx.xlsx')])) as Record<
      string,
      Cell[][]
    >;
    expect(Object.keys(sheets)).toEqual(['tables', 'codebook', 'publication']);
    const [heading = [], ...rows] = sheets['tables'] ?? [];
    const lines = rows.map((cells) =>
      Object.fromEntries(heading.map(([name], place) => [String(name), cells[place]?.[0] ?? null])),
    );
    expectFigures(lines);
    for (const cell of rows.flat()) expect(cell[1]).not.toBe('f');
    expect(lines.every(({ value }) => value === null || typeof value === 'number')).toBe(true);
    expect(sheets['publication']?.map((cells) => cells.map(([value]) => value))).toContainEqual([
      'minimum_cell',
      '12',
    ]);
  });
});

describe.skipIf(isAbsent('readstat'))('a .sav file as ReadStat reads it (Debian: readstat)', () => {
  it('has every figure, and none where one is withheld', () => {
    runReader('readstat', ['-f', at('sav.sav'), at('readstat.csv')]);
    const lines = parseCsv(runReader('cat', [at('readstat.csv')]));
    expectFigures(lines);
    expect(lines.find(({ group }) => group === 'line=Île "d’Yeu", ✓')?.['group_label']).toContain('Île');
    expect(lines[0]?.['item_label']).toBe(LONG_LABEL);
  });
});

const askPspp = (syntax: string): string =>
  runReader('pspp', ['-O', 'format=csv', '-'], `GET FILE='${at('sav.sav')}'.\n${syntax}\n`);

describe.skipIf(isAbsent('pspp'))('a .sav file as PSPP reads it (Debian: pspp)', () => {
  it('averages what is shown and nothing else', () => {
    const scores = [...known].filter(([place, { value }]) => place.includes(' / nps / ') && value !== null);
    const mean = scores.reduce((sum, [, { value }]) => sum + (value ?? 0), 0) / scores.length;
    expect(askPspp(`SELECT IF figure='nps'.\nDESCRIPTIVES value.`)).toMatch(
      new RegExp(`,${scores.length},${mean.toFixed(2)}`),
    );
    expect(askPspp('DESCRIPTIVES value.')).toMatch(new RegExp(`,${shown.length},`));
    const counted = askPspp('FREQUENCIES status.');
    expect(counted).toMatch(new RegExp(`achtergehouden[^\\n]*,${known.size - shown.length},`));
  });

  it('has labels, levels of measurement, decimals and the rules', () => {
    const dictionary = askPspp('DISPLAY DICTIONARY.');
    expect(dictionary).not.toMatch(/warning|error/i);
    const line = (name: string): string =>
      dictionary.split('\n').find((each) => each.startsWith(`${name},`)) ?? '';
    expect(line('value')).toMatch(/leeg: achtergehouden.*,Scale,.*F5\.1/u);
    expect(line('margin_95')).toContain(',Scale,');
    expect(line('base')).toMatch(/,Scale,.*F3\.0/u);
    expect(line('item')).toContain(',Nominal,');
    expect(dictionary).toContain('age=65+,Groep 65+');
    expect(dictionary).toContain('Zei u ""ja, <wel>"" & niet');
    // 120 bytes, and no half of a character.
    expect(dictionary).toContain(`recommend,${LONG_LABEL.slice(0, 60)}`);
    expect(dictionary).not.toContain('\ufffd');
    const documents = askPspp('DISPLAY DOCUMENTS.').replaceAll(/\s+/gu, ' ');
    expect(documents).toContain('bus-2026, 2026-Q4, Uitgave 2, 2026-12-01');
    expect(documents).toContain('minimum_cell=12, weighted=1');
  });
});

/** What an XPath expression finds, as libxml2 understands it; names of elements in any namespace. */
const ask = (file: string, expression: string): string =>
  runReader('xmllint', ['--xpath', expression, at(file)]).replace(/\n$/u, '');
const el = (name: string): string => `*[local-name()="${name}"]`;

describe.skipIf(isAbsent('xmllint'))('Triple-S 2.0 as libxml2 reads it (Debian: libxml2-utils)', () => {
  it('describes a data file with every figure', async () => {
    expectFigures(parseCsv(await readFile(at('triple-s.csv'), 'utf8')));
    runReader('xmllint', ['--noout', '--schema', at('sss.xsd'), at('triple-s.xml')]);
    expect(ask('triple-s.xml', 'string(/sss/@languages)')).toBe('nl en fr de');
    expect(ask('triple-s.xml', 'string(/sss/survey/title/text()[1])')).toBe(
      'Tabellen 2026-Q4, uitgave 2: Hoe was uw reis? <5 & "meer">',
    );
    expect(ask('triple-s.xml', 'string(//variable[name="item"]/values/value[@code="delayed"]/text[1])')).toBe(
      'Was it "late"?',
    );
    expect(ask('triple-s.xml', 'string(//variable[name="value"]/@type)')).toBe('quantity');
    expect(ask('triple-s.xml', 'string(//variable[name="value"]/values/range/@from)')).toBe('-48.0');
    expect(ask('triple-s.xml', 'string(//variable[name="value"]/values/range/@to)')).toBe('100.0');
    expect(ask('triple-s.xml', 'string(//variable[name="value"]/label/text[@xml:lang="de"])')).toContain(
      'zurückgehalten',
    );
    expect(
      ask('triple-s.xml', 'string(//variable[name="group"]/values/value[@code="age=65+"]/text[3])'),
    ).toBe('Gruppe 65+');
  });

  it.each(['item', 'breakdown', 'group', 'figure', 'category', 'status', 'change', 'weighted'])(
    'lists every code of %s that the data have, once',
    async (column) => {
      const lines = parseCsv(await readFile(at('triple-s.csv'), 'utf8'));
      const listed = ask('triple-s.xml', `//variable[name="${column}"]/values/value/@code`)
        .split('\n')
        .map((line) => /^\s*code="(.*)"$/u.exec(line)?.[1]?.replaceAll('&quot;', '"') ?? '');
      expect(new Set(listed).size).toBe(listed.length);
      for (const line of lines) if (line[column] !== '') expect(listed).toContain(line[column]);
    },
  );
});

describe.skipIf(isAbsent('xmllint'))('DDI-Codebook 2.5 as libxml2 reads it (Debian: libxml2-utils)', () => {
  it('describes a data file with every figure, in four languages', async () => {
    const lines = parseCsv(await readFile(at('ddi.csv'), 'utf8'));
    expectFigures(lines);
    const variable = (name: string): string => `//${el('var')}[@name="${name}"]`;
    expect(ask('ddi.xml', `string(//${el('caseQnty')})`)).toBe(String(lines.length));
    expect(ask('ddi.xml', `string(${variable('value')}/@intrvl)`)).toBe('contin');
    expect(ask('ddi.xml', `string(${variable('value')}/@dcml)`)).toBe('1');
    expect(ask('ddi.xml', `string(${variable('value')}/${el('txt')}[@xml:lang="fr"])`)).toBe('vide : masqué');
    const withheld = `${variable('status')}/${el('catgry')}[${el('catValu')}="withheld"]`;
    expect(ask('ddi.xml', `string(${withheld}/${el('catStat')})`)).toBe(String(known.size - shown.length));
    expect(ask('ddi.xml', `string(${withheld}/${el('labl')}[@xml:lang="en"])`)).toContain(
      'does not mean zero',
    );
    runReader('xmllint', ['--noout', '--schema', at('ddi.xsd'), at('ddi.xml')]);
    const notes = ask('ddi.xml', `string(//${el('stdyDscr')}/${el('notes')}[@subject="publication"])`);
    expect(notes).toContain('minimum_cell=12, weighted=1');
    expect(ask('ddi.xml', `string(${variable('item')}/${el('catgry')}[1]/${el('labl')}[1])`)).toBe(
      LONG_LABEL,
    );
  });
});
