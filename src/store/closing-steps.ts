/**
 * Closing a wave, step by step. `beginClosing` is the point of no return: from then on nothing is added to the wave, and
 * whatever stops the closing, it goes on where it was. The steps, each of which may be done twice:
 * `rows` writes the rows; `key` throws the wave's key away; `sheets` removes what was on the sheets; `compact` writes the
 * database file anew, so that nothing removed is left in it.
 */
import { PaperlineError } from '../domain/errors.ts';
import { recordAct } from './audit-log.ts';
import { writeClosedMark } from './closed-marks.ts';
import { countClosedRows, replaceClosedRows, type ClosedRow, type ClosedText } from './closed-rows.ts';
import type { ClosingStep } from './schema-closed-waves.ts';
import { destroyKey, keysFolderOf } from './sheet-keys.ts';
import { SHEET_TABLES, type SheetTable } from './sheet-tables.ts';
import type { Connection, Store } from './store.ts';
import { countUndecidedTexts } from './text-answers.ts';
import { keepFigures } from './wave-figures.ts';
import type { Wave } from './waves.ts';

/** What stands in the way of closing, or is lost by it. */
export interface ClosingCheck {
  readonly survey: string;
  readonly wave: string;
  /** Copies that were read: as many rows will there be. */
  readonly copies: number;
  /** Copies of which a page is missing. */
  readonly incompleteCopies: number;
  /** Answers that wait for a person. */
  readonly openTasks: number;
  /** Pages of the survey that lost their codes and wait for a person to say of which copy they are. */
  readonly pagesWithoutCopy: number;
  /** Open answers of which nobody said yet whether they may leave. */
  readonly undecidedTexts: number;
  /** Files that are being read or moved now, of whatever survey. */
  readonly filesInReading: number;
}

const WAITING_PAGE = `p.copy IS NULL AND p.status = 'review' AND p.reasons_json LIKE '%"copy-unread"%'`;

/** @throws PaperlineError `survey-unknown`, `wave-unknown` */
export const waveNamed = (connection: Connection, survey: string, name: string): Wave => {
  const wave = connection
    .prepare<[string, string], Wave>(`SELECT id, survey, name, state FROM wave WHERE survey = ? AND name = ?`)
    .get(survey, name);
  if (wave !== undefined) return wave;
  const names = connection
    .prepare<[string], string>(`SELECT name FROM wave WHERE survey = ? ORDER BY opened_at, id`)
    .pluck()
    .all(survey);
  throw new PaperlineError({
    code: names.length === 0 ? 'survey-unknown' : 'wave-unknown',
    message:
      names.length === 0
        ? `There is no survey ${JSON.stringify(survey)} with a wave here.`
        : `Survey ${survey} has no wave ${JSON.stringify(name)}.`,
    remedy: names.length === 0 ? 'See "paperline wave list".' : `Its waves are ${names.join(', ')}.`,
  });
};

/** Inside a transaction. */
export const checkClosing = (connection: Connection, wave: Wave): ClosingCheck => {
  const count = (sql: string, ...values: (string | number)[]): number =>
    connection
      .prepare<(string | number)[], number>(sql)
      .pluck()
      .get(...values) ?? 0;
  const read = `SELECT c.code, c.form, count(*) AS pages FROM copy c JOIN scan_page p ON p.copy = c.code AND p.counts = 1
    WHERE c.wave_id = ? GROUP BY c.code`;
  return {
    survey: wave.survey,
    wave: wave.name,
    copies: count(`SELECT count(*) FROM (${read})`, wave.id),
    incompleteCopies: count(
      `SELECT count(*) FROM (${read}) AS n JOIN form_version v ON v.form = n.form
       WHERE n.pages < json_array_length(v.layout_json, '$.pages')`,
      wave.id,
    ),
    openTasks: count(`SELECT count(*) FROM review_task WHERE wave_id = ? AND state = 'open'`, wave.id),
    pagesWithoutCopy: count(
      `SELECT count(*) FROM scan_page p JOIN form_version v ON v.form = p.form
       WHERE v.survey = ? AND ${WAITING_PAGE}`,
      wave.survey,
    ),
    undecidedTexts: countUndecidedTexts(connection, wave.id),
    filesInReading: count(`SELECT count(*) FROM scan_file WHERE state IN ('reading', 'stored', 'rejecting')`),
  };
};

const alreadyClosed = ({ survey, name }: Wave): PaperlineError =>
  new PaperlineError({
    code: 'wave-closed',
    message: `Wave ${name} of survey ${survey} is closed already.`,
    remedy: 'Nothing was changed; its rows are under "paperline rows export".',
  });

