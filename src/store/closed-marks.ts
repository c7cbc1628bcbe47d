/**
 * Marks in the folder of keys that a wave was closed: a backup from before knows nothing of it, and restored it would open
 * the wave again. They hold the wave's name and when it was closed, and nothing of its sheets.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Connection } from './store.ts';

const SUFFIX = '.closed';

const markSchema = z.object({ survey: z.string(), wave: z.string(), closedAt: z.string() });

export interface ClosedMark extends z.infer<typeof markSchema> {
  /** The key of the wave's sheets, which was thrown away. */
  readonly key: string;
}

/** Leaves a mark where the wave's key was; one that is there already is written anew. */
export const writeClosedMark = (folder: string, { key, ...mark }: ClosedMark): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const handle = openSync(path.join(folder, key + SUFFIX), 'w', 0o600);
  try {
    writeSync(handle, `${JSON.stringify(mark)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

const markFrom = (text: string): z.infer<typeof markSchema> | null => {
  try {
    return markSchema.parse(JSON.parse(text));
  } catch {
    // What a crash cut off is written anew when the closing goes on.
    return null;
  }
};

export const readClosedMarks = (folder: string): ClosedMark[] =>
  !existsSync(folder)
    ? []
    : readdirSync(folder)
        .filter((name) => name.endsWith(SUFFIX))
        .flatMap((name) => {
          const mark = markFrom(readFileSync(path.join(folder, name), 'utf8'));
          return mark === null ? [] : [{ ...mark, key: name.slice(0, -SUFFIX.length) }];
        });

/** Waves that are open in this database and were closed later stay closed. Gives them. Inside a transaction. */
export const closeMarked = (connection: Connection, marks: readonly ClosedMark[]): ClosedMark[] => {
  const close = connection.prepare(
    `UPDATE wave SET state = 'closed', closed_at = @closedAt WHERE survey = @survey AND name = @wave AND state = 'open'`,
  );
  const forget = connection.prepare(
    `UPDATE sheet_key SET destroyed_at = COALESCE(destroyed_at, @closedAt) WHERE key_id = @key`,
  );
  return marks.filter((mark) => {
    if (close.run(mark).changes === 0) return false;
    forget.run(mark);
    return true;
  });
};
