import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { OpeningsReply } from '../../server/oversight-api.ts';
import { BackIcon, ForwardIcon } from '../parts/icons.tsx';
import { Problem } from '../parts/problem.tsx';
import { useReply } from '../parts/use-reply.ts';
import { useWords } from '../words/words.ts';
import '../styles/oversight.css';

const PAGE_SIZE = 50;

/** Who opened which page, or one answer on it, when and why, for a privacy owner. */
export const OpeningsScreen = (): JSX.Element => {
  const { oversight, faults, time, count } = useWords();
  const words = oversight.openings;
  const [person, setPerson] = useState('');
  const [offset, setOffset] = useState(0);
  const who = person === '' ? '' : `&person=${encodeURIComponent(person)}`;
  const { reply, error, reload } = useReply<OpeningsReply>(
    `/api/openings?offset=${offset}&limit=${PAGE_SIZE}${who}`,
  );
  const total = reply?.total ?? 0;
  const last = Math.min(total, offset + PAGE_SIZE);
  return (
    <main class="page" id="content">
      <header class="page-head">
        <h1>{words.title}</h1>
        <span class="spacer" />
        <label class="label" for="person">
          {words.person}
        </label>
        <select
          id="person"
          class="select"
          value={person}
          onChange={(event) => {
            setPerson(event.currentTarget.value);
            setOffset(0);
          }}
        >
          <option value="">{words.everybody}</option>
          {(reply?.people ?? []).map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </header>
      <p class="muted">{words.text}</p>
      {error === null ? null : <Problem error={error} retry={reload} />}
      {reply === null && error === null ? <p class="loading">{faults.loading}</p> : null}
      {reply !== null && total === 0 ? <p class="muted">{words.none}</p> : null}
      {reply === null || total === 0 ? null : (
        <section class="panel" aria-label={words.table}>
          <table class="list openings">
            <thead>
              <tr>
                <th scope="col">{words.when}</th>
                <th scope="col">{words.who}</th>
                <th scope="col">{words.what}</th>
                <th scope="col">{words.why}</th>
              </tr>
            </thead>
            <tbody>
              {reply.openings.map((opening) => (
                <tr key={opening.id}>
                  <td class="when">{time(opening.openedAt)}</td>
                  <th scope="row">{opening.reviewer}</th>
                  <td>
                    {opening.file === null && opening.page === null ? (
                      <span class="muted">{words.erased}</span>
                    ) : opening.survey === null || opening.page === null ? (
                      words.noForm
                    ) : opening.variable === null ? (
                      words.page(opening.page, opening.survey)
                    ) : (
                      words.field(opening.variable, opening.page, opening.survey)
                    )}
                    {opening.file === null || opening.place === null ? null : (
                      <span class="muted opening-file">{words.place(opening.file, opening.place)}</span>
                    )}
                  </td>
                  <td>{words.reasons[opening.reason]}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {total <= PAGE_SIZE ? null : (
            <footer class="table-foot">
              <span class="spacer" />
              <span class="paging">
                <span>{words.range(count(offset + 1), count(last), count(total))}</span>
                <button
                  type="button"
                  class="icon-button"
                  aria-label={words.previous}
                  disabled={offset === 0}
                  onClick={() => setOffset(Math.max(0, offset - PAGE_SIZE))}
                >
                  <BackIcon />
                </button>
                <button
                  type="button"
                  class="icon-button"
                  aria-label={words.next}
                  disabled={last >= total}
                  onClick={() => setOffset(offset + PAGE_SIZE)}
                >
                  <ForwardIcon />
                </button>
              </span>
            </footer>
          )}
        </section>
      )}
    </main>
  );
};