const refuseUnfinished = (check: ClosingCheck, dropOpen: boolean): void => {
  const { survey, wave, openTasks, pagesWithoutCopy, undecidedTexts, filesInReading } = check;
  if (filesInReading > 0) {
    throw new PaperlineError({
      code: 'wave-unfinished',
      message: `${filesInReading} file${filesInReading === 1 ? ' is' : 's are'} being read just now, and may hold pages of wave ${wave} of ${survey}.`,
      remedy: 'Wait until they are archived or rejected, and try again; nothing was changed.',
    });
  }
  if (dropOpen) return;
  if (check.copies === 0 && pagesWithoutCopy === 0) {
    throw new PaperlineError({
      code: 'wave-empty',
      message: `Wave ${wave} of survey ${survey} has no rows: no copy of it was read.`,
      remedy:
        'Close a wave when its forms have been read; afterwards none of them can be. --drop-open closes it all the same.',
    });
  }
  if (openTasks === 0 && pagesWithoutCopy === 0 && undecidedTexts === 0) return;
  const open = [
    openTasks === 0 ? '' : `${openTasks} answer${openTasks === 1 ? ' waits' : 's wait'} for review`,
    pagesWithoutCopy === 0
      ? ''
      : `${pagesWithoutCopy} page${pagesWithoutCopy === 1 ? '' : 's'} of the survey wait${pagesWithoutCopy === 1 ? 's' : ''} for somebody to say of which copy`,
    undecidedTexts === 0
      ? ''
      : `of ${undecidedTexts} open answer${undecidedTexts === 1 ? '' : 's'} nobody said whether ${undecidedTexts === 1 ? 'it' : 'they'} may leave`,
  ].filter((part) => part !== '');
  throw new PaperlineError({
    code: 'wave-unfinished',
    message: `Wave ${wave} of survey ${survey} is not finished: ${open.join(', and ')}.`,
    remedy:
      'Finish this first, or close with --drop-open: what is open is then lost for good (-9 in the rows; words that nobody let go are not kept).',
  });
};

/** Pages whose copy nobody will say any more go at once; those that arrive from now on are kept for other waves. */
const dropLoosePages = (connection: Connection, { survey }: Wave): void => {
  for (const { table, loose } of SHEET_TABLES) {
    if (loose === null) continue;
    connection.prepare(`DELETE FROM ${table} AS x WHERE ${loose}`).run({ survey });
  }
};

/**
 * Freezes an open wave: nothing can be added or decided from here on. All or nothing.
 * @throws PaperlineError `survey-unknown`, `wave-unknown`, `wave-closed`, `wave-unfinished`, `wave-empty`; nothing is changed
 * then
 */
export const beginClosing = (
  store: Store,
  {
    survey,
    wave: name,
    dropOpen,
    at,
  }: {
    readonly survey: string;
    readonly wave: string;
    readonly dropOpen: boolean;
    readonly at: Date;
  },
): Promise<Wave> =>
  store.write((connection) => {
    const wave = waveNamed(connection, survey, name);
    if (wave.state === 'closed') throw alreadyClosed(wave);
    const check = checkClosing(connection, wave);
    refuseUnfinished(check, dropOpen);
    connection
      .prepare(`UPDATE wave SET state = 'closed', closed_at = ? WHERE id = ?`)
      .run(at.toISOString(), wave.id);
    connection
      .prepare(
        `UPDATE review_task SET state = 'dropped', lease_owner = NULL, lease_until = NULL, held_for = NULL
         WHERE wave_id = ? AND state = 'open'`,
      )
      .run(wave.id);
    connection
      .prepare(
        `INSERT OR IGNORE INTO closed_scan (scan_file_id, wave_id)
         SELECT DISTINCT p.scan_file_id, @wave FROM scan_page p LEFT JOIN copy c ON c.code = p.copy
           LEFT JOIN form_version v ON v.form = p.form
         WHERE c.wave_id = @wave OR (p.copy IS NULL AND v.survey = @survey
           AND (p.reasons_json LIKE '%"copy-unread"%' OR p.reasons_json LIKE '%"page-set-aside"%'))`,
      )
      .run({ wave: wave.id, survey });
    dropLoosePages(connection, wave);
    // The next page without a copy gets another key; the file of this one goes with the wave's.
    connection
      .prepare(
        `UPDATE sheet_key SET destroyed_at = ? WHERE survey = ? AND wave_id IS NULL AND destroyed_at IS NULL`,
      )
      .run(at.toISOString(), survey);
    connection
      .prepare(`INSERT INTO wave_closing (wave_id, step, begun_at) VALUES (?, 'rows', ?)`)
      .run(wave.id, at.toISOString());
    const about = {
      survey,
      wave: name,
      rows: check.copies,
      tasksDropped: check.openTasks,
      pagesDropped: check.pagesWithoutCopy,
      textsDropped: check.undecidedTexts,
    };
    recordAct(connection, 'wave-closing', about, { at });
    return { ...wave, state: 'closed' };
  });

export interface BegunClosing extends Wave {
  readonly step: ClosingStep;
}

/** Closings that have begun and not ended, oldest first. */
export const listClosings = (store: Store): Promise<BegunClosing[]> =>
  store.read((connection) =>
    connection
      .prepare<[], BegunClosing>(
        `SELECT w.id, w.survey, w.name, w.state, k.step FROM wave_closing k JOIN wave w ON w.id = k.wave_id
         ORDER BY k.begun_at, w.id`,
      )
      .all(),
  );

