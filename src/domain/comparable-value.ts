import type { FieldValue } from './page-read.ts';

/** Equal for values that say the same, in whatever order the codes stand. */
export const comparable = (value: FieldValue): string =>
  typeof value === 'object' && value !== null ? JSON.stringify([...value].sort()) : JSON.stringify(value);
