import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { PrintReply, PrintRunsReply, PrintRunView, UnreadReply } from '../../server/print-api.ts';
import { callApi } from '../api-client.ts';
import { useAct } from '../folder/use-act.ts';
import { DownloadIcon } from '../parts/icons.tsx';
import { Problem } from '../parts/problem.tsx';
import { useReply } from '../parts/use-reply.ts';
import { useWords } from '../words/words.ts';
import { Doubts } from './doubts.tsx';
import { MadePdf } from './made-pdf.tsx';
import { tripInWords } from './trip-words.ts';

const MOST_COPIES = 5000;
const COPIES_LISTED = 100;

/** The copies of a run that were not read: to be counted and looked for, by codes that say nothing of anybody. */
const Unread = ({ run }: { readonly run: number }): JSX.Element => {
  const words = useWords();
  const { ledger } = words.desk;
  const { reply, error, reload } = useReply<UnreadReply>(`/api/print/${run}/unread?limit=${COPIES_LISTED}`);
  if (error !== null) return <Problem error={error} retry={reload} />;
  if (reply === null) return <p class="muted">{words.faults.loading}</p>;
  if (reply.total === 0) return <p>{ledger.allRead}</p>;
  const more = reply.total - reply.copies.length;
  // A copy of which something was read lacks single pages; of the others there is nothing to say but their codes.
  const largest = Math.max(...reply.copies.map(({ pages }) => pages.length));
  return (
    <>
      <h3>{ledger.notRead(words.count(reply.total))}</h3>
      <p class="muted">{ledger.notReadText}</p>
      <ul class="copy-codes">
        {reply.copies.map(({ copy, pages }) => (
          <li key={copy}>
            <code>{copy}</code>
            {pages.length < largest ? ` ${ledger.lacks(pages.map(String).join(', '))}` : ''}
          </li>
        ))}
      </ul>
      {more > 0 ? <p class="muted">{words.folder.looseMore(words.count(more))}</p> : null}
    </>
  );
};

const PrintAgain = ({
  run,
  onPrinted,
}: {
  readonly run: PrintRunView;
  readonly onPrinted: () => void;
}): JSX.Element => {
  const words = useWords();
  const { ledger } = words.desk;
  const id = useId();
  const lacking = run.missing !== null && run.missing > 0 ? run.missing : run.printed - run.read;
  const [copies, setCopies] = useState(String(Math.min(MOST_COPIES, Math.max(1, lacking))));
  const [made, setMade] = useState<PrintReply | null>(null);
  const { busy, error, act } = useAct();
  return (
    <form
      class="again"
      onSubmit={(event) => {
        event.preventDefault();
        act(
          () => callApi<PrintReply>('POST', `/api/print/${run.run}/again`, { copies: Number(copies) }),
          (reply) => {
            setMade(reply);
            onPrinted();
          },
        );
      }}
    >
      <h3>{ledger.again}</h3>
      <p class="muted" id={`hint-${id}`}>
        {ledger.againText}
      </p>
      {run.wave.open ? (
        <div class="actions">
          <label class="label" for={`copies-${id}`}>
            {words.print.copies}
          </label>
          <input
            id={`copies-${id}`}
            class="text-input copies"
            type="number"
            min={1}
            max={MOST_COPIES}
            step={1}
            required
            value={copies}
            aria-describedby={`hint-${id}`}
            onInput={(event) => setCopies(event.currentTarget.value)}
          />
          <button type="submit" class="button" disabled={busy}>
            {busy ? words.print.making : words.print.make}
          </button>
        </div>
      ) : (
        <p>{ledger.waveClosed}</p>
      )}
      <div role="status">{made === null ? null : <MadePdf made={made} />}</div>
      {error === null ? null : <Problem error={error} />}
    </form>
  );
};

const COLUMNS = 10;

