import type { ComponentType, JSX } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { useWords } from '../words/words.ts';
import { Problem } from './problem.tsx';

/** A screen that is fetched when it is first opened, so that the first load does not carry it. */
export const lazyScreen = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ((props: Props) => JSX.Element) => {
  let loaded: ComponentType<Props> | null = null;
  return (props) => {
    const words = useWords();
    const [Screen, setScreen] = useState<ComponentType<Props> | null>(() => loaded);
    const [error, setError] = useState<unknown>(null);
    const fetchScreen = useCallback(() => {
      setError(null);
      load().then((screen) => {
        loaded = screen;
        setScreen(() => screen);
      }, setError);
    }, []);
    useEffect(() => {
      if (loaded === null) fetchScreen();
    }, [fetchScreen]);
    if (Screen !== null) return <Screen {...props} />;
    return (
      <main class="page" id="content">
        {error === null ? (
          <p class="loading">{words.faults.loading}</p>
        ) : (
          <Problem error={error} retry={fetchScreen} />
        )}
      </main>
    );
  };
};
