import type { JSX } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { Chart } from '../../results/charts/chart.ts';
import { useWords } from '../words/words.ts';

/** A chart with its note, and the table that stands behind it. */
export const ChartFigure = ({ chart }: { readonly chart: Chart }): JSX.Element => {
  const words = useWords();
  const place = useRef<HTMLDivElement>(null);
  const title = useId();
  const note = useId();
  useLayoutEffect(() => {
    const svg = chart.draw(document);
    // Its own style would be refused by the policy of this page; all that it says stands in our sheets.
    svg.querySelector('style')?.remove();
    svg.removeAttribute('class');
    // The whole is one picture with a name; its parts have none.
    for (const part of svg.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-labelledby', title);
    svg.setAttribute('aria-describedby', note);
    place.current?.replaceChildren(svg);
  }, [chart, title, note]);
  return (
    <figure class="chart">
      <figcaption>
        <h2 id={title}>{chart.title}</h2>
        <p id={note} class="muted">
          {chart.note}
        </p>
      </figcaption>
      <div ref={place} class="chart-drawing" />
      <details>
        <summary>{words.results.asTable}</summary>
        {/* Scrolls sideways where it is wide, so it must be reachable by keyboard. */}
        <div class="table-frame" role="region" aria-labelledby={title} tabIndex={0}>
          <table class="rows">
            <thead>
              <tr>
                {chart.table.columns.map((column, place) => (
                  <th key={place} scope="col">
                    {column === '' ? <span class="visually-hidden">{words.results.item}</span> : column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {chart.table.rows.map(([name, ...cells]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {cells.map((cell, place) => (
                    <td key={place}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
};
