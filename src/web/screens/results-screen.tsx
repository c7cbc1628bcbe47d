import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Publication } from '../../results/publication-format.ts';
import type { PublicationReply, PublicationView as Note, ResultsReply } from '../../server/results-api.ts';
import { callApi } from '../api-client.ts';
import { Problem } from '../parts/problem.tsx';
import { useReply } from '../parts/use-reply.ts';
import { useScreens } from '../place.ts';
import { GrantsPanel } from '../results/grants-panel.tsx';
import { PublicationView } from '../results/publication-view.tsx';
import { PublishPanel } from '../results/publish-panel.tsx';
import { TakeAlong } from '../results/take-along.tsx';
import { useWords } from '../words/words.ts';

/** As many waves before the chosen one are shown as a trend. */
const WAVES_IN_TREND = 8;

/** Of a survey, the last edition of each wave, oldest wave first, up to the one that is chosen. */
const upTo = (notes: readonly Note[], chosen: Note): Note[] => {
  const last = new Map<string, Note>();
  for (const note of notes) {
    const known = last.get(note.wave);
    if (note.survey === chosen.survey && (known === undefined || known.number < note.number))
      last.set(note.wave, note);
  }
  last.set(chosen.wave, chosen);
  const waves = [...last.values()].toSorted((one, other) => (one.wave < other.wave ? -1 : 1));
  return waves.slice(0, waves.indexOf(chosen) + 1).slice(-WAVES_IN_TREND);
};

/** The publications of `notes`, in their order; null until all are here. */
const useDocuments = (
  notes: readonly Note[],
): { readonly documents: readonly Publication[] | null; readonly error: unknown } => {
  const [state, setState] = useState<{ documents: readonly Publication[] | null; error: unknown }>({
    documents: null,
    error: null,
  });
  const ids = notes.map(({ id }) => id).join();
  useEffect(() => {
    let wanted = true;
    setState({ documents: null, error: null });
    const asked = ids === '' ? [] : ids.split(',');
    Promise.all(asked.map((id) => callApi<PublicationReply>('GET', `/api/results/${id}`))).then(
      (replies) => {
        if (wanted) setState({ documents: replies.map(({ document }) => document), error: null });
      },
      (error: unknown) => {
        if (wanted) setState({ documents: null, error });
      },
    );
    return () => {
      wanted = false;
    };
  }, [ids]);
  return state;
};

/** What is published: charts and tables, to be taken along; for the privacy owner also what agencies may see. */
export const ResultsScreen = (): JSX.Element => {
  const words = useWords();
  const said = words.results;
  const isOwner = useScreens().includes('rows');
  const { reply, error, reload } = useReply<ResultsReply>('/api/results');
  const [chosen, setChosen] = useState<number | null>(null);
  const notes = reply?.publications ?? [];
  const note = notes.find(({ id }) => id === chosen) ?? notes[0] ?? null;
  const { documents, error: documentError } = useDocuments(note === null ? [] : upTo(notes, note));
  const grant = reply?.grants?.find(({ survey }) => survey === note?.survey);
  return (
    <main class="page" id="content">
      <header class="page-head">
        <h1>{said.title}</h1>
        {note === null ? null : (
          <>
            <label class="inline-label results-choice">
              <span class="visually-hidden">
                {said.survey}, {said.wave}
              </span>
              <select
                class="select"
                value={note.id}
                onChange={(event) => setChosen(Number(event.currentTarget.value))}
              >
                {notes.map(({ id, survey, wave, number }) => (
                  <option key={id} value={id}>
                    {survey} · {wave} · {said.edition(number)}
                  </option>
                ))}
              </select>
            </label>
            <span class="muted">{said.published(words.time(note.publishedAt))}</span>
            <span class="spacer" />
            <TakeAlong publication={note.id} />
          </>
        )}
      </header>
      {error === null ? null : <Problem error={error} retry={reload} />}
      {documentError === null ? null : <Problem error={documentError} retry={reload} />}
      {grant === undefined ? null : (
        <p>
          {said.until(grant.endsAt.slice(0, 10))}{' '}
          {grant.downloadsLeft === null ? null : said.left(grant.downloadsLeft)}
        </p>
      )}
      {isOwner ? <PublishPanel onPublished={reload} /> : null}
      {isOwner ? <GrantsPanel /> : null}
      {reply !== null && note === null ? (
        <section class="empty">
          <h2>{said.none}</h2>
          <p>{reply.grants === null ? said.noneText : said.noneForAgency}</p>
        </section>
      ) : null}
      {note !== null && documents === null && documentError === null ? (
        <p class="loading">{words.faults.loading}</p>
      ) : null}
      {documents === null ? null : <PublicationView publications={documents} />}
    </main>
  );
};
