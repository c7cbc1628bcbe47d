import type { ReportWords } from './words.ts';

export const reportEn: ReportWords = {
  locale: 'en-GB',
  title: 'Passenger survey',
  wave: 'Wave',
  edition: (number) => `Edition ${number}`,
  respondents: (count) => `${count} respondents`,
  group: 'Group',
  everybody: 'Everybody',
  base: 'Base',
  weightedBase: 'Weighted',
  mean: 'Mean',
  median: 'Median',
  meanShort: 'Mean',
  medianShort: 'Med.',
  nps: 'Net promoter score',
  share: 'Share',
  top: (categories) => `${categories}, share`,
  interval: '95 % interval',
  withheld: 'withheld',
  small: 'small base',
  change: { up: 'higher than the wave before', down: 'lower than the wave before', none: 'no clear change' },
  aboveNote:
    '± is half the 95 % interval. A letter after a figure: significantly higher than the group of that letter in the same table.',
  charts: {
    marks: {
      title: 'Marks at a glance',
      note: 'The dot is the share that is satisfied, the line its 95 % interval.',
    },
    ranking: {
      title: 'Aspects, ranked by their mean mark',
      note: 'The dot is the mean mark, the line its 95 % interval. Where lines overlap, the order may be chance.',
    },
    distributions: {
      title: 'How the answers are spread',
      note: 'Right of the line: satisfied. Left of it: the other answers, the lowest outermost. Shares of those who answered.',
      joined: 'Answers that may not be shown on their own stand together, such as 1–4.',
    },
    choices: {
      note: 'Share of those who answered, with the 95 % interval.',
      several: 'More than one answer could be chosen.',
    },
    importance: {
      title: 'Importance and satisfaction',
      note: 'Higher up: goes more closely with the overall mark. Further left: fewer are satisfied. What stands at the top left is worth improving first.',
      axis: 'Goes with the overall mark',
      satisfaction: 'Satisfied (%)',
    },
    trend: {
      title: 'From wave to wave',
      note: 'The share that is satisfied in each wave, with its 95 % interval.',
    },
    response: {
      title: 'Response',
      note: 'From the copies that were printed to the copies that were read.',
    },
  },
  left: (items) => `Not shown, since figures are withheld: ${items}.`,
  response: {
    printed: 'Printed',
    handedOut: 'Handed out',
    returned: 'Returned',
    read: 'Read',
    rate: (share) => `${share} of those handed out were read.`,
    unknown: 'not counted',
    errors: (rate, low, high) =>
      `Of the fields accepted without a person, ${rate} are wrong (95 % interval ${low} to ${high}), by blind re-reading of a sample.`,
    noErrors: 'Too few fields were read again to state an error rate.',
  },
  tables: 'Tables',
  how: 'How these figures were made',
  rules: ({ minimumCell, minimumBase, flaggedBase, baseStep }) =>
    `Groups smaller than ${minimumBase} get no figure; those smaller than ${flaggedBase} are flagged. No figure rests on fewer than ${minimumCell} people, and what could be worked out from others is withheld too. Bases are rounded to the nearest ${baseStep}.`,
  perturbed: ({ table, most }) =>
    `To protect people, counts were changed slightly before these figures were made of them (perturbation by cell key, table ${table}; no count by more than ${most}). So tables do not add up exactly, and small differences mean nothing.`,
  notes: {
    'weighted-by-boarders': 'Answers are weighted by the number of people who boarded on each surveyed trip.',
    'not-weighted': 'Every form counts the same; boarders were not counted.',
    'clustered-by-trip': 'Intervals take into account that people of the same trip are alike.',
    'rows-taken-as-independent': 'Intervals take every form as independent of the others.',
    'not-compared':
      'Figures are not compared with the wave before: its counts were changed by a table that is not at hand.',
  },
  page: (page, pages) => `Page ${page} of ${pages}`,
};
