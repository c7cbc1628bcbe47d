/** What charts and reports say, in each language of the screens. */
export interface ReportWords {
  readonly locale: string;
  readonly title: string;
  readonly wave: string;
  readonly edition: (number: number) => string;
  readonly respondents: (count: string) => string;
  readonly group: string;
  readonly everybody: string;
  readonly base: string;
  readonly weightedBase: string;
  readonly mean: string;
  readonly median: string;
  /** For the heads of narrow columns. */
  readonly meanShort: string;
  readonly medianShort: string;
  readonly nps: string;
  readonly share: string;
  /** Such as `7 or more`. */
  readonly top: (categories: string) => string;
  readonly interval: string;
  readonly withheld: string;
  readonly small: string;
  readonly change: { readonly up: string; readonly down: string; readonly none: string };
  readonly aboveNote: string;
  readonly charts: {
    readonly marks: { readonly title: string; readonly note: string };
    readonly ranking: { readonly title: string; readonly note: string };
    readonly distributions: { readonly title: string; readonly note: string; readonly joined: string };
    readonly choices: { readonly note: string; readonly several: string };
    readonly importance: {
      readonly title: string;
      readonly note: string;
      readonly axis: string;
      readonly satisfaction: string;
    };
    readonly trend: { readonly title: string; readonly note: string };
    readonly response: { readonly title: string; readonly note: string };
  };
  readonly left: (items: string) => string;
  readonly response: {
    readonly printed: string;
    readonly handedOut: string;
    readonly returned: string;
    readonly read: string;
    readonly rate: (share: string) => string;
    readonly unknown: string;
    readonly errors: (rate: string, low: string, high: string) => string;
    readonly noErrors: string;
  };
  readonly tables: string;
  readonly how: string;
  readonly rules: (rules: {
    readonly minimumCell: string;
    readonly minimumBase: string;
    readonly flaggedBase: string;
    readonly baseStep: string;
  }) => string;
  /** That counts were changed by cell key: with which table, and by how much at most. */
  readonly perturbed: (by: { readonly table: string; readonly most: string }) => string;
  readonly notes: Readonly<Record<string, string>>;
  readonly page: (page: number, pages: number) => string;
}

const number = (value: number, locale: string, digits: number): string =>
  value.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });

export const sayCount = (value: number, { locale }: ReportWords): string => number(value, locale, 0);
export const sayPercent = (value: number, { locale }: ReportWords, digits = 0): string =>
  `${number(value, locale, digits)} %`;
export const sayMark = (value: number, { locale }: ReportWords): string => number(value, locale, 1);
