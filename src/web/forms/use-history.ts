import { useCallback, useState } from 'preact/hooks';

export interface History<Value> {
  readonly value: Value;
  /** Changes of one `kind` that follow each other, such as letters of one name, are one step back. */
  readonly change: (update: (value: Value) => Value, kind?: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

interface Steps<Value> {
  readonly past: readonly Value[];
  readonly value: Value;
  readonly future: readonly Value[];
  readonly kind: string | undefined;
}

const MOST_STEPS = 200;

/** A value that can be taken back, step by step. */
export const useHistory = <Value>(first: Value): History<Value> => {
  const [steps, setSteps] = useState<Steps<Value>>({ past: [], value: first, future: [], kind: undefined });
  const change = useCallback((update: (value: Value) => Value, kind?: string): void => {
    setSteps(({ past, value, kind: before }) => ({
      past: kind !== undefined && kind === before ? past : [...past.slice(-MOST_STEPS), value],
      value: update(value),
      future: [],
      kind,
    }));
  }, []);
  const undo = useCallback((): void => {
    setSteps((now) => {
      const value = now.past.at(-1);
      return value === undefined
        ? now
        : { past: now.past.slice(0, -1), value, future: [now.value, ...now.future], kind: undefined };
    });
  }, []);
  const redo = useCallback((): void => {
    setSteps((now) => {
      const [value, ...future] = now.future;
      return value === undefined ? now : { past: [...now.past, now.value], value, future, kind: undefined };
    });
  }, []);
  const { past, value, future } = steps;
  return { value, change, undo, redo, canUndo: past.length > 0, canRedo: future.length > 0 };
};
