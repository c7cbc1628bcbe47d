import type { FieldReason, PageReason } from '../../domain/reasons.ts';
import type { en } from './en.ts';
import type { ScreenLanguage } from '../../domain/screen-language.ts';

/**
 * Every language says all of it: an area that stands in English alone, or a reason of the reader that one language lacks,
 * does not compile.
 */
export type Words = Omit<typeof en, 'language' | 'fieldReasons' | 'pageReasons'> & {
  readonly language: ScreenLanguage;
  readonly fieldReasons: Readonly<Record<FieldReason, string>>;
  readonly pageReasons: Readonly<Record<PageReason, string>>;
};
