import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { FormsReply } from '../../server/api.ts';
import type { PrintReply, PrintRunsReply } from '../../server/print-api.ts';
import { callApi } from '../api-client.ts';
import { BackIcon, CheckIcon, DownloadIcon, ForwardIcon, WarningIcon } from '../parts/icons.tsx';
import { Problem } from '../parts/problem.tsx';
import { Segments } from '../parts/segments.tsx';
import { useReply } from '../parts/use-reply.ts';
import { useWords } from '../words/words.ts';

type Form = FormsReply['forms'][number];

const MOST_COPIES = 5000;

const Preview = ({ form, language }: { readonly form: Form; readonly language: string }): JSX.Element => {
  const words = useWords();
  const [page, setPage] = useState(1);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    setPage(1);
    setFailed(false);
  }, [form.file, language]);
  const pages = form.pages;
  return (
    <section class="preview" aria-labelledby="preview-title">
      <header class="preview-head">
        <h2 id="preview-title">{words.print.preview}</h2>
        <span class="spacer" />
        <button
          type="button"
          class="icon-button"
          aria-label={words.print.previous}
          disabled={page <= 1}
          onClick={() => setPage(page - 1)}
        >
          <BackIcon />
        </button>
        <span class="preview-place">
          {page} / {pages}
        </span>
        <button
          type="button"
          class="icon-button"
          aria-label={words.print.next}
          disabled={page >= pages}
          onClick={() => setPage(page + 1)}
        >
          <ForwardIcon />
        </button>
      </header>
      <div class="sheet" data-paper={form.paper}>
        {failed ? null : (
          <img
            key={`${form.file} ${language} ${page}`}
            src={`/api/forms/preview?file=${encodeURIComponent(form.file)}&language=${language}&page=${page}`}
            alt={words.print.previewAlt(page)}
            onError={() => setFailed(true)}
          />
        )}
      </div>
    </section>
  );
};