const Run = ({
  run,
  onPrinted,
}: {
  readonly run: PrintRunView;
  readonly onPrinted: () => void;
}): JSX.Element => {
  const words = useWords();
  const { ledger } = words.desk;
  const [open, setOpen] = useState(false);
  const id = useId();
  const number = (count: number | null): string => (count === null ? '–' : words.count(count));
  return (
    <>
      <tr>
        <th scope="row">
          {words.print.run} {run.run}
          <span class="muted">
            {run.survey}, {words.print.languages[run.language] ?? run.language}
          </span>
          <Doubts doubts={run.doubts} />
        </th>
        <td>{run.batch === null ? '–' : tripInWords(run.batch.trip, words)}</td>
        <td class="wave">
          {run.wave.name}
          {run.wave.open ? '' : ` (${words.desk.batches.closed})`}
        </td>
        <td class="when">{words.time(run.createdAt)}</td>
        <td class="number">{words.count(run.printed)}</td>
        <td class="number">{number(run.handedOut)}</td>
        <td class="number">{number(run.returned)}</td>
        <td class="number">{words.count(run.read)}</td>
        <td class="number">{number(run.missing)}</td>
        <td>
          <span class="row-actions">
            <button
              type="button"
              class="button button-small"
              aria-expanded={open}
              aria-controls={id}
              aria-label={`${ledger.details}: ${words.print.run} ${run.run}`}
              onClick={() => setOpen(!open)}
            >
              {ledger.details}
            </button>
            {run.hasFile ? (
              <a
                class="icon-button"
                href={`/api/print/${run.run}/file`}
                download
                aria-label={`${words.print.download} ${run.run}`}
              >
                <DownloadIcon />
              </a>
            ) : null}
          </span>
        </td>
      </tr>
      <tr id={id} hidden={!open}>
        <td colSpan={COLUMNS}>
          {open ? (
            <div class="run-details">
              <div>
                <p>{ledger.complete(words.count(run.complete), words.count(run.printed))}</p>
                <Unread run={run.run} />
              </div>
              <PrintAgain run={run} onPrinted={onPrinted} />
            </div>
          ) : null}
        </td>
      </tr>
    </>
  );
};

const AT_FIRST = 20;
const MOST = 200;

/** The ledger: what was printed, and what came of it. */
export const PrintRuns = ({
  turn,
  onPrinted,
}: {
  readonly turn: number;
  readonly onPrinted: () => void;
}): JSX.Element => {
  const words = useWords();
  const { ledger } = words.desk;
  const [limit, setLimit] = useState(AT_FIRST);
  const { reply, error, reload } = useReply<PrintRunsReply>(`/api/print?limit=${limit}`, turn);
  return (
    <section class="panel" aria-labelledby="runs-title">
      <h2 id="runs-title">{words.print.runs}</h2>
      {error === null ? null : <Problem error={error} retry={reload} />}
      {reply === null ? null : reply.runs.length === 0 ? (
        <p class="muted">{words.print.noRuns}</p>
      ) : (
        <>
          <div class="wide-table" tabIndex={0} role="region" aria-label={ledger.table}>
            <table class="list ledger">
              <thead>
                <tr>
                  <th scope="col">{words.print.run}</th>
                  <th scope="col">{ledger.trip}</th>
                  <th scope="col">{ledger.wave}</th>
                  <th scope="col">{words.print.when}</th>
                  <th scope="col">{ledger.printed}</th>
                  <th scope="col">{words.print.keys['handed-out']}</th>
                  <th scope="col">{words.print.keys['returned']}</th>
                  <th scope="col">{ledger.read}</th>
                  <th scope="col">{ledger.missing}</th>
                  <th scope="col">
                    <span class="visually-hidden">{ledger.details}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {reply.runs.map((run) => (
                  <Run key={run.run} run={run} onPrinted={onPrinted} />
                ))}
              </tbody>
            </table>
          </div>
          <p class="muted">{ledger.explain}</p>
          {reply.total > limit && limit < MOST ? (
            <button type="button" class="button" onClick={() => setLimit(Math.min(MOST, limit * 4))}>
              {words.folder.more}
            </button>
          ) : null}
        </>
      )}
    </section>
  );
};
