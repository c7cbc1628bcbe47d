import { useEffect, useState } from 'preact/hooks';
import type { SavePlan } from '../../server/questionnaire-api.ts';
import { callApi } from '../api-client.ts';

/** What saving this text to the file would do. */
export const usePlan = (
  file: string,
  text: string,
): { readonly plan: SavePlan | null; readonly error: unknown } => {
  const [state, setState] = useState<{ plan: SavePlan | null; error: unknown }>({ plan: null, error: null });
  useEffect(() => {
    const gone = new AbortController();
    const path = `/api/questionnaires/${encodeURIComponent(file)}/plan`;
    callApi<SavePlan>('POST', path, { text }, gone.signal).then(
      (plan) => setState({ plan, error: null }),
      (error: unknown) => {
        if (!gone.signal.aborted) setState({ plan: null, error });
      },
    );
    return () => gone.abort();
  }, [file, text]);
  return state;
};
