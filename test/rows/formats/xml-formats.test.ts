import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatDdi } from '../../../src/rows/formats/ddi.ts';
import { exportFiles } from '../../../src/rows/formats/export-files.ts';
import { formatTripleS } from '../../../src/rows/formats/triple-s.ts';
import type { ReleasedRows } from '../../../src/rows/release.ts';
import { releasedDataSet } from '../../../src/rows/released-data-set.ts';
import { DDI, TRIPLE_S } from './standards.ts';
import { schemaOf, XML_NAMESPACE_SCHEMA } from './standard-schema.ts';
import { AT, findRow, isAbsent, makeRows, runReader, useFolder, writeParts } from './released-rows.ts';

const folder = useFolder();
let rows: ReleasedRows;
const at = (name: string): string => path.join(folder.path, name);

beforeAll(async () => {
  rows = await makeRows();
  await writeFile(at('sss.xml'), formatTripleS(releasedDataSet(rows), 'rows.csv', AT));
  await writeFile(at('ddi.xml'), formatDdi(releasedDataSet(rows), 'rows.csv', AT));
  await writeFile(at('xml.xsd'), XML_NAMESPACE_SCHEMA);
  await writeFile(at('ddi.xsd'), schemaOf(DDI, 'xml.xsd'));
  await writeFile(at('sss.xsd'), schemaOf(TRIPLE_S, 'xml.xsd'));
});

/** One XPath expression of a file, as libxml2 understands it. */
const ask = (file: string, expression: string): string =>
  runReader('xmllint', ['--xpath', expression, at(file)]).trim();
/** The same of a file whose elements are in a namespace. */
const askDdi = (expression: string): string =>
  ask(
    'ddi.xml',
    expression.replaceAll(/\/(?!\/)(@?)(\w+)/g, (_, attribute: string, name: string) =>
      attribute === '@' ? `/@${name}` : `/*[local-name()="${name}"]`,
    ),
  );

describe.skipIf(isAbsent('xmllint'))('Triple-S 2.0 as libxml2 reads it (Debian: libxml2-utils)', () => {
  it('describes the survey and each column of the data file in its place', () => {
    expect(ask('sss.xml', 'string(/sss/@version)')).toBe('2.0');
    expect(ask('sss.xml', 'string(/sss/@languages)')).toBe('nl en');
    expect(ask('sss.xml', 'string(/sss/survey/record/@href)')).toBe('rows.csv');
    expect(ask('sss.xml', 'string(/sss/survey/record/@skip)')).toBe('1');
    expect(ask('sss.xml', 'count(/sss/survey/record/variable)')).toBe(String(rows.table.columns.length));
    for (const [place, column] of rows.table.columns.entries()) {
      expect(ask('sss.xml', `string(//variable[position/@start="${place + 1}"]/name)`)).toBe(column);
    }
    expect(ask('sss.xml', 'string(//variable[name="weight"]/@use)')).toBe('weight');
    expect(ask('sss.xml', 'string(//variable[name="row_id"]/@use)')).toBe('serial');
    expect(ask('sss.xml', 'string(//variable[name="purpose"]/values/value[@code="1"]/text)')).toBe('Work');
    expect(ask('sss.xml', 'string(//variable[name="age"]/values/range/@to)')).toBe('110');
    expect(ask('sss.xml', 'string(/sss/survey/title/text()[1])')).toBe('Hoe was uw reis? <5 & "meer">');
  });

  it('keeps to the order, the attributes and their values that the standard allows', async () => {
    runReader('xmllint', ['--noout', '--schema', at('sss.xsd'), at('sss.xml')]);
    const wrong = (await readFile(at('sss.xml'), 'utf8')).replace('type="quantity"', 'type="number"');
    await writeFile(at('wrong-sss.xml'), wrong);
    expect(() => runReader('xmllint', ['--noout', '--schema', at('sss.xsd'), at('wrong-sss.xml')])).toThrow(
      /number/u,
    );
    // Each column has its values or its size.
    expect(ask('sss.xml', 'count(//variable[count(values[range or value]) + count(size) != 1])')).toBe('0');
    expect(ask('sss.xml', 'count(//variable[(@type = "character") != boolean(size)])')).toBe('0');
  });

  it('lists every value that a row has', async () => {
    for (const { codes, values, column } of rows.table.columns.map((name, place) => ({
      ...rows.table.column(place),
      column: name,
    }))) {
      const type = ask('sss.xml', `string(//variable[name="${column}"]/@type)`);
      if (type !== 'single') continue;
      for (const value of new Set(Array.from(codes, (code) => values[code] ?? ''))) {
        expect([
          column,
          value,
          ask('sss.xml', `count(//variable[name="${column}"]/values/value[@code="${value}"])`),
        ]).toEqual([column, value, '1']);
      }
    }
    await Promise.resolve();
  });
});

describe.skipIf(isAbsent('xmllint'))('DDI-Codebook 2.5 as libxml2 reads it (Debian: libxml2-utils)', () => {
  it('describes the study, the file and each column', () => {
    expect(ask('ddi.xml', 'namespace-uri(/*)')).toBe('ddi:codebook:2_5');
    expect(ask('ddi.xml', 'string(/*/@version)')).toBe('2.5');
    expect(askDdi('string(/codeBook/stdyDscr/citation/titlStmt/IDNo)')).toBe('bus-2026');
    expect(askDdi('string(/codeBook/fileDscr/fileTxt/dimensns/caseQnty)')).toBe('6');
    expect(askDdi('count(/codeBook/dataDscr/var)')).toBe(String(rows.table.columns.length));
    const variable = '/*/*[local-name()="dataDscr"]/*[@name="purpose"]';
    expect(ask('ddi.xml', `count(${variable}/*[local-name()="catgry"][@missing="Y"])`)).toBe('5');
    expect(ask('ddi.xml', `string(${variable}/*[local-name()="labl"][@xml:lang="en"])`)).toBe(
      'Question purpose',
    );
    expect(ask('ddi.xml', 'string(//*[@name="weight"]/@wgt)')).toBe('wgt');
  });

  it('keeps to the order, the attributes and their values that the standard allows', async () => {
    runReader('xmllint', ['--noout', '--schema', at('ddi.xsd'), at('ddi.xml')]);
    // The schema would see what is wrong.
    const wrong = (await readFile(at('ddi.xml'), 'utf8')).replace('nature="nominal"', 'nature="unknown"');
    await writeFile(at('wrong.xml'), wrong);
    expect(() => runReader('xmllint', ['--noout', '--schema', at('ddi.xsd'), at('wrong.xml')])).toThrow(
      /nature/u,
    );
  });
});

it('never carries what somebody wrote, in any format', async () => {
  for (const format of ['csv', 'jsonl', 'xlsx', 'parquet', 'sav', 'triple-s', 'ddi', 'codebook'] as const) {
    for (const { name, content } of exportFiles(format, {
      data: releasedDataSet(rows),
      stem: format,
      at: AT,
    })) {
      await writeParts(at(name), content);
      expect((await readFile(at(name))).includes('chauffeur')).toBe(false);
    }
  }
  expect(findRow(rows, 'ROW0000000000001')['remark']).toBe('1');
  expect(findRow(rows, 'ROW0000000000003')['remark']).toBe('-1');
  expect(findRow(rows, 'ROW0000000000004')['remark']).toBe('-3');
});
