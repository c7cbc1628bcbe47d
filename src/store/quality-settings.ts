import { PaperlineError } from '../domain/errors.ts';
import { recordAct } from './audit-log.ts';
import { qualityKeyOf, shareOf } from './quality-draw.ts';
import type { Connection, Store } from './store.ts';

/** @throws PaperlineError `survey-unknown` */
export const demandSurvey = (connection: Connection, survey: string): void => {
  if (connection.prepare(`SELECT 1 FROM survey WHERE id = ?`).get(survey) !== undefined) return;
  const known = connection.prepare<[], string>(`SELECT id FROM survey ORDER BY id`).pluck().all();
  throw new PaperlineError({
    code: 'survey-unknown',
    message: `There is no survey ${JSON.stringify(survey.slice(0, 100))} here.`,
    remedy:
      known.length === 0
        ? 'Print a form first, or register one.'
        : `The surveys of this data folder are ${known.join(', ')}.`,
  });
};

/**
 * From now on this share, in 0..1, of a survey's accepted readings and of its decisions is read again; 0 draws nothing more.
 * What was drawn before stays drawn, with the chance that it had.
 * @throws PaperlineError `survey-unknown`, `share-invalid`
 */
export const setShare = (store: Store, survey: string, share: number): Promise<void> =>
  store.write((connection) => {
    demandSurvey(connection, survey);
    if (!(share >= 0 && share <= 1)) {
      throw new PaperlineError({
        code: 'share-invalid',
        message: `Expected a share from 0 to 1 but received ${share}.`,
        remedy: 'Write for example 0.02 for one in fifty. Nothing was changed.',
      });
    }
    connection
      .prepare(
        `INSERT INTO quality_setting (survey, share) VALUES (?, ?) ON CONFLICT (survey) DO UPDATE SET share = excluded.share`,
      )
      .run(survey, share);
    recordAct(connection, 'quality-share-set', { survey, share });
  });

export const readShare = (store: Store, survey: string): Promise<number> =>
  store.read((connection) => shareOf(connection, survey));

export const readQualityKey = (store: Store): Promise<string> =>
  store.read((connection) => qualityKeyOf(connection));
