import type { Store } from './store.ts';

export interface OpenWave {
  readonly wave: string;
  /** Copies printed for it. */
  readonly copies: number;
  /** Of these, copies of which a page was read. */
  readonly read: number;
}

/** The waves of a survey that are not closed, with what was printed for them so far. */
export const listOpenWaves = (store: Store, survey: string): Promise<OpenWave[]> =>
  store.read(
    (connection) =>
      connection
        .prepare(
          `SELECT w.name AS wave, count(c.code) AS copies,
                  count(CASE WHEN EXISTS (SELECT 1 FROM scan_page p WHERE p.copy = c.code AND p.counts = 1) THEN 1 END) AS read
           FROM wave w LEFT JOIN copy c ON c.wave_id = w.id
           WHERE w.survey = ? AND w.state = 'open' GROUP BY w.id ORDER BY w.opened_at DESC, w.id DESC`,
        )
        .all(survey) as OpenWave[],
  );

/** The open waves of a survey, as one text: it is another once a wave was opened or closed. */
export const signOfOpenWaves = (store: Store, survey: string): Promise<string> =>
  store.read((connection) =>
    JSON.stringify(
      connection
        .prepare<[string], number>(`SELECT id FROM wave WHERE survey = ? AND state = 'open' ORDER BY id`)
        .pluck()
        .all(survey),
    ),
  );

/** Which of these form versions were printed here. */
export const printedAmong = async (store: Store, forms: readonly string[]): Promise<string[]> =>
  forms.length === 0
    ? []
    : (
        await store.db
          .selectFrom('form_version')
          .select('form')
          .where('form', 'in', [...forms])
          .execute()
      ).map(({ form }) => form);
