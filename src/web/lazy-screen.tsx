import type { FunctionComponent, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { LoadAgain } from './parts/load-again.tsx';

/** A screen whose code is fetched when it is first shown, or before by `fetch`. */
export type LazyScreen<Props> = FunctionComponent<Props> & { readonly fetch: () => Promise<void> };

/** Once it is here it needs no server any more; where it cannot be had, its place says how to go on. */
export const lazyScreen = <Props extends object>(
  load: () => Promise<FunctionComponent<Props>>,
): LazyScreen<Props> => {
  let loaded: FunctionComponent<Props> | null = null;
  let coming: Promise<void> | null = null;
  const fetch = (): Promise<void> => {
    coming ??= load().then(
      (screen) => {
        loaded = screen;
      },
      (error: unknown) => {
        coming = null;
        throw error;
      },
    );
    return coming;
  };
  const Screen = (props: Props): JSX.Element => {
    const [state, setState] = useState<'coming' | 'here' | 'away'>(loaded === null ? 'coming' : 'here');
    useEffect(() => {
      let isShown = true;
      const tell = (next: 'here' | 'away'): void => {
        if (isShown) setState(next);
      };
      fetch().then(
        () => tell('here'),
        () => tell('away'),
      );
      return () => {
        isShown = false;
      };
    }, []);
    const Loaded = loaded;
    if (Loaded !== null) return <Loaded {...props} />;
    return (
      <main class="page" id="content" aria-busy={state === 'coming'}>
        {state === 'away' ? <LoadAgain /> : null}
      </main>
    );
  };
  return Object.assign(Screen, { fetch });
};
