import { useLayoutEffect } from 'preact/hooks';

/** Keys as `Keycap` takes them, and what they do. */
export type KeyLine = readonly [keys: readonly string[], what: string];

let shown: readonly KeyLine[] = [];

/** Says what the keys of the screen that is shown do, for whoever asks with `?`. */
export const useScreenKeys = (lines: readonly KeyLine[]): void => {
  useLayoutEffect(() => {
    shown = lines;
    return () => {
      shown = [];
    };
  });
};

/** What the keys of the screen that is shown do, as it stands now. */
export const keysOfScreen = (): readonly KeyLine[] => shown;
