/** What a piece of text may tell of a person. `staff-trip`: the line or the time by which somebody of the staff can be found. */
export const MARK_KINDS = [
  'name',
  'e-mail',
  'phone',
  'iban',
  'card',
  'bsn',
  'national-number',
  'postcode',
  'plate',
  'staff-trip',
] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

/** A piece of a text that may be personal: `start` up to `end`, in UTF-16 units, as JavaScript counts. */
export interface Mark {
  readonly kind: MarkKind;
  readonly start: number;
  readonly end: number;
}

/** What a person cut out that no rule had marked. */
export type RedactionKind = MarkKind | 'other';

/** What stands in a text in place of what was cut out: the same in every language, so that it can be searched for. */
export const PLACEHOLDERS: Readonly<Record<RedactionKind, string>> = {
  name: '[name]',
  'e-mail': '[e-mail]',
  phone: '[phone]',
  iban: '[account]',
  card: '[card]',
  bsn: '[number]',
  'national-number': '[number]',
  postcode: '[address]',
  plate: '[plate]',
  'staff-trip': '[trip]',
  other: '[removed]',
};

const PLACEHOLDER = new RegExp(
  [...new Set(Object.values(PLACEHOLDERS))].map((text) => text.replace(/[[\]]/gu, '\\$&')).join('|'),
  'u',
);

/** True where something was cut out of the text. */
export const isRedacted = (text: string): boolean => PLACEHOLDER.test(text);

/** The text with one piece cut out; `end` of the placeholder that stands there now. */
export const redact = (
  text: string,
  { kind, start, end }: { readonly kind: RedactionKind; readonly start: number; readonly end: number },
): { readonly text: string; readonly end: number } => {
  const placeholder = PLACEHOLDERS[kind];
  return {
    text: text.slice(0, start) + placeholder + text.slice(end),
    end: start + placeholder.length,
  };
};
