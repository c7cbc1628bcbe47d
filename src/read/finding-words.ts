import type { Told } from '../domain/screen-language.ts';
import type { FindingDetail } from './diagnosis.ts';
import { describeInDutch } from './finding-words-nl.ts';
import { describeInEnglish } from './finding-words-en.ts';
import { describeInFrench } from './finding-words-fr.ts';
import { describeInGerman } from './finding-words-de.ts';

/** The words of one language for a finding on `pages` of `of` pages (copies, where it is about copies). */
export type DescribeFinding = (
  detail: FindingDetail,
  pages: number,
  of: number,
) => {
  /** What was seen, where, on how many pages. */
  readonly message: string;
  /** What to do. */
  readonly remedy: string;
};

/** The same in every language of the screens. */
export const describeFinding = (
  detail: FindingDetail,
  pages: number,
  of: number,
): { readonly message: Told; readonly remedy: Told } => {
  const nl = describeInDutch(detail, pages, of);
  const en = describeInEnglish(detail, pages, of);
  const fr = describeInFrench(detail, pages, of);
  const de = describeInGerman(detail, pages, of);
  return {
    message: { nl: nl.message, en: en.message, fr: fr.message, de: de.message },
    remedy: { nl: nl.remedy, en: en.remedy, fr: fr.remedy, de: de.remedy },
  };
};
