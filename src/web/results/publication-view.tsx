import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { chartsOf } from '../../results/charts/charts.ts';
import { sayNotes } from '../../results/charts/published-items.ts';
import { REPORT_WORDS } from '../../results/charts/report-words.ts';
import type { Publication } from '../../results/publication-format.ts';
import { useWords } from '../words/words.ts';
import { ChartFigure } from './chart-figure.tsx';
import { ItemTables } from './item-tables.tsx';

/** The charts and tables of a wave, with those before it for the trend; oldest first. */
export const PublicationView = ({
  publications,
}: {
  readonly publications: readonly Publication[];
}): JSX.Element | null => {
  const { language } = useWords();
  const words = REPORT_WORDS[language];
  const charts = useMemo(() => chartsOf(publications, language, words), [publications, language, words]);
  const last = publications.at(-1);
  if (last === undefined) return null;
  return (
    <>
      <p class="muted">
        {words.respondents(last.respondents.toLocaleString(words.locale))}. {sayNotes(last, words).join(' ')}
      </p>
      <div class="charts">
        {charts.map((chart) => (
          <ChartFigure key={chart.id} chart={chart} />
        ))}
      </div>
      <ItemTables publication={last} language={language} words={words} />
    </>
  );
};
