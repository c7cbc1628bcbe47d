import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { callApi } from '../api-client.ts';

export interface Loaded<Reply> {
  /** The last good reply for this path; null until there is one. */
  readonly reply: Reply | null;
  readonly error: unknown;
  readonly reload: () => void;
}

/**
 * Gets `path` when it or `turn` changes, and on `reload`; null asks nothing. A slow answer to an earlier path is dropped, and
 * while a new one is on its way the last good reply stays.
 */
export const useReply = <Reply>(path: string | null, turn: string | number = 0): Loaded<Reply> => {
  const [state, setState] = useState<{ path: string | null; reply: Reply | null; error: unknown }>({
    path: null,
    reply: null,
    error: null,
  });
  const asked = useRef(0);
  const reload = useCallback(() => {
    asked.current++;
    const turn = asked.current;
    if (path === null) return;
    callApi<Reply>('GET', path).then(
      (reply) => {
        if (turn === asked.current) setState({ path, reply, error: null });
      },
      (error: unknown) => {
        if (turn === asked.current) setState((before) => ({ ...before, error }));
      },
    );
  }, [path]);
  useEffect(() => {
    reload();
    return () => {
      asked.current++;
    };
  }, [reload, turn]);
  return { reply: state.reply, error: state.error, reload };
};
