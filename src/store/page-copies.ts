/** What a person says of a page whose codes are gone: of which copy it is, or that it is not needed. */
import { PaperlineError } from '../domain/errors.ts';
import type { PageDiagnostics } from '../domain/page-read.ts';
import type { PageReason } from '../domain/reasons.ts';
import { recordAct } from './audit-log.ts';
import { formsAlikeOf, replaceReason, resealPictures } from './loose-readings.ts';
import { openTask, taskRow } from './readings.ts';
import { kindsByForm, prepareStatements } from './scans.ts';
import type { Connection, Store } from './store.ts';

interface WaitingPage {
  readonly id: number;
  readonly form: string;
  readonly page: number;
  readonly copy: string | null;
  readonly reasons: readonly PageReason[];
  readonly diagnostics: PageDiagnostics;
}

const findWaiting = (connection: Connection, id: number): WaitingPage => {
  const row = connection
    .prepare<
      [number],
      {
        form: string | null;
        page: number | null;
        copy: string | null;
        reasons_json: string;
        diagnostics_json: string;
      }
    >(`SELECT form, page, copy, reasons_json, diagnostics_json FROM scan_page WHERE id = ?`)
    .get(id);
  const reasons = JSON.parse(row?.reasons_json ?? '[]') as PageReason[];
  if (row === undefined || row.form === null || row.page === null || !reasons.includes('copy-unread')) {
    throw new PaperlineError({
      code: 'page-unknown',
      message: `No page ${id} waits for its copy.`,
      remedy: 'See "paperline page list", or the folder screen, for the pages that do.',
    });
  }
  const { form, page, copy } = row;
  return { id, form, page, copy, reasons, diagnostics: JSON.parse(row.diagnostics_json) as PageDiagnostics };
};

const describeForm = (connection: Connection, form: string): string => {
  const version = connection
    .prepare<[string], { survey: string; language: string }>(
      `SELECT survey, language FROM form_version WHERE form = ?`,
    )
    .get(form);
  return version === undefined ? form : `${form} (${version.survey}, ${version.language})`;
};

const placeOf = (connection: Connection, scanPage: number): string => {
  const place = connection
    .prepare<[number], { file: string; page_index: number }>(
      `SELECT f.original_name AS file, p.page_index FROM scan_page p JOIN scan_file f ON f.id = p.scan_file_id
       WHERE p.id = ?`,
    )
    .get(scanPage);
  return place === undefined ? 'another file' : `${place.file}, page ${place.page_index + 1}`;
};

export interface PageAssigned {
  readonly copy: string;
  readonly page: number;
  /** Answers of the page that people must look at now. */
  readonly tasks: number;
}

/**
 * The page is of this copy: its answers join the copy's, each of them as a task for a person. In one transaction.
 * @throws PaperlineError `page-unknown` where no such page waits; `copy-unknown` where no print run has the copy, it was
 * printed as another form version, or it has this page already; `wave-closed`
 */
export const assignPageToCopy = (
  store: Store,
  { page: id, copy, at }: { readonly page: number; readonly copy: string; readonly at: Date },
): Promise<PageAssigned> =>
  store.write((connection) => {
    const waiting = findWaiting(connection, id);
    const sql = prepareStatements(connection);
    const ledger = sql.findCopy.get(copy);
    const refuse = (why: string, message: string, remedy: string): never => {
      const values = { why, copy, page: waiting.page };
      throw new PaperlineError({ code: 'copy-unknown', message, remedy, values });
    };
    if (ledger === undefined) {
      return refuse(
        'not-printed',
        `No print run here has a copy ${copy}.`,
        'Copy the ten letters and digits after the form version from another page of the same copy.',
      );
    }
    if (!formsAlikeOf(waiting).includes(ledger.form)) {
      return refuse(
        'other-form',
        `Copy ${copy} was printed as ${describeForm(connection, ledger.form)}, and the print of this page is that of ${describeForm(connection, waiting.form)}.`,
        'Look at the paper again: it is of another copy.',
      );
    }
    if (ledger.wave_state === 'closed') {
      throw new PaperlineError({
        code: 'wave-closed',
        message: `Copy ${copy} belongs to a wave that is closed.`,
        remedy: 'Nothing can be added to it any more.',
      });
    }
    const counted = sql.findCounted.get(copy, waiting.page);
    if (counted !== undefined) {
      return refuse(
        'has-page',
        `Page ${waiting.page} of copy ${copy} was read already (${placeOf(connection, counted.id)}).`,
        'If this is a second scan of that page, set it aside; else it is of another copy.',
      );
    }
    connection
      .prepare(`UPDATE scan_page SET form = ?, copy = ?, counts = 1, reasons_json = ? WHERE id = ?`)
      .run(ledger.form, copy, JSON.stringify(replaceReason(waiting.reasons, 'copy-told')), id);
    connection.prepare(`UPDATE reading SET copy = ? WHERE scan_page_id = ?`).run(copy, id);
    const owner = {
      survey: ledger.survey,
      waveId: ledger.wave_id,
      copy,
      kinds: kindsByForm(connection)(ledger.form),
      at,
    };
    resealPictures(connection, id, owner);
    const insertTask = openTask(connection);
    const readings = connection
      .prepare<[number], { id: number; variable: string; confidence: number }>(
        `SELECT id, variable, confidence FROM reading WHERE scan_page_id = ? AND review = 1 ORDER BY id`,
      )
      .all(id);
    for (const reading of readings) {
      insertTask.run(taskRow(reading.id, reading.variable, reading.confidence, owner));
    }
    const about = { survey: ledger.survey, wave: ledger.wave, tasks: readings.length };
    recordAct(connection, 'page-assigned', about, { at });
    return { copy, page: waiting.page, tasks: readings.length };
  });

/**
 * The page is not needed: it was scanned again, say. It stays where it is and is told of no more.
 * @throws PaperlineError `page-unknown` where no such page waits
 */
export const setPageAside = (store: Store, id: number): Promise<void> =>
  store.write((connection) => {
    const { reasons } = findWaiting(connection, id);
    connection
      .prepare(`UPDATE scan_page SET reasons_json = ? WHERE id = ?`)
      .run(JSON.stringify(replaceReason(reasons, 'page-set-aside')), id);
    recordAct(connection, 'page-set-aside', {});
  });
