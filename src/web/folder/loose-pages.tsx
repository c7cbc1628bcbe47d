import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { AssignReply, LoosePageReply, LoosePagesReply } from '../../server/folder-api.ts';
import { callApi } from '../api-client.ts';
import { Problem } from '../parts/problem.tsx';
import { useReply } from '../parts/use-reply.ts';
import { useWords, wordsForReason } from '../words/words.ts';
import { PageOpener } from './page-opener.tsx';
import { useAct } from './use-act.ts';

type LoosePage = LoosePagesReply['pages'][number];

/** What the scan shows in each field, and what the machine reads there. */
const Fields = ({ page }: { readonly page: number }): JSX.Element => {
  const words = useWords();
  const { reply, error, reload } = useReply<LoosePageReply>(`/api/pages/without-copy/${page}`);
  if (error !== null) return <Problem error={error} retry={reload} />;
  if (reply === null) return <p class="muted">{words.faults.loading}</p>;
  return (
    <ul class="loose-fields">
      {reply.fields.map(({ variable, value, crop }) => (
        <li key={variable}>
          <span class="muted">
            {variable}
            {words.colon} {value === null || value.length === 0 ? '–' : [value].flat().join(', ')}
          </span>
          {crop === null ? null : (
            <img
              src={crop.url}
              width={crop.width}
              height={crop.height}
              alt={words.folder.looseCrop(variable)}
              loading="lazy"
            />
          )}
        </li>
      ))}
    </ul>
  );
};

const Page = ({
  page,
  onSaid,
}: {
  readonly page: LoosePage;
  readonly onSaid: (said: string) => void;
}): JSX.Element => {
  const words = useWords();
  const id = useId();
  const [copy, setCopy] = useState('');
  const [isOpen, setIsOpen] = useState(false);
  const { busy, error, act } = useAct();
  const say = (path: string, body: unknown, said: (reply: AssignReply) => string): void =>
    act(
      () => callApi<AssignReply>('POST', `/api/pages/without-copy/${page.id}/${path}`, body),
      (reply) => onSaid(said(reply)),
    );
  return (
    <li class="case">
      <p class="case-head">
        <strong class="file-name">{page.file}</strong>{' '}
        <span class="muted">{words.folder.place(page.place)}</span>
      </p>
      <p>{words.folder.loosePage(page.page, page.survey, page.language)}</p>
      <p class="muted">
        {page.reasons
          .filter((reason) => reason !== 'copy-unread' && reason !== 'fields-need-review')
          .map((reason) => wordsForReason(words.pageReasons, reason))
          .join(' ')}
      </p>
      {page.suggestions.map((suggestion) => (
        <p key={suggestion.copy}>
          {words.folder.looseWhy[suggestion.why]}{' '}
          <button type="button" class="button button-small" onClick={() => setCopy(suggestion.copy)}>
            {words.folder.looseTake(suggestion.copy)}
          </button>
        </p>
      ))}
      {error === null ? null : <Problem error={error} />}
      <form
        class="loose-form"
        onSubmit={(event) => {
          event.preventDefault();
          say('copy', { copy }, (reply) => words.folder.looseSaid(reply.copy, reply.tasks));
        }}
      >
        <label class="label" for={`copy-${id}`}>
          {words.folder.looseCopy}
        </label>
        <input
          id={`copy-${id}`}
          class="text-input"
          value={copy}
          autocomplete="off"
          spellcheck={false}
          maxLength={40}
          onInput={(event) => setCopy(event.currentTarget.value)}
        />
        <button type="submit" class="button button-main" disabled={busy || copy.trim() === ''}>
          {words.folder.looseAssign}
        </button>
        <button
          type="button"
          class="button"
          disabled={busy}
          onClick={() => say('aside', undefined, () => words.folder.looseAsideSaid)}
        >
          {words.folder.looseAside}
        </button>
        <button type="button" class="button" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {words.folder.looseShow}
        </button>
      </form>
      {isOpen ? <Fields page={page.id} /> : null}
      <PageOpener
        page={page.id}
        name={`${page.file}, ${words.folder.place(page.place)}`}
        reasons={['whose-copy', 'other']}
      />
    </li>
  );
};

/** Pages that lost their codes, for a person to say of which copy they are; nothing where there are none. */
export const LoosePages = ({ turn }: { readonly turn: number }): JSX.Element | null => {
  const words = useWords();
  const { reply, error, reload } = useReply<LoosePagesReply>('/api/pages/without-copy?limit=50', turn);
  const [said, setSaid] = useState('');
  if (error === null && said === '' && (reply === null || reply.total === 0)) return null;
  return (
    <section class="panel" aria-labelledby="loose-title">
      <h2 id="loose-title">{words.folder.looseTitle}</h2>
      <p class="muted">{words.folder.looseText}</p>
      {error === null ? null : <Problem error={error} retry={reload} />}
      <p role="status">{said}</p>
      {reply === null || reply.total === 0 ? null : (
        <ul class="cases loose-pages">
          {reply.pages.map((page) => (
            <Page
              key={page.id}
              page={page}
              onSaid={(text) => {
                setSaid(text);
                reload();
              }}
            />
          ))}
        </ul>
      )}
      {reply !== null && reply.total > reply.pages.length ? (
        <p class="muted">{words.folder.looseMore(words.count(reply.total - reply.pages.length))}</p>
      ) : null}
    </section>
  );
};
