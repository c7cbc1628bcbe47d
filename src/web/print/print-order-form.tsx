import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { FormsReply } from '../../server/api.ts';
import type { PrintReply } from '../../server/print-api.ts';
import { callApi } from '../api-client.ts';
import { WarningIcon } from '../parts/icons.tsx';
import { Problem } from '../parts/problem.tsx';
import { Segments } from '../parts/segments.tsx';
import { useWords } from '../words/words.ts';
import { TripFields } from './trip-fields.tsx';
import { MadePdf } from './made-pdf.tsx';

type Form = FormsReply['forms'][number];

const MOST_COPIES = 5000;
interface PrintFormProps {
  readonly forms: readonly Form[];
  readonly form: Form;
  readonly language: string;
  readonly onForm: (file: string) => void;
  readonly onLanguage: (language: string) => void;
  readonly onPrinted: () => void;
}

/** Which form, in which language, how many, and for which trip. */
export const PrintOrderForm = (props: PrintFormProps): JSX.Element => {
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
            <TripFields keys={form.contextKeys} trip={batch} onTrip={setBatch} />
          </fieldset>
          <button type="submit" class="button button-main button-large" disabled={making}>
            {making ? words.print.making : words.print.make}
          </button>
          <div role="status">{made === null ? null : <MadePdf made={made} />}</div>
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
