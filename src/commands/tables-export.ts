import path from 'node:path';
import { PaperlineError } from '../domain/errors.ts';
import { SCREEN_LANGUAGES } from '../domain/screen-language.ts';
import { isTableFormat, TABLE_FORMATS } from '../results/publication-formats.ts';
import { requiredOption, textOption, wholeNumberOption } from './arguments.ts';
import type { Command } from './command.ts';
import { publicationLanguage, writePublishedWave } from './published-wave.ts';

const MOST_EDITIONS = 1_000_000;

export const tablesExport: Command = {
  name: 'tables export',
  operands: '',
  summary:
    'Write the published tables of a wave as one long table, a line a figure; what is withheld is empty and says so.',
  minOperands: 0,
  maxOperands: 0,
  options: {
    survey: { type: 'string', value: 'ID', summary: 'which survey' },
    wave: { type: 'string', value: 'W', summary: 'which published wave' },
    edition: { type: 'string', value: 'N', summary: 'of a wave published again (default the last)' },
    format: {
      type: 'string',
      value: TABLE_FORMATS.join('|'),
      summary:
        'default csv; each has its codebook inside or in a file beside it, json is all that is published',
    },
    language: {
      type: 'string',
      value: 'LANGUAGE',
      summary: `of labels where a format has room for one: ${SCREEN_LANGUAGES.join(', ')} (default nl)`,
    },
    out: { type: 'string', value: 'FILE', summary: 'the file to write' },
    bom: { type: 'boolean', summary: 'begin CSV with a byte order mark, for Excel' },
    json: { type: 'boolean', summary: 'print what was written as one line of JSON' },
  },
  async run(input) {
    const { options, print } = input;
    const survey = requiredOption(options, 'survey', 'passenger-survey');
    const wave = requiredOption(options, 'wave', '2026-Q4');
    const out = path.resolve(requiredOption(options, 'out', 'tables.csv'));
    const format = textOption(options, 'format') ?? 'csv';
    if (!isTableFormat(format)) {
      throw new PaperlineError({
        code: 'usage',
        message: `There is no format ${JSON.stringify(format)} of tables.`,
        remedy: `The formats are ${TABLE_FORMATS.join(', ')}; the report is "paperline report".`,
      });
    }
    const language = publicationLanguage(options);
    const number =
      textOption(options, 'edition') === undefined
        ? undefined
        : wholeNumberOption(options, 'edition', { min: 1, max: MOST_EDITIONS, otherwise: 1 });
    const { paths, edition } = await writePublishedWave(input, {
      asked: { survey, wave, ...(number === undefined ? {} : { edition: number }) },
      format,
      language,
      out,
      byteOrderMark: options['bom'] === true,
    });
    const said = { file: out, files: paths, survey, wave, edition, format };
    print(
      options['json'] === true
        ? JSON.stringify(said)
        : `${paths.join('\n')}\nTables of wave ${wave} of ${survey}, edition ${edition}.`,
    );
  },
};
