import type { FieldReason, PageReason } from '../../domain/reasons.ts';
import type { en } from './en.ts';

/** Every language says all of it; a reason that the reader learns must be put into words, or this does not compile. */
export type Words = Omit<typeof en, 'fieldReasons' | 'pageReasons'> & {
  readonly fieldReasons: Readonly<Record<FieldReason, string>>;
  readonly pageReasons: Readonly<Record<PageReason, string>>;
};
