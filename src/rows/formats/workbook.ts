import type { Readable } from 'node:stream';
import { inChunks } from './utf8.ts';
import { element, escapeXml, textElement } from './xml.ts';
import { zipFiles, type FileToZip } from './zip-files.ts';

/**
 * A workbook of Office Open XML (ECMA-376). Numbers are numbers; all else is text, which no spreadsheet takes for a formula,
 * and which stays text when somebody edits it.
 */

/** Below the heading. */
export const MAX_ROWS = 1_048_575;
const MAX_TEXT = 32_767;
/** In styles.xml: a plain cell, a heading, and text that begins like a formula and must stay text. */
const STYLES = { plain: 0, heading: 1, text: 2 } as const;
const FORMULA_START = /^[=+\-@\t\r＝＋－＠]/;

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const nameColumn = (place: number): string => {
  let name = '';
  for (let rest = place + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCodePoint(65 + ((rest - 1) % 26)) + name;
  }
  return name;
};

/** What the format writes as _xHHHH_ is a character; such words of one's own are written so that they stay words. */
const escapeCellText = (text: string): string =>
  escapeXml(text.slice(0, MAX_TEXT).replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'));

export interface SheetCell {
  readonly text: string;
  readonly isNumber: boolean;
}

const formatCell = (
  { text, isNumber }: SheetCell,
  column: string,
  row: number,
  isHeading: boolean,
): string => {
  if (text === '') return '';
  if (isNumber) return `<c r="${column}${row}"><v>${text}</v></c>`;
  const style = isHeading ? STYLES.heading : FORMULA_START.test(text) ? STYLES.text : STYLES.plain;
  const styled = style === STYLES.plain ? '' : ` s="${style}"`;
  return `<c r="${column}${row}"${styled} t="inlineStr"><is><t xml:space="preserve">${escapeCellText(text)}</t></is></c>`;
};

/** The first record is the heading. */
function* formatSheet(records: Iterable<readonly SheetCell[]>): Generator<string> {
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;
  const names: string[] = [];
  let row = 0;
  for (const cells of records) {
    row++;
    while (names.length < cells.length) names.push(nameColumn(names.length));
    const isHeading = row === 1;
    yield `<row r="${row}">${cells.map((cell, place) => formatCell(cell, names[place] ?? '', row, isHeading)).join('')}</row>`;
  }
  yield '</sheetData></worksheet>';
}

export const asTexts = (cells: readonly string[]): SheetCell[] =>
  cells.map((text) => ({ text, isNumber: false }));

export interface WorkbookSheet {
  readonly name: string;
  /** The first record is the heading. */
  readonly records: Iterable<readonly SheetCell[]>;
}

const STYLE_SHEET = `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/** The workbook as a file; each sheet has `MAX_ROWS` below its heading at most. */
export const formatWorkbook = (title: string, sheets: readonly WorkbookSheet[], at: Date): Readable => {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const relation = (id: number, kind: string, target: string): string =>
    element('Relationship', { Id: `rId${id}`, Type: `${RELATIONS}/${kind}`, Target: target });
  const relations = (content: string): string =>
    HEAD + element('Relationships', { xmlns: `${PACKAGE}/relationships` }, content);
  const override = (part: string, kind: string): string =>
    element('Override', { PartName: part, ContentType: `${type}.${kind}+xml` });
  const files: FileToZip[] = [
    {
      name: '[Content_Types].xml',
      content: [
        HEAD +
          element(
            'Types',
            { xmlns: `${PACKAGE}/content-types` },
            element('Default', {
              Extension: 'rels',
              ContentType: 'application/vnd.openxmlformats-package.relationships+xml',
            }) +
              element('Default', { Extension: 'xml', ContentType: 'application/xml' }) +
              override('/xl/workbook.xml', 'sheet.main') +
              override('/xl/styles.xml', 'styles') +
              sheets.map((_, at) => override(`/xl/worksheets/sheet${at + 1}.xml`, 'worksheet')).join('') +
              element('Override', {
                PartName: '/docProps/core.xml',
                ContentType: 'application/vnd.openxmlformats-package.core-properties+xml',
              }),
          ),
      ],
    },
    {
      name: '_rels/.rels',
      content: [
        relations(
          relation(1, 'officeDocument', 'xl/workbook.xml') +
            element('Relationship', {
              Id: 'rId2',
              Type: `${PACKAGE}/relationships/metadata/core-properties`,
              Target: 'docProps/core.xml',
            }),
        ),
      ],
    },
    {
      name: 'docProps/core.xml',
      content: [
        HEAD +
          element(
            'cp:coreProperties',
            {
              'xmlns:cp': `${PACKAGE}/metadata/core-properties`,
              'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
            },
            textElement('dc:title', title) + textElement('dc:creator', 'Paperline'),
          ),
      ],
    },
    {
      name: 'xl/workbook.xml',
      content: [
        HEAD +
          element(
            'workbook',
            { xmlns: MAIN, 'xmlns:r': RELATIONS },
            element(
              'sheets',
              {},
              sheets
                .map(({ name }, at) => element('sheet', { name, sheetId: at + 1, 'r:id': `rId${at + 1}` }))
                .join(''),
            ),
          ),
      ],
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: [
        relations(
          sheets.map((_, at) => relation(at + 1, 'worksheet', `worksheets/sheet${at + 1}.xml`)).join('') +
            relation(sheets.length + 1, 'styles', 'styles.xml'),
        ),
      ],
    },
    { name: 'xl/styles.xml', content: [STYLE_SHEET] },
    ...sheets.map(({ records }, at) => ({
      name: `xl/worksheets/sheet${at + 1}.xml`,
      content: inChunks(formatSheet(records)),
    })),
  ];
  return zipFiles(files, at);
};
