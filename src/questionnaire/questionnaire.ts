/**
 * A questionnaire as every later stage sees it: checked, complete in all its languages, with no shorthand left.
 * The file that people write is in `questionnaire-file.ts`.
 */

import type { TablePlan } from './table-plan.ts';

/** ISO 639-1 code, lower case. */
export type Language = string;

/** The same words in every language of the questionnaire. */
export type Localized = Readonly<Record<Language, string>>;

export interface Questionnaire {
  /** Identifies the study over all its versions and waves. */
  readonly survey: string;
  readonly languages: readonly Language[];
  readonly paper: 'A4' | 'Letter';
  /** How many pages the form may take; it is an error where it needs more. */
  readonly maxPages?: number;
  readonly organisation: Localized;
  readonly title: Localized;
  readonly introduction?: Localized;
  /** How to mark, and how to correct a mark: "fill the wrong box, cross another". */
  readonly correctionInstruction: Localized;
  readonly closing?: Localized;
  readonly privacyNotice: PrivacyNotice;
  readonly sections: readonly Section[];
  /** Which of a batch's context keys may go into a row, and how each is coarsened on the way. */
  readonly context: readonly ContextVariable[];
  /** What is published of each wave. Nothing printed depends on it, so no form version is named after it. */
  readonly tables?: TablePlan;
  /** What rows must not single anybody out by. Not printed, and no part of a form version's name. */
  readonly anonymity?: AnonymityRule;
}

/** The first layer of GDPR art. 13, every part required. */
export interface PrivacyNotice {
  readonly controller: Localized;
  readonly contact: Localized;
  readonly dataProtectionOfficer: Localized;
  readonly purpose: Localized;
  readonly legalBasis: Localized;
  readonly recipients: Localized;
  readonly transfers: Localized;
  readonly retention: Localized;
  readonly rights: Localized;
  readonly complaint: Localized;
  readonly voluntary: Localized;
  /** Where the full text is; printed as words and as a QR code. */
  readonly url: string;
}

export interface Section {
  readonly title?: Localized;
  readonly instruction?: Localized;
  readonly items: readonly Item[];
}

interface ItemBase {
  /** Unique in the questionnaire; routing points to it. The number printed before the item is its place in order. */
  readonly id: string;
  readonly text: Localized;
  readonly instruction?: Localized;
}

export interface ResponseOption {
  readonly code: string;
  readonly label: Localized;
  /** In a multiple-answer item: not to be marked with any other ("none of these"). */
  readonly exclusive?: boolean;
  /** "Other, namely": a line to write on, and the variable it fills. */
  readonly other?: { readonly variable: string };
  /** The next item's id for people who mark this, or `end`. What is passed over is not applicable to them. */
  readonly goTo?: string;
}

export interface ChoiceItem extends ItemBase {
  readonly kind: 'choice';
  readonly variable: string;
  readonly multiple: boolean;
  readonly options: readonly ResponseOption[];
}

/** Rows x options, one answer a row. */
export interface GridItem extends ItemBase {
  readonly kind: 'grid';
  readonly rows: readonly { readonly variable: string; readonly label: Localized }[];
  readonly options: readonly Omit<ResponseOption, 'other' | 'exclusive' | 'goTo'>[];
  /** Where the options are a numeric scale: the code of the one apart from it, "no opinion" or "does not apply". */
  readonly noOpinionCode?: string;
  /** Words at the ends where the options are a numeric scale. */
  readonly lowLabel?: Localized;
  readonly highLabel?: Localized;
}

/** One row of numbers, such as 0-10 or 1-5. */
export interface ScaleItem extends ItemBase {
  readonly kind: 'scale';
  readonly variable: string;
  readonly from: number;
  readonly to: number;
  readonly lowLabel?: Localized;
  readonly highLabel?: Localized;
  /** A box apart for "no opinion" or "does not apply". */
  readonly noOpinion?: { readonly code: string; readonly label: Localized };
  /** Routing by code, as in a response option. */
  readonly goTo?: Readonly<Record<string, string>>;
}

export interface NumberItem extends ItemBase {
  readonly kind: 'number';
  readonly variable: string;
  /** Number of digit boxes. */
  readonly digits: number;
  readonly min: number;
  readonly max: number;
  readonly unit?: Localized;
}

/** Eight digit boxes, D D M M Y Y Y Y. */
export interface DateItem extends ItemBase {
  readonly kind: 'date';
  readonly variable: string;
}

/** Four digit boxes, H H M M. */
export interface TimeItem extends ItemBase {
  readonly kind: 'time';
  readonly variable: string;
}

export interface TextItem extends ItemBase {
  readonly kind: 'text';
  readonly variable: string;
  /** Writing lines to leave room for. */
  readonly lines: number;
}

export type Item = ChoiceItem | GridItem | ScaleItem | NumberItem | DateItem | TimeItem | TextItem;

export interface ContextVariable {
  /** Key in a batch's context: line, direction, date, day-part, vehicle, handed-out, returned, boarders. */
  readonly key: string;
  readonly variable: string;
  readonly label: Localized;
  /** `as-is`; `month` (of a date); `groups`: the first group that lists the value, else `otherwise`. */
  readonly coarsen:
    | { readonly by: 'as-is' }
    | { readonly by: 'month' }
    | {
        readonly by: 'groups';
        readonly groups: Readonly<Record<string, readonly string[]>>;
        readonly otherwise: string;
      };
}

/** Rows leave only where every combination of the quasi-identifiers that is in them is in `k` rows or more. */
export interface AnonymityRule {
  readonly k: number;
  readonly quasiIdentifiers: readonly QuasiIdentifier[];
}

/** A column that others may know of somebody, and how it may be made coarser: finest step first, none at last. */
export interface QuasiIdentifier {
  readonly variable: string;
  readonly steps: readonly GeneralisationStep[];
}

/** Each step begins from what the row has. Codes below zero stay as they are. */
export type GeneralisationStep =
  /** A number or, in minutes since midnight, a time; both ends belong to the band. */
  | { readonly by: 'bands'; readonly bands: readonly GeneralisationBand[] }
  | {
      readonly by: 'groups';
      readonly groups: Readonly<Record<string, readonly string[]>>;
      readonly otherwise: string;
    }
  /** Of a date, a month or a time. */
  | { readonly by: 'period'; readonly period: 'hour' | 'month' | 'quarter' | 'year' };

export interface GeneralisationBand {
  readonly label: string;
  readonly from: number;
  /** Infinity cannot be stored: null is no upper end. */
  readonly to: number | null;
}

/** Every item in printed order. */
export const itemsOf = (questionnaire: Questionnaire): readonly Item[] =>
  questionnaire.sections.flatMap((section) => section.items);

/** The item's codes as a scale prints them, low to high. */
export const scaleCodes = (item: ScaleItem): readonly string[] =>
  Array.from({ length: item.to - item.from + 1 }, (_, step) => String(item.from + step));

/** The words of `localized` in `language`; a checked questionnaire has them all, so a lack is a defect. */
export const inLanguage = (localized: Localized, language: Language): string => {
  const words = localized[language];
  if (words === undefined) throw new Error(`Expected words in language ${language}.`);
  return words;
};
