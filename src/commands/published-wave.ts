import path from 'node:path';
import { PaperlineError } from '../domain/errors.ts';
import { SCREEN_LANGUAGES, type ScreenLanguage } from '../domain/screen-language.ts';
import { exportPublication } from '../results/publication-export.ts';
import type { PublicationFormat } from '../results/publication-formats.ts';
import { publicationSchema, type Publication } from '../results/publication-format.ts';
import { assertSurveyKnown } from '../rows/survey-rows.ts';
import { publicationsOf, recordDownload, type PublicationNote } from '../store/publications.ts';
import type { Store } from '../store/store.ts';
import { textOption } from './arguments.ts';
import type { CommandInput, OptionValues } from './command.ts';
import { exportPaths, writeExport } from './exported-files.ts';
import { withStore } from './with-store.ts';

interface PublishedWave {
  readonly note: PublicationNote;
  readonly publication: Publication;
  /** All of its survey, in the order in which they went out. */
  readonly all: readonly Publication[];
}

interface WaveAskedFor {
  readonly survey: string;
  readonly wave: string;
  /** The last unless given. */
  readonly edition?: number;
}

const readPublishedWave = async (
  store: Store,
  { survey, wave, edition }: WaveAskedFor,
): Promise<PublishedWave> => {
  await assertSurveyKnown(store, survey);
  const notes = await store.read((connection) => publicationsOf(connection, survey));
  const ofWave = notes.filter((one) => one.wave === wave);
  const note = ofWave.findLast(({ number }) => edition === undefined || number === edition);
  const all = notes.map(({ document }) => publicationSchema.parse(JSON.parse(document)));
  const publication = note === undefined ? undefined : all[notes.indexOf(note)];
  if (note !== undefined && publication !== undefined) return { note, publication, all };
  const waves = [...new Set(notes.map((one) => one.wave))];
  throw new PaperlineError({
    code: 'not-published',
    message:
      ofWave.length > 0
        ? `There is no edition ${edition} of wave ${wave} of ${survey}.`
        : `Nothing is published of wave ${wave} of ${survey}.`,
    remedy:
      ofWave.length > 0
        ? `Its editions are ${ofWave.map(({ number }) => number).join(', ')}.`
        : waves.length > 0
          ? `Published are ${waves.join(', ')}.`
          : 'Close a wave and publish it: "paperline publish".',
  });
};

/**
 * Writes what is published of a wave to `out` and, where the format has a second file, beside it; that it is taken along is on
 * record before.
 * @throws PaperlineError `survey-unknown`, `not-published`, `usage`, `disk-full`, `file-not-writable`
 */
export const writePublishedWave = (
  input: Pick<CommandInput, 'config'>,
  {
    asked,
    format,
    language,
    out,
    byteOrderMark = false,
  }: {
    readonly asked: WaveAskedFor;
    readonly format: PublicationFormat;
    readonly language: ScreenLanguage;
    /** The path of the first file. */
    readonly out: string;
    readonly byteOrderMark?: boolean;
  },
): Promise<{ readonly paths: readonly string[]; readonly edition: number }> =>
  withStore(input, async (store) => {
    const { note, publication, all } = await readPublishedWave(store, asked);
    const now = new Date();
    const files = await exportPublication(async () => all, publication, {
      format,
      language,
      stem: path.basename(out, path.extname(out)),
      mainName: path.basename(out),
      publishedAt: note.publishedAt,
      at: now,
      byteOrderMark,
    });
    const paths = exportPaths(files, out);
    await store.write((connection) => recordDownload(connection, note, { format, now }));
    await writeExport(files, paths);
    return { paths, edition: publication.edition };
  });

/** The option `--language`, nl unless given. @throws PaperlineError `usage` */
export const publicationLanguage = (options: OptionValues): ScreenLanguage => {
  const wanted = textOption(options, 'language') ?? 'nl';
  const language = SCREEN_LANGUAGES.find((each) => each === wanted);
  if (language !== undefined) return language;
  throw new PaperlineError({
    code: 'usage',
    message: `What is published cannot be had in ${JSON.stringify(wanted)}.`,
    remedy: `Choose one of ${SCREEN_LANGUAGES.join(', ')}.`,
  });
};
