import { PaperlineError } from '../domain/errors.ts';
import type { Connection } from './store.ts';

export interface Wave {
  readonly id: number;
  readonly survey: string;
  readonly name: string;
  readonly state: 'open' | 'closed';
}

/** The quarter that `at` falls in by this machine's calendar, such as `2026-Q4`. */
export const quarterOf = (at: Date): string => `${at.getFullYear()}-Q${Math.floor(at.getMonth() / 3) + 1}`;

/**
 * The open wave of `survey` with that name, made where there is none. Inside a transaction.
 * @throws PaperlineError `wave-closed`
 */
export const openWave = (connection: Connection, survey: string, name: string, at: Date): Wave => {
  connection
    .prepare(`INSERT INTO survey (id, created_at) VALUES (?, ?) ON CONFLICT (id) DO NOTHING`)
    .run(survey, at.toISOString());
  connection
    .prepare(
      `INSERT INTO wave (survey, name, opened_at) VALUES (?, ?, ?) ON CONFLICT (survey, name) DO NOTHING`,
    )
    .run(survey, name, at.toISOString());
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
