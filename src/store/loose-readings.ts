/**
 * Pages whose codes are gone: their print said which page they are, and not of which copy. Their readings and pictures are
 * kept without a copy, so that they are in no row and in nobody's queue until a person says whose they are.
 */
import type { PageReason } from '../domain/reasons.ts';
import { cropRow, insertCrop, insertReading, type CropsOfPage } from './readings.ts';
import type { ScannedReading } from './scans.ts';
import { keyOf, openPicture, seal, type SheetOwner } from './sheet-keys.ts';
import type { Connection } from './store.ts';

export const isWithoutCopy = ({ copy, reasons }: Pick<ScannedReading, 'copy' | 'reasons'>): boolean =>
  copy === null && reasons.includes('copy-unread');

/** Form versions of which the page may be as well as of the one that it was read with; that one is among them. */
export const formsAlikeOf = ({
  form,
  diagnostics,
}: Pick<ScannedReading, 'form' | 'diagnostics'>): string[] => {
  const alike = diagnostics['formsAlike'];
  return Array.isArray(alike) ? alike.map(String) : form === null ? [] : [form];
};

/** Where a page looks the same in several form versions, and the file has pages of one of them alone, it is of that one. */
export const nameByNeighbours = (
  readings: readonly ScannedReading[],
): ((reading: ScannedReading) => ScannedReading) => {
  const around = new Set(
    readings.flatMap(({ copy, form }) => (copy === null || form === null ? [] : [form])),
  );
  return (reading) => {
    if (!isWithoutCopy(reading) || !reading.reasons.includes('page-alike')) return reading;
    const [form, ...others] = formsAlikeOf(reading).filter((name) => around.has(name));
    if (form === undefined || others.length > 0) return reading;
    return { ...reading, form, reasons: reading.reasons.filter((reason) => reason !== 'page-alike') };
  };
};

/** What a page's reasons become once a person has spoken. */
export const replaceReason = (
  reasons: readonly PageReason[],
  by: 'copy-told' | 'page-set-aside',
): PageReason[] => [
  by,
  ...reasons.filter(
    (reason) =>
      reason !== 'copy-unread' && reason !== 'copy-told' && reason !== 'page-alike' && reason !== by,
  ),
];

export const insertLooseReadings = (
  connection: Connection,
  scanPageId: number,
  { form, fields }: Pick<ScannedReading, 'form' | 'fields'>,
  crops: CropsOfPage,
): void => {
  const survey = connection
    .prepare<[string | null], string>(`SELECT survey FROM form_version WHERE form = ?`)
    .pluck()
    .get(form);
  const reading = insertReading(connection);
  const picture = insertCrop(connection);
  for (const [variable, field] of Object.entries(fields)) {
    const { lastInsertRowid } = reading(scanPageId, null, variable, field);
    const crop = crops.get(variable);
    if (crop === undefined || survey === undefined) continue;
    picture.run(cropRow(connection, lastInsertRowid, crop, { survey, waveId: null }));
  }
};

/** Takes away what an earlier reader saw on a page without a copy; readings of a copy stay. */
export const dropLooseReadings = (connection: Connection, scanPageId: number): void => {
  const loose = `SELECT id FROM reading WHERE scan_page_id = ? AND copy IS NULL`;
  connection.prepare(`DELETE FROM crop WHERE reading_id IN (${loose})`).run(scanPageId);
  connection.prepare(`DELETE FROM reading_history WHERE reading_id IN (${loose})`).run(scanPageId);
  connection.prepare(`DELETE FROM reading WHERE scan_page_id = ? AND copy IS NULL`).run(scanPageId);
};

/** The page's pictures come under the key of its wave, since that of pages without a copy may be thrown away before. */
export const resealPictures = (connection: Connection, scanPageId: number, owner: SheetOwner): void => {
  const pictures = connection
    .prepare<[number], { reading_id: number; image: Uint8Array }>(
      `SELECT k.reading_id, k.image FROM reading r JOIN crop k ON k.reading_id = r.id WHERE r.scan_page_id = ?`,
    )
    .all(scanPageId);
  const update = connection.prepare(`UPDATE crop SET image = ? WHERE reading_id = ?`);
  for (const { reading_id: reading, image } of pictures) {
    update.run(seal(keyOf(connection, owner), openPicture(connection, image)), reading);
  }
};
