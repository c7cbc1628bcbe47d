/** An archived scan read again by a newer reader becomes the rows of the database, in one transaction a file. */
import type { PageStatus } from '../domain/page-read.ts';
import type { PageReason } from '../domain/reasons.ts';
import { nameAdoptedPages } from './adopted-pages.ts';
import {
  dropLooseReadings,
  formsAlikeOf,
  insertLooseReadings,
  isWithoutCopy,
  nameByNeighbours,
  replaceReason,
} from './loose-readings.ts';
import { insertReadings, noteDifferences, type CropsOfPage, type ReadingOwner } from './readings.ts';
import { doubtFields, rereadFields, type FieldChangeKind } from './reread-fields.ts';
import {
  judgePage,
  kindsByForm,
  prepareStatements,
  type ScannedPage,
  type ScannedReading,
  type StackState,
} from './scans.ts';
import type { Connection, Store } from './store.ts';
import type { TaskKinds } from './task-kinds.ts';

export interface ArchivedScan {
  readonly id: number;
  /** What staff called it. */
  readonly name: string;
  /** Where it is, relative to the data folder, with `/` between parts. */
  readonly destination: string;
  readonly sha256: string;
  readonly pages: number;
}

export interface RereadSelection {
  readonly survey?: string | undefined;
  /** This file alone. */
  readonly file?: number | undefined;
  /** Files that this reader has read whole are left out; null leaves none out. */
  readonly unlessBy: string | null;
}

/** Archived scans with pages to read again, in the order in which they came. What belongs to a closed wave stays as it is. */
export const listScansToReread = (
  store: Store,
  { survey, file, unlessBy }: RereadSelection,
): Promise<ArchivedScan[]> =>
  store.read((connection) =>
    connection
      .prepare<[{ unlessBy: string | null; survey: string | null; file: number | null }], ArchivedScan>(
        `SELECT f.id, f.original_name AS name, f.destination, f.sha256, f.page_count AS pages
         FROM scan_file f
         WHERE f.state = 'archived' AND f.destination IS NOT NULL AND f.sha256 IS NOT NULL
           AND (@file IS NULL OR f.id = @file)
           AND EXISTS (
             SELECT 1 FROM scan_page p
             LEFT JOIN copy c ON c.code = p.copy LEFT JOIN wave w ON w.id = c.wave_id
             WHERE p.scan_file_id = f.id AND (@unlessBy IS NULL OR p.reader_version <> @unlessBy)
               AND COALESCE(w.state, 'open') = 'open')
           AND (NOT EXISTS (SELECT 1 FROM closed_scan k WHERE k.scan_file_id = f.id) OR EXISTS (
             SELECT 1 FROM scan_page p JOIN copy c ON c.code = p.copy JOIN wave w ON w.id = c.wave_id
             WHERE p.scan_file_id = f.id AND w.state = 'open'))
           AND (@survey IS NULL OR EXISTS (
             SELECT 1 FROM scan_page p JOIN form_version v ON v.form = p.form
             WHERE p.scan_file_id = f.id AND v.survey = @survey))
         ORDER BY f.id`,
      )
      .all({ unlessBy, survey: survey ?? null, file: file ?? null }),
  );

export type PageChangeKind =
  /** Gave no answers before, gives them now. */
  | 'page-gained'
  /** Its answers stay, and go to people: the new reader cannot read the page. */
  | 'page-lost'
  /** Its answers stay, and go to people: the new reader takes the page for another one. */
  | 'page-renamed'
  /** Gave no answers before and gives none now, for another reason. */
  | 'page-status-changed';

export interface RereadChange {
  readonly kind: FieldChangeKind | PageChangeKind;
  /** Place in the file, from 0. */
  readonly pageIndex: number;
  /** Of the form, from 1, where it is known. */
  readonly page: number | null;
  /** Null where the page as a whole changed. */
  readonly variable: string | null;
}

export interface RereadScan {
  readonly scan: ArchivedScan;
  /** In the order of the file. */
  readonly pages: readonly ScannedPage[];
  readonly readerVersion: string;
  readonly at: Date;
  /** As in `ScanToStore`. */
  readonly crops?: ReadonlyMap<number, CropsOfPage>;
}

