import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { tablesOf, type ItemTable as Table } from '../../results/charts/item-table.ts';
import { sayPerturbed } from '../../results/charts/published-items.ts';
import type { ReportWords } from '../../results/charts/words.ts';
import type { Publication } from '../../results/publication-format.ts';

const ItemTable = ({
  table: { label, columns, rows, legend },
  words,
}: {
  readonly table: Table;
  readonly words: ReportWords;
}): JSX.Element => {
  const title = useId();
  return (
    <details class="item-table">
      <summary>
        <h3 id={title}>{label}</h3>
      </summary>
      <div class="table-frame" role="region" aria-labelledby={title} tabIndex={0}>
        <table class="rows">
          <thead>
            <tr>
              {columns.map((column, place) => (
                <th key={place} scope="col">
                  {place === 0 ? <span class="visually-hidden">{words.group}</span> : column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ cells: [name, ...cells], strong }, place) =>
              strong ? (
                <tr key={place}>
                  <th scope="rowgroup" colSpan={columns.length} class="breakdown">
                    {name}
                  </th>
                </tr>
              ) : (
                <tr key={place}>
                  <th scope="row">{name}</th>
                  {cells.map((cell, at) => (
                    <td key={at}>{cell}</td>
                  ))}
                </tr>
              ),
            )}
          </tbody>
        </table>
      </div>
      {legend === '' ? null : <p class="muted">{legend}</p>}
    </details>
  );
};

/** Every table that is published of a wave. */
export const ItemTables = ({
  publication,
  language,
  words,
}: {
  readonly publication: Publication;
  readonly language: string;
  readonly words: ReportWords;
}): JSX.Element => (
  <section class="item-tables panel">
    <h2>{words.tables}</h2>
    <p class="muted">
      – {words.withheld}; * {words.small}; ▲ {words.change.up}; ▼ {words.change.down}. {words.aboveNote}
    </p>
    {publication.rules.perturbation === undefined ? null : <p>{sayPerturbed(publication, words)}</p>}
    {tablesOf(publication.items, language, words).map((table, place) => (
      <ItemTable key={place} table={table} words={words} />
    ))}
  </section>
);
