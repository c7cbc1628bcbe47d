/** The waves as they are listed: what stands in the way of closing the open ones, and what is left of the closed ones. */
import { checkClosing, type ClosingCheck } from './closing-steps.ts';
import { countClosedRows } from './closed-rows.ts';
import type { Store } from './store.ts';
import type { WaveFigures } from './wave-figures.ts';
import type { Wave } from './waves.ts';

export interface ListedWave {
  readonly survey: string;
  readonly wave: string;
  /** `closing`: it has begun and not ended; the next start carries it on. */
  readonly state: 'open' | 'closing' | 'closed';
  readonly openedAt: string;
  readonly closedAt: string | null;
  /** Of an open wave; null for others. */
  readonly check: ClosingCheck | null;
  /** Of a closed wave; null for others. */
  readonly rows: number | null;
  readonly figures: WaveFigures | null;
}

/** Every wave, of one survey or of all, the latest first. */
export const listWaves = (store: Store, survey: string | null = null): Promise<ListedWave[]> =>
  store.read((connection) =>
    connection
      .prepare<
        [{ survey: string | null }],
        Wave & {
          opened_at: string;
          closed_at: string | null;
          closing: 0 | 1;
          figures_json: string | null;
        }
      >(
        `SELECT w.id, w.survey, w.name, w.state, w.opened_at, w.closed_at, f.figures_json,
           EXISTS (SELECT 1 FROM wave_closing k WHERE k.wave_id = w.id) AS closing
         FROM wave w LEFT JOIN wave_figures f ON f.wave_id = w.id
         WHERE @survey IS NULL OR w.survey = @survey ORDER BY w.opened_at DESC, w.id DESC`,
      )
      .all({ survey })
      .map((row) => ({
        survey: row.survey,
        wave: row.name,
        state: row.closing === 1 ? 'closing' : row.state,
        openedAt: row.opened_at,
        closedAt: row.closed_at,
        check: row.state === 'open' ? checkClosing(connection, row) : null,
        rows: row.state === 'open' ? null : countClosedRows(connection, row.id),
        figures: row.figures_json === null ? null : (JSON.parse(row.figures_json) as WaveFigures),
      })),
  );
