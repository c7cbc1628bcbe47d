import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { OpenedQuestionnaire, QuestionnairesReply } from '../../server/questionnaire-api.ts';
import { callApi } from '../api-client.ts';
import { Problem } from '../parts/problem.tsx';
import { useReply } from '../parts/use-reply.ts';
import { NEW_FILE, openDrafts } from '../questionnaires/drafts.ts';
import { QuestionnaireEditor, type Opened } from '../questionnaires/questionnaire-editor.tsx';
import { useWords } from '../words/words.ts';
import '../styles/editor.css';

const openFile = (file: string): Promise<OpenedQuestionnaire> =>
  callApi<OpenedQuestionnaire>('GET', `/api/questionnaires/${encodeURIComponent(file)}`);

/** The files of questionnaires, and the editor of the one that is open. */
export const QuestionnairesScreen = ({ account }: { readonly account: string }): JSX.Element => {
  const all = useWords();
  const words = all.editor;
  const drafts = useMemo(() => openDrafts(account), [account]);
  const { reply, error, reload } = useReply<QuestionnairesReply>('/api/questionnaires');
  const [opened, setOpened] = useState<Opened | null>(null);
  const [source, setSource] = useState('');
  const [fault, setFault] = useState<unknown>(null);
  if (opened !== null) {
    return (
      <QuestionnaireEditor
        opened={opened}
        drafts={drafts}
        onBack={() => {
          setOpened(null);
          reload();
        }}
      />
    );
  }
  const edit = (file: string): void => {
    setFault(null);
    openFile(file).then(setOpened, setFault);
  };
  const begin = (file: string): void => {
    setFault(null);
    openFile(file).then(({ text }) => setOpened({ file: null, base: null, text }), setFault);
  };
  const newDraft = drafts.read(NEW_FILE);
  const kept = drafts.files();
  const files = reply?.questionnaires ?? [];
  const chosen = source === '' ? (files.find(({ newest }) => newest)?.file ?? '') : source;
  return (
    <main class="page" id="content">
      <header class="page-head">
        <h1>{words.title}</h1>
      </header>
      <p class="muted">{words.text}</p>
      {error === null ? null : <Problem error={error} retry={reload} />}
      {fault === null ? null : <Problem error={fault} />}
      {reply === null ? (
        error === null ? (
          <p class="loading">{all.faults.loading}</p>
        ) : null
      ) : (
        <div class="users-columns">
          <section class="panel" aria-labelledby="files-title">
            <h2 id="files-title">{words.listTitle}</h2>
            <table class="list">
              <thead>
                <tr>
                  <th scope="col">{words.file}</th>
                  <th scope="col">{words.version}</th>
                  <th scope="col">{words.origin}</th>
                  <th scope="col">
                    <span class="visually-hidden">{words.actions}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {newDraft === null ? null : (
                  <tr>
                    <th scope="row">
                      {words.newName} <span class="muted">{words.hasDraft}</span>
                    </th>
                    <td />
                    <td />
                    <td class="actions-cell">
                      <button
                        type="button"
                        class="button"
                        aria-label={words.editOf(words.newName)}
                        onClick={() => setOpened({ file: null, base: null, text: newDraft.text })}
                      >
                        {words.edit}
                      </button>
                    </td>
                  </tr>
                )}
                {files.map(({ file, version, origin, newest }) => (
                  <tr key={file}>
                    <th scope="row">
                      {file}
                      {kept.includes(file) ? <span class="muted">{words.hasDraft}</span> : null}
                    </th>
                    <td>
                      {version}
                      {newest ? null : <span class="muted"> {words.earlier}</span>}
                    </td>
                    <td>{origin === 'ships' ? words.ships : words.own}</td>
                    <td class="actions-cell">
                      <button
                        type="button"
                        class="button"
                        aria-label={words.editOf(file)}
                        onClick={() => edit(file)}
                      >
                        {words.edit}
                      </button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p class="muted file-folder">{words.folder(reply.folder)}</p>
          </section>
          <section class="panel" aria-labelledby="new-title">
            <h2 id="new-title">{words.newTitle}</h2>
            <form
              class="door-form"
              onSubmit={(event) => {
                event.preventDefault();
                begin(chosen);
              }}
            >
              <div class="setting">
                <label class="label" for="new-from">
                  {words.newFrom}
                </label>
                <select
                  id="new-from"
                  class="select"
                  value={chosen}
                  onChange={(event) => setSource(event.currentTarget.value)}
                >
                  {files.map(({ file }) => (
                    <option key={file} value={file}>
                      {file}
                    </option>
                  ))}
                </select>
              </div>
              <button type="submit" class="button button-main" disabled={chosen === ''}>
                {words.begin}
              </button>
            </form>
          </section>
        </div>
      )}
    </main>
  );
};
