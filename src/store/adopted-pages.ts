/** Gives the pages of adopted forms, which carry no codes, the copies that they belong to. */
import type { Layout } from '../domain/layout.ts';
import { newCopyCodes } from '../print/copy-codes.ts';
import { copiesByOrder } from './copies-by-order.ts';
import type { ScannedReading, StackState } from './scans.ts';
import type { Connection } from './store.ts';
import { waveOfToday } from './waves.ts';

interface AdoptedVersion {
  readonly survey: string;
  readonly pageCount: number;
}

const adoptedVersions = (connection: Connection): ((form: string) => AdoptedVersion | null) => {
  const find = connection.prepare<[string], { survey: string; layout_json: string }>(
    `SELECT v.survey, v.layout_json FROM adopted_form a JOIN form_version v ON v.form = a.form WHERE a.form = ?`,
  );
  const known = new Map<string, AdoptedVersion | null>();
  return (form) => {
    const seen = known.get(form);
    if (seen !== undefined) return seen;
    const row = find.get(form);
    const version =
      row === undefined
        ? null
        : { survey: row.survey, pageCount: (JSON.parse(row.layout_json) as Layout).pages.length };
    known.set(form, version);
    return version;
  };
};

/** What a reading becomes once its place in the file has told whose it is; pages of other forms stay as they are. */
export type NamePage = (reading: ScannedReading, place: number, stack: StackState) => ScannedReading;

/**
 * Copies that are new are entered into the ledger when their first page is named: `readings` is a whole file in its
 * order. `copyAt` gives the copy that a page, by its place, has had since an earlier reading. Inside a transaction.
 */
export const nameAdoptedPages = (
  connection: Connection,
  readings: readonly ScannedReading[],
  at: Date,
  copyAt: (place: number) => string | null = () => null,
): NamePage => {
  const versionOf = adoptedVersions(connection);
  const copies = copiesByOrder(readings, (form) => versionOf(form)?.pageCount ?? null);
  const codes = new Map<number, string | null>();
  for (const [place, number] of copies) {
    const code = copyAt(place);
    if (number !== null && code !== null) codes.set(number, codes.get(number) ?? code);
  }
  const waveOfBatch = connection.prepare<[string, string], { id: number; state: 'open' | 'closed' }>(
    `SELECT w.id, w.state FROM batch b JOIN wave w ON w.id = b.wave_id WHERE b.code = ? AND w.survey = ?`,
  );
  const insertCopy = connection.prepare(`INSERT INTO copy (code, form, wave_id) VALUES (?, ?, ?)`);

  /** Null where the wave that it would come into is closed. */
  const enterCopy = (form: string, survey: string, stack: StackState): string | null => {
    const ofBatch = stack.batch === null ? undefined : waveOfBatch.get(stack.batch.code, survey);
    const wave = ofBatch ?? waveOfToday(connection, survey, at);
    if (wave === null || wave.state === 'closed') return null;
    const [code] = newCopyCodes(1) as [string];
    insertCopy.run(code, form, wave.id);
    return code;
  };

  return (reading, place, stack) => {
    const number = copies.get(place);
    const { form } = reading;
    if (number === undefined || form === null) return reading;
    const former = copyAt(place);
    if (former !== null) return { ...reading, copy: former };
    if (number === null) {
      const others = reading.reasons.filter((reason) => reason !== 'fields-need-review');
      return { ...reading, status: 'unreadable', reasons: ['page-out-of-turn', ...others] };
    }
    let code = codes.get(number);
    if (code === undefined) {
      code = enterCopy(form, versionOf(form)?.survey ?? '', stack);
      codes.set(number, code);
    }
    return code === null
      ? { ...reading, status: 'review', reasons: [...reading.reasons, 'wave-closed'] }
      : { ...reading, copy: code };
  };
};
