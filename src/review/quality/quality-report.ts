/** How often what was accepted and what was decided is wrong, in one survey. */
import { PaperlineError } from '../../domain/errors.ts';
import { SEEN_MARKS, type SeenMark } from '../../domain/seen-mark.ts';
import {
  readQualityFigures,
  type QualityFigures,
  type ReviewerFigures,
  type StratumFigures,
  type Subject,
} from '../../store/quality-figures.ts';
import type { Store } from '../../store/store.ts';
import { agreementOf, type Agreement } from './agreement.ts';
import {
  errorRateOf,
  mergeGroups,
  NOTHING_CHECKED,
  type CheckedGroup,
  type ErrorRate,
} from './error-rate.ts';
import { shareInterval } from './share-interval.ts';

export interface SubjectReport {
  readonly all: ErrorRate;
  readonly byItem: readonly (ErrorRate & { readonly variable: string })[];
  readonly byStyle: readonly (ErrorRate & { readonly style: SeenMark })[];
}

export interface ReviewerReport extends ReviewerFigures {
  /** 95 % intervals, in 0..1, of the share of wrong ones among the decisions checked and among the known answers. */
  readonly wrongInterval: readonly [number, number];
  readonly knownWrongInterval: readonly [number, number];
}

/**
 * What so few people cannot do. `nobody`: nothing can be read again; `one`: decisions are not read again, and what the machine and the
 * one person read differently stays undecided; `two`: where two people differ no third can decide.
 */
export type Lack = 'nobody' | 'one' | 'two' | null;

export interface QualityReport {
  readonly survey: string;
  /** Null for all waves together. */
  readonly wave: string | null;
  readonly waves: readonly string[];
  /** Of accepted readings and of decisions that is read again, in 0..1. */
  readonly share: number;
  readonly open: number;
  readonly lack: Lack;
  readonly machine: SubjectReport;
  readonly people: SubjectReport;
  readonly agreement: {
    readonly all: Agreement;
    readonly byItem: readonly (Agreement & { readonly variable: string })[];
  };
  readonly reviewers: readonly ReviewerReport[];
}

const groupOf = (stratum: StratumFigures): CheckedGroup => ({
  checked: stratum.checked,
  wrong: stratum.wrong,
  disputed: stratum.disputed,
  weights: { sum: stratum.weight, squares: stratum.squares },
  wrongWeights: { sum: stratum.wrongWeight, squares: stratum.wrongSquares },
  disputedWeights: { sum: stratum.disputedWeight, squares: stratum.disputedSquares },
  leastChance: stratum.leastChance,
  greatestChance: stratum.greatestChance,
  population: stratum.population,
});

const rateOf = (strata: readonly StratumFigures[]): ErrorRate =>
  errorRateOf(strata.map(groupOf).reduce(mergeGroups, NOTHING_CHECKED));

const subjectReport = (all: readonly StratumFigures[], subject: Subject): SubjectReport => {
  const strata = all.filter((stratum) => stratum.subject === subject);
  const variables = [...new Set(strata.map(({ variable }) => variable))];
  const styles = SEEN_MARKS.filter((style) => strata.some((stratum) => stratum.style === style));
  return {
    all: rateOf(strata),
    byItem: variables.map((variable) => ({
      variable,
      ...rateOf(strata.filter((stratum) => stratum.variable === variable)),
    })),
    byStyle: styles.map((style) => ({
      style,
      ...rateOf(strata.filter((stratum) => stratum.style === style)),
    })),
  };
};

const lackOf = (reviewers: number): Lack =>
  reviewers === 0 ? 'nobody' : reviewers === 1 ? 'one' : reviewers === 2 ? 'two' : null;

/** What is known of one reviewer, with intervals. */
export const reviewerReport = (figures: ReviewerFigures): ReviewerReport => ({
  ...figures,
  wrongInterval: [
    shareInterval(figures.wrong, figures.checked)[0],
    shareInterval(figures.wrong + figures.disputed, figures.checked)[1],
  ],
  knownWrongInterval: shareInterval(figures.knownWrong, figures.known),
});

const findWave = (survey: string, wave: string | null) => (waves: QualityFigures['waves']) => {
  if (wave === null) return null;
  const found = waves.find(({ name }) => name === wave);
  if (found !== undefined) return found.id;
  throw new PaperlineError({
    code: 'wave-unknown',
    message: `Survey ${survey} has no wave ${JSON.stringify(wave.slice(0, 100))}.`,
    remedy: `Its waves are ${waves.map(({ name }) => name).join(', ')}.`,
  });
};

/** @throws PaperlineError `survey-unknown`, `wave-unknown` */
export const makeQualityReport = async (
  store: Store,
  survey: string,
  wave: string | null = null,
): Promise<QualityReport> => {
  const figures = await readQualityFigures(store, survey, findWave(survey, wave));
  const variables = [...new Set(figures.pairs.map(({ variable }) => variable))];
  return {
    survey,
    wave,
    waves: figures.waves.map(({ name }) => name),
    share: figures.share,
    open: figures.open,
    lack: lackOf(figures.reviewersNow),
    machine: subjectReport(figures.strata, 'machine'),
    people: subjectReport(figures.strata, 'person'),
    agreement: {
      all: agreementOf(figures.pairs.map((pair) => ({ ...pair }))),
      byItem: variables.map((variable) => ({
        variable,
        ...agreementOf(figures.pairs.filter((pair) => pair.variable === variable)),
      })),
    },
    reviewers: figures.reviewers.map(reviewerReport),
  };
};
