/** What a run says on the terminal. */
import type { Miss } from './miss.ts';
import type { AccuracyResults } from './results.ts';
import { shareInterval } from '../../src/review/quality/share-interval.ts';
import { choiceCounts, type FieldCounts, type Tally } from './tally.ts';

const percent = (part: number, of: number, digits = 2): string =>
  of === 0 ? '-' : `${((100 * part) / of).toFixed(digits)} %`;
const perTenThousand = (share: number): string => (share * 10_000).toFixed(2);

const rowsOf = (groups: Record<string, FieldCounts & { pages?: number; lost?: number }>): string[] =>
  Object.entries(groups)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, { fields, right, review, silent, pages, lost }]) =>
      [
        name.padEnd(16),
        String(fields).padStart(8),
        percent(right, fields).padStart(9),
        percent(review, fields).padStart(8),
        String(silent).padStart(6),
        ...(pages === undefined ? [] : [String(pages).padStart(7), String(lost).padStart(5)]),
      ].join(' '),
    );

const missLine = (miss: Miss): string => {
  const { picture: _, ...facts } = miss;
  return JSON.stringify(facts);
};

const headline = (tally: Tally): string[] => {
  const { pages } = tally;
  const choice = choiceCounts(tally);
  const [low, high] = shareInterval(choice.silent, choice.fields);
  const rate = perTenThousand(choice.silent / Math.max(1, choice.fields));
  return [
    `${pages.pages} pages, lost ${pages.lost}; ${pages.strangers} strangers, taken for ours ${pages.invented}`,
    `choice fields ${choice.fields}: silent errors ${choice.silent} (${rate} in 10,000; 95 % interval ${perTenThousand(low)} to ${perTenThousand(high)}), review load ${percent(choice.review, choice.fields)}`,
  ];
};

const detail = (tally: Tally): string[] => [
  '',
  'kind, mark style   fields     right   review silent   pages  lost',
  ...rowsOf(tally.kinds),
  '',
  ...rowsOf(tally.styles),
  '',
  ...rowsOf(tally.degradations),
  '',
  'confidence       fields   right',
  ...tally.reliability.map(
    ({ from, fields, right }) =>
      `from ${from.toFixed(4)} ${String(fields).padStart(8)}   ${percent(right, fields, 3)}`,
  ),
];

const missLines = ({ misses }: Tally): string[] =>
  [...misses.silent.kept, ...misses.lost.kept, ...misses.invented.kept].map(missLine);

export const resultsAsText = ({ simulated, real }: AccuracyResults): string =>
  [
    ...simulated.flatMap(({ profile, mix, seedFrom, seedTo, tally }) => [
      `simulated, profile ${profile}, mix ${mix}, seeds ${seedFrom} to ${seedTo}`,
      ...headline(tally),
      ...detail(tally),
      '',
      ...missLines(tally),
      '',
    ]),
    ...real.flatMap((set) =>
      'tally' in set
        ? [`real, ${set.name}`, ...rowsOf(set.tally.kinds), ...missLines(set.tally), '']
        : [`real, ${set.name}: skipped, there is no ${set.absentFrom}`, ''],
    ),
  ].join('\n');
