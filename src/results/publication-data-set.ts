/** The figures of a publication as data that leave as a file: the long table, its codebook, and the rules it was made by. */
import type { ScreenLanguage } from '../domain/screen-language.ts';
import type { CodebookCode } from '../questionnaire/codebook.ts';
import type { Localized } from '../questionnaire/questionnaire.ts';
import { standardWordsIn } from '../questionnaire/standard-words.ts';
import type { DataAccount, DataSet, DataVariable } from '../rows/data-set.ts';
import { TableBuilder } from '../rows/row-table.ts';
import { sayNotes } from './charts/published-items.ts';
import { REPORT_WORDS } from './charts/report-words.ts';
import type { Publication } from './publication-format.ts';
import { codeWithin, EVERYBODY, publicationLines, topCategory, topLabel } from './publication-lines.ts';
import {
  CHANGE_LABELS,
  EMPTY_LABELS,
  EVERYBODY_LABEL,
  FIGURE_LABELS,
  STATUS_LABELS,
  TABLE_COLUMN_LABELS,
  tablesTitle,
  YES_NO_LABELS,
  type TableColumn,
} from './table-words.ts';

const COLUMNS = Object.keys(TABLE_COLUMN_LABELS) as TableColumn[];

type Codes = readonly CodebookCode[];

/** Codes that are not said twice, in the order in which they come. */
const distinct = (codes: Iterable<readonly [code: string, label: Localized]>): Codes =>
  [...new Map(codes)].map(([code, label]) => ({ code, label, missing: false }));

/** The codes of each column that has any. */
const codesOf = ({ items, languages }: Publication): Partial<Record<TableColumn, Codes>> => {
  const standard = (labels: Readonly<Record<string, Localized>>): Codes =>
    distinct(Object.entries(labels).map(([code, words]) => [code, standardWordsIn(words, languages)]));
  const everybody = [EVERYBODY, standardWordsIn(EVERYBODY_LABEL, languages)] as const;
  const tables = items.flatMap((item) => item.tables);
  return {
    item: distinct(items.map(({ variable, label }) => [variable, label])),
    breakdown: distinct([everybody, ...tables.map(({ breakdown, label }) => [breakdown, label] as const)]),
    group: distinct([
      everybody,
      ...tables.flatMap(({ breakdown, rows }) =>
        rows.map(({ group, label }) => [codeWithin(breakdown, group ?? ''), label ?? {}] as const),
      ),
    ]),
    figure: standard(FIGURE_LABELS),
    category: distinct(
      items.flatMap((item) => [
        ...item.categories.map(({ code, label }) => [codeWithin(item.variable, code), label] as const),
        ...(item.top === null
          ? []
          : [
              [
                topCategory(item),
                Object.fromEntries(languages.map((language) => [language, topLabel(item, language)])),
              ] as const,
            ]),
      ]),
    ),
    status: standard(STATUS_LABELS),
    small_base: standard(YES_NO_LABELS),
    change: standard(CHANGE_LABELS),
    weighted: standard(YES_NO_LABELS),
  };
};

const NUMBERS = new Set<TableColumn>([
  'edition',
  'value',
  'margin_95',
  'base',
  'weighted_base',
  'effective_base',
  'minimum_cell',
]);
const FLAGS = new Set<TableColumn>(['small_base', 'weighted']);
const EMPTY: Partial<Record<TableColumn, Localized>> = {
  ...EMPTY_LABELS,
  effective_base: EMPTY_LABELS.weighted_base,
  small_base: EMPTY_LABELS.base,
  category_label: EMPTY_LABELS.category,
  above: EMPTY_LABELS.letter,
};

const decimalsOf = (step: number): number => String(step).split('.')[1]?.length ?? 0;

const variablesOf = (publication: Publication): DataVariable[] => {
  const { languages, rules } = publication;
  const decimals = Math.max(decimalsOf(rules.shareStep), decimalsOf(rules.meanStep));
  const codes = codesOf(publication);
  return COLUMNS.map((column) => {
    const empty = EMPTY[column];
    const own = codes[column];
    return {
      variable: column,
      label: standardWordsIn(TABLE_COLUMN_LABELS[column], languages),
      type: NUMBERS.has(column) ? 'number' : FLAGS.has(column) ? 'flag' : own === undefined ? 'text' : 'code',
      codes: own ?? [],
      measure: NUMBERS.has(column) ? 'scale' : 'nominal',
      ...(column === 'value' || column === 'margin_95' ? { decimals } : {}),
      ...(empty === undefined ? {} : { empty: standardWordsIn(empty, languages) }),
    };
  });
};

/** What somebody must know who finds the file in a year. */
const accountOf = (
  publication: Publication,
  { language, publishedAt }: { readonly language: ScreenLanguage; readonly publishedAt: string },
): DataAccount => {
  const { survey, wave, edition, rules, respondents, withheld, notes, languages, title } = publication;
  const words = REPORT_WORDS[language];
  const said = sayNotes(publication, words);
  const ruleNames = {
    minimum_cell: rules.minimumCell,
    minimum_base: rules.minimumBase,
    flagged_base: rules.flaggedBase,
    protection: rules.protection,
    base_step: rules.baseStep,
    share_step: rules.shareStep,
    mean_step: rules.meanStep,
    weighted: rules.weighted ? 1 : 0,
    clustered: rules.clustered ? 1 : 0,
    ...(rules.perturbation === undefined
      ? {}
      : {
          perturbed_with: rules.perturbation.name,
          perturbation_sha256: rules.perturbation.sha256,
          perturbed_up_to: rules.perturbation.up,
          perturbed_down_to: rules.perturbation.down,
        }),
  };
  const facts = { survey, wave, edition, published_at: publishedAt, respondents, ...ruleNames };
  return {
    subject: 'publication',
    lines: [
      `Paperline: ${survey}, ${wave}, ${words.edition(edition)}, ${publishedAt.slice(0, 10)}; ${words.respondents(String(respondents))}.`,
      `${words.rules({
        minimumCell: String(rules.minimumCell),
        minimumBase: String(rules.minimumBase),
        flaggedBase: String(rules.flaggedBase),
        baseStep: String(rules.baseStep),
      })} (minimum_cell=${rules.minimumCell}, weighted=${ruleNames.weighted})`,
      ...said,
      `status=withheld: ${STATUS_LABELS.withheld[language]}.`,
    ],
    records: [
      ['publication', 'value'],
      ['made_by', 'Paperline'],
      ...languages.map((each) => [`title_${each}`, title[each] ?? '']),
      ...Object.entries(facts).map(([name, value]) => [name, String(value)]),
      ...Object.entries(withheld).map(([reason, count]) => [`withheld_${reason}`, String(count)]),
      ...said.map((note) => ['note', note]),
    ],
    facts: { ...facts, withheld, notes },
  };
};

/**
 * `language` is that of the columns of labels, as far as the survey speaks it; the codebook has all of the survey's.
 * `publishedAt` is ISO 8601.
 */
export const publicationDataSet = (
  publication: Publication,
  options: { readonly language: ScreenLanguage; readonly publishedAt: string },
): DataSet => {
  const { survey, wave, edition, title, languages } = publication;
  const builder = new TableBuilder(COLUMNS);
  const spoken = languages.includes(options.language) ? options.language : (languages[0] ?? 'en');
  for (const line of publicationLines(publication, spoken))
    builder.add(COLUMNS.map((column) => line[column]));
  return {
    survey,
    title: tablesTitle(wave, edition, title),
    languages,
    variables: variablesOf(publication),
    table: builder.finish(),
    sheet: 'tables',
    account: accountOf(publication, options),
  };
};
