/**
 * One scan file becomes rows of the database: pages, readings, crops, review tasks and the batches that its headers
 * give, in one transaction. Here also stands which scan of a page counts.
 */
import type { PageReason } from '../domain/reasons.ts';
import type { PageRead, PageStatus } from '../domain/page-read.ts';
import type { Connection, Store } from './store.ts';
import { nameAdoptedPages } from './adopted-pages.ts';
import { insertLooseReadings, isWithoutCopy, nameByNeighbours } from './loose-readings.ts';
import { findTwin } from './scan-files.ts';
import { taskKindsOf, type TaskKinds } from './task-kinds.ts';
import type { DrawnOfPage } from './quality-draw.ts';
import { insertReadings, noteDifferences, type Crop, type CropsOfPage } from './readings.ts';

export type ScannedReading = Omit<PageRead, 'file'>;

export interface ScannedPage {
  readonly reading: ScannedReading;
  /** Pictures of the fields that need a person or were drawn, by variable. */
  readonly crops: CropsOfPage;
  /** Accepted fields that are to be read again by a person. */
  readonly drawn?: DrawnOfPage;
}

export interface ScanToStore {
  readonly claim: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Where the file goes, relative to the data folder. */
  readonly destination: string;
  /** In the order of the file. */
  readonly pages: readonly ScannedPage[];
  readonly readerVersion: string;
  readonly at: Date;
  /**
   * Crops of fields that an earlier scan of the same page read differently, by page index. Left out at first: where
   * there are such fields nothing is stored, and the answer names them.
   */
  readonly crops?: ReadonlyMap<number, CropsOfPage>;
}

export interface PageOutcome {
  readonly pageIndex: number;
  readonly status: PageStatus;
  readonly reasons: readonly PageReason[];
  readonly form: string | null;
  readonly copy: string | null;
  readonly page: number | null;
  readonly isBatchHeader: boolean;
  /** This scan is the one whose readings stand. */
  readonly counts: boolean;
  /** Review tasks that this page made. */
  readonly tasks: number;
}

export type StoreOutcome =
  | { readonly outcome: 'stored'; readonly scanFileId: number; readonly pages: readonly PageOutcome[] }
  /** Nothing was stored: no page belongs to a survey here. */
  | { readonly outcome: 'nothing-of-ours'; readonly pages: readonly PageOutcome[] }
  /** Nothing was stored: the same content is stored already. */
  | { readonly outcome: 'twin'; readonly originalName: string; readonly claimedAt: string }
  /** Nothing was stored: call again with crops of these fields. */
  | { readonly outcome: 'crops-needed'; readonly fields: ReadonlyMap<number, readonly string[]> };

interface LedgerEntry {
  readonly form: string;
  readonly wave_id: number;
  readonly survey: string;
  readonly wave: string;
  readonly wave_state: 'open' | 'closed';
  readonly batch: string | null;
}

/** Rolls the transaction back and carries the answer out. */
class NothingStored extends Error {
  readonly result: StoreOutcome;
  constructor(result: StoreOutcome) {
    super(result.outcome);
    this.result = result;
  }
}

export interface StackState {
  /** The batch that the last header named, where it is known; null before the first header. */
  batch: { readonly code: string; readonly wave_id: number } | null;
}

export const prepareStatements = (connection: Connection) => ({
  findBatch: connection.prepare<[string], { code: string; wave_id: number; wave_state: 'open' | 'closed' }>(
    `SELECT b.code, b.wave_id, w.state AS wave_state FROM batch b JOIN wave w ON w.id = b.wave_id WHERE b.code = ?`,
  ),
  findCopy: connection.prepare<[string], LedgerEntry>(
    `SELECT copy.form, copy.wave_id, copy.batch, wave.survey, wave.name AS wave, wave.state AS wave_state
     FROM copy JOIN wave ON wave.id = copy.wave_id WHERE copy.code = ?`,
  ),
  assignBatch: connection.prepare<[string, string]>(`UPDATE copy SET batch = ? WHERE code = ?`),
  findCounted: connection.prepare<[string, number], { id: number }>(
    `SELECT id FROM scan_page WHERE copy = ? AND page = ? AND counts = 1`,
  ),
  insertPage: connection.prepare(
    `INSERT INTO scan_page (scan_file_id, page_index, status, form, copy, page, batch, is_batch_header, counts,
       duplicate_of, reasons_json, diagnostics_json, ms_json, reader_version)
     VALUES (@scanFileId, @pageIndex, @status, @form, @copy, @page, @batch, @isBatchHeader, @counts,
       @duplicateOf, @reasons, @diagnostics, @ms, @readerVersion)`,
  ),
});
type Statements = ReturnType<typeof prepareStatements>;

