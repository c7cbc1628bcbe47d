/** A publication as files that are taken along. */
import { fileStemOf } from '../domain/file-stem.ts';
import type { ScreenLanguage } from '../domain/screen-language.ts';
import { exportFiles, type ExportFile } from '../rows/formats/export-files.ts';
import { needsDataFile } from '../rows/formats/format-names.ts';
import { REPORT_WORDS } from './charts/report-words.ts';
import { publicationDataSet } from './publication-data-set.ts';
import type { Publication } from './publication-format.ts';
import type { PublicationFormat } from './publication-formats.ts';
import { seriesUpTo } from './wave-series.ts';

export interface PublicationExport {
  readonly format: PublicationFormat;
  /** Of the report, and of the columns of labels as far as the survey speaks it. */
  readonly language: ScreenLanguage;
  /** What the files are called before the dot. */
  readonly stem: string;
  /** The name of the first file, where it is not the format's own. */
  readonly mainName?: string;
  /** When the publication went out, as ISO 8601. */
  readonly publishedAt: string;
  readonly at: Date;
  /** Of CSV that is opened by itself, for Excel. */
  readonly byteOrderMark: boolean;
}

/** What the files of a publication are called before the dot. */
export const publicationStem = ({ survey, wave, edition }: Publication): string =>
  fileStemOf(survey, wave, ...(edition === 1 ? [] : [String(edition)]));

/**
 * The files of `asked`, the one that was asked for first, each with its codebook inside or beside it. `readAll` gives all
 * publications of its survey, for the report's trend alone.
 */
export const exportPublication = async (
  readAll: () => Promise<readonly Publication[]>,
  asked: Publication,
  { format, language, stem, mainName, publishedAt, at, byteOrderMark }: PublicationExport,
): Promise<readonly ExportFile[]> => {
  if (format === 'pdf') {
    const series = seriesUpTo(await readAll(), asked);
    // Charts and what draws them, which tables need nothing of.
    const { reportPdf } = await import('./report/report-pdf.ts');
    const content = [await reportPdf(series, language, REPORT_WORDS[language])];
    return [{ name: mainName ?? `${stem}.pdf`, mediaType: 'application/pdf', content }];
  }
  if (format === 'json') {
    const content = [JSON.stringify(asked)];
    return [{ name: mainName ?? `${stem}.json`, mediaType: 'application/json; charset=utf-8', content }];
  }
  return exportFiles(format, {
    data: publicationDataSet(asked, { language, publishedAt }),
    stem,
    ...(mainName === undefined ? {} : { mainName }),
    language,
    at,
    byteOrderMark: byteOrderMark && !needsDataFile(format),
  });
};
