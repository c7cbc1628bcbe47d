/** The accuracy report: one HTML file that needs nothing but itself, neither scripts nor a network. */
import { readFile } from 'node:fs/promises';
import type { MissKind, MissSample } from '../miss.ts';
import type { RealResult } from '../real-sets.ts';
import type { AccuracyResults } from '../results.ts';
import type { SimulatedResult } from '../simulated-run.ts';
import { choiceCounts, type FieldCounts, type Tally } from '../tally.ts';
import {
  counted,
  countWords,
  durationWords,
  ratePerTenThousand,
  shareIntervalWords,
  shareOf,
} from './figures.ts';
import { markup, trustedMarkup, type Content, type Markup } from './markup.ts';
import { missCards } from './miss-cards.ts';
import { reliabilityFigure } from './reliability-figure.ts';
import {
  degradationTable,
  kindTable,
  reviewLoadTable,
  reviewReasonTable,
  styleTable,
  tableOf,
} from './tables.ts';

const FIRST_JUDGING_SEED = 1000;
/** Real sets show fewer fields that went to review: their files are at hand. */
const REAL_REVIEW_SHOWN = 24;

const headlineFigure = (name: string, figure: Content, detail: Content, tone: 'good' | 'bad' | ''): Markup =>
  markup`<li class="figure ${tone}"><span class="name">${name}</span> <strong>${figure}</strong> <span class="detail">${detail}</span></li>`;

const headline = ({ profile, tally }: SimulatedResult): Markup => {
  const { pages, lost, strangers, invented } = tally.pages;
  const { fields, silent, review, right } = choiceCounts(tally);
  return markup`<section class="headline" aria-labelledby="headline-${profile}">
<h3 id="headline-${profile}">Simulated paper, <a href="#${profile}">${profile}</a></h3>
<ul class="figures">
${headlineFigure('Silent errors', countWords(silent), `of ${counted(fields, 'choice field')}. In 10,000: ${ratePerTenThousand(silent, fields)}`, silent === 0 ? 'good' : 'bad')}
${headlineFigure('Pages lost', countWords(lost), `of ${counted(pages, 'page')}. 95 %: ${shareIntervalWords(lost, pages)}`, lost === 0 ? 'good' : 'bad')}
${headlineFigure('Review load', shareOf(review, fields), `of choice fields. 95 %: ${shareIntervalWords(review, fields)}`, '')}
${headlineFigure('Right before review', shareOf(right, fields), `of choice fields. 95 %: ${shareIntervalWords(right, fields)}`, '')}
</ul>
${strangers === 0 ? null : markup`<p>${counted(strangers, 'more page')} held no form (blank backs, batch headers, other papers); ${invented === 0 ? 'none' : countWords(invented)} of them ${invented > 1 ? 'were' : 'was'} taken for one.</p>`}
</section>`;
};

const sampleWords = (sample: MissSample, shown: number): string =>
  shown < sample.of
    ? `${countWords(shown)} of ${countWords(sample.of)}, drawn by lot`
    : `all ${countWords(sample.of)}`;

/** Pictures of one kind of miss, or that there is none. */
const missSection = (
  tally: Tally,
  kind: MissKind,
  words: { readonly title: string; readonly none: string; readonly about: string },
  folder: string | null,
  most = Infinity,
): Markup => {
  const sample = tally.misses[kind];
  if (sample.of === 0)
    return markup`<h4 class="miss-kind">${words.title}</h4><p class="none">${words.none}</p>`;
  const shown = sample.kept.slice(0, most);
  const cards = missCards(shown, folder);
  const about = `${words.about} Shown: ${sampleWords(sample, shown.length)}.`;
  // What a person will see anyway is folded away.
  return kind === 'review'
    ? markup`<details><summary>${words.title} <span class="detail">(${sampleWords(sample, shown.length)})</span></summary><p>${about}</p>${cards}</details>`
    : markup`<h4 class="miss-kind">${words.title}</h4><p>${about}</p>${cards}`;
};

const MISS_WORDS = {
  silent: {
    title: 'Silent errors',
    none: 'None: no field was accepted with a wrong value.',
    about: 'Accepted without review although wrong: nobody would have looked.',
  },
  lost: {
    title: 'Lost pages',
    none: 'None: every page of a form gave its answers.',
    about: 'Pages of a form that gave no answers, as they were scanned.',
  },
  invented: {
    title: 'Strangers taken for a form',
    none: 'None.',
    about: 'Pages that are no form and gave answers all the same.',
  },
  review: {
    title: 'Fields that went to review',
    none: 'None.',
    about:
      'Choice and digit fields, and blank text fields, that a person must look at; handwriting, which always goes to a person, aside.',
  },
} as const;

const remakeWords = ({ profile, mix }: SimulatedResult): Markup => {
  const mixOption = mix === 'people' ? '' : ` --mix ${mix}`;
  const command = `npm run accuracy -- --profile ${profile}${mixOption} --seed-from SEED --fields 1 --workers 1 --no-real --keep scans`;
  return markup`<p>To make the files of a miss again: <code>${command}</code>; they are in <code>scans/${profile}-SEED</code>, with the print, its layout and the truth. Outlines in the pictures: <span class="key meant">solid</span> is what was meant (or the cells of the field), <span class="key seen">dashed</span> what was read instead.</p>`;
};

const seedWords = ({ seedFrom, seedTo }: SimulatedResult): string =>
  seedFrom === seedTo ? `Seed ${seedFrom}` : `Seeds ${seedFrom} to ${seedTo}`;

