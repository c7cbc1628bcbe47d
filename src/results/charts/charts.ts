/** The charts of a publication, in the order in which a board reads them. */
import type { Publication } from '../publication-format.ts';
import type { Chart } from './chart.ts';
import { chartChoices } from './choice-charts.ts';
import { chartDistributions } from './distribution-chart.ts';
import { chartImportance } from './importance-chart.ts';
import { chartMarks, chartRanking } from './mark-charts.ts';
import { chartResponse } from './response-chart.ts';
import { chartTrend } from './trend-chart.ts';
import type { ReportWords } from './words.ts';

/** `publications`: one a wave, oldest first; the last is the one that the charts are of. */
export const chartsOf = (
  publications: readonly Publication[],
  language: string,
  words: ReportWords,
): Chart[] => {
  const publication = publications.at(-1);
  if (publication === undefined) return [];
  return [
    chartMarks(publication, language, words),
    chartTrend(publications, language, words),
    chartDistributions(publication, language, words),
    chartRanking(publication, language, words),
    chartImportance(publication, language, words),
    ...chartChoices(publication, language, words),
    chartResponse(publication, words),
  ].filter((chart) => chart !== null);
};
