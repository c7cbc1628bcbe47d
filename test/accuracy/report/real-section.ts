import type { RealResult } from '../real-sets.ts';
import type { FieldCounts } from '../tally.ts';
import { countWords, ratePerTenThousand, shareOf } from './figures.ts';
import { markup, type Markup } from './markup.ts';
import { missSection } from './miss-section.ts';
import { tableOf } from './tables.ts';

/** Real sets show fewer fields that went to review: their files are at hand. */
const REAL_REVIEW_SHOWN = 24;

type RealRow = Partial<FieldCounts> & { readonly set: RealResult; readonly kind: string };

const realRows = (real: readonly RealResult[]): RealRow[] =>
  real.flatMap((set): RealRow[] =>
    'tally' in set
      ? Object.entries(set.tally.kinds).map(([kind, counts]) => ({ ...counts, set, kind }))
      : [{ set, kind: 'skipped' }],
  );

const countCell = (count: number | undefined): string => (count === undefined ? '–' : countWords(count));

const realTable = (real: readonly RealResult[]): Markup =>
  tableOf<RealRow>(
    'Real scans and handwriting',
    [
      { title: 'Set', cell: ({ set }) => set.name, isWords: true },
      { title: 'Fields of kind', cell: ({ kind }) => kind, isWords: true },
      { title: 'Fields', cell: ({ fields }) => countCell(fields) },
      { title: 'Right', cell: ({ right, fields = 0 }) => shareOf(right ?? 0, fields) },
      { title: 'Review', cell: ({ review }) => countCell(review) },
      { title: 'Silent', cell: ({ silent }) => countCell(silent) },
      {
        title: 'Silent in 10,000 (95 %)',
        cell: ({ silent = 0, fields = 0 }) => ratePerTenThousand(silent, fields),
      },
      {
        title: 'Pages lost',
        cell: ({ set }) =>
          'tally' in set && set.tally.pages.pages > 0
            ? `${set.tally.pages.lost} of ${set.tally.pages.pages}`
            : '–',
      },
    ],
    realRows(real),
  );

const realSetSection = (set: RealResult): Markup => {
  const heading = markup`<h3>${set.name}</h3><p>${set.about}</p>`;
  if (!('tally' in set))
    return markup`${heading}<p class="notice">Skipped: there is no <code>${set.absentFrom}</code>.</p>`;
  const kinds = (['silent', 'lost', 'review'] as const).filter(
    (kind) => kind !== 'lost' || set.tally.pages.pages > 0,
  );
  return markup`${heading}${kinds.map((kind) =>
    missSection(set.tally, kind, null, kind === 'review' ? REAL_REVIEW_SHOWN : Infinity),
  )}`;
};

export const realSection = (real: readonly RealResult[]): Markup =>
  real.length === 0
    ? markup`<section aria-labelledby="real"><h2 id="real">Real paper</h2><p class="notice">Not measured in this run.</p></section>`
    : markup`<section aria-labelledby="real">
<h2 id="real">Real paper</h2>
<p>Few fields, from few hands: a check that simulated paper does not deceive, not a rate to promise.</p>
${realTable(real)}
${real.map(realSetSection)}
</section>`;
