import { useState } from 'preact/hooks';

/** One thing asked of the server at a time, and what it said against it. */
export const useAct = (): {
  readonly busy: boolean;
  readonly error: unknown;
  readonly act: <Reply>(request: () => Promise<Reply>, onReply: (reply: Reply) => void) => void;
} => {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  return {
    busy,
    error,
    act(request, onReply) {
      setBusy(true);
      setError(null);
      request()
        .then(onReply, setError)
        .finally(() => setBusy(false));
    },
  };
};
