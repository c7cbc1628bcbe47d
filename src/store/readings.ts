import { comparable } from '../domain/comparable-value.ts';
import type { FieldReason } from '../domain/reasons.ts';
import type { Alternative, FieldReading, FieldState, FieldValue } from '../domain/page-read.ts';
import { keyOf, seal, type SheetOwner } from './sheet-keys.ts';
import { openReadingCheck, type DrawnOfPage } from './quality-draw.ts';
import type { Connection } from './store.ts';
import type { TaskKinds } from './task-kinds.ts';

/** A picture of one field for the person who reviews it; `frame` says where the boxes are in its pixels. */
export interface Crop {
  readonly mime: string;
  readonly width: number;
  readonly height: number;
  readonly frame: unknown;
  readonly image: Uint8Array;
}

export type CropsOfPage = ReadonlyMap<string, Crop>;

/** Whose readings these are and what their review tasks carry. */
export interface ReadingOwner {
  readonly survey: string;
  readonly waveId: number;
  readonly copy: string;
  readonly kinds: TaskKinds;
  readonly at: Date;
}

/** Two sure readings that contradict each other leave no more than even odds to the first. */
export const CONFIDENCE_IF_SCANS_DIFFER = 0.5;

export const openTask = (connection: Connection) =>
  connection.prepare(
    `INSERT INTO review_task (reading_id, survey, wave_id, copy, variable, kind, confidence, read_as, created_at)
     VALUES (@readingId, @survey, @waveId, @copy, @variable, @kind, @confidence,
       (SELECT value_json FROM reading WHERE id = @readingId), @at)`,
  );

export const insertCrop = (connection: Connection) =>
  connection.prepare(
    `INSERT INTO crop (reading_id, mime, width, height, frame_json, image)
     VALUES (@readingId, @mime, @width, @height, @frame, @image) ON CONFLICT (reading_id) DO NOTHING`,
  );

/** The picture lies in the database under the key of its sheets alone. */
export const cropRow = (
  connection: Connection,
  readingId: number | bigint,
  crop: Crop,
  owner: SheetOwner,
) => ({
  readingId,
  mime: crop.mime,
  width: crop.width,
  height: crop.height,
  frame: JSON.stringify(crop.frame),
  image: seal(keyOf(connection, owner), crop.image),
});

export const taskRow = (
  readingId: number | bigint,
  variable: string,
  confidence: number,
  owner: ReadingOwner,
) => ({
  readingId,
  survey: owner.survey,
  waveId: owner.waveId,
  copy: owner.copy,
  variable,
  // A reader may name a variable that the stored layout lacks only by a defect; a person can still look at it.
  kind: owner.kinds.get(variable) ?? 'choice',
  confidence,
  at: owner.at.toISOString(),
});

