import path from 'node:path';
import { PaperlineError } from '../domain/errors.ts';
import { prepareDataFolder } from '../operation/data-folder.ts';
import { startProgress } from '../operation/progress.ts';
import { formatCsv } from '../rows/csv.ts';
import { formatJsonl } from '../rows/jsonl.ts';
import { makeSurveyRows } from '../rows/survey-rows.ts';
import { countCopiesRead } from '../store/answers.ts';
import { recordActAlone } from '../store/audit-log.ts';
import { openStore } from '../store/store.ts';
import { requiredOption, textOption } from './arguments.ts';
import type { Command } from './command.ts';
import { writeWhole } from './write-file.ts';

const FORMATS = ['csv', 'jsonl'] as const;

export const rowsExport: Command = {
  name: 'rows export',
  operands: '',
  summary: 'Write a survey’s anonymous rows as they stand now; open review tasks are marked -9.',
  minOperands: 0,
  maxOperands: 0,
  options: {
    survey: { type: 'string', value: 'ID', summary: 'which survey' },
    format: {
      type: 'string',
      value: FORMATS.join('|'),
      summary: 'CSV (RFC 4180, UTF-8) or JSON Lines (default csv)',
    },
    out: { type: 'string', value: 'FILE', summary: 'the file to write' },
    bom: { type: 'boolean', summary: 'begin CSV with a byte order mark, for Excel' },
    json: { type: 'boolean', summary: 'print what was written as one line of JSON' },
  },
  async run({ options, config, print }) {
    const survey = requiredOption(options, 'survey', 'passenger-survey');
    const out = path.resolve(requiredOption(options, 'out', 'rows.csv'));
    const format = textOption(options, 'format') ?? 'csv';
    if (!(FORMATS as readonly string[]).includes(format)) {
      throw new PaperlineError({
        code: 'usage',
        message: `There is no format ${JSON.stringify(format)}.`,
        remedy: `The formats are ${FORMATS.join(' and ')}.`,
      });
    }
    const folder = await prepareDataFolder({ root: config.data, inbox: config.inbox });
    const store = openStore(folder.database);
    const progress = startProgress('making rows');
    try {
      const copies = await countCopiesRead(store, survey);
      const { rows, columns, pending } = await makeSurveyRows(store, survey, (done) =>
        progress.update(done, copies),
      );
      progress.end();
      const text =
        format === 'csv'
          ? formatCsv(rows, columns, { byteOrderMark: options['bom'] === true })
          : formatJsonl(rows, columns);
      // Before the first byte leaves: what was cut off on its way has left too.
      await recordActAlone(store, 'rows-exported', { survey, format, rows: rows.length });
      await writeWhole(out, text);
      print(
        options['json'] === true
          ? JSON.stringify({ file: out, survey, format, rows: rows.length, pending })
          : `${out}: ${rows.length} row${rows.length === 1 ? '' : 's'} of ${survey}${pending === 0 ? '' : `, ${pending} cells still wait for review (-9)`}`,
      );
    } finally {
      progress.end();
      await store.close();
    }
  },
};