interface Judgement {
  readonly status: PageStatus;
  readonly reasons: readonly PageReason[];
  readonly batch: string | null;
  readonly counts: boolean;
  readonly duplicateOf: number | null;
  readonly ledger: LedgerEntry | null;
  /** The page is one that staff expected: it keeps its file out of the rejected folder. */
  readonly isOurs: boolean;
}

const judgeBatchHeader = (
  reading: ScannedReading,
  code: string,
  stack: StackState,
  sql: Statements,
  isStored: boolean,
): Judgement => {
  const batch = sql.findBatch.get(code);
  stack.batch = batch ?? null;
  // What comes too late must not be archived for its header alone. What was archived in time stays as it was.
  const isLate = batch?.wave_state === 'closed' && !isStored;
  const isFine = batch !== undefined && !isLate;
  return {
    status: isFine ? reading.status : 'review',
    reasons: isFine ? reading.reasons : [...reading.reasons, isLate ? 'wave-closed' : 'batch-unknown'],
    batch: code,
    counts: false,
    duplicateOf: null,
    ledger: null,
    isOurs: isFine,
  };
};

/** What the ledger and earlier scans say about a page; `ownPageId` where the page is stored already. */
export const judgePage = (
  reading: ScannedReading,
  stack: StackState,
  sql: Statements,
  ownPageId?: number,
): Judgement => {
  if (reading.batchHeader !== undefined) {
    return judgeBatchHeader(reading, reading.batchHeader, stack, sql, ownPageId !== undefined);
  }
  const batch = stack.batch?.code ?? null;
  const apart = { batch, counts: false, duplicateOf: null, ledger: null, isOurs: false };
  const { status, reasons, copy, page } = reading;
  // Somebody filled it in; a person says whose it is.
  if (isWithoutCopy(reading)) return { ...apart, status, reasons, isOurs: true };
  if (copy === null || page === null || status === 'foreign' || status === 'blank') {
    return { ...apart, status, reasons };
  }
  const ledger = sql.findCopy.get(copy);
  if (ledger === undefined || ledger.form !== reading.form) {
    return { ...apart, status: 'foreign', reasons: [...reasons, 'copy-unknown'] };
  }
  if (ledger.wave_state === 'closed') {
    return { ...apart, status: 'review', reasons: [...reasons, 'wave-closed'] };
  }
  const told: PageReason[] = [...reasons];
  if (stack.batch !== null && ledger.batch !== stack.batch.code) {
    // A batch of another wave or survey cannot take the copy over either.
    if (ledger.batch === null && ledger.wave_id === stack.batch.wave_id)
      sql.assignBatch.run(stack.batch.code, copy);
    else told.push('batch-differs');
  }
  if (status === 'unreadable') return { ...apart, status, reasons: told, ledger };
  const counted = sql.findCounted.get(copy, page);
  if (counted === undefined || counted.id === ownPageId) {
    return { status, reasons: told, batch, counts: true, duplicateOf: null, ledger, isOurs: true };
  }
  told.push('page-scanned-twice');
  return { status, reasons: told, batch, counts: false, duplicateOf: counted.id, ledger, isOurs: true };
};

export const kindsByForm = (connection: Connection): ((form: string) => TaskKinds) => {
  const seen = new Map<string, TaskKinds>();
  return (form) => {
    const known = seen.get(form);
    if (known !== undefined) return known;
    const kinds = taskKindsOf(connection, form);
    seen.set(form, kinds);
    return kinds;
  };
};

