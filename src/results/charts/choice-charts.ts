/** What people chose: a bar for each answer of a question that is no mark. */
import { wordsIn } from '../../rows/data-set.ts';
import * as Plot from '@observablehq/plot';
import type { Publication, PublishedItem } from '../publication-format.ts';
import { CHART_WIDTH, type Chart } from './chart.ts';
import { foldLabel, FOOT_PX, LABELS_PX, pointOf, sayInterval, SHARES, TOP_PX } from './marks-in-rows.ts';
import { MAIN, MUTED } from './palette.ts';
import { nameItems } from './published-items.ts';
import { groupByQuestion } from './questions.ts';
import { sayPercent, type ReportWords } from './words.ts';

const BAR_PX = 24;

interface Answer {
  readonly label: string;
  /** In per cent; null where it is withheld. */
  readonly value: number | null;
  readonly margin: number | null;
}

/** How many chose each option of a question with several answers, the most chosen first. */
const optionsOf = (items: readonly PublishedItem[], language: string): Answer[] => {
  const names = nameItems(items, language);
  return items
    .map(({ whole, categories }, place) => {
      const chosen = categories.findIndex(({ code }) => code === '1');
      return {
        label: names[place] as string,
        value: whole.shares[chosen] ?? null,
        margin: whole.margins[chosen] ?? null,
      };
    })
    .toSorted((one, other) => (other.value ?? -1) - (one.value ?? -1));
};

/** How many gave each answer, in the order of the form. */
const answersOf = ({ whole, categories }: PublishedItem, language: string): Answer[] =>
  categories.map(({ label }, place) => ({
    label: wordsIn(label, language),
    value: whole.shares[place] ?? null,
    margin: whole.margins[place] ?? null,
  }));

/** The axis ends at full twenties, with room for the figure beside the longest bar. */
const reachOf = (bars: readonly { readonly high: number }[]): number =>
  Math.min(100, Math.ceil((Math.max(...bars.map(({ high }) => high)) + 1) / 20) * 20);

const drawBars = (document: Document, answers: readonly Answer[], words: ReportWords): SVGSVGElement => {
  const say = (value: number): string => sayPercent(value, words);
  const bars = answers.flatMap(({ label, value, margin }) =>
    value === null ? [] : [pointOf(label, { value, margin }, 0, 100)],
  );
  return Plot.plot({
    document,
    width: CHART_WIDTH,
    height: TOP_PX + FOOT_PX + answers.length * BAR_PX * 1.2,
    marginLeft: LABELS_PX,
    marginRight: 56,
    marginTop: TOP_PX,
    marginBottom: FOOT_PX,
    x: { domain: [0, reachOf(bars)], label: null, grid: true, tickFormat: say, ticks: 6 },
    y: { domain: answers.map(({ label }) => foldLabel(label)), label: null, tickSize: 0, padding: 0.35 },
    marks: [
      Plot.barX(bars, { y: 'label', x: 'value', fill: MAIN }),
      Plot.ruleY(bars, { y: 'label', x1: 'low', x2: 'high', stroke: MUTED, strokeWidth: 3 }),
      Plot.text(bars, {
        y: 'label',
        x: 'high',
        text: ({ value }: { value: number }) => say(value),
        textAnchor: 'start',
        dx: 8,
        fontWeight: 600,
      }),
      Plot.text(
        answers.filter(({ value }) => value === null),
        {
          y: ({ label }: Answer) => foldLabel(label),
          x: 0,
          text: () => words.withheld,
          textAnchor: 'start',
          dx: 6,
        },
      ),
    ],
  }) as SVGSVGElement;
};

/** One chart a question, but for marks, which have charts of their own; none of questions of which all is withheld. */
export const chartChoices = (publication: Publication, language: string, words: ReportWords): Chart[] =>
  groupByQuestion(publication.items).flatMap(({ label, items, isSeveral }): Chart[] => {
    const [first] = items;
    if (first === undefined || first.top !== null) return [];
    const answers = isSeveral ? optionsOf(items, language) : answersOf(first, language);
    if (answers.every(({ value }) => value === null)) return [];
    const { note, several } = words.charts.choices;
    const say = (value: number): string => sayPercent(value, words);
    return [
      {
        id: `choices-${first.variable}`,
        title: wordsIn(label, language),
        note: isSeveral ? `${note} ${several}` : note,
        table: {
          columns: ['', words.share, words.interval],
          rows: answers.map((answer) => [
            answer.label,
            answer.value === null ? words.withheld : say(answer.value),
            answer.value === null
              ? '–'
              : sayInterval({ value: answer.value, margin: answer.margin }, say, SHARES),
          ]),
        },
        draw: (document) => drawBars(document, answers, words),
      },
    ];
  });
