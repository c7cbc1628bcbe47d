/** A publication with everything in it that formats get wrong, and its figures written down apart from any of them. */
import type {
  Publication,
  PublishedFigure,
  PublishedItem,
  PublishedRow,
} from '../../../src/results/publication-format.ts';

const LANGUAGES = ['nl', 'en', 'fr', 'de'];
const words = (nl: string, en = nl, fr = en, de = en): Record<string, string> => ({ nl, en, fr, de });

export const LONG_LABEL = `${'Wat vindt u van de informatie bij vertraging – “echt” – voor €\u00a03? '.repeat(5)}✓`;
export const QUOTED_LABEL = 'Zei u "ja, <wel>" & niet \'nee\'?';
/** A spreadsheet would run it. */
export const FORMULA_LABEL = '=1+1';

const figure = (value: number, more: Partial<PublishedFigure> = {}): PublishedFigure => ({
  value,
  margin: 3,
  above: '',
  change: null,
  ...more,
});

const row = (group: string | null, more: Partial<PublishedRow>): PublishedRow => ({
  group,
  label:
    group === null ? null : words(`Groep ${group}`, `Group ${group}`, `Groupe ${group}`, `Gruppe ${group}`),
  letter: group === null ? null : 'A',
  base: 240,
  flagged: false,
  weightedBase: 235,
  effectiveBase: 190,
  shares: [],
  margins: [],
  mean: null,
  median: null,
  top: null,
  nps: null,
  ...more,
});

const withheldRow = (group: string, shares: number): PublishedRow =>
  row(group, {
    base: null,
    weightedBase: null,
    effectiveBase: null,
    shares: Array.from({ length: shares }, () => null),
    margins: Array.from({ length: shares }, () => null),
  });

const RECOMMEND = Array.from({ length: 11 }, (_, place) => String(place));
const evenShares = RECOMMEND.map(() => 9);

const recommend: PublishedItem = {
  variable: 'recommend',
  label: words(LONG_LABEL),
  name: null,
  question: null,
  categories: RECOMMEND.map((code) => ({ code, label: words(code), score: Number(code) })),
  top: null,
  whole: row(null, {
    shares: evenShares,
    margins: evenShares.map(() => 2),
    mean: figure(4.8, { margin: 0.2 }),
    median: 5,
    nps: figure(-48, { margin: 7, change: 'down' }),
  }),
  tables: [
    {
      breakdown: 'age',
      label: words('Leeftijd', 'Age', 'Âge', 'Alter'),
      rows: [
        // A score that looks like the code for what is left out of rows.
        row('18-34', { flagged: true, base: 80, shares: evenShares, margins: evenShares, nps: figure(-8) }),
        row('65+', {
          shares: [null, null, ...evenShares.slice(2)],
          margins: [null, null, ...evenShares.slice(2)],
          mean: figure(-0.5, { margin: null, above: 'AB' }),
          median: 7,
        }),
        withheldRow('6-17', 11),
      ],
      hasUnknown: true,
    },
  ],
  importance: null,
  noAnswer: {},
};

const delayed: PublishedItem = {
  variable: 'delayed',
  name: null,
  question: null,
  label: words(QUOTED_LABEL, 'Was it\n  "late"?', 'Du retard ?', 'Verspätet?'),
  categories: [
    { code: '1', label: words(FORMULA_LABEL, 'Yes', 'Oui', 'Ja'), score: null },
    { code: '2', label: words('Nee, "nooit"', 'No', 'Non', 'Nein'), score: null },
  ],
  top: ['1'],
  whole: row(null, { shares: [12.5, 87.5], margins: [2, 2], top: figure(12.5, { change: 'up' }) }),
  tables: [
    {
      breakdown: 'line',
      label: words('Lijn', 'Line', 'Ligne', 'Linie'),
      rows: [row('Île "d’Yeu", ✓', { shares: [0, 100], margins: [null, null] }), withheldRow('52', 2)],
      hasUnknown: false,
    },
  ],
  importance: null,
  noAnswer: {},
};

export const awkwardPublication: Publication = {
  schema: 'paperline/publication@1',
  survey: 'bus-2026',
  wave: '2026-Q4',
  title: words('Hoe was uw reis? <5 & "meer">', 'How was your journey?', 'Votre trajet ?', 'Ihre Fahrt?'),
  languages: LANGUAGES,
  edition: 2,
  data: '0'.repeat(32),
  rules: {
    minimumCell: 12,
    minimumBase: 30,
    flaggedBase: 100,
    protection: 10,
    baseStep: 5,
    shareStep: 0.5,
    meanStep: 0.1,
    weighted: true,
    clustered: true,
  },
  respondents: 1240,
  items: [recommend, delayed],
  withheld: { 'small-group': 2 },
  fieldwork: null,
  notes: ['weighted-by-boarders'],
};

export interface KnownFigure {
  readonly value: number | null;
  readonly margin: number | null;
  readonly base: number | null;
}

/** Every figure there is, by where it stands: item, group, kind, answer. */
export const knownFigures = (): Map<string, KnownFigure> => {
  const known = new Map<string, KnownFigure>();
  for (const { variable, categories, top, whole, tables } of awkwardPublication.items) {
    const rows = [
      { group: 'all', row: whole },
      ...tables.flatMap((table) =>
        table.rows.map((each) => ({ group: `${table.breakdown}=${each.group}`, row: each })),
      ),
    ];
    for (const { group, row: each } of rows) {
      const add = (kind: string, answer: string, value: number | null, margin: number | null): void => {
        known.set([variable, group, kind, answer].join(' / '), { value, margin, base: each.base });
      };
      for (const [place, { code }] of categories.entries())
        add('share', `${variable}=${code}`, each.shares[place] ?? null, each.margins[place] ?? null);
      if (top !== null) add('top', `${variable}=1`, each.top?.value ?? null, each.top?.margin ?? null);
      if (variable !== 'recommend') continue;
      add('mean', '', each.mean?.value ?? null, each.mean?.margin ?? null);
      add('median', '', each.median, null);
      add('nps', '', each.nps?.value ?? null, each.nps?.margin ?? null);
    }
  }
  return known;
};

/** Where a line that was read back stands. */
export const placeOf = (line: Readonly<Record<string, string | number | null>>): string =>
  ['item', 'group', 'figure', 'category'].map((column) => String(line[column] ?? '')).join(' / ');
