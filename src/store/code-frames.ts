import { PaperlineError } from '../domain/errors.ts';
import type { Connection, Store } from './store.ts';

/** A category of a text variable's code frame; what was merged into it counts with it. */
export interface Category {
  readonly id: number;
  /** Its number in the frame, never given twice. */
  readonly code: number;
  readonly label: string;
  /** Answers that are coded with it now. */
  readonly answers: number;
}

export interface CategoryRow {
  readonly id: number;
  readonly survey: string;
  readonly variable: string;
  readonly code: number;
  readonly label: string;
  readonly merged_into: number | null;
  readonly removed_at: string | null;
}

/** The coding in force: the last step on an answer whose decision is in force. Joined as `s`, with `d` and `t`. */
export const CODED_FROM = `
  FROM review_task t INDEXED BY review_task_text
  JOIN decision d ON d.task_id = t.id AND d.undone_at IS NULL AND d.state = 'answered'
  JOIN reading r ON r.id = t.reading_id
  JOIN scan_page p ON p.id = r.scan_page_id AND p.counts = 1
  JOIN coding_step s ON s.id = (
    SELECT max(id) FROM coding_step WHERE decision_id = d.id AND undone_at IS NULL)`;

export const categoryRows = (connection: Connection, survey: string, variable: string): CategoryRow[] =>
  connection
    .prepare<[string, string], CategoryRow>(
      `SELECT id, survey, variable, code, label, merged_into, removed_at FROM code_category
       WHERE survey = ? AND variable = ? ORDER BY code`,
    )
    .all(survey, variable);

/** For every category the one that it counts as: itself, or what it was merged into in the end. */
export const standingFor = (rows: readonly CategoryRow[]): ReadonlyMap<number, number> => {
  const into = new Map(rows.map(({ id, merged_into: other }) => [id, other]));
  return new Map(
    rows.map(({ id }) => {
      let at = id;
      for (let next = into.get(at) ?? null; next !== null; next = into.get(at) ?? null) at = next;
      return [id, at];
    }),
  );
};

/** True for a category that answers can be coded with. */
export const isActive = ({ merged_into: into, removed_at: removed }: CategoryRow): boolean =>
  into === null && removed === null;

/** The code frame with its counts, in the order of the codes. Inside a transaction. */
export const readFrame = (connection: Connection, survey: string, variable: string): Category[] => {
  const rows = categoryRows(connection, survey, variable);
  const standing = standingFor(rows);
  const answers = new Map<number, Set<number>>();
  const coded = connection
    .prepare<[string, string], { answer: number; category: number }>(
      `SELECT d.id AS answer, k.category_id AS category ${CODED_FROM}
       JOIN coding_step_category k ON k.step_id = s.id
       WHERE t.kind = 'text' AND t.state = 'done' AND t.survey = ? AND t.variable = ?`,
    )
    .iterate(survey, variable);
  for (const { answer, category } of coded) {
    const id = standing.get(category) ?? category;
    const of = answers.get(id) ?? new Set();
    answers.set(id, of.add(answer));
  }
  return rows
    .filter(isActive)
    .map(({ id, code, label }) => ({ id, code, label, answers: answers.get(id)?.size ?? 0 }));
};

/** What two labels must differ in. */
export const labelKey = (label: string): string => label.normalize('NFC').trim().toLocaleLowerCase('en');

/** @throws PaperlineError `category-exists` */
export const refuseSameLabel = (
  rows: readonly CategoryRow[],
  label: string,
  except: number | null = null,
): void => {
  const same = rows.find(
    (row) => isActive(row) && row.id !== except && labelKey(row.label) === labelKey(label),
  );
  if (same === undefined) return;
  throw new PaperlineError({
    code: 'category-exists',
    message: `There is a category ${JSON.stringify(same.label)} already.`,
    remedy: 'Use it, or merge the two.',
  });
};

/** The category with this id that answers can be coded with. @throws PaperlineError `category-unknown` */
export const activeCategory = (rows: readonly CategoryRow[], id: number): CategoryRow => {
  const found = rows.find((row) => row.id === id);
  if (found !== undefined && isActive(found)) return found;
  throw new PaperlineError({
    code: 'category-unknown',
    message: `This open question has no category ${id}${found === undefined ? '' : ' any more'}.`,
    remedy: 'Nothing was changed. Look at the list of categories again.',
  });
};

/** The categories of a variable of rows: by number, with the label that stands now. */
export interface StoredCodeFrame {
  readonly variable: string;
  readonly categories: readonly { readonly code: string; readonly label: string }[];
}

export interface SurveyCoding {
  readonly frames: readonly StoredCodeFrame[];
  /** The codes of a copy's answer to a text variable; undefined where it has not been coded. */
  codesOf(copy: string, variable: string): readonly string[] | undefined;
}

const keyOf = (copy: string, variable: string): string => `${copy} ${variable}`;

/** All that is coded of a survey, for its rows. Frames without a category are left out. */
export const readSurveyCoding = (store: Store, survey: string): Promise<SurveyCoding> =>
  store.read((connection) => {
    const variables = connection
      .prepare<[string], string>(
        `SELECT DISTINCT variable FROM code_category WHERE survey = ? ORDER BY variable`,
      )
      .pluck()
      .all(survey);
    const coded = new Map<string, Set<string>>();
    const frames = variables.map((variable): StoredCodeFrame => {
      const rows = categoryRows(connection, survey, variable);
      const standing = standingFor(rows);
      const codeOf = new Map(rows.map(({ id, code }) => [id, String(code)]));
      const steps = connection
        .prepare<[string, string], { copy: string; category: number | null }>(
          `SELECT t.copy, k.category_id AS category ${CODED_FROM}
           LEFT JOIN coding_step_category k ON k.step_id = s.id
           WHERE t.kind = 'text' AND t.state = 'done' AND t.survey = ? AND t.variable = ?`,
        )
        .iterate(survey, variable);
      for (const { copy, category } of steps) {
        const codes = coded.get(keyOf(copy, variable)) ?? new Set();
        const code = category === null ? undefined : codeOf.get(standing.get(category) ?? category);
        if (code !== undefined) codes.add(code);
        coded.set(keyOf(copy, variable), codes);
      }
      return {
        variable,
        categories: rows.filter(isActive).map(({ code, label }) => ({ code: String(code), label })),
      };
    });
    return {
      frames: frames.filter(({ categories }) => categories.length > 0),
      codesOf(copy, variable) {
        const codes = coded.get(keyOf(copy, variable));
        return codes === undefined ? undefined : [...codes];
      },
    };
  });
