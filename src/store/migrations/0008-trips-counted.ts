import type { Migration } from './migration.ts';

const COUNTS = [
  ['handed_out', 'handed-out'],
  ['returned', 'returned'],
  ['boarders', 'boarders'],
] as const;

/** A whole number as people write one; anything else stays in the context as it was written. */
const counted = (key: string): string =>
  `CASE WHEN json_extract(context_json, '$."${key}"') NOT GLOB '*[^0-9]*'
     AND length(json_extract(context_json, '$."${key}"')) BETWEEN 1 AND 6
   THEN CAST(json_extract(context_json, '$."${key}"') AS INTEGER) END`;

/** What was counted on a trip, and what an operator said of files and pages that gave nothing. */
export const tripsCounted: Migration = {
  version: 8,
  statements: [
    // Weights rest on these: numbers of their own, null where nobody counted. revision: of two people who change a batch at
    // once, the second is told.
    ...COUNTS.map(([column]) => `ALTER TABLE batch ADD COLUMN ${column} INTEGER CHECK (${column} >= 0)`),
    `ALTER TABLE batch ADD COLUMN revision INTEGER NOT NULL DEFAULT 1`,
    `UPDATE batch SET ${COUNTS.map(([column, key]) => `${column} = ${counted(key)}`).join(', ')}`,
    ...COUNTS.map(
      ([column, key]) =>
        `UPDATE batch SET context_json = json_remove(context_json, '$."${key}"') WHERE ${column} IS NOT NULL`,
    ),
    // What a batch was before each change: {context, handedOut, returned, boarders}.
    `CREATE TABLE batch_history (
       id INTEGER PRIMARY KEY,
       batch TEXT NOT NULL REFERENCES batch(code),
       revision INTEGER NOT NULL,
       was_json TEXT NOT NULL,
       changed_by TEXT NOT NULL,
       changed_at TEXT NOT NULL,
       UNIQUE (batch, revision)
     ) STRICT`,
    `CREATE INDEX batch_by_wave ON batch(wave_id)`,
    `CREATE INDEX copy_by_batch ON copy(batch) WHERE batch IS NOT NULL`,
    `CREATE INDEX print_run_by_batch ON print_run(batch) WHERE batch IS NOT NULL`,
    // read_again_as: the claim under which a rejected file left the rejected folder. It is written before the file moves.
    `ALTER TABLE scan_file ADD COLUMN read_again_as TEXT`,
    `CREATE UNIQUE INDEX scan_file_read_again ON scan_file(read_again_as) WHERE read_again_as IS NOT NULL`,
    // A person looked and let it be; nothing moves.
    `ALTER TABLE scan_file ADD COLUMN set_aside_at TEXT`,
    `ALTER TABLE scan_file ADD COLUMN set_aside_by TEXT`,
    `ALTER TABLE scan_page ADD COLUMN set_aside_at TEXT`,
    `ALTER TABLE scan_page ADD COLUMN set_aside_by TEXT`,
    // What became of pages is counted as often as something changes: from these indexes alone, since the pages are large.
    `DROP INDEX scan_page_by_status`,
    `CREATE INDEX scan_page_by_status ON scan_page(status, is_batch_header, scan_file_id)`,
    `CREATE INDEX scan_page_by_outcome ON scan_page(scan_file_id, status, is_batch_header, counts, copy)`,
    // Which files ended on a day.
    `CREATE INDEX scan_file_by_end ON scan_file(finished_at) WHERE finished_at IS NOT NULL`,
  ],
};