export type RereadOutcome =
  | { readonly outcome: 'stored'; readonly changes: readonly RereadChange[]; readonly decisions: number }
  /** Nothing was stored: call again with crops of these fields. */
  | { readonly outcome: 'crops-needed'; readonly fields: ReadonlyMap<number, readonly string[]> }
  /** Nothing was stored: the file has other pages than it had. */
  | { readonly outcome: 'pages-differ'; readonly pages: number };

class NothingStored extends Error {
  readonly result: RereadOutcome;
  constructor(result: RereadOutcome) {
    super(result.outcome);
    this.result = result;
  }
}

interface StoredPage {
  readonly id: number;
  readonly page_index: number;
  readonly status: PageStatus;
  readonly form: string | null;
  readonly copy: string | null;
  readonly page: number | null;
  readonly batch: string | null;
  readonly is_batch_header: 0 | 1;
  readonly counts: 0 | 1;
  readonly reasons_json: string;
  readonly reader_version: string;
  readonly survey: string | null;
  readonly wave_id: number | null;
  readonly is_closed: 0 | 1;
  /** Of an adopted form that scans are not read with any more. */
  readonly is_retired: 0 | 1;
}

const storedPagesOf = (connection: Connection, file: number): StoredPage[] =>
  connection
    .prepare<[number], StoredPage>(
      `SELECT p.id, p.page_index, p.status, p.form, p.copy, p.page, p.batch, p.is_batch_header, p.counts, p.reasons_json,
         p.reader_version, w.survey, w.id AS wave_id, COALESCE(w.state = 'closed', 0) AS is_closed,
         a.retired_at IS NOT NULL AS is_retired
       FROM scan_page p LEFT JOIN copy c ON c.code = p.copy LEFT JOIN wave w ON w.id = c.wave_id
         LEFT JOIN adopted_form a ON a.form = p.form
       WHERE p.scan_file_id = ? ORDER BY p.page_index`,
    )
    .all(file);

/** All that one page of the file needs to be put in the place of what is stored. */
interface PageWork {
  readonly connection: Connection;
  readonly reread: RereadScan;
  readonly sql: ReturnType<typeof prepareStatements>;
  readonly kindsOf: (form: string) => TaskKinds;
  readonly stack: StackState;
  readonly changes: RereadChange[];
  readonly cropsNeeded: Map<number, readonly string[]>;
  decisions: number;
}

const keepPage = ({ connection, reread }: PageWork, id: number): void => {
  connection
    .prepare(
      `INSERT INTO scan_page_history (scan_page_id, status, form, copy, page, counts, reasons_json, reader_version,
         superseded_at)
       SELECT id, status, form, copy, page, counts, reasons_json, reader_version, ? FROM scan_page WHERE id = ?`,
    )
    .run(reread.at.toISOString(), id);
};

interface NewPage extends Pick<ScannedReading, 'form' | 'copy' | 'page' | 'status' | 'diagnostics' | 'ms'> {
  readonly batch: string | null;
  readonly isBatchHeader: boolean;
  readonly counts: boolean;
  readonly duplicateOf: number | null;
  readonly reasons: readonly PageReason[];
}

const updatePage = (work: PageWork, stored: StoredPage, next: NewPage): void => {
  const { connection, reread } = work;
  const reasons = JSON.stringify(next.reasons);
  const isSame =
    stored.reader_version === reread.readerVersion &&
    stored.status === next.status &&
    stored.reasons_json === reasons &&
    stored.copy === next.copy &&
    stored.page === next.page &&
    (stored.counts === 1) === next.counts;
  if (!isSame) keepPage(work, stored.id);
  connection
    .prepare(
      `UPDATE scan_page SET status = ?, form = ?, copy = ?, page = ?, batch = ?, is_batch_header = ?, counts = ?,
         duplicate_of = ?, reasons_json = ?, diagnostics_json = ?, ms_json = ?, reader_version = ?
       WHERE id = ?`,
    )
    .run(
      next.status,
      next.form,
      next.copy,
      next.page,
      next.batch,
      next.isBatchHeader ? 1 : 0,
      next.counts ? 1 : 0,
      next.duplicateOf,
      reasons,
      JSON.stringify(next.diagnostics),
      JSON.stringify(next.ms),
      reread.readerVersion,
      stored.id,
    );
};

const noteChange = (
  { changes }: PageWork,
  stored: Pick<StoredPage, 'page_index'>,
  page: number | null,
  kind: RereadChange['kind'],
  variable: string | null = null,
): void => {
  changes.push({ kind, pageIndex: stored.page_index, page, variable });
};