const storePages = (connection: Connection, scan: ScanToStore, scanFileId: number): StoreOutcome => {
  const sql = prepareStatements(connection);
  const kindsOf = kindsByForm(connection);
  const stack: StackState = { batch: null };
  const outcomes: PageOutcome[] = [];
  const cropsNeeded = new Map<number, readonly string[]>();
  let isOurs = false;
  const readings = scan.pages.map(({ reading }) => reading);
  const nameAdopted = nameAdoptedPages(connection, readings, scan.at);
  const nameAlike = nameByNeighbours(readings);
  for (const [place, { reading: seen, crops, drawn }] of scan.pages.entries()) {
    const reading = nameAlike(nameAdopted(seen, place, stack));
    const judged = judgePage(reading, stack, sql);
    isOurs ||= judged.isOurs;
    const { lastInsertRowid } = sql.insertPage.run({
      scanFileId,
      pageIndex: reading.pageIndex,
      status: judged.status,
      form: reading.form,
      copy: reading.copy,
      page: reading.page,
      batch: judged.batch,
      isBatchHeader: reading.batchHeader === undefined ? 0 : 1,
      counts: judged.counts ? 1 : 0,
      duplicateOf: judged.duplicateOf,
      reasons: JSON.stringify(judged.reasons),
      diagnostics: JSON.stringify(reading.diagnostics),
      ms: JSON.stringify(reading.ms),
      readerVersion: scan.readerVersion,
    });
    let tasks = 0;
    if (isWithoutCopy(reading)) {
      insertLooseReadings(connection, Number(lastInsertRowid), reading, crops);
    }
    if (judged.ledger !== null && reading.copy !== null && reading.form !== null) {
      const owner = {
        survey: judged.ledger.survey,
        waveId: judged.ledger.wave_id,
        copy: reading.copy,
        kinds: kindsOf(reading.form),
        at: scan.at,
      };
      if (judged.counts) {
        tasks = insertReadings(connection, Number(lastInsertRowid), reading.fields, crops, owner, drawn);
      } else if (judged.duplicateOf !== null) {
        const given = scan.crops?.get(reading.pageIndex) ?? crops;
        const noted = noteDifferences(connection, judged.duplicateOf, reading.fields, given, owner);
        tasks = noted.opened.length;
        if (noted.withoutCrop.length > 0) cropsNeeded.set(reading.pageIndex, noted.withoutCrop);
      }
    }
    outcomes.push({
      pageIndex: reading.pageIndex,
      status: judged.status,
      reasons: judged.reasons,
      form: reading.form,
      copy: reading.copy,
      page: reading.page,
      isBatchHeader: reading.batchHeader !== undefined,
      counts: judged.counts,
      tasks,
    });
  }
  // A scanner that makes a file of every page makes one of every blank back; several blank pages were scanned wrong way up.
  const isBlankBack = outcomes.length === 1 && outcomes[0]?.status === 'blank';
  if (!isOurs && !isBlankBack) throw new NothingStored({ outcome: 'nothing-of-ours', pages: outcomes });
  if (cropsNeeded.size > 0 && scan.crops === undefined) {
    throw new NothingStored({ outcome: 'crops-needed', fields: cropsNeeded });
  }
  return { outcome: 'stored', scanFileId, pages: outcomes };
};

/**
 * Stores all that was read from a claimed file, or nothing. `stored` also fixes where the file goes next.
 * @throws PaperlineError `disk-full`, `database-damaged`
 */
export const storeScan = async (store: Store, scan: ScanToStore): Promise<StoreOutcome> => {
  try {
    return await store.write((connection) => {
      const twin = findTwin(connection, scan.sha256);
      if (twin !== null) return { outcome: 'twin', ...twin };
      const row = connection
        .prepare(
          `UPDATE scan_file SET state = 'stored', sha256 = ?, bytes = ?, page_count = ?, destination = ?
           WHERE claim = ? AND state = 'reading' RETURNING id`,
        )
        .get(scan.sha256, scan.bytes, scan.pages.length, scan.destination, scan.claim) as
        { id: number } | undefined;
      if (row === undefined) throw new Error(`Expected a file being read under claim ${scan.claim}.`);
      return storePages(connection, scan, row.id);
    });
  } catch (error) {
    if (error instanceof NothingStored) return error.result;
    throw error;
  }
};

/** An earlier file with this content whose pages are stored, or null. */
export const findStoredTwin = (
  store: Store,
  sha256: string,
): Promise<{ readonly originalName: string; readonly claimedAt: string } | null> =>
  store.read((connection) => findTwin(connection, sha256));

export type { Crop, CropsOfPage };