const simulatedSection = (result: SimulatedResult): Markup => {
  const { profile, tally } = result;
  return markup`<section aria-labelledby="${profile}">
<h2 id="${profile}">Simulated paper: ${profile}</h2>
<p>${profile === 'office' ? 'What a document scanner or copier with a feeder makes of forms that were printed in the office.' : 'Telephones, curl, shadow, faxes at 150 dpi, heavy JPEG, dirt and damage.'} ${seedWords(result)}; ${result.mix === 'people' ? 'marks mixed as people mix them' : 'every mark style as often'}.</p>
<h3 id="${profile}-kinds">Kinds of field and styles of mark</h3>
${kindTable(tally)}
${styleTable(tally)}
<h3 id="${profile}-review">Review load</h3>
<p>“Right already”: fields that went to a person although the machine’s value was right.</p>
${reviewLoadTable(tally)}
${reviewReasonTable(tally)}
<h3 id="${profile}-reliability">Reliability of confidence</h3>
<p>All choice fields that were read as an answer or as blank, accepted or not. ${result.seedFrom < FIRST_JUDGING_SEED ? 'These seeds are for tuning.' : 'Held out: nothing in the reader was set on these seeds.'}</p>
${reliabilityFigure(tally.reliability, `${profile}-curve`)}
<h3 id="${profile}-degradations">Degradations</h3>
${degradationTable(tally)}
<h3 id="${profile}-misses">Every miss</h3>
${remakeWords(result)}
${(['silent', 'lost', 'invented', 'review'] as const).map((kind) => missSection(tally, kind, MISS_WORDS[kind], profile))}
</section>`;
};

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

/** What the summary says of real paper. */
const realHeadline = (real: readonly RealResult[]): Markup | null => {
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

const realSetSection = (set: RealResult): Markup => {
  const heading = markup`<h3>${set.name}</h3><p>${set.about}</p>`;
  if (!('tally' in set))
    return markup`${heading}<p class="notice">Skipped: there is no <code>${set.absentFrom}</code>.</p>`;
  const kinds = (['silent', 'lost', 'review'] as const).filter(
    (kind) => kind !== 'lost' || set.tally.pages.pages > 0,
  );
  return markup`${heading}${kinds.map((kind) =>
    missSection(set.tally, kind, MISS_WORDS[kind], null, kind === 'review' ? REAL_REVIEW_SHOWN : Infinity),
  )}`;
};

const realSection = (real: readonly RealResult[]): Markup =>
  real.length === 0
    ? markup`<section aria-labelledby="real"><h2 id="real">Real paper</h2><p class="notice">Not measured in this run.</p></section>`
    : markup`<section aria-labelledby="real">
<h2 id="real">Real paper</h2>
<p>Few fields, from few hands: a check that simulated paper does not deceive, not a rate to promise.</p>
${realTable(real)}
${real.map(realSetSection)}
</section>`;

const WORDS: readonly (readonly [string, string])[] = [
  ['Silent error', 'a field accepted without review whose value is wrong.'],
  ['Review load', 'the share of fields sent to a person.'],
  [
    'Right',
    'value and state are what was meant, accepted or not. Two marks where one is asked are right only as a question for a person; text is right where ink is seen as ink, since a person transcribes it.',
  ],
  [
    'Lost page',
    'a page of a form that gave no answers, or whose answers went to another copy. Its fields count nowhere else.',
  ],
  [
    '95 %',
    'exact intervals (Clopper–Pearson). They take fields as independent; those of one copy share a hand and a scan, so that the true interval is somewhat wider.',
  ],
];

export const renderReport = async (results: AccuracyResults): Promise<string> => {
  const { simulated, real, reader, madeAt, command, seconds } = results;
  const style = await readFile(new URL('report.css', import.meta.url), 'utf8');
  const tuned = simulated.some(({ seedFrom }) => seedFrom < FIRST_JUDGING_SEED);
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>Paperline: how well reading reads</title>
<style>${trustedMarkup(style)}</style>
</head>
<body>
<header>
<h1>How well reading reads</h1>
<p>Paperline’s accuracy report, made ${madeAt.slice(0, 16).replace('T', ' ')} UTC with <code>${reader}</code>: <code>${command}</code>.</p>
<nav aria-label="Contents"><ul>
<li><a href="#summary">Summary</a></li>
${simulated.map(({ profile }) => markup`<li><a href="#${profile}">Simulated: ${profile}</a></li><li><a href="#${profile}-misses">Misses: ${profile}</a></li>`)}
<li><a href="#real">Real paper</a></li>
<li><a href="#words">Words</a></li>
</ul></nav>
</header>
<main>
<section aria-labelledby="summary">
<h2 id="summary">Summary</h2>
${tuned ? markup`<p class="notice">Seeds below ${FIRST_JUDGING_SEED} were used in tuning: these figures do not judge.</p>` : null}
${simulated.length === 0 ? markup`<p class="notice">No simulated paper in this run.</p>` : simulated.map(headline)}
${realHeadline(real)}
</section>
${simulated.map(simulatedSection)}
${realSection(real)}
<section aria-labelledby="words">
<h2 id="words">Words</h2>
<dl class="glossary">${WORDS.map(([word, meaning]) => markup`<div><dt>${word}</dt><dd>${meaning}</dd></div>`)}</dl>
</section>
</main>
<footer><p>Measured in ${durationWords(seconds)}.${simulated.length === 0 ? null : ` Highest memory of a reading process: ${countWords(Math.round(Math.max(...simulated.map((result) => result.highestMemoryMb))))} MB.`}</p></footer>
</body>
</html>
`;
  return page.markup;
};
