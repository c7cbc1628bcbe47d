/** What came of the checks, added up by the database: fields, and the sums that weighing them needs. */
import type { SeenMark } from '../domain/seen-mark.ts';
import { demandSurvey } from './quality-settings.ts';
import { shareOf } from './quality-draw.ts';
import { countOpenChecks } from './quality-queue.ts';
import type { Connection, Store } from './store.ts';

export type Subject = 'machine' | 'person';

export interface StratumFigures {
  readonly subject: Subject;
  readonly variable: string;
  readonly style: SeenMark;
  readonly population: number;
  readonly checked: number;
  readonly wrong: number;
  readonly disputed: number;
  readonly weight: number;
  readonly squares: number;
  readonly wrongWeight: number;
  readonly wrongSquares: number;
  readonly disputedWeight: number;
  readonly disputedSquares: number;
  readonly leastChance: number;
  readonly greatestChance: number;
}

export interface PairFigures {
  readonly variable: string;
  readonly first: string;
  readonly second: string;
  readonly fields: number;
  readonly weight: number;
  readonly squares: number;
}

export interface ReviewerFigures {
  readonly reviewer: string;
  /** Of their decisions. */
  readonly checked: number;
  readonly wrong: number;
  readonly disputed: number;
  /** Fields with a known answer that they were given. */
  readonly known: number;
  readonly knownWrong: number;
}

export interface QualityFigures {
  readonly survey: string;
  readonly share: number;
  readonly waves: readonly { readonly id: number; readonly name: string }[];
  readonly strata: readonly StratumFigures[];
  readonly pairs: readonly PairFigures[];
  readonly reviewers: readonly ReviewerFigures[];
  /** Checks that wait for somebody. */
  readonly open: number;
  /** Accounts that may review and can sign in. */
  readonly reviewersNow: number;
}

/** The sums that weighing needs, over the outcomes for which `holds`. */
const sumsWhere = (holds: string, weight: string, squares: string): string =>
  `COALESCE(sum(CASE WHEN ${holds} THEN fields / chance END), 0) AS ${weight},
   COALESCE(sum(CASE WHEN ${holds} THEN fields / (chance * chance) END), 0) AS ${squares}`;

const IN_WAVE = `survey = @survey AND (@wave IS NULL OR wave_id = @wave)`;

const strataOf = (connection: Connection, survey: string, wave: number | null): StratumFigures[] =>
  connection
    .prepare(
      `WITH checked AS (
         SELECT subject, variable, style, sum(fields) AS checked, sum((outcome = 'wrong') * fields) AS wrong,
           sum((outcome = 'disputed') * fields) AS disputed,
           ${sumsWhere('1', 'weight', 'squares')},
           ${sumsWhere(`outcome = 'wrong'`, 'wrongWeight', 'wrongSquares')},
           ${sumsWhere(`outcome = 'disputed'`, 'disputedWeight', 'disputedSquares')},
           min(chance) AS leastChance, max(chance) AS greatestChance
         FROM quality_outcome WHERE ${IN_WAVE} AND subject <> 'known' GROUP BY subject, variable, style),
       drawn AS (
         SELECT subject, variable, style, sum(standing) AS population FROM quality_population
         WHERE ${IN_WAVE} GROUP BY subject, variable, style)
       SELECT subject, variable, style, COALESCE(population, 0) AS population, COALESCE(checked, 0) AS checked,
         COALESCE(wrong, 0) AS wrong, COALESCE(disputed, 0) AS disputed, COALESCE(weight, 0) AS weight,
         COALESCE(squares, 0) AS squares, COALESCE(wrongWeight, 0) AS wrongWeight, COALESCE(wrongSquares, 0) AS wrongSquares,
         COALESCE(disputedWeight, 0) AS disputedWeight, COALESCE(disputedSquares, 0) AS disputedSquares,
         COALESCE(leastChance, 1) AS leastChance, COALESCE(greatestChance, 0) AS greatestChance
       FROM drawn FULL JOIN checked USING (subject, variable, style)
       ORDER BY subject, variable, style`,
    )
    .all({ survey, wave }) as StratumFigures[];

const pairsOf = (connection: Connection, survey: string, wave: number | null): PairFigures[] =>
  connection
    .prepare(
      `SELECT variable, first_said AS first, second_said AS second, sum(fields) AS fields, sum(fields / chance) AS weight,
         sum(fields / (chance * chance)) AS squares
       FROM quality_pair WHERE ${IN_WAVE}
       GROUP BY variable, first_said, second_said ORDER BY variable, first_said, second_said`,
    )
    .all({ survey, wave }) as PairFigures[];

const reviewersOf = (connection: Connection, survey: string, wave: number | null): ReviewerFigures[] =>
  connection
    .prepare(
      `SELECT reviewer, sum((subject = 'person') * fields) AS checked,
         sum((subject = 'person' AND outcome = 'wrong') * fields) AS wrong,
         sum((subject = 'person' AND outcome = 'disputed') * fields) AS disputed,
         sum((subject = 'known') * fields) AS known, sum((subject = 'known' AND outcome = 'wrong') * fields) AS knownWrong
       FROM quality_outcome WHERE ${IN_WAVE} AND subject <> 'machine'
       GROUP BY reviewer ORDER BY reviewer`,
    )
    .all({ survey, wave }) as ReviewerFigures[];

const countReviewers = (connection: Connection): number =>
  connection
    .prepare<[], number>(
      `SELECT count(*) FROM account WHERE disabled_at IS NULL
         AND EXISTS (SELECT 1 FROM json_each(roles_json) WHERE value = 'reviewer')`,
    )
    .pluck()
    .get() ?? 0;

/**
 * All that is known of a survey's checks, over all its waves or in one of them.
 * @throws PaperlineError `survey-unknown`, `wave-unknown`
 */
export const readQualityFigures = (
  store: Store,
  survey: string,
  findWave: (waves: QualityFigures['waves']) => number | null,
): Promise<QualityFigures> =>
  store.read((connection) => {
    demandSurvey(connection, survey);
    const waves = connection
      .prepare<[string], { id: number; name: string }>(
        `SELECT id, name FROM wave WHERE survey = ? ORDER BY opened_at DESC, id DESC`,
      )
      .all(survey);
    const wave = findWave(waves);
    return {
      survey,
      share: shareOf(connection, survey),
      waves,
      strata: strataOf(connection, survey, wave),
      pairs: pairsOf(connection, survey, wave),
      reviewers: reviewersOf(connection, survey, wave),
      open: countOpenChecks(connection, survey),
      reviewersNow: countReviewers(connection),
    };
  });

/** What one reviewer may know of their own work, survey by survey; surveys in which nothing of theirs was checked are left out. */
export const readFiguresOf = (
  store: Store,
  reviewer: string,
): Promise<(ReviewerFigures & { readonly survey: string })[]> =>
  store.read((connection) =>
    connection
      .prepare<[], string>(`SELECT id FROM survey ORDER BY id`)
      .pluck()
      .all()
      .flatMap((survey) =>
        reviewersOf(connection, survey, null)
          .filter((figures) => figures.reviewer === reviewer)
          .map((figures) => ({ survey, ...figures })),
      ),
  );
