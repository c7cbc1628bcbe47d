import { fileStemOf } from '../domain/file-stem.ts';
import { Readable } from 'node:stream';
import { isRowLink } from '../domain/row-link.ts';
import { asOneFile, exportFiles, type ExportFile } from '../rows/formats/export-files.ts';
import type { ExportFormat } from '../rows/formats/format-names.ts';
import { releaseRows, type ReleasedRows } from '../rows/release.ts';
import { releasedDataSet } from '../rows/released-data-set.ts';
import { isOnPaper } from '../rows/row-picture.ts';
import { openSurveyRows, type RowsWanted } from '../rows/survey-rows.ts';
import { recordActAlone } from '../store/audit-log.ts';
import { signOfOpenWaves } from '../store/open-waves.ts';
import { openRowLinker } from '../store/row-links.ts';
import type { Store } from '../store/store.ts';
import { countHeldBack, formatTextsCsv, formatTextsJsonl, makeSurveyTexts } from '../rows/survey-texts.ts';
import type { RowsReply } from './rows-api.ts';
import type { SurveyTextsReply } from './text-api.ts';

/** Rows get another order each time they are made, so someone who turns pages must see one making of them. */
const FRESH_MS = 5000;
const KEPT_MS = 10 * 60_000;

export interface RowsDesk {
  /**
   * Some of the rows. Where `linked`, those of open waves have links for ids: for a person at a screen, never for a script.
   * @throws PaperlineError `survey-unknown`, `wave-unknown`
   */
  page(wanted: ShownRows, offset: number, limit: number): Promise<RowsReply>;
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

type ShownRows = RowsWanted & { readonly linked: boolean };

interface Snapshot {
  readonly wanted: ShownRows;
  /** Of the waves that were open: what was made before one was closed is not shown after. */
  readonly waves: string;
  readonly madeMs: number;
  readonly rows: Promise<ReleasedRows>;
}

const fileStem = ({ survey, wave }: RowsWanted): string =>
  fileStemOf(survey, ...(wave === undefined ? [] : [wave]));

/** `now` is a clock in ms. */
export const openRowsDesk = (store: Store, now: () => number = Date.now): RowsDesk => {
  const releaseAndRecord = async (wanted: ShownRows): Promise<ReleasedRows> => {
    const linkOf = wanted.linked ? await openRowLinker(store, wanted.survey) : undefined;
    const rows = await releaseRows(await openSurveyRows(store, wanted, linkOf));
    await recordActAlone(store, 'rows-shown', { survey: wanted.survey, rows: rows.table.length });
    return rows;
  };
  // One only: a national wave is a hundred thousand rows.
  let snapshot: Snapshot | null = null;
  const rowsFor = async (wanted: ShownRows, offset: number): Promise<ReleasedRows> => {
    const waves = await signOfOpenWaves(store, wanted.survey);
    const oldestMs = now() - (offset === 0 ? FRESH_MS : KEPT_MS);
    const isSame =
      snapshot?.waves === waves &&
      snapshot.wanted.survey === wanted.survey &&
      snapshot.wanted.wave === wanted.wave &&
      snapshot.wanted.linked === wanted.linked;
    if (snapshot === null || !isSame || snapshot.madeMs < oldestMs) {
      const made: Snapshot = { wanted, waves, madeMs: now(), rows: releaseAndRecord(wanted) };
      made.rows.catch(() => {
        if (snapshot === made) snapshot = null;
      });
      snapshot = made;
    }
    return snapshot.rows;
  };
  return {
    async page(wanted, offset, limit) {
      const { table, codebook, pending, anonymity } = await rowsFor(wanted, offset);
      const rows = table.slice(offset, offset + limit);
      const id = table.columns.indexOf('row_id');
      return {
        columns: [...table.columns],
        rows,
        onPaper: codebook.variables.map(isOnPaper),
        linked: rows.map((row) => isRowLink(row[id] ?? '')),
        total: table.length,
        pending,
        anonymity: anonymity === null ? null : (structuredClone(anonymity) as RowsReply['anonymity']),
      };
    },
    async export(wanted, format, language) {
      const stem = fileStem(wanted);
      const at = new Date(now());
      const rows = await releaseRows(await openSurveyRows(store, wanted));
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
