import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { CloseWaveReply, WaveView } from '../../server/wave-api.ts';
import { callApi } from '../api-client.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Problem } from '../parts/problem.tsx';
import { TextField } from '../parts/text-field.tsx';
import { useWords } from '../words/words.ts';

/** Asks for the wave's name before it is closed for good, and what becomes of what is open. */
export const CloseWaveDialog = ({
  wave,
  onClosed,
  onClose,
}: {
  readonly wave: WaveView;
  readonly onClosed: (reply: CloseWaveReply) => void;
  readonly onClose: () => void;
}): JSX.Element => {
  const { waves: words } = useWords();
  const [typed, setTyped] = useState('');
  const [dropOpen, setDropOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const openTasks = wave.check?.openTasks ?? 0;
  const loosePages = wave.check?.pagesWithoutCopy ?? 0;
  const undecidedTexts = wave.check?.undecidedTexts ?? 0;
  const unfinished = [
    wave.check?.copies === 0 ? words.copiesRead(0) : '',
    openTasks === 0 ? '' : words.openTasks(openTasks),
    loosePages === 0 ? '' : words.loosePages(loosePages),
    undecidedTexts === 0 ? '' : words.undecidedTexts(undecidedTexts),
  ].filter((part) => part !== '');
  const ready = !busy && typed.trim() === wave.wave && (unfinished.length === 0 || dropOpen);
  const send = (event: Event): void => {
    event.preventDefault();
    if (!ready) return;
    setBusy(true);
    setError(null);
    const { survey, wave: name } = wave;
    callApi<CloseWaveReply>('POST', '/api/waves/close', { survey, wave: name, dropOpen }).then(
      onClosed,
      (failed: unknown) => {
        setBusy(false);
        setError(failed);
      },
    );
  };
  return (
    <Dialog title={words.closeTitle(wave.wave)} onClose={onClose}>
      {words.closeText.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <form class="close-wave" onSubmit={send}>
        {unfinished.length === 0 ? null : (
          <label class="role-box">
            <input type="checkbox" checked={dropOpen} onChange={() => setDropOpen(!dropOpen)} />
            <span>
              <strong>
                {words.stillOpen} {unfinished.join(' · ')}
              </strong>{' '}
              <span class="muted">{words.dropOpen}</span>
            </span>
          </label>
        )}
        <TextField label={words.typeName} purpose="off" hint={wave.wave} value={typed} onInput={setTyped} />
        {error === null ? null : <Problem error={error} />}
        <div class="dialog-foot">
          <button type="button" class="button" disabled={busy} onClick={onClose}>
            {words.keepOpen}
          </button>
          <button type="submit" class="button button-main" disabled={!ready}>
            {busy ? words.closingNow : words.closeNow}
          </button>
        </div>
      </form>
    </Dialog>
  );
};