const Runs = ({ runs }: { readonly runs: PrintRunsReply['runs'] }): JSX.Element => {
  const words = useWords();
  return (
    <section class="panel" aria-labelledby="runs-title">
      <h2 id="runs-title">{words.print.runs}</h2>
      {runs.length === 0 ? (
        <p class="muted">{words.print.noRuns}</p>
      ) : (
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{words.print.run}</th>
              <th scope="col">{words.print.survey}</th>
              <th scope="col">{words.print.language}</th>
              <th scope="col">{words.print.copies}</th>
              <th scope="col">{words.print.when}</th>
              <th scope="col">
                <span class="visually-hidden">{words.print.download}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <tr key={run.run}>
                <td>{run.run}</td>
                <th scope="row">{run.survey}</th>
                <td>{words.print.languages[run.language] ?? run.language}</td>
                <td>{words.count(run.printed)}</td>
                <td class="when">{words.time(run.createdAt)}</td>
                <td>
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
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};

interface PrintFormProps {
  readonly forms: readonly Form[];
  readonly form: Form;
  readonly language: string;
  readonly onForm: (file: string) => void;
  readonly onLanguage: (language: string) => void;
  readonly onPrinted: () => void;
}

const PrintForm = (props: PrintFormProps): JSX.Element => {
  const { forms, form, language, onForm, onLanguage, onPrinted } = props;
  const words = useWords();
  const [copies, setCopies] = useState('50');
  const [batch, setBatch] = useState<Readonly<Record<string, string>>>({});
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<PrintReply | null>(null);
  const [error, setError] = useState<unknown>(null);

  const make = (event: SubmitEvent): void => {
    event.preventDefault();
    const context = Object.fromEntries(
      form.contextKeys
        .map((key) => [key, batch[key]?.trim() ?? ''] as const)
        .filter(([, value]) => value !== ''),
    );
    setMaking(true);
    setMade(null);
    setError(null);
    callApi<PrintReply>('POST', '/api/print', {
      file: form.file,
      language,
      copies: Number(copies),
      ...(Object.keys(context).length === 0 ? {} : { batch: context }),
    })
      .then((reply) => {
        setMade(reply);
        onPrinted();
      }, setError)
      .finally(() => setMaking(false));
  };

  return (
    <form class="panel print-form" onSubmit={make}>
      <label class="setting">
        <span class="label">{words.print.form}</span>
        <select class="select" value={form.file} onChange={(event) => onForm(event.currentTarget.value)}>
          {forms.map((candidate) => (
            <option key={candidate.file} value={candidate.file}>
              {candidate.titles[language] ?? candidate.titles[candidate.languages[0] ?? ''] ?? candidate.file}
            </option>
          ))}
        </select>
        <span class="muted">
          {form.file}
          {form.fault === null ? `, ${words.print.questions(form.questions)}, ${form.paper ?? ''}` : null}
        </span>
      </label>
      {form.fault === null ? (
        <>
          <Segments
            name="paper-language"
            label={words.print.language}
            value={language}
            choices={form.languages.map((code) => ({
              value: code,
              label: words.print.languages[code] ?? code,
            }))}
            onChoose={onLanguage}
          />
          <label class="setting">
            <span class="label">{words.print.copies}</span>
            <input
              class="text-input copies"
              type="number"
              min={1}
              max={MOST_COPIES}
              step={1}
              required
              value={copies}
              aria-describedby="copies-hint"
              onInput={(event) => setCopies(event.currentTarget.value)}
            />
            <span class="muted" id="copies-hint">
              {words.print.copiesHint(words.count(MOST_COPIES))}
            </span>
          </label>
          <fieldset class="setting">
            <legend class="label">{words.print.batch}</legend>
            <p class="muted">{words.print.batchHint}</p>
            <div class="batch-fields">
              {form.contextKeys.map((key) => (
                <label key={key}>
                  <span>{words.print.keys[key] ?? key}</span>
                  <input
                    class="text-input"
                    {...(key === 'date'
                      ? { type: 'date' as const }
                      : { type: 'text' as const, maxLength: 200 })}
                    autoComplete="off"
                    value={batch[key] ?? ''}
                    onInput={(event) => setBatch({ ...batch, [key]: event.currentTarget.value })}
                  />
                </label>
              ))}
            </div>
          </fieldset>
          <button type="submit" class="button button-main button-large" disabled={making}>
            {making ? words.print.making : words.print.make}
          </button>
          <div role="status">
            {made === null ? null : (
              <div class="made">
                <p>
                  <CheckIcon />{' '}
                  <strong>{words.print.ready(words.count(made.copies), words.count(made.pages))}</strong>
                </p>
                <a class="button button-main" href={`/api/print/${made.run}/file`} download={made.fileName}>
                  <DownloadIcon /> {words.print.download}
                </a>
                <p class="muted">{words.print.actualSize}</p>
              </div>
            )}
          </div>
          {error === null ? null : <Problem error={error} />}
        </>
      ) : (
        <div class="problem" role="alert">
          <WarningIcon />
          <div>
            <p class="problem-what">{words.print.faulty}</p>
            <pre class="fault">{form.fault}</pre>
          </div>
        </div>
      )}
    </form>
  );
};

/** Choose a questionnaire, a language and a number; get a PDF whose copies are in the ledger. */
export const PrintScreen = (): JSX.Element => {
  const words = useWords();
  const forms = useReply<FormsReply>('/api/forms');
  const runs = useReply<PrintRunsReply>('/api/print');
  const [file, setFile] = useState<string | null>(null);
  const [wanted, setWanted] = useState<string | null>(null);
  const list = forms.reply?.forms ?? [];
  const form = list.find((candidate) => candidate.file === file) ?? list[0];
  const language = form?.languages.find((code) => code === wanted) ?? form?.languages[0] ?? '';
  return (
    <main class="page" id="content">
      <header class="page-head">
        <h1>{words.print.title}</h1>
      </header>
      {forms.error === null ? null : <Problem error={forms.error} retry={forms.reload} />}
      {forms.reply === null && forms.error === null ? <p class="loading">{words.faults.loading}</p> : null}
      {forms.reply !== null && form === undefined ? (
        <section class="empty">
          <h2>{words.print.noForms}</h2>
          <p>{words.print.noFormsText(forms.reply.folder)}</p>
        </section>
      ) : null}
      {form === undefined ? null : (
        <div class="print-columns">
          <PrintForm
            forms={list}
            form={form}
            language={language}
            onForm={setFile}
            onLanguage={setWanted}
            onPrinted={runs.reload}
          />
          {form.fault === null ? <Preview form={form} language={language} /> : null}
        </div>
      )}
      {runs.error === null ? null : <Problem error={runs.error} retry={runs.reload} />}
      {runs.reply === null ? null : <Runs runs={runs.reply.runs} />}
    </main>
  );
};