const goOn = (connection: Connection, wave: Wave, step: ClosingStep): void => {
  connection.prepare(`UPDATE wave_closing SET step = ? WHERE wave_id = ?`).run(step, wave.id);
};

/** The rows as they stay, in one transaction. */
export const writeClosedRows = (
  store: Store,
  wave: Wave,
  rows: readonly ClosedRow[],
  texts: readonly ClosedText[],
): Promise<void> =>
  store.write((connection) => {
    replaceClosedRows(connection, wave.id, rows, texts);
    keepFigures(connection, wave.id);
    goOn(connection, wave, 'key');
  });

const closedAt = (connection: Connection, { id }: Wave): string =>
  connection.prepare<[number], string>(`SELECT closed_at FROM wave WHERE id = ?`).pluck().get(id) ?? '';

/** Throws the keys of the wave away; from here on pictures and backups of it are unreadable. */
export const destroyWaveKeys = (store: Store, wave: Wave, at: Date): Promise<void> =>
  store.write((connection) => {
    const stale = connection
      .prepare<[string], string>(
        `SELECT key_id FROM sheet_key WHERE survey = ? AND wave_id IS NULL AND destroyed_at IS NOT NULL`,
      )
      .pluck()
      .all(wave.survey);
    const own = connection
      .prepare<[number], string>(`SELECT key_id FROM sheet_key WHERE wave_id = ?`)
      .pluck()
      .all(wave.id);
    const folder = keysFolderOf(connection.name);
    for (const key of own) {
      writeClosedMark(folder, {
        key,
        survey: wave.survey,
        wave: wave.name,
        closedAt: closedAt(connection, wave),
      });
    }
    for (const key of [...own, ...stale]) destroyKey(connection, key);
    connection
      .prepare(`UPDATE sheet_key SET destroyed_at = COALESCE(destroyed_at, ?) WHERE wave_id = ?`)
      .run(at.toISOString(), wave.id);
    goOn(connection, wave, 'sheets');
  });

/** Rows removed in one transaction: others get their turn in between. */
const ROWS_A_CHUNK = 5000;

/** Removes rows of the wave from one table, from place `after` on. Gives the last place seen, or null at the end. */
const eraseChunk = (
  connection: Connection,
  { table, ofWave, place = 'rowid' }: SheetTable,
  wave: number,
  after: number,
): number | null => {
  const places = connection
    .prepare<[{ wave: number; after: number; limit: number }], number>(
      `SELECT DISTINCT x.${place} FROM ${table} x WHERE x.${place} > @after AND ${ofWave} ORDER BY 1 LIMIT @limit`,
    )
    .pluck()
    .all({ wave, after, limit: ROWS_A_CHUNK });
  const remove = connection.prepare(`DELETE FROM ${table} WHERE ${place} = ?`);
  for (const each of places) remove.run(each);
  return places.at(-1) ?? null;
};

/** The ledger says again what was printed, and no more: which copies came back is known of none. */
const clearLedger = (connection: Connection, wave: Wave): void => {
  connection.prepare(`DELETE FROM copy WHERE wave_id = ? AND print_run_id IS NULL`).run(wave.id);
  connection
    .prepare(
      `UPDATE copy SET batch = (SELECT r.batch FROM print_run r WHERE r.id = copy.print_run_id) WHERE wave_id = ?`,
    )
    .run(wave.id);
  connection
    .prepare(
      `UPDATE scan_page_history SET copy = NULL WHERE copy IN (SELECT code FROM copy WHERE wave_id = ?)`,
    )
    .run(wave.id);
};

/** Removes what was on the wave's sheets, a part at a time; `between` is waited for between two parts. */
export const eraseSheets = async (store: Store, wave: Wave, between: () => Promise<void>): Promise<void> => {
  await store.write((connection) => {
    connection
      .prepare(
        `UPDATE scan_page SET duplicate_of = NULL
         WHERE duplicate_of IS NOT NULL AND copy IN (SELECT code FROM copy WHERE wave_id = ?)`,
      )
      .run(wave.id);
  });
  for (const sheets of SHEET_TABLES) {
    for (let after: number | null = 0; after !== null;) {
      const from: number = after;
      after = await store.write((connection) => eraseChunk(connection, sheets, wave.id, from));
      await between();
    }
  }
  await store.write((connection) => {
    clearLedger(connection, wave);
    goOn(connection, wave, 'compact');
  });
};

/** The last word: the wave is closed, and nothing is left to do. */
export const endClosing = (store: Store, wave: Wave, at: Date): Promise<void> =>
  store.write((connection) => {
    const rows = countClosedRows(connection, wave.id);
    connection.prepare(`DELETE FROM wave_closing WHERE wave_id = ?`).run(wave.id);
    recordAct(connection, 'wave-closed', { survey: wave.survey, wave: wave.name, rows }, { at });
  });
