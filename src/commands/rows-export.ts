import path from 'node:path';
import { PaperlineError } from '../domain/errors.ts';
import { prepareDataFolder } from '../operation/data-folder.ts';
import { startProgress } from '../operation/progress.ts';
import { describeAnonymity } from '../rows/anonymity/anonymity-report.ts';
import { exportFiles } from '../rows/formats/export-files.ts';
import { EXPORT_FORMATS, isExportFormat } from '../rows/formats/format-names.ts';
import { releaseRows } from '../rows/release.ts';
import { releasedDataSet } from '../rows/released-data-set.ts';
import { openSurveyRows, type RowsWanted } from '../rows/survey-rows.ts';
import { countHeldBack, formatTextsCsv, formatTextsJsonl, makeSurveyTexts } from '../rows/survey-texts.ts';
import { countCopiesRead } from '../store/answers.ts';
import { recordActAlone } from '../store/audit-log.ts';
import { openStore, type Store } from '../store/store.ts';
import { requiredOption, textOption } from './arguments.ts';
import type { Command } from './command.ts';
import { exportPaths, writeExport } from './exported-files.ts';
import { writeWhole } from './write-file.ts';

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
  { survey, wave }: RowsWanted,
  file: string | undefined,
  format: string,
  byteOrderMark: boolean,
): Promise<TextsWritten> => {
  if (file === undefined) {
    const { released, ...heldBack } = await countHeldBack(store, survey, wave);
    return { file: null, written: 0, released, heldBack };
  }
  const out = path.resolve(file);
  const { texts, heldBack } = await makeSurveyTexts(store, survey, wave);
  await recordActAlone(store, 'texts-exported', {
    survey,
    ...(wave === undefined ? {} : { wave }),
    format,
    texts: texts.length,
  });
  await writeWhole(out, format === 'csv' ? formatTextsCsv(texts, byteOrderMark) : formatTextsJsonl(texts));
  return { file: out, written: texts.length, released: texts.length, heldBack };
};

const sayTexts = ({ file, written, released, heldBack }: TextsWritten): string[] => {
  const { held, marked, kept } = heldBack;
  const answers = (count: number): string => `${count} open answer${count === 1 ? '' : 's'}`;
  const reasons = [
    ...(held > 0 ? [`${held} that nobody has let go yet`] : []),
    ...(marked > 0 ? [`${marked} waiting for a second look`] : []),
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
    wave: { type: 'string', value: 'W', summary: 'one wave alone (default all)' },
    format: {
      type: 'string',
      value: EXPORT_FORMATS.join('|'),
      summary: 'default csv; each has its codebook inside or in a file beside it',
    },
    out: { type: 'string', value: 'FILE', summary: 'the file to write' },
    language: {
      type: 'string',
      value: 'nl',
      summary: 'language of the labels in sav (default the form’s first)',
    },
    texts: {
      type: 'string',
      value: 'FILE',
      summary: 'also write the open answers that a person let go, apart from the rows and in random order',
    },
    bom: { type: 'boolean', summary: 'begin CSV with a byte order mark, for Excel' },
    json: { type: 'boolean', summary: 'print what was written as one line of JSON' },
  },
  async run({ options, config, print, tell }) {
    const survey = requiredOption(options, 'survey', 'passenger-survey');
    const out = path.resolve(requiredOption(options, 'out', 'rows.csv'));
    const format = textOption(options, 'format') ?? 'csv';
    if (!isExportFormat(format)) {
      throw new PaperlineError({
        code: 'usage',
        message: `There is no format ${JSON.stringify(format)}.`,
        remedy: `The formats are ${EXPORT_FORMATS.join(', ')}.`,
      });
    }
    const folder = await prepareDataFolder({ root: config.data, inbox: config.inbox });
    const store = openStore(folder.database);
    const progress = startProgress('making rows');
    try {
      const copies = await countCopiesRead(store, survey);
      const which = { survey, wave: textOption(options, 'wave') };
      const wanted = await openSurveyRows(store, which);
      const language = textOption(options, 'language');
      if (language !== undefined && !wanted.codebook.languages.includes(language)) {
        throw new PaperlineError({
          code: 'usage',
          message: `Survey ${survey} has no words in ${JSON.stringify(language)}.`,
          remedy: `Its languages are ${wanted.codebook.languages.join(', ')}.`,
        });
      }
      const rows = await releaseRows(wanted, (done) => progress.update(done, copies));
      progress.end();
      const files = exportFiles(format, {
        data: releasedDataSet(rows),
        stem: path.basename(out, path.extname(out)),
        mainName: path.basename(out),
        language,
        at: new Date(),
        byteOrderMark: options['bom'] === true,
      });
      const paths = exportPaths(files, out);
      const textsFile = textOption(options, 'texts');
      if (textsFile !== undefined && paths.includes(path.resolve(textsFile))) {
        throw new PaperlineError({
          code: 'usage',
          message: `${textsFile} would be written twice: --texts needs a file of its own.`,
          remedy: 'Name another file with --texts, such as texts.csv; nothing was written.',
        });
      }
      // Before the first byte leaves: what was cut off on its way has left too.
      await recordActAlone(store, 'rows-exported', {
        survey,
        ...(which.wave === undefined ? {} : { wave: which.wave }),
        format,
        rows: rows.table.length,
      });
      await writeExport(files, paths);
      const { pending, anonymity } = rows;
      const { length } = rows.table;
      const lines =
        anonymity === null
          ? ['Anonymity: not tested, since the questionnaire does not declare by what people could be known.']
          : describeAnonymity(anonymity);
      for (const line of lines) tell(line);
      const texts = await writeTexts(
        store,
        which,
        textsFile,
        format === 'jsonl' ? 'jsonl' : 'csv',
        options['bom'] === true,
      );
      print(
        options['json'] === true
          ? JSON.stringify({
              file: out,
              files: paths,
              survey,
              format,
              rows: length,
              pending,
              anonymity,
              texts,
            })
          : `${out}: ${length} row${length === 1 ? '' : 's'} of ${survey}${pending === 0 ? '' : `, ${pending} cell${pending === 1 ? '' : 's'} that nobody decided (-9)`}`,
      );
      if (options['json'] !== true) for (const line of sayTexts(texts)) print(line);
    } finally {
      progress.end();
      await store.close();
    }
  },
};
