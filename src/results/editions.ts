/** What the editions of one wave must have in common, or the difference between them would tell what each of them hides. */
import { PaperlineError } from '../domain/errors.ts';
import type { Publication, PublicationRules, PublishedItem } from './publication-format.ts';

const refuse = (
  code: 'publication-refused' | 'publication-rules-changed',
  message: string,
  remedy: string,
): never => {
  throw new PaperlineError({ code, message, remedy });
};

/** @param data  the digest of the rows */
export const assertSameRows = (before: readonly Publication[], data: string): void => {
  const other = before.find((one) => one.data !== data);
  if (other === undefined) return;
  refuse(
    'publication-refused',
    `Wave ${other.wave} was published from other rows; the difference between the two would tell who came or went.`,
    'A closed wave does not change. Publish from the rows that it was closed with.',
  );
};

const LIMITS = [
  ['minimumCell', 'minimum-cell'],
  ['minimumBase', 'minimum-base'],
  ['flaggedBase', 'flagged-base'],
] as const;

/**
 * Counts lie below a limit or not. Two limits say which counts lie between them, and many of them what each count is: so a
 * stricter one is no safer than a looser one. Counts as they are beside counts that were changed, or changed by two
 * tables, say how much was changed.
 */
export const assertSameRules = (before: readonly Publication[], rules: PublicationRules): void => {
  for (const { wave, rules: known } of before) {
    const changed = LIMITS.find(([name]) => known[name] !== rules[name]);
    if (changed !== undefined) {
      const [name, written] = changed;
      refuse(
        'publication-rules-changed',
        `Wave ${wave} was published with ${written}: ${known[name]}, and now it is ${rules[name]}: which counts lie between the two could be seen.`,
        `Write ${written}: ${known[name]} below "tables:" and publish with that file (--questionnaire); another limit can come with the next wave.`,
      );
    }
    const [then, now] = [known.perturbation, rules.perturbation];
    if (then?.sha256 === now?.sha256) continue;
    const say = (perturbation: PublicationRules['perturbation']): string =>
      perturbation === undefined
        ? 'without perturbing its counts'
        : `with the perturbation table ${perturbation.name} (SHA-256 ${perturbation.sha256.slice(0, 12)}…)`;
    refuse(
      'publication-rules-changed',
      `Wave ${wave} was published ${say(then)}, and now it would be ${say(now)}: how much each count was changed could be worked out from the two.`,
      then === undefined
        ? 'Publish it with the setting "perturbation" off; a table can come with the next wave.'
        : `Set "perturbation" to the table that the wave was published with, ${then.name}; another can come with the next wave.`,
    );
  }
};

/** The tables of one wave must cut people up in the same way each time, or small groups follow from the difference. */
export const assertSameCuts = (item: PublishedItem, earlier: readonly PublishedItem[]): void => {
  for (const before of earlier) {
    const cut = (of: PublishedItem): string[] =>
      of.tables.map(({ breakdown, rows }) => `${breakdown}: ${rows.map(({ group }) => group).join(', ')}`);
    const known = new Map(
      before.tables.map((table) => [table.breakdown, cut({ ...before, tables: [table] })[0]]),
    );
    const changed = item.tables.find(
      (table) =>
        known.has(table.breakdown) && known.get(table.breakdown) !== cut({ ...item, tables: [table] })[0],
    );
    const sameAnswers =
      before.categories.map(({ code }) => code).join() === item.categories.map(({ code }) => code).join();
    if (changed === undefined && sameAnswers) continue;
    refuse(
      'publication-refused',
      `${item.variable} was published of this wave in other groups${changed === undefined ? '' : ` of ${changed.breakdown}`}: who is in one and not in the other could be worked out.`,
      'Publish with the same bands as before; new ones can come with the next wave.',
    );
  }
};
