import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AdoptedFormsReply, DraftReply, InUseReply } from '../../server/adopted-form-api.ts';
import { callApi, sendFile } from '../api-client.ts';
import { FormEditor } from '../forms/form-editor.tsx';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { CheckIcon } from '../parts/icons.tsx';
import { Problem } from '../parts/problem.tsx';
import { useReply } from '../parts/use-reply.ts';
import { useWords } from '../words/words.ts';

const ACCEPTED = '.pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg';

const NewForm = ({ onMade }: { readonly onMade: (draft: string) => void }): JSX.Element => {
  const words = useWords();
  const [language, setLanguage] = useState('nl');
  const [reading, setReading] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const send = (file: File): void => {
    setReading(file.name);
    setError(null);
    const query = new URLSearchParams({ name: file.name.slice(-200), language });
    sendFile<{ draft: string }>(`/api/adopted/drafts?${query}`, file)
      .then(({ draft }) => onMade(draft), setError)
      .finally(() => setReading(null));
  };
  return (
    <section class="panel" aria-labelledby="new-form-title">
      <h2 id="new-form-title">{words.forms.newTitle}</h2>
      <p class="muted">{words.forms.newText}</p>
      <div class="form-new">
        <label class="setting">
          <span class="label">{words.forms.language}</span>
          <select
            class="select"
            value={language}
            onChange={(event) => setLanguage(event.currentTarget.value)}
          >
            {['nl', 'en', 'fr', 'de'].map((code) => (
              <option key={code} value={code}>
                {words.print.languages[code] ?? code}
              </option>
            ))}
          </select>
        </label>
        <label class="button button-main form-file" data-busy={reading !== null}>
          <input
            type="file"
            class="visually-hidden"
            accept={ACCEPTED}
            disabled={reading !== null}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              event.currentTarget.value = '';
              if (file !== undefined) send(file);
            }}
          />
          {words.forms.choose}
        </label>
      </div>
      <p role="status">{reading === null ? null : words.forms.reading(reading)}</p>
      {error === null ? null : <Problem error={error} />}
    </section>
  );
};

interface ListsProps {
  readonly reply: AdoptedFormsReply;
  readonly onOpen: (draft: string) => void;
  readonly onDrop: (draft: string) => void;
  readonly onCopy: (form: string) => void;
  readonly onRetire: (form: string) => void;
}

const Lists = ({ reply: { drafts, forms }, onOpen, onDrop, onCopy, onRetire }: ListsProps): JSX.Element => {
  const words = useWords();
  const [dropping, setDropping] = useState<AdoptedFormsReply['drafts'][number] | null>(null);
  return (
    <>
      {dropping === null ? null : (
        <ConfirmDialog
          title={words.forms.dropTitle(dropping.survey)}
          text={[words.forms.dropText]}
          action={words.forms.drop}
          otherwise={words.forms.keep}
          onClose={() => setDropping(null)}
          onConfirm={() => {
            onDrop(dropping.draft);
            setDropping(null);
          }}
        />
      )}
      {drafts.length === 0 ? null : (
        <section class="panel" aria-labelledby="drafts-title">
          <h2 id="drafts-title">{words.forms.drafts}</h2>
          <ul class="form-list">
            {drafts.map((each) => {
              const { draft, survey, pages, fields, savedAt } = each;
              return (
                <li key={draft}>
                  <div>
                    <strong>{survey}</strong>
                    <span class="muted">
                      {words.forms.size(pages, fields)}, {words.time(savedAt)}
                    </span>
                  </div>
                  <button type="button" class="button button-main" onClick={() => onOpen(draft)}>
                    {words.forms.open}
                    <span class="visually-hidden"> {survey}</span>
                  </button>
                  <button type="button" class="button" onClick={() => setDropping(each)}>
                    {words.forms.drop}
                    <span class="visually-hidden"> {survey}</span>
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      <section class="panel" aria-labelledby="in-use-title">
        <h2 id="in-use-title">{words.forms.inUse}</h2>
        {forms.length === 0 ? (
          <p class="muted">{words.forms.noneInUse}</p>
        ) : (
          <ul class="form-list">
            {forms.map(({ form, survey, pages, fields, copies, retiredAt }) => (
              <li key={form}>
                <div>
                  <strong>{survey}</strong> <code>{form}</code>
                  <span class="muted">
                    {words.forms.size(pages, fields)}, {words.forms.copiesRead(copies)}
                    {retiredAt === null ? null : `, ${words.forms.retired(words.time(retiredAt))}`}
                  </span>
                </div>
                <button type="button" class="button" onClick={() => onCopy(form)}>
                  {words.forms.copy}
                  <span class="visually-hidden"> {survey}</span>
                </button>
                {retiredAt === null ? (
                  <button type="button" class="button" onClick={() => onRetire(form)}>
                    {words.forms.retire}
                    <span class="visually-hidden"> {survey}</span>
                  </button>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
};

const Draft = ({
  draft,
  onClose,
  onUsed,
}: {
  readonly draft: string;
  readonly onClose: () => void;
  readonly onUsed: (form: InUseReply) => void;
}): JSX.Element => {
  const words = useWords();
  const { reply, error } = useReply<DraftReply>(`/api/adopted/drafts/${draft}`);
  if (reply !== null) return <FormEditor reply={reply} onClose={onClose} onUsed={onUsed} />;
  return (
    <main class="page" id="content">
      <h1 class="visually-hidden">{words.forms.title}</h1>
      {error === null ? (
        <p class="loading">{words.faults.loading}</p>
      ) : (
        <Problem error={error} retry={onClose} />
      )}
    </main>
  );
};

/** Forms that Paperline did not print: from an empty one to one in use. The draft at hand stands after the hash. */
export const FormsScreen = (): JSX.Element => {
  const words = useWords();
  const { reply, error, reload } = useReply<AdoptedFormsReply>('/api/adopted');
  const [draft, setDraft] = useState(location.hash.slice(1));
  const [used, setUsed] = useState<InUseReply | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const open = (next: string): void => {
    history.replaceState(null, '', next === '' ? '/forms' : `/forms#${next}`);
    setDraft(next);
    setFault(null);
    if (next === '') reload();
    else setUsed(null);
  };
  const attempt = (work: Promise<unknown>): void => {
    setFault(null);
    work.then(reload, setFault);
  };
  if (draft !== '') {
    return (
      <Draft
        key={draft}
        draft={draft}
        onClose={() => open('')}
        onUsed={(form) => {
          setUsed(form);
          open('');
        }}
      />
    );
  }
  return (
    <main class="page" id="content">
      <header class="page-head">
        <h1>{words.forms.title}</h1>
      </header>
      <div role="status">
        {used === null ? null : (
          <p class="form-used">
            <CheckIcon /> {words.forms.nowInUse(used.survey, used.form)}
          </p>
        )}
      </div>
      <NewForm onMade={open} />
      {fault === null ? null : <Problem error={fault} />}
      {error === null ? null : <Problem error={error} retry={reload} />}
      {reply === null ? null : (
        <Lists
          reply={reply}
          onOpen={open}
          onDrop={(name) => attempt(callApi('DELETE', `/api/adopted/drafts/${name}`))}
          onCopy={(form) => {
            setFault(null);
            callApi<{ draft: string }>('POST', `/api/adopted/forms/${form}/draft`).then(
              (made) => open(made.draft),
              setFault,
            );
          }}
          onRetire={(form) => attempt(callApi('POST', `/api/adopted/forms/${form}/retire`))}
        />
      )}
    </main>
  );
};
