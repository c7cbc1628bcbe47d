import type { RealResult } from '../real-sets.ts';
import type { SimulatedResult } from '../simulated-run.ts';
import { choiceCounts } from '../tally.ts';
import { counted, countWords, ratePerTenThousand, shareIntervalWords, shareOf } from './figures.ts';
import { markup, type Content, type Markup } from './markup.ts';

const headlineFigure = (name: string, figure: Content, detail: Content, tone: 'good' | 'bad' | ''): Markup =>
  markup`<li class="figure ${tone}"><span class="name">${name}</span> <strong>${figure}</strong> <span class="detail">${detail}</span></li>`;

/** What the summary says of one profile. */
export const simulatedHeadline = ({ profile, tally }: SimulatedResult): Markup => {
  const { pages, lost, strangers, invented } = tally.pages;
  const { fields, silent, review, right } = choiceCounts(tally);
  const others = Object.entries(tally.kinds).filter(([kind]) => kind !== 'choice');
  const sumOf = (count: 'fields' | 'silent'): number => others.reduce((sum, [, one]) => sum + one[count], 0);
  return markup`<section class="headline" aria-labelledby="headline-${profile}">
<h3 id="headline-${profile}">Simulated paper, <a href="#${profile}">${profile}</a></h3>
<ul class="figures">
${headlineFigure('Silent errors', countWords(silent), `of ${counted(fields, 'choice field')}. In 10,000: ${ratePerTenThousand(silent, fields)}`, silent === 0 ? 'good' : 'bad')}
${headlineFigure('Pages lost', countWords(lost), `of ${counted(pages, 'page')}. 95 %: ${shareIntervalWords(lost, pages)}`, lost === 0 ? 'good' : 'bad')}
${headlineFigure('Review load', shareOf(review, fields), `of choice fields. 95 %: ${shareIntervalWords(review, fields)}`, '')}
${headlineFigure('Right before review', shareOf(right, fields), `of choice fields. 95 %: ${shareIntervalWords(right, fields)}`, '')}
</ul>
<p>Digit and text fields: ${counted(sumOf('silent'), 'silent error')} in ${countWords(sumOf('fields'))}.
${strangers === 0 ? null : `${counted(strangers, 'more page')} held no form (blank backs, batch headers, other papers); ${invented === 0 ? 'none' : countWords(invented)} of them ${invented > 1 ? 'were' : 'was'} taken for one.`}</p>
</section>`;
};

/** What the summary says of real paper. */
export const realHeadline = (real: readonly RealResult[]): Markup | null => {
  const read = real.flatMap((set) => ('tally' in set ? [set.tally] : []));
  const absent = real.flatMap((set) => ('tally' in set ? [] : [set.name]));
  const counts = read.flatMap(({ kinds }) => Object.values(kinds));
  const silent = counts.reduce((sum, one) => sum + one.silent, 0);
  const fields = counts.reduce((sum, one) => sum + one.fields, 0);
  const lost = read.reduce((sum, { pages }) => sum + pages.lost, 0);
  const pages = read.reduce((sum, one) => sum + one.pages.pages, 0);
  if (real.length === 0) return null;
  return markup`<section class="headline" aria-labelledby="headline-real"><h3 id="headline-real"><a href="#real">Real paper</a>, all sets</h3>
${read.length === 0 ? null : markup`<p>${counted(read.length, 'set')}: ${counted(silent, 'silent error')} in ${counted(fields, 'field')}, ${counted(lost, 'page')} lost of ${countWords(pages)}.</p>`}
${absent.length === 0 ? null : markup`<p class="notice">Skipped, since the data is not beside the checkout: ${absent.join('; ')}.</p>`}</section>`;
};
