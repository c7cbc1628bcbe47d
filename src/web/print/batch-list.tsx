import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { BatchesReply, BatchView } from '../../server/print-api.ts';
import { DownloadIcon, MoreIcon } from '../parts/icons.tsx';
import { Problem } from '../parts/problem.tsx';
import { useReply } from '../parts/use-reply.ts';
import { useWords } from '../words/words.ts';
import { BatchDialog } from './batch-dialog.tsx';
import { Doubts } from './doubts.tsx';
import { tripInWords } from './trip-words.ts';

const AT_FIRST = 20;
const MOST = 200;

const Batch = ({
  batch,
  onChange,
}: {
  readonly batch: BatchView;
  readonly onChange: () => void;
}): JSX.Element => {
  const words = useWords();
  const { batches } = words.desk;
  const number = (count: number | null): string => (count === null ? '–' : words.count(count));
  const name = tripInWords(batch.trip, words);
  return (
    <tr>
      <th scope="row">
        {name}
        <span class="muted">
          {batch.survey}, <code>{batch.code}</code>
        </span>
        <Doubts doubts={batch.doubts} />
      </th>
      <td class="wave">
        {batch.wave.name}
        {batch.wave.open ? '' : ` (${batches.closed})`}
      </td>
      <td class="number">{words.count(batch.printed)}</td>
      <td class="number">{number(batch.handedOut)}</td>
      <td class="number">{number(batch.returned)}</td>
      <td class="number">{words.count(batch.read)}</td>
      <td class="number">{number(batch.missing)}</td>
      <td class="number">{number(batch.boarders)}</td>
      <td>
        <span class="row-actions">
          {batch.wave.open ? (
            <button
              type="button"
              class="button button-small"
              aria-label={`${batches.change}: ${name}`}
              onClick={onChange}
            >
              {batches.change}
            </button>
          ) : null}
          <a
            class="icon-button"
            href={`/api/batches/${batch.code}/header`}
            download={`batch-${batch.code}.pdf`}
            aria-label={`${batches.header}: ${name}`}
            title={batches.header}
          >
            <DownloadIcon />
          </a>
        </span>
      </td>
    </tr>
  );
};

/** Trips and stacks: what was printed, handed out, came back and was read, and who boarded. */
export const BatchList = ({
  turn,
  onDone,
}: {
  readonly turn: number;
  readonly onDone: () => void;
}): JSX.Element => {
  const words = useWords();
  const { batches, ledger } = words.desk;
  const [find, setFind] = useState('');
  const [doubtful, setDoubtful] = useState(false);
  const [limit, setLimit] = useState(AT_FIRST);
  const [editing, setEditing] = useState<BatchView | 'new' | null>(null);
  const [said, setSaid] = useState('');
  const query = [
    `limit=${limit}`,
    `doubtful=${doubtful ? 'yes' : 'no'}`,
    ...(find.trim() === '' ? [] : [`words=${encodeURIComponent(find.trim())}`]),
  ].join('&');
  const { reply, error, reload } = useReply<BatchesReply>(`/api/batches?${query}`, turn);
  const isFiltered = doubtful || find.trim() !== '';
  const canMake = reply !== null && reply.surveys.length > 0;
  return (
    <section class="panel" aria-labelledby="batches-title">
      <div class="panel-head">
        <h2 id="batches-title">{batches.title}</h2>
        <button type="button" class="button" disabled={!canMake} onClick={() => setEditing('new')}>
          <MoreIcon /> {batches.make}
        </button>
      </div>
      <p class="muted">{canMake || reply === null ? batches.text : batches.noSurveys}</p>
      <div class="filters">
        <label>
          <span class="label">{batches.find}</span>
          <input
            class="text-input"
            type="search"
            maxLength={100}
            value={find}
            onInput={(event) => setFind(event.currentTarget.value)}
          />
        </label>
        <label class="check">
          <input
            type="checkbox"
            checked={doubtful}
            onChange={(event) => setDoubtful(event.currentTarget.checked)}
          />
          <span>{batches.onlyDoubtful}</span>
        </label>
      </div>
      {error === null ? null : <Problem error={error} retry={reload} />}
      <p role="status">{said}</p>
      {reply === null ? null : reply.batches.length === 0 ? (
        <p class="muted">{isFiltered ? batches.noneFound : batches.none}</p>
      ) : (
        <div class="wide-table" tabIndex={0} role="region" aria-label={batches.table}>
          <table class="list ledger">
            <thead>
              <tr>
                <th scope="col">{ledger.trip}</th>
                <th scope="col">{ledger.wave}</th>
                <th scope="col">{ledger.printed}</th>
                <th scope="col">{words.print.keys['handed-out']}</th>
                <th scope="col">{words.print.keys['returned']}</th>
                <th scope="col">{ledger.read}</th>
                <th scope="col">{ledger.missing}</th>
                <th scope="col">{words.print.keys['boarders']}</th>
                <th scope="col">
                  <span class="visually-hidden">{batches.change}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {reply.batches.map((batch) => (
                <Batch key={batch.code} batch={batch} onChange={() => setEditing(batch)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {reply !== null && reply.total > limit && limit < MOST ? (
        <button type="button" class="button" onClick={() => setLimit(Math.min(MOST, limit * 4))}>
          {words.folder.more}
        </button>
      ) : null}
      {editing === null || reply === null ? null : (
        <BatchDialog
          batch={editing === 'new' ? null : editing}
          surveys={reply.surveys}
          onDone={(batch) => {
            setEditing(null);
            setSaid(batches.saved(tripInWords(batch.trip, words)));
            onDone();
          }}
          onClose={() => setEditing(null)}
        />
      )}
    </section>
  );
};
