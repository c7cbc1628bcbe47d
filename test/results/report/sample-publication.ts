/** A publication as a company would make it, with figures of nobody: for looking at charts and reports. */
import type {
  Publication,
  PublishedFigure,
  PublishedItem,
  PublishedRow,
} from '../../../src/results/publication-format.ts';

const figure = (
  value: number,
  margin: number,
  change: PublishedFigure['change'] = null,
): PublishedFigure => ({
  value,
  margin,
  above: '',
  change,
});

const row = (
  group: string | null,
  label: PublishedRow['label'],
  base: number,
  shares: PublishedRow['shares'],
  more: Partial<PublishedRow>,
): PublishedRow => ({
  group,
  label,
  letter: group,
  base,
  flagged: base < 100,
  weightedBase: base,
  effectiveBase: Math.round((base * 0.8) / 5) * 5,
  shares,
  margins: shares.map((share) => (share === null ? null : 2)),
  mean: null,
  median: null,
  top: null,
  nps: null,
  ...more,
});

const withheldRow = (group: string, label: PublishedRow['label']): PublishedRow => ({
  ...row(
    group,
    label,
    0,
    Array.from({ length: 10 }, () => null),
    {},
  ),
  base: null,
  weightedBase: null,
  effectiveBase: null,
});

const MARKS = Array.from({ length: 10 }, (_, place) => String(place + 1));
const TOP = MARKS.slice(6);

const ASPECTS: readonly (readonly [string, string, string, number])[] = [
  ['mark_overall', 'Reis als geheel', 'Journey as a whole', 7.6],
  ['mark_punctuality', 'Op tijd rijden', 'Punctuality', 6.7],
  ['mark_seat', 'Zitplaats', 'Seat', 8.1],
  ['mark_clean', 'Netheid van het voertuig van binnen', 'Cleanliness of the vehicle inside', 7.2],
  ['mark_driver', 'Rijstijl van de bestuurder', 'Driving style', 7.8],
  [
    'mark_delay_information',
    'Informatie bij vertraging of storing, onderweg en op de halte',
    'Information on delays and disruptions, on the way and at the stop',
    5.9,
  ],
  ['mark_price', 'Prijs van de reis', 'Price of the journey', 5.4],
  ['mark_safety', 'Veiligheid in het algemeen', 'Safety in general', 8.0],
];

const sharesAround = (mean: number): number[] => {
  const raw = MARKS.map((_, place) => Math.exp(-((place + 1 - mean) ** 2) / 4));
  const total = raw.reduce((sum, each) => sum + each, 0);
  return raw.map((each) => Math.round((100 * each) / total));
};

const itemOf = ([variable, nl, en, mean]: (typeof ASPECTS)[number], shift: number): PublishedItem => {
  const shares = sharesAround(mean + shift);
  const top = figure(
    shares.slice(6).reduce((sum, each) => sum + each, 0),
    3,
    shift > 0 ? 'up' : 'none',
  );
  const whole = row(null, null, 1240, shares, { mean: figure(mean + shift, 0.1), median: 7, top });
  const part = (group: string, label: string, base: number): PublishedRow =>
    row(group, { nl: label, en: label }, base, shares, {
      mean: figure(mean, 0.3),
      median: 7,
      top: figure(top.value, 6),
    });
  return {
    variable,
    label: { nl, en },
    categories: MARKS.map((code, place) => ({ code, label: { nl: code, en: code }, score: place + 1 })),
    top: TOP,
    whole,
    tables: [
      {
        breakdown: 'line',
        label: { nl: 'Lijn', en: 'Line' },
        rows: [
          part('A', '4', 620),
          part('B', '12', 410),
          part('C', '31', 80),
          withheldRow('D', { nl: '52', en: '52' }),
        ],
        hasUnknown: false,
      },
    ],
    name: null,
    question: null,
    importance: variable === 'mark_overall' ? null : Math.round((mean / 12 + 0.05) * 10) / 10,
    noAnswer: { '-1': 2, rest: 1 },
  };
};

/** The publication of a wave; later waves have slightly other figures. */
export const samplePublication = (wave: string, shift = 0): Publication => ({
  schema: 'paperline/publication@1',
  survey: 'sample',
  wave,
  title: { nl: 'Reizigersonderzoek Streekvervoer Voorbeeld', en: 'Passenger survey of Example Transport' },
  languages: ['nl', 'en'],
  edition: 1,
  data: '0'.repeat(32),
  rules: {
    minimumCell: 10,
    minimumBase: 30,
    flaggedBase: 100,
    protection: 10,
    baseStep: 5,
    shareStep: 1,
    meanStep: 0.1,
    weighted: true,
    clustered: true,
  },
  respondents: 1240,
  items: ASPECTS.map((aspect) => itemOf(aspect, shift)),
  withheld: { 'small-group': 3 },
  fieldwork: {
    printed: 5000,
    handedOut: 4100,
    returned: 1310,
    read: 1242,
    fieldErrors: { rate: 0.05, low: 0.01, high: 0.18 },
  },
  notes: ['weighted-by-boarders', 'clustered-by-trip'],
});
