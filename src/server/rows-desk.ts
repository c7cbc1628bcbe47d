import { Readable } from 'node:stream';
import { formatCsv } from '../rows/csv.ts';
import { formatJsonl } from '../rows/jsonl.ts';
import { makeSurveyRows, type SurveyRows } from '../rows/survey-rows.ts';
import { recordActAlone } from '../store/audit-log.ts';
import type { Store } from '../store/store.ts';
import { countHeldBack, formatTextsCsv, formatTextsJsonl, makeSurveyTexts } from '../rows/survey-texts.ts';
import type { RowsReply } from './api.ts';
import type { SurveyTextsReply } from './text-api.ts';

/** Rows get another order each time they are made, so someone who turns pages must see one making of them. */
const FRESH_MS = 5000;
const KEPT_MS = 10 * 60_000;

export interface RowsDesk {
  /** @throws PaperlineError `survey-unknown` */
  page(survey: string, offset: number, limit: number): Promise<RowsReply>;
  /** @throws PaperlineError `survey-unknown` */
  export(survey: string, format: 'csv' | 'jsonl'): Promise<Readable>;
  /** How many open answers may leave as text, and how many are held back, and why. */
  texts(survey: string): Promise<SurveyTextsReply>;
  /** The open answers that may leave, apart from the rows. @throws PaperlineError `survey-unknown` */
  exportTexts(survey: string, format: 'csv' | 'jsonl'): Promise<Readable>;
}

interface Snapshot {
  readonly survey: string;
  readonly madeMs: number;
  readonly rows: Promise<SurveyRows>;
}

/** `now` is a clock in ms. */
export const openRowsDesk = (store: Store, now: () => number = Date.now): RowsDesk => {
  // One only: a national wave is a hundred thousand rows.
  let snapshot: Snapshot | null = null;
  const makeAndRecord = async (survey: string): Promise<SurveyRows> => {
    const made = await makeSurveyRows(store, survey);
    await recordActAlone(store, 'rows-shown', { survey, rows: made.rows.length });
    return made;
  };
  const rowsFor = (survey: string, offset: number): Promise<SurveyRows> => {
    const oldestMs = now() - (offset === 0 ? FRESH_MS : KEPT_MS);
    if (snapshot === null || snapshot.survey !== survey || snapshot.madeMs < oldestMs) {
      const made: Snapshot = { survey, madeMs: now(), rows: makeAndRecord(survey) };
      made.rows.catch(() => {
        if (snapshot === made) snapshot = null;
      });
      snapshot = made;
    }
    return snapshot.rows;
  };
  return {
    async page(survey, offset, limit) {
      const { columns, rows, pending } = await rowsFor(survey, offset);
      return {
        columns: [...columns],
        rows: rows.slice(offset, offset + limit).map((row) => columns.map((column) => row[column] ?? '')),
        total: rows.length,
        pending,
      };
    },
    async export(survey, format) {
      const { columns, rows } = await makeSurveyRows(store, survey);
      // Before the first byte leaves: what was cut off on its way has left too.
      await recordActAlone(store, 'rows-exported', { survey, format, rows: rows.length });
      return Readable.from(format === 'csv' ? formatCsv(rows, columns) : formatJsonl(rows, columns));
    },
    texts: (survey) => countHeldBack(store, survey),
    async exportTexts(survey, format) {
      const { texts } = await makeSurveyTexts(store, survey);
      await recordActAlone(store, 'texts-exported', { survey, format, texts: texts.length });
      return Readable.from(format === 'csv' ? formatTextsCsv(texts) : formatTextsJsonl(texts));
    },
  };
};
