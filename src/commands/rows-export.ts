import path from 'node:path';
import { PaperlineError } from '../domain/errors.ts';
import { prepareDataFolder } from '../operation/data-folder.ts';
import { startProgress } from '../operation/progress.ts';
import { formatCsv } from '../rows/csv.ts';
import { formatJsonl } from '../rows/jsonl.ts';
import { makeSurveyRows } from '../rows/survey-rows.ts';
import { countHeldBack, formatTextsCsv, formatTextsJsonl, makeSurveyTexts } from '../rows/survey-texts.ts';
import { countCopiesRead } from '../store/answers.ts';
import { recordActAlone } from '../store/audit-log.ts';
import { openStore, type Store } from '../store/store.ts';
import { requiredOption, textOption } from './arguments.ts';
import type { Command } from './command.ts';
import { writeWhole } from './write-file.ts';

const FORMATS = ['csv', 'jsonl'] as const;

/** What became of the open answers. */
interface TextsWritten {
  readonly file: string | null;
  readonly written: number;
  readonly released: number;
  readonly heldBack: { readonly held: number; readonly marked: number; readonly kept: number };
}

/** Writes the open answers that may leave where a file is named, and counts the others. */
const writeTexts = async (
  store: Store,
  survey: string,
  file: string | undefined,
  format: string,
  byteOrderMark: boolean,
): Promise<TextsWritten> => {
  if (file === undefined) {
    const { released, ...heldBack } = await countHeldBack(store, survey);
    return { file: null, written: 0, released, heldBack };
  }
  const out = path.resolve(file);
  const { texts, heldBack } = await makeSurveyTexts(store, survey);
  await recordActAlone(store, 'texts-exported', { survey, format, texts: texts.length });
  await writeWhole(out, format === 'csv' ? formatTextsCsv(texts, byteOrderMark) : formatTextsJsonl(texts));
  return { file: out, written: texts.length, released: texts.length, heldBack };
};

const sayTexts = ({ file, written, released, heldBack }: TextsWritten): string[] => {
  const { held, marked, kept } = heldBack;
  const answers = (count: number): string => `${count} open answer${count === 1 ? '' : 's'}`;
  const reasons = [
    ...(held > 0 ? [`${held} that nobody has let go yet`] : []),
    ...(marked > 0 ? [`${marked} that need a second look`] : []),
    ...(kept > 0 ? [`${kept} that a person kept back`] : []),
  ];
  return [
    ...(file === null
      ? released === 0
        ? []
        : [`${answers(released)} may leave as text; --texts FILE writes them.`]
      : [`${file}: ${answers(written)}, in random order and without the rows`]),
    ...(reasons.length === 0 ? [] : [`Held back: ${reasons.join(', ')}.`]),
  ];
};

export const rowsExport: Command = {
  name: 'rows export',
  operands: '',
  summary:
    'Write a survey’s anonymous rows as they stand now; open review tasks are marked -9. What people wrote is not in them.',
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
    texts: {
      type: 'string',
      value: 'FILE',
      summary: 'also write the open answers that a person let go, apart from the rows and in random order',
    },
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
      const texts = await writeTexts(
        store,
        survey,
        textOption(options, 'texts'),
        format,
        options['bom'] === true,
      );
      print(
        options['json'] === true
          ? JSON.stringify({ file: out, survey, format, rows: rows.length, pending, texts })
          : `${out}: ${rows.length} row${rows.length === 1 ? '' : 's'} of ${survey}${pending === 0 ? '' : `, ${pending} cells still wait for review (-9)`}`,
      );
      if (options['json'] !== true) for (const line of sayTexts(texts)) print(line);
    } finally {
      progress.end();
      await store.close();
    }
  },
};
