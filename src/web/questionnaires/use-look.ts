import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { LookReply } from '../../server/questionnaire-api.ts';
import { callApi } from '../api-client.ts';

/** Long enough that a word can be typed, short enough that it feels at once. */
const PAUSE_MS = 300;

export interface Look {
  /** Of the text as it was looked at last; null until then. */
  readonly reply: LookReply | null;
  /** The last preview that there was, whatever came after. */
  readonly preview: LookReply['preview'];
  /** True while what was written since is not looked at yet. */
  readonly busy: boolean;
  readonly error: unknown;
  /** Looks once nothing was written for a moment; what was asked before is called off. */
  readonly soon: () => void;
  readonly now: () => void;
}

/** Has the text looked over by the server, the latest alone. */
export const useLook = (text: () => string, language: string): Look => {
  const [reply, setReply] = useState<LookReply | null>(null);
  const [preview, setPreview] = useState<LookReply['preview']>(null);
  const [busy, setBusy] = useState(true);
  const [error, setError] = useState<unknown>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const asking = useRef<AbortController | null>(null);

  const stop = useCallback(() => {
    if (timer.current !== null) clearTimeout(timer.current);
    asking.current?.abort();
  }, []);
  const now = useCallback(() => {
    stop();
    const mine = new AbortController();
    asking.current = mine;
    setBusy(true);
    callApi<LookReply>('POST', '/api/questionnaires/look', { text: text(), language }, mine.signal).then(
      (said) => {
        if (mine.signal.aborted) return;
        setReply(said);
        if (said.preview !== null) setPreview(said.preview);
        setError(null);
        setBusy(false);
      },
      (failed: unknown) => {
        if (mine.signal.aborted) return;
        setError(failed);
        setBusy(false);
      },
    );
  }, [text, language, stop]);
  const soon = useCallback(() => {
    stop();
    setBusy(true);
    timer.current = setTimeout(now, PAUSE_MS);
  }, [now, stop]);
  useEffect(() => {
    now();
    return stop;
  }, [now, stop]);
  return { reply, preview, busy, error, soon, now };
};
