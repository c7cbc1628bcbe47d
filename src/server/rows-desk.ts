import { Readable } from 'node:stream';
import { asOneFile, exportFiles, type ExportFile } from '../rows/formats/export-files.ts';
import type { ExportFormat } from '../rows/formats/format-names.ts';
import { releaseRows, type ReleasedRows } from '../rows/release.ts';
import { releasedDataSet } from '../rows/released-data-set.ts';
import { openSurveyRows, type RowsWanted } from '../rows/survey-rows.ts';
import { recordActAlone } from '../store/audit-log.ts';
import type { Store } from '../store/store.ts';
import { countHeldBack, formatTextsCsv, formatTextsJsonl, makeSurveyTexts } from '../rows/survey-texts.ts';
import type { RowsReply } from './rows-api.ts';
import type { SurveyTextsReply } from './text-api.ts';

/** Rows get another order each time they are made, so someone who turns pages must see one making of them. */
const FRESH_MS = 5000;
const KEPT_MS = 10 * 60_000;

export interface RowsDesk {
  /** @throws PaperlineError `survey-unknown`, `wave-unknown` */
  page(wanted: RowsWanted, offset: number, limit: number): Promise<RowsReply>;
  /**
   * One file: a zip of both where the format is nothing without its second.
   * @throws PaperlineError `survey-unknown`, `wave-unknown`, `too-many-rows`
   */
  export(wanted: RowsWanted, format: ExportFormat, language?: string): Promise<ExportFile>;
  /** How many open answers may leave as text, and how many are held back, and why. */
  texts(survey: string): Promise<SurveyTextsReply>;
  /** The open answers that may leave, apart from the rows. @throws PaperlineError `survey-unknown` */
  exportTexts(survey: string, format: 'csv' | 'jsonl'): Promise<Readable>;
}

interface Snapshot {
  readonly wanted: RowsWanted;
  readonly madeMs: number;
  readonly rows: Promise<ReleasedRows>;
}

const fileStem = ({ survey, wave }: RowsWanted): string =>
  [survey, ...(wave === undefined ? [] : [wave])].join('-').replace(/[^A-Za-z0-9_-]+/gu, '-');

/** `now` is a clock in ms. */
export const openRowsDesk = (store: Store, now: () => number = Date.now): RowsDesk => {
  const release = async (wanted: RowsWanted): Promise<ReleasedRows> =>
    releaseRows(await openSurveyRows(store, wanted));
  const releaseAndRecord = async (wanted: RowsWanted): Promise<ReleasedRows> => {
    const rows = await release(wanted);
    await recordActAlone(store, 'rows-shown', { survey: wanted.survey, rows: rows.table.length });
    return rows;
  };
  // One only: a national wave is a hundred thousand rows.
  let snapshot: Snapshot | null = null;
  const rowsFor = (wanted: RowsWanted, offset: number): Promise<ReleasedRows> => {
    const oldestMs = now() - (offset === 0 ? FRESH_MS : KEPT_MS);
    const isSame = snapshot?.wanted.survey === wanted.survey && snapshot.wanted.wave === wanted.wave;
    if (snapshot === null || !isSame || snapshot.madeMs < oldestMs) {
      const made: Snapshot = { wanted, madeMs: now(), rows: releaseAndRecord(wanted) };
      made.rows.catch(() => {
        if (snapshot === made) snapshot = null;
      });
      snapshot = made;
    }
    return snapshot.rows;
  };
  return {
    async page(wanted, offset, limit) {
      const { table, pending, anonymity } = await rowsFor(wanted, offset);
      return {
        columns: [...table.columns],
        rows: table.slice(offset, offset + limit),
        total: table.length,
        pending,
        anonymity: anonymity === null ? null : (structuredClone(anonymity) as RowsReply['anonymity']),
      };
    },
    async export(wanted, format, language) {
      const stem = fileStem(wanted);
      const at = new Date(now());
      const rows = await release(wanted);
      const files = exportFiles(format, {
        data: releasedDataSet(rows),
        stem: format === 'codebook' ? `${stem}.codebook` : stem,
        language,
        at,
      });
      // Before the first byte leaves: what was cut off on its way has left too.
      await recordActAlone(store, 'rows-exported', {
        survey: wanted.survey,
        ...(wanted.wave === undefined ? {} : { wave: wanted.wave }),
        format,
        rows: rows.table.length,
      });
      return asOneFile(files, { format, stem, at });
    },
    texts: (survey) => countHeldBack(store, survey),
    async exportTexts(survey, format) {
      const { texts } = await makeSurveyTexts(store, survey);
      await recordActAlone(store, 'texts-exported', { survey, format, texts: texts.length });
      return Readable.from(format === 'csv' ? formatTextsCsv(texts) : formatTextsJsonl(texts));
    },
  };
};
