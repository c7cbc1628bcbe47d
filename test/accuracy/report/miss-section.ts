import type { MissKind, MissSample } from '../miss.ts';
import type { Tally } from '../tally.ts';
import { countWords } from './figures.ts';
import { markup, type Markup } from './markup.ts';
import { missCards } from './miss-cards.ts';

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

const sampleWords = (sample: MissSample, shown: number): string =>
  shown < sample.of
    ? `${countWords(shown)} of ${countWords(sample.of)}, drawn by lot`
    : `all ${countWords(sample.of)}`;

/** Pictures of one kind of miss, or that there is none. */
export const missSection = (tally: Tally, kind: MissKind, folder: string | null, most = Infinity): Markup => {
  const words = MISS_WORDS[kind];
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