/** Stores one reading; `copy` null where it is not known whose page it is on. */
export const insertReading = (connection: Connection) => {
  const statement = connection.prepare(
    `INSERT INTO reading (scan_page_id, copy, variable, state, value_json, confidence, review, reasons_json,
       alternatives_json, mark)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return (scanPageId: number, copy: string | null, variable: string, field: FieldReading) =>
    statement.run(
      scanPageId,
      copy,
      variable,
      field.state,
      JSON.stringify(field.value),
      field.confidence,
      field.review ? 1 : 0,
      JSON.stringify(field.reasons ?? []),
      JSON.stringify(field.alternatives ?? []),
      field.mark ?? null,
    );
};

/**
 * Stores the readings of a page that counts; a field that needs a person gets a crop and a task, an accepted one that was
 * drawn a crop and a check. Returns the tasks.
 */
export const insertReadings = (
  connection: Connection,
  scanPageId: number,
  fields: Readonly<Record<string, FieldReading>>,
  crops: CropsOfPage,
  owner: ReadingOwner,
  drawn: DrawnOfPage = NOTHING_DRAWN,
): number => {
  const insert = insertReading(connection);
  const insertTask = openTask(connection);
  const cropStatement = insertCrop(connection);
  let tasks = 0;
  for (const [variable, field] of Object.entries(fields)) {
    const { lastInsertRowid } = insert(scanPageId, owner.copy, variable, field);
    const crop = crops.get(variable);
    if (!field.review) {
      checkIfDrawn(
        connection,
        lastInsertRowid,
        { variable, field, crop, chance: drawn.get(variable) },
        owner,
      );
      continue;
    }
    tasks++;
    insertTask.run(taskRow(lastInsertRowid, variable, field.confidence, owner));
    if (crop !== undefined) cropStatement.run(cropRow(connection, lastInsertRowid, crop, owner));
  }
  return tasks;
};

const NOTHING_DRAWN: DrawnOfPage = new Map();

interface MaybeDrawn {
  readonly variable: string;
  readonly field: FieldReading;
  readonly crop: Crop | undefined;
  readonly chance: number | undefined;
}

/** Puts an accepted reading down to be read again where it was drawn. Without a picture nobody can read it. */
export const checkIfDrawn = (
  connection: Connection,
  readingId: number | bigint,
  { variable, field, crop, chance }: MaybeDrawn,
  owner: ReadingOwner,
): void => {
  if (chance === undefined || crop === undefined) return;
  insertCrop(connection).run(cropRow(connection, readingId, crop, owner));
  const { kind } = taskRow(readingId, variable, field.confidence, owner);
  openReadingCheck(connection, { readingId, ...owner, variable, kind, field, chance });
};

interface EarlierReading {
  readonly id: number;
  readonly variable: string;
  readonly state: FieldState;
  readonly value_json: string;
  readonly confidence: number;
  readonly reasons_json: string;
  readonly alternatives_json: string;
  readonly task_id: number | null;
  readonly task_state: 'open' | 'done' | 'dropped' | null;
  readonly has_crop: 0 | 1;
  readonly is_decided: 0 | 1;
}

/** An unsure second scan whose best guess is what the first one read does not contradict it. */
const differs = (earlier: EarlierReading, later: FieldReading): boolean => {
  const sameValue = comparable(JSON.parse(earlier.value_json) as FieldValue) === comparable(later.value);
  return !(sameValue && (earlier.state === later.state || later.review));
};

/**
 * A second scan of a page that counts already: where the two differ, the reading that counts goes to a person with
 * reason `scans-differ` and the other value beside it, unless a person has decided it. `opened` names the
 * fields that need a person since, `withoutCrop` those that went to a person without a picture.
 */
export const noteDifferences = (
  connection: Connection,
  countedPageId: number,
  fields: Readonly<Record<string, FieldReading>>,
  crops: CropsOfPage,
  owner: ReadingOwner,
): { readonly opened: readonly string[]; readonly withoutCrop: readonly string[] } => {
  const earlierReadings = connection
    .prepare(
      `SELECT reading.id, reading.variable, reading.state, value_json, reading.confidence, reasons_json,
         alternatives_json, review_task.id AS task_id, review_task.state AS task_state, crop.reading_id IS NOT NULL AS has_crop,
         EXISTS (SELECT 1 FROM decision WHERE task_id = review_task.id AND undone_at IS NULL) AS is_decided
       FROM reading
       LEFT JOIN review_task ON review_task.reading_id = reading.id
       LEFT JOIN crop ON crop.reading_id = reading.id
       WHERE scan_page_id = ?`,
    )
    .all(countedPageId) as EarlierReading[];
  const updateReading = connection.prepare(
    `UPDATE reading SET review = 1, confidence = ?, reasons_json = ?, alternatives_json = ? WHERE id = ?`,
  );
  // None of these is decided, so a task that is not open was dropped when a newer reader was sure.
  const updateTask = connection.prepare(`UPDATE review_task SET confidence = ?, state = 'open' WHERE id = ?`);
  const insertTask = openTask(connection);
  const cropStatement = insertCrop(connection);
  const opened: string[] = [];
  const withoutCrop: string[] = [];
  for (const earlier of earlierReadings) {
    const later = fields[earlier.variable];
    if (later === undefined || earlier.is_decided === 1 || !differs(earlier, later)) continue;
    const confidence = Math.min(earlier.confidence, CONFIDENCE_IF_SCANS_DIFFER);
    const reasons = new Set<FieldReason>([
      'scans-differ',
      ...(JSON.parse(earlier.reasons_json) as FieldReason[]),
    ]);
    const other = comparable(later.value);
    const alternatives: Alternative[] = [
      { value: later.value, confidence: Math.min(later.confidence, CONFIDENCE_IF_SCANS_DIFFER) },
      ...(JSON.parse(earlier.alternatives_json) as Alternative[]).filter(
        ({ value }) => comparable(value) !== other,
      ),
    ];
    updateReading.run(confidence, JSON.stringify([...reasons]), JSON.stringify(alternatives), earlier.id);
    if (earlier.task_state === null || earlier.task_state === 'dropped') opened.push(earlier.variable);
    if (earlier.task_id === null) {
      insertTask.run(taskRow(earlier.id, earlier.variable, confidence, owner));
    } else {
      updateTask.run(confidence, earlier.task_id);
    }
    const crop = crops.get(earlier.variable);
    if (crop !== undefined) cropStatement.run(cropRow(connection, earlier.id, crop, owner));
    else if (earlier.has_crop === 0) withoutCrop.push(earlier.variable);
  }
  return { opened, withoutCrop };
};
