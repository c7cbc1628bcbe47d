import { isRowLink } from '../domain/row-link.ts';
import { PaperlineError } from '../domain/errors.ts';
import { formatCsvRecord } from '../rows/csv.ts';
import { releaseRows } from '../rows/release.ts';
import { openSurveyRows } from '../rows/survey-rows.ts';
import { recordActAlone } from '../store/audit-log.ts';
import { openRowLinker } from '../store/row-links.ts';
import { requiredOption, textOption, wholeNumberOption } from './arguments.ts';
import type { Command } from './command.ts';
import { withStore } from './with-store.ts';

const MOST = 10_000;

/** Without the line end, which printing adds. */
const csvLine = (cells: readonly string[]): string => formatCsvRecord(cells).replace(/\r\n$/u, '');

/** `age=5` as a test of a row's cells. */
const readTest = (text: string, columns: readonly string[]): ((row: readonly string[]) => boolean) => {
  const [, column = '', value = ''] = /^([^=]+)=(.*)$/su.exec(text) ?? [];
  if (column === '') {
    throw new PaperlineError({
      code: 'usage',
      message: `Expected COLUMN=VALUE for --where but received ${JSON.stringify(text)}.`,
      remedy: 'Write for example --where age=-3.',
    });
  }
  const place = columns.indexOf(column);
  if (place < 0) {
    throw new PaperlineError({
      code: 'variable-unknown',
      message: `The rows have no column ${JSON.stringify(column)}.`,
      remedy: `Their columns are ${columns.join(', ')}.`,
    });
  }
  return (row) => row[place] === value;
};

export const rowsList: Command = {
  name: 'rows list',
  operands: '',
  summary:
    'Print rows of open waves as the screen shows them: each row_id leads a reviewer to the sheet until the wave is closed. To take rows along, use "rows export".',
  minOperands: 0,
  maxOperands: 0,
  options: {
    survey: { type: 'string', value: 'ID', summary: 'which survey' },
    wave: { type: 'string', value: 'W', summary: 'one wave alone (default all that are open)' },
    where: { type: 'string', value: 'COLUMN=VALUE', summary: 'only rows with this value, such as age=-3' },
    limit: { type: 'string', value: 'N', summary: `at most so many rows (default 20, at most ${MOST})` },
    json: { type: 'boolean', summary: 'print each row as one line of JSON, in place of CSV' },
  },
  async run(input) {
    const { options, print, tell } = input;
    const survey = requiredOption(options, 'survey', 'passenger-survey');
    const wave = textOption(options, 'wave');
    const where = textOption(options, 'where');
    const limit = wholeNumberOption(options, 'limit', { min: 1, max: MOST, otherwise: 20 });
    await withStore(input, async (store) => {
      const linkOf = await openRowLinker(store, survey);
      const { table } = await releaseRows(await openSurveyRows(store, { survey, wave }, linkOf));
      const { columns } = table;
      const id = columns.indexOf('row_id');
      const isWanted = where === undefined ? () => true : readTest(where, columns);
      const rows: string[][] = [];
      let found = 0;
      for (const row of table.records()) {
        if (!isRowLink(row[id] ?? '') || !isWanted(row)) continue;
        found++;
        if (rows.length < limit) rows.push(row);
      }
      await recordActAlone(store, 'rows-shown', { survey, rows: rows.length });
      if (options['json'] !== true) print(csvLine(columns));
      for (const row of rows) {
        print(
          options['json'] === true
            ? JSON.stringify(Object.fromEntries(columns.map((column, at) => [column, row[at]])))
            : csvLine(row),
        );
      }
      tell(
        found === 0
          ? 'No row of an open wave is like that.'
          : `${rows.length} of ${found} rows of open waves. See one answer on paper: paperline rows picture --row ID --variable COLUMN --reason implausible --out FILE.png`,
      );
    });
  },
};