const ownerOf = (
  { reread, kindsOf }: PageWork,
  form: string,
  copy: string,
  { survey, waveId }: { readonly survey: string; readonly waveId: number },
): ReadingOwner => ({ survey, waveId, copy, kinds: kindsOf(form), at: reread.at });

/** Its answers stand, and the new reader does not confirm them. */
const doubtPage = (work: PageWork, stored: StoredPage, reading: ScannedReading): void => {
  const { form, copy, page, survey, wave_id: waveId } = stored;
  if (form === null || copy === null || survey === null || waveId === null) {
    throw new Error(`Expected page ${stored.id}, which counts, to belong to a copy.`);
  }
  const isNamed = reading.copy !== null && reading.page !== null;
  const doubted = doubtFields(
    work.connection,
    { pageId: stored.id, formerVersion: stored.reader_version },
    ownerOf(work, form, copy, { survey, waveId }),
  );
  work.decisions += doubted.decisions;
  const reasons = new Set<PageReason>([
    ...(JSON.parse(stored.reasons_json) as PageReason[]),
    ...(isNamed ? (['page-codes-disagree'] as const) : reading.reasons),
    'fields-need-review',
  ]);
  updatePage(work, stored, {
    form,
    copy,
    page,
    status: 'review',
    diagnostics: reading.diagnostics,
    ms: reading.ms,
    batch: stored.batch,
    isBatchHeader: false,
    counts: true,
    duplicateOf: null,
    reasons: [...reasons],
  });
  if (doubted.changes.length > 0) noteChange(work, stored, page, isNamed ? 'page-renamed' : 'page-lost');
  for (const { kind, variable } of doubted.changes) noteChange(work, stored, page, kind, variable);
};

/** A batch header that the new reader cannot read stays one: the copies below it were given their batch by it. */
const keepHeader = (work: PageWork, stored: StoredPage): void => {
  const { connection, reread, sql, stack } = work;
  stack.batch = stored.batch === null ? null : (sql.findBatch.get(stored.batch) ?? null);
  if (stored.reader_version === reread.readerVersion) return;
  keepPage(work, stored.id);
  connection
    .prepare(`UPDATE scan_page SET reader_version = ? WHERE id = ?`)
    .run(reread.readerVersion, stored.id);
  noteChange(work, stored, null, 'page-lost');
};

const isOfPageWithoutCopy = (reason: PageReason): boolean =>
  reason === 'copy-unread' || reason === 'page-set-aside';

/** What a person said of a page without codes stays said. */
const keepWordOf = (stored: StoredPage, reading: ScannedReading): ScannedReading => {
  const { form, copy, page } = stored;
  if (!isWithoutCopy(reading) || reading.page !== page || form === null) return reading;
  const said = JSON.parse(stored.reasons_json) as PageReason[];
  if (said.includes('page-set-aside')) {
    return { ...reading, reasons: replaceReason(reading.reasons, 'page-set-aside') };
  }
  return said.includes('copy-told') && formsAlikeOf(reading).includes(form)
    ? { ...reading, form, copy, reasons: replaceReason(reading.reasons, 'copy-told') }
    : reading;
};

