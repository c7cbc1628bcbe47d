import type { JSX } from 'preact';
import { KeyList } from '../parts/key-list.tsx';
import type { KeyLine } from '../parts/screen-keys.ts';
import type { Words } from '../words/shape.ts';
import { useWords } from '../words/words.ts';
import type { EditedForm } from './form-editing.ts';

const KEYS = ['move', 'size', 'mark', 'join', 'split', 'remove', 'details', 'undo', 'save'] as const;

/** What the keys do on a box. */
export const formKeys = ({ forms: { keys } }: Words): KeyLine[] =>
  KEYS.map((key) => [keys.caps[key], keys.what[key]]);

/** What the survey is called, and the keys that work on a box. */
export const FormNames = ({
  form,
  onChange,
}: {
  readonly form: EditedForm;
  readonly onChange: (update: (form: EditedForm) => EditedForm, kind?: string) => void;
}): JSX.Element => {
  const words = useWords();
  return (
    <section class="form-panel-part" aria-labelledby="names-title">
      <h2 id="names-title">{words.forms.wholeForm}</h2>
      <div class="form-sides">
        <label>
          <span>{words.forms.survey}</span>
          <input
            class="text-input"
            value={form.survey}
            maxLength={64}
            autoComplete="off"
            spellcheck={false}
            onInput={(event) => {
              const survey = event.currentTarget.value;
              onChange((now) => ({ ...now, survey }), 'survey');
            }}
          />
        </label>
        <label>
          <span>{words.forms.language}</span>
          <select
            class="select"
            value={form.language}
            onChange={(event) => {
              const language = event.currentTarget.value;
              onChange((now) => ({ ...now, language }));
            }}
          >
            {[...new Set(['nl', 'en', 'fr', 'de', form.language])].map((code) => (
              <option key={code} value={code}>
                {words.print.languages[code] ?? code}
              </option>
            ))}
          </select>
        </label>
      </div>
      <details>
        <summary>{words.forms.keys.title}</summary>
        <div class="form-keys">
          <KeyList lines={formKeys(words)} />
        </div>
      </details>
    </section>
  );
};
