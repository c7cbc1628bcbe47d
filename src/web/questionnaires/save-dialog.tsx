import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { SavePlan } from '../../server/questionnaire-api.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Problem } from '../parts/problem.tsx';
import { TextField } from '../parts/text-field.tsx';
import { useWords } from '../words/words.ts';
import { usePlan } from './use-plan.ts';

interface Asked {
  readonly error: unknown;
  readonly onClose: () => void;
}

/** What saving means, told before it is done. */
const Meaning = ({ file, plan }: { readonly file: string; readonly plan: SavePlan }): JSX.Element => {
  const { editor: words, count } = useWords();
  const { inPlace, printed, target, survey, formerSurvey, waves, columns } = plan;
  const renamed = survey !== null && formerSurvey !== null && survey !== formerSurvey;
  const { added, removed, changed } = columns;
  const isSame = added.length + removed.length + changed.length === 0;
  return (
    <div class="meaning">
      <p>
        <strong>
          {inPlace
            ? words.inPlace(file)
            : printed
              ? words.newVersionPrinted(file, target)
              : words.newVersionShips(file, target)}
        </strong>
      </p>
      {renamed ? <p>{words.otherSurvey(formerSurvey, survey)}</p> : null}
      {renamed || inPlace ? null : (
        <>
          {waves.length === 0 ? <p>{words.noWave}</p> : null}
          {waves.map(({ wave, copies, read }) => (
            <p key={wave}>{words.wave(wave, count(copies), count(read))}</p>
          ))}
        </>
      )}
      {renamed ? null : (
        <ul>
          {isSame ? <li>{words.columnsSame}</li> : null}
          {added.length > 0 ? <li>{words.columnsAdded(added.join(', '))}</li> : null}
          {removed.length > 0 ? <li>{words.columnsRemoved(removed.join(', '))}</li> : null}
          {changed.length > 0 ? <li>{words.columnsChanged(changed.join(', '))}</li> : null}
        </ul>
      )}
    </div>
  );
};

const Foot = ({ can, onClose }: { readonly can: boolean; readonly onClose: () => void }): JSX.Element => {
  const words = useWords().editor;
  return (
    <div class="dialog-foot">
      <button type="button" class="button" onClick={onClose}>
        {words.cancel}
      </button>
      <button type="submit" class="button button-main" disabled={!can}>
        {words.saveAction}
      </button>
    </div>
  );
};

/** Saving a file that is there. */
export const SaveDialog = ({
  file,
  text,
  error,
  onSave,
  onClose,
}: Asked & { readonly file: string; readonly text: string; readonly onSave: () => void }): JSX.Element => {
  const { editor: words } = useWords();
  const { plan, error: failed } = usePlan(file, text);
  const errors = plan?.errors ?? 0;
  return (
    <Dialog title={words.saveTitle} onClose={onClose}>
      <form
        class="save-form"
        onSubmit={(event) => {
          event.preventDefault();
          onSave();
        }}
      >
        {failed === null ? null : <Problem error={failed} />}
        {plan === null && failed === null ? <p class="loading">{words.checking}</p> : null}
        {errors > 0 ? <p>{words.saveErrors(errors)}</p> : null}
        {plan === null || errors > 0 ? null : <Meaning file={file} plan={plan} />}
        {error === null ? null : <Problem error={error} />}
        <Foot can={plan !== null && errors === 0} onClose={onClose} />
      </form>
    </Dialog>
  );
};

/** Saving what has no file yet. */
export const SaveNewDialog = ({
  errors,
  error,
  onSave,
  onClose,
}: Asked & { readonly errors: number; readonly onSave: (file: string) => void }): JSX.Element => {
  const { editor: words } = useWords();
  const [file, setFile] = useState('');
  const named = file.trim();
  return (
    <Dialog title={words.saveTitle} onClose={onClose}>
      <form
        class="save-form"
        onSubmit={(event) => {
          event.preventDefault();
          onSave(/\.ya?ml$/u.test(named) ? named : `${named}.yaml`);
        }}
      >
        {errors > 0 ? (
          <p>{words.saveErrors(errors)}</p>
        ) : (
          <TextField
            label={words.fileName}
            hint={words.fileNameHint}
            purpose="off"
            required
            value={file}
            onInput={setFile}
          />
        )}
        {error === null ? null : <Problem error={error} />}
        <Foot can={errors === 0 && named !== ''} onClose={onClose} />
      </form>
    </Dialog>
  );
};
