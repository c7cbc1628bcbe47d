import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Mark } from '../../review/personal-data/mark.ts';

type Find = (text: string, options: { readonly language?: string }) => Mark[];

let loading: Promise<Find> | null = null;
let loaded: Find | null = null;

/** The detector with its list of names comes with the first text, not with the first screen. */
const loadDetector = (): Promise<Find> => {
  loading ??= import('../../review/personal-data/find-personal-data.ts').then(({ findPersonalData }) => {
    loaded = findPersonalData;
    return findPersonalData;
  });
  return loading;
};

/** What of the text may be personal, as it stands now; null as long as the detector is not here. */
export const useMarks = (text: string, language: string): readonly Mark[] | null => {
  const [find, setFind] = useState<{ readonly find: Find } | null>(loaded === null ? null : { find: loaded });
  useEffect(() => {
    if (find !== null) return;
    loadDetector().then(
      (ready) => setFind({ find: ready }),
      () => {
        // The server marks too; the next text tries again.
        loading = null;
      },
    );
  }, [find]);
  return useMemo(() => (find === null ? null : find.find(text, { language })), [find, text, language]);
};
