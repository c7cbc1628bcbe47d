/** What may be kept no longer: which files go when, once their wave is closed. */
import { PaperlineError } from '../domain/errors.ts';
import { recordAct } from './audit-log.ts';
import type { Connection, Store } from './store.ts';

/** How long scans, rejected files and printed PDFs are kept after closing, where nobody said otherwise. */
export const USUAL_RETENTION_DAYS = 30;
const LONGEST_DAYS = 3650;
const DAY_MS = 24 * 3_600_000;

export type RetainedKind = 'scans' | 'rejected' | 'prints';

export interface RetainedFile {
  /** Of its record: a scan file's, or a print run's. */
  readonly id: number;
  /** Relative to the data folder, with `/` between parts. */
  readonly place: string;
}

/** Files that go together. */
export interface RetainedGroup {
  readonly what: RetainedKind;
  /** Null for rejected files and for scans with no page of any wave: nobody knows whose they are. */
  readonly survey: string | null;
  readonly wave: string | null;
  /** When they go; null as long as a wave is open that they may belong to, or a page waits for its copy. */
  readonly dueAt: string | null;
  /** The waves that are waited for. */
  readonly waitsFor: readonly string[];
  /** True where pages wait for somebody to say of which copy they are. */
  readonly waitsForPages: boolean;
  readonly files: readonly RetainedFile[];
}

interface WaveRow {
  readonly id: number;
  readonly survey: string;
  readonly name: string;
  readonly state: 'open' | 'closed';
  readonly opened_at: string;
  readonly closed_at: string | null;
}

const dueAfter = (from: string, days: number): string =>
  new Date(Date.parse(from) + days * DAY_MS).toISOString();

const latest = (times: readonly string[]): string => times.toSorted().at(-1) ?? '';

/** Days by survey. Inside a transaction. */
const daysBySurvey = (connection: Connection): ((survey: string) => number) => {
  const set = new Map(
    connection
      .prepare<[], { survey: string; days: number }>(`SELECT survey, days FROM retention_setting`)
      .all()
      .map(({ survey, days }) => [survey, days]),
  );
  return (survey) => set.get(survey) ?? USUAL_RETENTION_DAYS;
};

export const retentionDays = (store: Store, survey: string): Promise<number> =>
  store.read((connection) => daysBySurvey(connection)(survey));

/** @throws PaperlineError `survey-unknown`, `usage` */
export const setRetentionDays = (store: Store, survey: string, days: number, at: Date): Promise<void> =>
  store.write((connection) => {
    if (!Number.isInteger(days) || days < 0 || days > LONGEST_DAYS) {
      throw new PaperlineError({
        code: 'usage',
        message: `Scans cannot be kept for ${days} days.`,
        remedy: `Name a whole number of days, 0 to ${LONGEST_DAYS}.`,
      });
    }
    if (connection.prepare(`SELECT 1 FROM survey WHERE id = ?`).get(survey) === undefined) {
      throw new PaperlineError({
        code: 'survey-unknown',
        message: `There is no survey ${JSON.stringify(survey)} here.`,
        remedy: 'See "paperline wave list".',
      });
    }
    connection
      .prepare(
        `INSERT INTO retention_setting (survey, days) VALUES (?, ?) ON CONFLICT (survey) DO UPDATE SET days = excluded.days`,
      )
      .run(survey, days);
    recordAct(connection, 'retention-set', { survey, days }, { at });
  });

