import { isPaperlineError, PaperlineError } from '../domain/errors.ts';
import { waveNameOf } from '../domain/wave-name.ts';
import { recordAct } from './audit-log.ts';
import type { Connection, Store } from './store.ts';

export interface Wave {
  readonly id: number;
  readonly survey: string;
  readonly name: string;
  readonly state: 'open' | 'closed';
}

/** The quarter that `at` falls in by this machine's calendar, such as `2026-Q4`. */
export const quarterOf = (at: Date): string => `${at.getFullYear()}-Q${Math.floor(at.getMonth() / 3) + 1}`;

/**
 * The wave that a scan of an adopted form comes into: the open one of its survey that was opened last, else a new one
 * for the quarter; null where the quarter's is closed. Inside a transaction.
 */
export const waveOfToday = (connection: Connection, survey: string, at: Date): Wave | null => {
  const latest = connection
    .prepare<[string], Wave>(
      `SELECT id, survey, name, state FROM wave WHERE survey = ? AND state = 'open'
       ORDER BY opened_at DESC, id DESC LIMIT 1`,
    )
    .get(survey);
  if (latest !== undefined) return latest;
  try {
    return openWave(connection, survey, quarterOf(at), at);
  } catch (error) {
    if (isPaperlineError(error) && error.code === 'wave-closed') return null;
    throw error;
  }
};

/**
 * The open wave of `survey` with that name, made where there is none. Inside a transaction.
 * @throws PaperlineError `wave-closed`; `usage` for a new one of a name that is none
 */
export const openWave = (connection: Connection, survey: string, name: string, at: Date): Wave => {
  connection
    .prepare(`INSERT INTO survey (id, created_at) VALUES (?, ?) ON CONFLICT (id) DO NOTHING`)
    .run(survey, at.toISOString());
  const { changes } = connection
    .prepare(
      `INSERT INTO wave (survey, name, opened_at) VALUES (?, ?, ?) ON CONFLICT (survey, name) DO NOTHING`,
    )
    .run(survey, name, at.toISOString());
  if (changes === 1) recordAct(connection, 'wave-opened', { survey, wave: waveNameOf(name) }, { at });
  const wave = connection
    .prepare(`SELECT id, survey, name, state FROM wave WHERE survey = ? AND name = ?`)
    .get(survey, name) as Wave;
  if (wave.state === 'closed') {
    throw new PaperlineError({
      code: 'wave-closed',
      message: `Wave ${name} of survey ${survey} is closed; nothing can be added to it.`,
      remedy: 'Print for another wave: name it with --wave.',
    });
  }
  return wave;
};

/** Names of surveys as questionnaires have them; an adopted form may bring another. */
const SURVEY_NAME = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/u;

/**
 * Opens a new wave, of a survey of which nothing was printed yet too.
 * @throws PaperlineError `wave-exists` where there is an open one of that name, `wave-closed` where there was one; `usage`
 * for names that are none
 */
export const openNewWave = (store: Store, survey: string, name: string, at: Date): Promise<Wave> =>
  store.write((connection) => {
    const known = connection
      .prepare<[string, string], Pick<Wave, 'state'>>(`SELECT state FROM wave WHERE survey = ? AND name = ?`)
      .get(survey, name);
    if (known?.state === 'open') {
      throw new PaperlineError({
        code: 'wave-exists',
        message: `Wave ${name} of survey ${survey} is open already.`,
        remedy: 'Nothing was changed: print for it with --wave, or name another wave.',
      });
    }
    if (known?.state === 'closed') {
      throw new PaperlineError({
        code: 'wave-closed',
        message: `Wave ${name} of survey ${survey} was closed, and a closed wave never opens again.`,
        remedy: 'Open a wave of another name.',
      });
    }
    const isKnown = connection.prepare(`SELECT 1 FROM survey WHERE id = ?`).get(survey) !== undefined;
    if (!isKnown && !SURVEY_NAME.test(survey)) {
      throw new PaperlineError({
        code: 'usage',
        message: `${JSON.stringify(survey)} cannot be the name of a survey.`,
        remedy: 'Give it as its questionnaire does: small letters, digits and -, such as bus-2026.',
      });
    }
    return openWave(connection, survey, name, at);
  });

/** The names of a survey's waves, oldest first. */
export const listWavesOfSurvey = async (store: Store, survey: string): Promise<string[]> =>
  (
    await store.db
      .selectFrom('wave')
      .select('name')
      .where('survey', '=', survey)
      .orderBy('opened_at')
      .orderBy('id')
      .execute()
  ).map(({ name }) => name);

/** Every wave, by survey, the latest first. */
export const listWavesBySurvey = (store: Store): Promise<Wave[]> =>
  store.read((connection) =>
    connection
      .prepare<[], Wave>(`SELECT id, survey, name, state FROM wave ORDER BY survey, opened_at DESC, id DESC`)
      .all(),
  );
