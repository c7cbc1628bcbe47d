/** A store with a wave's worth of open review tasks: a few copies with real pictures, many times over. */
import { openSeed, type Seeded } from '../review/seed.ts';

export interface ManyTasks extends Seeded {
  readonly open: number;
}

/** Ids of one round do not reach those of the next. */
const ROUND = 1_000_000;

/** At least `least` open tasks, of `copies` copies that were drawn and of others that look like them. */
export const seedManyTasks = async (least: number, copies = 60): Promise<ManyTasks> => {
  const seed = await openSeed({ copies, pictures: true });
  const rounds = Math.ceil(least / seed.tasks) - 1;
  for (let round = 1; round <= rounds; round++) {
    const by = round * ROUND;
    const code = (column: string): string => `substr(${column}, 1, 6) || substr('0000' || ${round}, -4)`;
    await seed.store.write((connection) => {
      for (const statement of [
        `INSERT INTO copy SELECT ${code('code')}, print_run_id, form, wave_id, batch FROM copy WHERE length(batch) = 10
           AND code IN (SELECT copy FROM scan_page WHERE id < ${ROUND})`,
        `INSERT INTO scan_page (id, scan_file_id, page_index, status, form, copy, page, counts, reasons_json, diagnostics_json,
           ms_json, reader_version)
         SELECT id + ${by}, scan_file_id, page_index + ${by}, status, form, ${code('copy')}, page, counts, reasons_json,
           diagnostics_json, ms_json, reader_version FROM scan_page WHERE id < ${ROUND} AND copy IS NOT NULL`,
        `INSERT INTO reading (id, scan_page_id, copy, variable, state, value_json, confidence, review, reasons_json,
           alternatives_json)
         SELECT id + ${by}, scan_page_id + ${by}, ${code('copy')}, variable, state, value_json, confidence, review,
           reasons_json, alternatives_json FROM reading WHERE id < ${ROUND}`,
        `INSERT INTO crop SELECT reading_id + ${by}, mime, width, height, frame_json, image FROM crop
         WHERE reading_id < ${ROUND}`,
        `INSERT INTO review_task (id, reading_id, survey, wave_id, copy, variable, kind, confidence, read_as, created_at)
         SELECT id + ${by}, reading_id + ${by}, survey, wave_id, ${code('copy')}, variable, kind, confidence, read_as,
           created_at FROM review_task WHERE id < ${ROUND}`,
      ]) {
        connection.prepare(statement).run();
      }
    });
  }
  return { ...seed, open: seed.tasks * (rounds + 1) };
};