/** Archived files of closed waves. One with pages of several waves goes with the last of them, and never while one is open. */
const scansOf = (
  connection: Connection,
  waves: ReadonlyMap<number, WaveRow>,
  daysOf: (survey: string) => number,
): RetainedGroup[] => {
  const rows = connection
    .prepare<[], { id: number; place: string; wave_ids: string; open_ids: string | null; waits: 0 | 1 }>(
      `SELECT f.id, f.destination AS place, group_concat(DISTINCT k.wave_id) AS wave_ids,
         (SELECT group_concat(DISTINCT c.wave_id) FROM scan_page p JOIN copy c ON c.code = p.copy
            JOIN wave w ON w.id = c.wave_id AND w.state = 'open' WHERE p.scan_file_id = f.id) AS open_ids,
         EXISTS (SELECT 1 FROM scan_page p WHERE p.scan_file_id = f.id AND p.reasons_json LIKE '%"copy-unread"%') AS waits
       FROM scan_file f JOIN closed_scan k ON k.scan_file_id = f.id
       WHERE f.state = 'archived' AND f.destination IS NOT NULL GROUP BY f.id ORDER BY f.id`,
    )
    .all();
  const groups = new Map<string, RetainedGroup & { readonly files: RetainedFile[] }>();
  for (const { id, place, wave_ids: closed, open_ids: open, waits } of rows) {
    const of = closed.split(',').flatMap((wave) => waves.get(Number(wave)) ?? []);
    const last = of.toSorted((one, other) => {
      const [a, b] = [one, other].map((wave) => dueAfter(wave.closed_at ?? '', daysOf(wave.survey)));
      return (a ?? '') < (b ?? '') ? -1 : 1;
    });
    const wave = last.at(-1);
    if (wave === undefined) continue;
    const waitsFor = (open ?? '')
      .split(',')
      .flatMap((name) => waves.get(Number(name)) ?? [])
      .map(({ survey, name }) => `${survey} ${name}`);
    const key = `${wave.id} ${waits} ${waitsFor.join()}`;
    const group = groups.get(key) ?? {
      what: 'scans',
      survey: wave.survey,
      wave: wave.name,
      dueAt: waitsFor.length > 0 || waits === 1 ? null : dueAfter(wave.closed_at ?? '', daysOf(wave.survey)),
      waitsFor,
      waitsForPages: waits === 1,
      files: [],
    };
    group.files.push({ id, place });
    groups.set(key, group);
  }
  return [...groups.values()];
};

interface UnownedRow {
  readonly id: number;
  readonly place: string;
  /** When it came to where it is. */
  readonly at: string;
  /** A page of it waits for somebody to say of which copy it is. */
  readonly waits: 0 | 1;
}

const rejectedRows = (connection: Connection): UnownedRow[] =>
  connection
    .prepare<[], UnownedRow>(
      `SELECT id, destination AS place, COALESCE(finished_at, claimed_at) AS at, 0 AS waits FROM scan_file
       WHERE state = 'rejected' AND destination IS NOT NULL ORDER BY id`,
    )
    .all();

/** Archived files in which nothing is a page of any wave: a blank back or a batch header alone, or pages that lost their codes. */
const strayRows = (connection: Connection): UnownedRow[] =>
  connection
    .prepare<[], UnownedRow>(
      `SELECT f.id, f.destination AS place, COALESCE(f.finished_at, f.claimed_at) AS at,
         EXISTS (SELECT 1 FROM scan_page p WHERE p.scan_file_id = f.id AND p.reasons_json LIKE '%"copy-unread"%') AS waits
       FROM scan_file f
       WHERE f.state = 'archived' AND f.destination IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM closed_scan k WHERE k.scan_file_id = f.id)
         AND NOT EXISTS (SELECT 1 FROM scan_page p JOIN copy c ON c.code = p.copy
           JOIN wave w ON w.id = c.wave_id AND w.state = 'open' WHERE p.scan_file_id = f.id)
       ORDER BY f.id`,
    )
    .all();

/** Nobody knows whose these files are: they are kept as long as a wave is open that was open when they came. */
const unownedOf = (
  what: 'rejected' | 'scans',
  rows: readonly UnownedRow[],
  waves: readonly WaveRow[],
  daysOf: (survey: string) => number,
): RetainedGroup[] => {
  const groups = new Map<string, RetainedGroup & { readonly files: RetainedFile[] }>();
  for (const { id, place, at, waits } of rows) {
    const then = waves.filter(
      ({ opened_at: opened, closed_at: closed }) => opened <= at && (closed === null || closed >= at),
    );
    const waitsFor = then
      .filter(({ state }) => state === 'open')
      .map(({ survey, name }) => `${survey} ${name}`);
    const days =
      then.length === 0 ? USUAL_RETENTION_DAYS : Math.max(...then.map(({ survey }) => daysOf(survey)));
    const from = latest([at, ...then.flatMap(({ closed_at: closed }) => closed ?? [])]);
    const dueAt = waitsFor.length > 0 || waits === 1 ? null : dueAfter(from, days);
    const key = `${dueAt?.slice(0, 10) ?? ''} ${waits} ${waitsFor.join()}`;
    const group = groups.get(key) ?? {
      what,
      survey: null,
      wave: null,
      dueAt,
      waitsFor,
      waitsForPages: waits === 1,
      files: [],
    };
    // Those of one day go together, with the last of them.
    const later = dueAt === null || group.dueAt === null ? null : latest([dueAt, group.dueAt]);
    const files = [...group.files, { id, place }];
    groups.set(key, { ...group, dueAt: later, files });
  }
  return [...groups.values()];
};

