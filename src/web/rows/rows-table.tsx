import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RowsReply } from '../../server/rows-api.ts';
import { useScreenKeys } from '../parts/screen-keys.ts';
import { useWords } from '../words/words.ts';
import type { RowCell } from './row-cell.ts';

const isMissing = (value: string): boolean => /^-[123489]$/u.test(value);

interface Place {
  readonly row: number;
  readonly column: number;
}

/** Where a key leads within the table; null where it is none of its keys. */
const placeAfter = ({ key, ctrlKey }: KeyboardEvent, { row, column }: Place, last: Place): Place | null => {
  switch (key) {
    case 'ArrowUp':
      return { row: row - 1, column };
    case 'ArrowDown':
      return { row: row + 1, column };
    case 'ArrowLeft':
      return { row, column: column - 1 };
    case 'ArrowRight':
      return { row, column: column + 1 };
    case 'Home':
      return { row: ctrlKey ? 0 : row, column: 0 };
    case 'End':
      return { row: ctrlKey ? last.row : row, column: last.column };
    default:
      return null;
  }
};

const within = (value: number, most: number): number => Math.min(most, Math.max(0, value));

/**
 * The anonymous rows. Where their wave is open each answer is a button that leads to paper; the table is then one stop of the
 * Tab key, and the arrows go from cell to cell.
 */
export const RowsTable = ({
  reply,
  onCell,
}: {
  readonly reply: RowsReply;
  readonly onCell: (cell: RowCell) => void;
}): JSX.Element => {
  const words = useWords();
  const { rowPicture } = words;
  const { columns, rows, linked, onPaper } = reply;
  const leads = linked.includes(true);
  const body = useRef<HTMLTableSectionElement>(null);
  const first: Place = { row: Math.max(0, linked.indexOf(true)), column: Math.max(0, onPaper.indexOf(true)) };
  const [stop, setStop] = useState(first);
  useLayoutEffect(() => setStop(first), [reply]);
  useScreenKeys(
    leads
      ? [
          [['←', '↑', '↓', '→'], rowPicture.keys.move],
          [['enter'], rowPicture.keys.open],
          [['Home', 'End'], rowPicture.keys.ends],
        ]
      : [],
  );
  const go = ({ row, column }: Place): void => {
    const cell = body.current?.rows.item(row)?.cells.item(column);
    (cell?.querySelector('button') ?? cell)?.focus();
    setStop({ row, column });
  };
  const last: Place = { row: rows.length - 1, column: columns.length - 1 };
  const onKey = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey) return;
    const next = placeAfter(event, stop, last);
    if (next === null) return;
    event.preventDefault();
    go({ row: within(next.row, last.row), column: within(next.column, last.column) });
  };
  const id = columns.indexOf('row_id');
  return (
    <>
      {leads ? (
        <p class="muted rows-hint" id="rows-hint">
          {rowPicture.hint}
        </p>
      ) : null}
      {/* Scrolls both ways, so it must be reachable by keyboard. */}
      <div class="table-frame" role="region" aria-label={words.rows.table} tabIndex={0}>
        <table
          class="rows"
          {...(leads
            ? {
                role: 'grid',
                'aria-label': words.rows.table,
                'aria-describedby': 'rows-hint',
                'aria-readonly': true,
                onKeyDown: onKey,
              }
            : {})}
        >
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody ref={body}>
            {rows.map((cells, row) => (
              <tr key={cells[id]}>
                {cells.map((value, column) => {
                  const isStop = leads && stop.row === row && stop.column === column;
                  const tabIndex = isStop ? 0 : -1;
                  const name = columns[column] ?? '';
                  const leadsOn = linked[row] === true && onPaper[column] === true;
                  return (
                    <td
                      key={name}
                      data-missing={isMissing(value)}
                      data-pending={value === '-9'}
                      title={value.length > 24 ? value : undefined}
                      {...(leads && !leadsOn ? { tabIndex, onFocus: () => setStop({ row, column }) } : {})}
                    >
                      {leadsOn ? (
                        <button
                          type="button"
                          class="row-cell"
                          tabIndex={tabIndex}
                          title={rowPicture.toPaper}
                          onFocus={() => setStop({ row, column })}
                          onClick={() => onCell({ row: cells[id] ?? '', column: name })}
                        >
                          {value}
                        </button>
                      ) : (
                        value
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
};
