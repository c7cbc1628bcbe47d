import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';

/**
 * How many of the `count` tabs in `row` fit beside each other. The row is one line high and lets the others fall below
 * it, where they are measured and not seen.
 */
export const useFittingTabs = (
  count: number,
): { readonly row: RefObject<HTMLDivElement | null>; readonly fitting: number } => {
  const row = useRef<HTMLDivElement>(null);
  const [fitting, setFitting] = useState(count);
  const measure = useCallback(() => {
    const tabs = [...(row.current?.children ?? [])] as HTMLElement[];
    const top = tabs[0]?.offsetTop ?? 0;
    const fallen = tabs.findIndex(({ offsetTop }) => offsetTop > top);
    setFitting(fallen < 0 ? tabs.length : fallen);
  }, []);
  // After every drawing, since words, badges and tabs change; before it is seen.
  useLayoutEffect(measure);
  useLayoutEffect(() => {
    if (row.current === null) return undefined;
    const watch = new ResizeObserver(measure);
    watch.observe(row.current);
    return () => watch.disconnect();
  }, [measure]);
  return { row, fitting };
};
