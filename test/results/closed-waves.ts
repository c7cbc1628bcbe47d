/** Closed waves of the short survey in a seeded store, as closing leaves them. */
import { randomInt } from 'node:crypto';
import { Random } from '../../fixtures/simulator/random.ts';
import { replaceClosedRows, type ClosedRow } from '../../src/store/closed-rows.ts';
import type { Store } from '../../src/store/store.ts';
import { openWave } from '../../src/store/waves.ts';

export const CLOSED_SURVEY = 'short-survey';

/** Writes `count` rows into `wave`, a quarter such as 2026-Q1, and closes it; `better` moves the marks. */
export const addClosedWave = async (
  store: Store,
  wave: string,
  { count, better = 0 }: { readonly count: number; readonly better?: number },
): Promise<void> => {
  const random = new Random(count);
  const rows = Array.from({ length: count }, (_, place): ClosedRow => {
    const mark = Math.max(1, Math.min(10, Math.round(7 + better + random.gauss(0, 1.6))));
    return {
      rowId: `${wave}${String(place).padStart(6, '0')}`,
      values: {
        row_id: `${wave}${place}`,
        survey: CLOSED_SURVEY,
        wave,
        language: 'nl',
        mode: 'paper',
        line: place % 3 === 0 ? '4' : '12',
        day_part: place % 2 === 0 ? 'morning' : 'evening',
        mark_overall: String(mark),
      },
      weight: place % 3 === 0 ? 0.5 : 1.25,
      cluster: place % 20,
      recordKey: randomInt(256),
    };
  });
  await store.write((connection) => {
    const openedAt = new Date(`${wave.slice(0, 4)}-0${wave.slice(-1)}-01T00:00:00Z`);
    const { id } = openWave(connection, CLOSED_SURVEY, wave, openedAt);
    replaceClosedRows(connection, id, rows, []);
    connection.prepare(`UPDATE wave SET state = 'closed', closed_at = opened_at WHERE id = ?`).run(id);
  });
};