const rereadPage = (work: PageWork, stored: StoredPage, { reading, crops, drawn }: ScannedPage): void => {
  // What was published stays as it was, and so does what was read with a form that no reader knows any more.
  if (stored.is_closed === 1 || stored.is_retired === 1) return;
  const isReadable = reading.status === 'read' || reading.status === 'review';
  const isNamedAsBefore =
    reading.copy === stored.copy && reading.page === stored.page && reading.form === stored.form;
  if (stored.counts === 1 && !(isReadable && isNamedAsBefore)) return doubtPage(work, stored, reading);
  if (stored.is_batch_header === 1 && reading.batchHeader === undefined) return keepHeader(work, stored);
  const judged = judgePage(reading, work.stack, work.sql, stored.id);
  const { form, copy, page, diagnostics, ms } = reading;
  const { status, reasons, batch, counts, duplicateOf, ledger } = judged;
  const isBatchHeader = reading.batchHeader !== undefined;
  updatePage(work, stored, {
    form,
    copy,
    page,
    diagnostics,
    ms,
    status,
    reasons,
    counts,
    duplicateOf,
    isBatchHeader,
    batch: batch ?? stored.batch,
  });
  dropLooseReadings(work.connection, stored.id);
  if (copy === null && reasons.some(isOfPageWithoutCopy)) {
    insertLooseReadings(work.connection, stored.id, reading, crops);
  }
  const hadStatus = JSON.stringify([stored.status, stored.copy, stored.page]);
  if (ledger === null || form === null || copy === null) {
    if (hadStatus !== JSON.stringify([status, copy, page]))
      noteChange(work, stored, page, 'page-status-changed');
    return;
  }
  const owner = ownerOf(work, form, copy, { survey: ledger.survey, waveId: ledger.wave_id });
  const formerVersion = stored.reader_version;
  if (counts && stored.counts === 1) {
    const reread = rereadFields(
      work.connection,
      { pageId: stored.id, fields: reading.fields, crops, drawn, formerVersion },
      owner,
    );
    work.decisions += reread.decisions;
    for (const { kind, variable } of reread.changes) noteChange(work, stored, page, kind, variable);
  } else if (counts) {
    insertReadings(work.connection, stored.id, reading.fields, crops, owner, drawn);
    noteChange(work, stored, page, 'page-gained');
  } else {
    if (hadStatus !== JSON.stringify([status, copy, page]))
      noteChange(work, stored, page, 'page-status-changed');
    if (duplicateOf === null) return;
    const given = work.reread.crops?.get(stored.page_index) ?? crops;
    const noted = noteDifferences(work.connection, duplicateOf, reading.fields, given, owner);
    for (const variable of noted.opened) noteChange(work, stored, page, 'now-in-review', variable);
    if (noted.withoutCrop.length > 0) work.cropsNeeded.set(stored.page_index, noted.withoutCrop);
  }
};

/** The pages that are known still: those of a closed wave were erased. Null where the file has other pages than it had. */
const pagesKept = (
  connection: Connection,
  { scan, pages }: RereadScan,
  stored: readonly StoredPage[],
): readonly ScannedPage[] | null => {
  const hasErased = connection.prepare(`SELECT 1 FROM closed_scan WHERE scan_file_id = ?`).get(scan.id);
  if (pages.length !== (hasErased === undefined ? stored.length : scan.pages)) return null;
  const known = new Set(stored.map(({ page_index: index }) => index));
  const kept = pages.filter(({ reading }) => known.has(reading.pageIndex));
  return kept.length === stored.length ? kept : null;
};

const storePages = (connection: Connection, reread: RereadScan): RereadOutcome => {
  const stored = storedPagesOf(connection, reread.scan.id);
  const pages = pagesKept(connection, reread, stored);
  if (pages === null) return { outcome: 'pages-differ', pages: reread.pages.length };
  const work: PageWork = {
    connection,
    reread,
    sql: prepareStatements(connection),
    kindsOf: kindsByForm(connection),
    stack: { batch: null },
    changes: [],
    cropsNeeded: new Map(),
    decisions: 0,
  };
  const readings = pages.map(({ reading }) => reading);
  const nameAdopted = nameAdoptedPages(connection, readings, reread.at, (place) => {
    const { form, page, copy, counts } = stored[place] as StoredPage;
    const isAsBefore = form === readings[place]?.form && page === readings[place]?.page;
    return counts === 1 && isAsBefore ? copy : null;
  });
  const nameAlike = nameByNeighbours(readings);
  for (const [place, page] of stored.entries()) {
    const { reading, crops, drawn } = pages[place] as ScannedPage;
    const named = nameAlike(nameAdopted(reading, place, work.stack));
    rereadPage(work, page, {
      reading: keepWordOf(page, named),
      crops,
      ...(drawn === undefined ? {} : { drawn }),
    });
  }
  if (work.cropsNeeded.size > 0 && reread.crops === undefined) {
    throw new NothingStored({ outcome: 'crops-needed', fields: work.cropsNeeded });
  }
  return { outcome: 'stored', changes: work.changes, decisions: work.decisions };
};

/**
 * Puts what a newer reader makes of a scan in the place of what is stored, or changes nothing. A person's decision
 * stays in force; tasks are opened where a person is needed now and dropped where none is.
 * @throws PaperlineError `disk-full`, `database-damaged`
 */
export const storeRereading = async (store: Store, reread: RereadScan): Promise<RereadOutcome> => {
  try {
    return await store.write((connection) => storePages(connection, reread));
  } catch (error) {
    if (error instanceof NothingStored) return error.result;
    throw error;
  }
};
