/** The accuracy report: one HTML file that needs nothing but itself, neither scripts nor a network. */
import { readFile } from 'node:fs/promises';
import type { AccuracyResults } from '../results.ts';
import { countWords, durationWords } from './figures.ts';
import { markup, trustedMarkup } from './markup.ts';
import { realSection } from './real-section.ts';
import { FIRST_JUDGING_SEED, simulatedSection } from './simulated-section.ts';
import { realHeadline, simulatedHeadline } from './summary.ts';

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
  const memoryMb = Math.round(Math.max(0, ...simulated.map((result) => result.highestMemoryMb)));
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
${simulated.length === 0 ? markup`<p class="notice">No simulated paper in this run.</p>` : simulated.map(simulatedHeadline)}
${realHeadline(real)}
</section>
${simulated.map(simulatedSection)}
${realSection(real)}
<section aria-labelledby="words">
<h2 id="words">Words</h2>
<dl class="glossary">${WORDS.map(([word, meaning]) => markup`<div><dt>${word}</dt><dd>${meaning}</dd></div>`)}</dl>
</section>
</main>
<footer><p>Measured in ${durationWords(seconds)}.${simulated.length === 0 ? null : ` Highest memory of a reading process: ${countWords(memoryMb)} MB.`}</p></footer>
</body>
</html>
`;
  return page.markup;
};
