/** Counts of a wave as a whole: response and quality. They stay when its sheets are gone. */
import type { Connection } from './store.ts';

export interface WaveFigures {
  readonly printed: number;
  readonly batches: number;
  /** Sums over the batches that say; null where none does. */
  readonly handedOut: number | null;
  readonly returned: number | null;
  readonly boarders: number | null;
  /** Copies of which a page was read, and those of which every page was. */
  readonly copiesRead: number;
  readonly copiesComplete: number;
  readonly pagesRead: number;
  readonly fields: number;
  /** Fields that a person was asked of, that a person decided, and that a person decided otherwise than the machine read. */
  readonly fieldsAsked: number;
  readonly fieldsDecided: number;
  readonly fieldsCorrected: number;
  readonly fieldsUnreadable: number;
}

const sumOf = (column: 'handed_out' | 'returned' | 'boarders'): string =>
  `(SELECT sum(${column}) FROM batch WHERE wave_id = @wave)`;

/** Counted from the sheets. Inside a transaction. */
export const countWave = (connection: Connection, wave: number): WaveFigures => {
  const counted = (sql: string): number | null =>
    connection.prepare<[{ wave: number }], number | null>(`SELECT ${sql}`).pluck().get({ wave }) ?? null;
  const number = (sql: string): number => counted(sql) ?? 0;
  const tasks = `FROM review_task t JOIN reading r ON r.id = t.reading_id
    JOIN decision d ON d.task_id = t.id AND d.undone_at IS NULL WHERE t.wave_id = @wave`;
  const pagesOf = `FROM scan_page p JOIN copy c ON c.code = p.copy WHERE c.wave_id = @wave AND p.counts = 1`;
  return {
    printed: number(`(SELECT sum(copies) FROM print_run WHERE wave_id = @wave)`),
    batches: number(`(SELECT count(*) FROM batch WHERE wave_id = @wave)`),
    handedOut: counted(sumOf('handed_out')),
    returned: counted(sumOf('returned')),
    boarders: counted(sumOf('boarders')),
    copiesRead: number(`(SELECT count(DISTINCT p.copy) ${pagesOf})`),
    copiesComplete: number(
      `(SELECT count(*) FROM (SELECT p.copy, count(*) AS pages, c.form ${pagesOf} GROUP BY p.copy) AS n
        JOIN form_version v ON v.form = n.form WHERE n.pages >= json_array_length(v.layout_json, '$.pages'))`,
    ),
    pagesRead: number(`(SELECT count(*) ${pagesOf})`),
    fields: number(`(SELECT count(*) FROM reading r JOIN copy c ON c.code = r.copy WHERE c.wave_id = @wave)`),
    fieldsAsked: number(`(SELECT count(*) FROM review_task WHERE wave_id = @wave)`),
    fieldsDecided: number(`(SELECT count(*) ${tasks})`),
    fieldsCorrected: number(
      `(SELECT count(*) ${tasks} AND t.kind <> 'text' AND d.state <> 'unreadable'
          AND (d.state <> r.state OR d.value_json <> r.value_json))`,
    ),
    fieldsUnreadable: number(`(SELECT count(*) ${tasks} AND d.state = 'unreadable')`),
  };
};

export const keepFigures = (connection: Connection, wave: number): void => {
  connection
    .prepare(
      `INSERT INTO wave_figures (wave_id, figures_json) VALUES (?, ?)
       ON CONFLICT (wave_id) DO UPDATE SET figures_json = excluded.figures_json`,
    )
    .run(wave, JSON.stringify(countWave(connection, wave)));
};
