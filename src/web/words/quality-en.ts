import type { SeenMark } from '../../domain/seen-mark.ts';

/** A rate and its interval, ready to be read out: counts, and percentages without their sign. */
export interface SpokenRate {
  readonly checked: number;
  readonly wrong: number;
  readonly disputed: number;
  readonly rate: string;
  readonly low: string;
  readonly high: string;
}

/** What the screen of quality says, in English. */
export const qualityEn = {
  title: 'Quality',
  intro:
    'A share of what the machine accepts and of what people decide is read again by somebody else, who does not know that it is a check.',
  number: (value: number, digits: number) =>
    value.toLocaleString('en-GB', { maximumSignificantDigits: digits }),
  fixed: (value: number) =>
    value.toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  survey: 'Survey',
  wave: 'Wave',
  allWaves: 'All waves',
  noSurvey: 'There is no survey yet. Figures come with the first scans.',
  inWords: 'In words',
  nothing: {
    machine: 'No machine reading has been read again yet.',
    people: 'No decision has been read again yet.',
  },
  rate: {
    machine: (said: SpokenRate) => spoken('machine readings', said),
    people: (said: SpokenRate) => spoken('decisions of people', said),
  },
  agreement: (fields: string, agreed: string) =>
    `Two people read ${fields} fields and said the same of ${agreed} of them`,
  kappa: (kappa: string, low: string, high: string) =>
    `agreement beyond chance (Cohen’s kappa) ${kappa}, between ${low} and ${high}`,
  noKappa: 'with one answer throughout, kappa tells nothing',
  noAgreement: 'No field has been read by two people yet.',
  certainty: 'The intervals hold the truth 95 times in 100.',
  open: (count: string) => `${count} fields wait to be read again. They keep no row back and no wave open.`,
  noneOpen: 'No field waits to be read again.',
  lack: {
    nobody: 'Nobody may review, so nothing is read again. Invite reviewers.',
    one: 'One person reviews. Their decisions cannot be read again by somebody else, and where they differ from the machine nobody can decide. Invite two more reviewers.',
    two: 'Two people review. Where they differ about a decision there is no third to settle it. Invite one more reviewer.',
  },
  share: 'Read again',
  shareHint: 'Of accepted readings and of decisions; the first of every item and kind of mark more often.',
  shareSaved: 'Saved. It holds from now on.',
  details: 'Where errors are',
  who: 'Whose',
  subjects: { machine: 'The machine', people: 'People' },
  by: 'By',
  groups: { item: 'Item', style: 'Kind of mark' },
  find: 'Find an item',
  onlyWrong: 'Only where something was wrong',
  columns: {
    item: 'Item',
    style: 'Kind of mark',
    checked: 'Checked',
    of: 'Of',
    wrong: 'Wrong',
    disputed: 'Not settled',
    rate: 'Error rate',
    between: '95 % interval',
    kappa: 'Kappa',
    kappaBetween: '95 % interval of kappa',
  },
  noRows: 'Nothing fits.',
  styles: {
    cross: 'Cross',
    tick: 'Tick or stroke',
    fill: 'Filled box',
    circle: 'Circle',
    corrected: 'Corrected',
    digits: 'Digits',
    none: 'Nothing marked',
    other: 'Other',
  } satisfies Record<SeenMark, string> as Readonly<Record<SeenMark, string>>,
  unchecked: 'none yet',
  between: (low: string, high: string) => (low === high ? `${low}\u00a0%` : `${low} to ${high}\u00a0%`),
  reviewers: 'Reviewers',
  reviewersHint:
    'Known answers are fields on which three agree, slipped in now and then. They are plain ones: they tell of attention rather than of hard cases. Each reviewer sees their own figures; only privacy owners see all.',
  reviewerColumns: {
    name: 'Reviewer',
    checked: 'Decisions checked',
    wrong: 'Wrong',
    known: 'Known answers',
    knownWrong: 'Missed',
  },
  noReviewers: 'Nobody’s work has been checked yet.',
  own: 'Your own figures',
  ownHint:
    'Now and then somebody else reads again what you decided, and you get fields whose answer is known. Only you and the privacy owners see this.',
  noOwn: 'Nothing of yours has been checked yet.',
};

const spoken = (what: string, { checked, wrong, disputed, rate, low, high }: SpokenRate): string => {
  const found = wrong === 0 ? 'none was' : wrong === 1 ? '1 was' : `${wrong.toLocaleString('en-GB')} were`;
  const waits = disputed === 0 ? '' : `, ${disputed.toLocaleString('en-GB')} not settled yet`;
  const estimate =
    wrong === 0 && disputed === 0
      ? `at most ${high}\u00a0%`
      : low === high
        ? `${rate}\u00a0%`
        : `${rate}\u00a0%, between ${low} and ${high}\u00a0%`;
  return `Of ${checked.toLocaleString('en-GB')} checked ${what} ${found} wrong${waits}: ${estimate}.`;
};
