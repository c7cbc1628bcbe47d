/** What an operator is told after scans were read again: counts, and where accepted answers changed; never an answer. */
import type { RereadChange } from '../src/store/rereading.ts';
import type { RereadingReport } from './rereading.ts';

/** Counts changes as they come; only those that nobody would see otherwise are kept one by one. */
export interface RereadTally {
  add(file: string, change: RereadChange): void;
  readonly counts: ReadonlyMap<RereadChange['kind'], ReadonlyMap<string, number>>;
  /** Answers that were accepted and are, with another value: where they are. */
  readonly accepted: readonly ChangePlace[];
}

export interface ChangePlace {
  readonly file: string;
  /** In the file, from 1, as people count. */
  readonly place: number;
  /** Of the form, from 1. */
  readonly page: number | null;
  readonly variable: string | null;
}

export const placeOf = (file: string, { pageIndex, page, variable }: RereadChange): ChangePlace => ({
  file,
  place: pageIndex + 1,
  page,
  variable,
});

const WHOLE_PAGE = '';

export const createRereadTally = (): RereadTally => {
  const counts = new Map<RereadChange['kind'], Map<string, number>>();
  const accepted: ChangePlace[] = [];
  return {
    counts,
    accepted,
    add(file, change) {
      const ofKind = counts.get(change.kind) ?? new Map<string, number>();
      counts.set(change.kind, ofKind);
      const variable = change.variable ?? WHOLE_PAGE;
      ofKind.set(variable, (ofKind.get(variable) ?? 0) + 1);
      if (change.kind === 'accepted-changed') accepted.push(placeOf(file, change));
    },
  };
};

/** In the order in which they are told. */
const KINDS: Readonly<Record<RereadChange['kind'], string>> = {
  'accepted-changed': 'accepted answers with another value',
  'now-in-review': 'accepted answers that need a person now',
  'now-accepted': 'answers that need no person any more',
  'suggestion-changed': 'answers in review with another suggestion',
  'decision-kept': 'answers decided by a person that the machine reads otherwise now (the decision stands)',
  'field-gained': 'answers that were not read before',
  'page-gained': 'pages that give answers for the first time',
  'page-lost': 'pages that cannot be read any more (what was read stays, and people look at it)',
  'page-renamed': 'pages taken for another page now (what was read stays, and people look at it)',
  'page-status-changed': 'pages that do not count, with another outcome than before',
};

/** More variables than that on one line are read by nobody. */
const MOST_VARIABLES = 12;

const tellKind = (words: string, byVariable: ReadonlyMap<string, number>): string => {
  const sum = [...byVariable.values()].reduce((all, count) => all + count, 0);
  const variables = [...byVariable]
    .filter(([variable]) => variable !== WHOLE_PAGE)
    .sort(([, a], [, b]) => b - a)
    .map(([variable, count]) => `${variable} ${count}`);
  const more = variables.length > MOST_VARIABLES ? ', …' : '';
  const listed = variables.slice(0, MOST_VARIABLES).join(', ') + more;
  return `  ${words}: ${sum}${listed === '' ? '' : ` (${listed})`}`;
};

const plural = (count: number, one: string): string => `${count} ${count === 1 ? one : `${one}s`}`;

/** In lines. */
export const summariseRereading = (
  { files, pages, decisions, troubles }: RereadingReport,
  tally: RereadTally,
  { applied, readerVersion }: { readonly applied: boolean; readonly readerVersion: string },
): string[] => {
  const lines = [
    `${plural(files, 'file')} read again by ${readerVersion}: ${plural(pages, 'page')}; ` +
      `${plural(decisions, 'decision')} of people on them, all kept.`,
  ];
  const told = (Object.keys(KINDS) as RereadChange['kind'][]).flatMap((kind) => {
    const byVariable = tally.counts.get(kind);
    return byVariable === undefined ? [] : [tellKind(KINDS[kind], byVariable)];
  });
  if (told.length > 0) lines.push(applied ? 'What changed:' : 'What would change:', ...told);
  else if (files > 0) lines.push(applied ? 'No answer changed.' : 'No answer would change.');
  if (tally.accepted.length > 0) {
    lines.push('Accepted answers with another value:');
    for (const { file, place, variable } of tally.accepted)
      lines.push(`  ${file}, page ${place}: ${variable ?? ''}`);
  }
  if (troubles.length > 0) {
    lines.push(`${plural(troubles.length, 'file')} not read again:`);
    for (const { file, message, remedy } of troubles) lines.push(`  ${file}: ${message} ${remedy}`);
  }
  if (!applied && files > 0) lines.push('Nothing has been changed. To change it, add --apply.');
  return lines;
};