/** Printed PDFs of closed waves: they carry the codes of every copy. One that was written over for an open wave is that one's. */
const printsOf = (
  connection: Connection,
  waves: readonly WaveRow[],
  daysOf: (survey: string) => number,
): RetainedGroup[] =>
  waves.flatMap((wave) => {
    if (wave.closed_at === null) return [];
    const files = connection
      .prepare<[number], RetainedFile>(
        `SELECT id, 'print/' || file_name AS place FROM print_run r
         WHERE wave_id = ? AND file_name IS NOT NULL AND file_name NOT LIKE '%/%'
           AND NOT EXISTS (SELECT 1 FROM print_run o JOIN wave w ON w.id = o.wave_id AND w.state = 'open'
             WHERE o.file_name = r.file_name) ORDER BY id`,
      )
      .all(wave.id);
    const dueAt = dueAfter(wave.closed_at, daysOf(wave.survey));
    const group = {
      what: 'prints' as const,
      survey: wave.survey,
      wave: wave.name,
      dueAt,
      waitsFor: [],
      waitsForPages: false,
      files,
    };
    return files.length === 0 ? [] : [group];
  });

/** Where scans are or will be, relative to the data folder, with `/` between parts. */
export const listKnownPlaces = (store: Store): Promise<ReadonlySet<string>> =>
  store.read(
    (connection) =>
      new Set(
        connection
          .prepare<[], string>(`SELECT destination FROM scan_file WHERE destination IS NOT NULL`)
          .pluck()
          .all(),
      ),
  );

/** What goes when; what waits for a wave to be closed comes last. */
export const planRetention = (store: Store): Promise<RetainedGroup[]> =>
  store.read((connection) => {
    const waves = connection
      .prepare<[], WaveRow>(`SELECT id, survey, name, state, opened_at, closed_at FROM wave ORDER BY id`)
      .all();
    const daysOf = daysBySurvey(connection);
    const byId = new Map(waves.map((wave) => [wave.id, wave]));
    return [
      ...scansOf(connection, byId, daysOf),
      ...printsOf(connection, waves, daysOf),
      ...unownedOf('scans', strayRows(connection), waves, daysOf),
      ...unownedOf('rejected', rejectedRows(connection), waves, daysOf),
    ].toSorted((one, other) => ((one.dueAt ?? '~') < (other.dueAt ?? '~') ? -1 : 1));
  });

/** The files are gone from the disk: their records say no more than that there was one with such content. */
export const recordDeletion = (
  store: Store,
  { what, survey, wave }: RetainedGroup,
  gone: {
    readonly files: readonly RetainedFile[];
    readonly bytes: number;
    /** Of the files, those that were not there any more. */
    readonly goneBefore: number;
  },
  at: Date,
): Promise<void> =>
  store.write((connection) => {
    if (what === 'prints') {
      const forget = connection.prepare(`UPDATE print_run SET file_name = NULL WHERE id = ?`);
      for (const { id } of gone.files) forget.run(id);
    } else {
      // The content's hash stays, so that the same file is known when it is dropped again.
      const forget = connection.prepare(
        `UPDATE scan_file SET destination = NULL, original_name = '–', diagnostics_json = NULL, reason = reason_code,
           reason_nl = reason_code WHERE id = ?`,
      );
      const statements = [
        `DELETE FROM scan_page_history WHERE scan_page_id IN (SELECT id FROM scan_page WHERE scan_file_id = ?)`,
        `DELETE FROM scan_page WHERE scan_file_id = ?`,
        `DELETE FROM closed_scan WHERE scan_file_id = ?`,
      ].map((sql) => connection.prepare(sql));
      for (const { id } of gone.files) {
        forget.run(id);
        for (const statement of statements) statement.run(id);
      }
    }
    const { files, bytes, goneBefore } = gone;
    const about = { survey, wave, what, files: files.length, bytes, goneBefore };
    recordAct(connection, 'deleted', about, { at });
  });
