import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { OpenedQuestionnaire } from '../../server/questionnaire-api.ts';
import { Dialog } from '../parts/dialog.tsx';
import { useWords } from '../words/words.ts';
import { diffLines, hunksOf } from './line-diff.ts';

const SIGNS = { same: ' ', removed: '−', added: '+' } as const;

/** Somebody else saved meanwhile: what differs, and which of the two goes on. */
export const ConflictDialog = ({
  theirs,
  mine,
  onTakeTheirs,
  onSaveMine,
  onClose,
}: {
  readonly theirs: OpenedQuestionnaire;
  readonly mine: string;
  readonly onTakeTheirs: () => void;
  readonly onSaveMine: () => void;
  readonly onClose: () => void;
}): JSX.Element => {
  const words = useWords().editor;
  const lines = useMemo(() => hunksOf(diffLines(theirs.text, mine)), [theirs, mine]);
  const whose = { same: '', removed: words.theirs, added: words.yours };
  return (
    <Dialog title={words.conflictTitle} onClose={onClose}>
      <p>{words.conflictText(theirs.file)}</p>
      <div class="diff" role="group" aria-label={words.conflictLabel} tabIndex={0}>
        {theirs.text === mine ? <p>{words.same}</p> : null}
        {lines.map((line, place) =>
          line === null ? (
            <hr key={place} />
          ) : (
            <div key={place} class="diff-line" data-kind={line.kind}>
              <span aria-hidden="true">{SIGNS[line.kind]}</span>
              {line.kind === 'same' ? null : <span class="visually-hidden">{whose[line.kind]}: </span>}
              <code>{line.text}</code>
            </div>
          ),
        )}
      </div>
      <div class="dialog-foot">
        <button type="button" class="button" onClick={onClose}>
          {words.cancel}
        </button>
        <button type="button" class="button" onClick={onTakeTheirs}>
          {words.takeTheirs}
        </button>
        <button type="button" class="button button-main" onClick={onSaveMine}>
          {words.saveMine}
        </button>
      </div>
    </Dialog>
  );
};
