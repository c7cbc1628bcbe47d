import { PaperlineError } from '../domain/errors.ts';
import {
  activeCategory,
  categoryRows,
  isActive,
  readFrame,
  refuseSameLabel,
  standingFor,
  type Category,
} from './code-frames.ts';
import { refuseClosedWave } from './review-decisions.ts';
import type { CodingStepKind } from './schema.ts';
import type { Connection, Store } from './store.ts';
import { findTextAnswer } from './text-answers.ts';

/** A text variable of a survey. */
export interface TextVariable {
  readonly survey: string;
  readonly variable: string;
}

/** Who does something, once: sent twice with the same key, it counts once. */
export interface CodingAct {
  readonly reviewer: string;
  readonly clientKey: string;
  readonly now: Date;
}

interface StepRow extends TextVariable {
  readonly id: number;
  readonly kind: CodingStepKind;
  readonly reviewer: string;
  readonly decision_id: number | null;
  readonly category_id: number | null;
  readonly label_before: string | null;
  readonly label_after: string | null;
}

const STEP_COLUMNS =
  'id, kind, reviewer, survey, variable, decision_id, category_id, label_before, label_after';

interface NewStep extends TextVariable {
  readonly kind: CodingStepKind;
  readonly decision?: number;
  readonly category?: number;
  readonly before?: string;
  readonly after?: string;
}

const insertStep = (connection: Connection, act: CodingAct, step: NewStep): number =>
  Number(
    connection
      .prepare(
        `INSERT INTO coding_step (client_key, reviewer, survey, variable, kind, decision_id, category_id,
           label_before, label_after, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        act.clientKey,
        act.reviewer,
        step.survey,
        step.variable,
        step.kind,
        step.decision ?? null,
        step.category ?? null,
        step.before ?? null,
        step.after ?? null,
        act.now.toISOString(),
      ).lastInsertRowid,
  );

/** The step that was sent with this key before. @throws PaperlineError `decision-invalid` where it was another one */
const repeatedStep = (
  connection: Connection,
  { clientKey, reviewer }: CodingAct,
  kind: CodingStepKind,
): StepRow | null => {
  const step = connection
    .prepare<[string], StepRow>(`SELECT ${STEP_COLUMNS} FROM coding_step WHERE client_key = ?`)
    .get(clientKey);
  if (step === undefined) return null;
  if (step.reviewer === reviewer && step.kind === kind) return step;
  throw new PaperlineError({
    code: 'decision-invalid',
    message: 'The key of this step of coding was used for another one.',
    remedy: 'Send every step with a key of its own.',
  });
};

/**
 * Codes one open answer with all its categories at once; none says that it fits none. What stood before stays on record.
 * @throws PaperlineError `answer-stale`, `answer-unknown`, `category-unknown`, `wave-closed`, `decision-invalid`
 */
export const codeAnswer = (
  store: Store,
  act: CodingAct,
  answerId: number,
  categories: readonly number[],
): Promise<void> =>
  store.write((connection) => {
    if (repeatedStep(connection, act, 'code') !== null) return;
    const answer = findTextAnswer(connection, answerId);
    if (answer === null) {
      const known = connection.prepare(`SELECT 1 FROM decision WHERE id = ?`).get(answerId) !== undefined;
      throw new PaperlineError({
        code: known ? 'answer-stale' : 'answer-unknown',
        message: known
          ? 'This open answer was taken back, or copied out anew, meanwhile.'
          : `There is no open answer ${answerId}.`,
        remedy: 'Nothing was changed. Go on with the next one.',
      });
    }
    refuseClosedWave(answer.task, answer.waveState);
    const { survey, variable } = answer;
    const rows = categoryRows(connection, survey, variable);
    const chosen = new Set(categories.map((id) => activeCategory(rows, id).id));
    const step = insertStep(connection, act, { survey, variable, kind: 'code', decision: answerId });
    const add = connection.prepare(`INSERT INTO coding_step_category (step_id, category_id) VALUES (?, ?)`);
    for (const category of chosen) add.run(step, category);
  });

/** Makes a category and gives its id. @throws PaperlineError `category-exists`, `decision-invalid` */
export const createCategory = (
  store: Store,
  act: CodingAct,
  { survey, variable }: TextVariable,
  label: string,
): Promise<number> =>
  store.write((connection) => {
    const repeated = repeatedStep(connection, act, 'create');
    if (repeated !== null) return repeated.category_id ?? 0;
    const rows = categoryRows(connection, survey, variable);
    refuseSameLabel(rows, label);
    const code = Math.max(0, ...rows.map((row) => row.code)) + 1;
    const category = Number(
      connection
        .prepare(`INSERT INTO code_category (survey, variable, code, label) VALUES (?, ?, ?, ?)`)
        .run(survey, variable, code, label).lastInsertRowid,
    );
    insertStep(connection, act, { survey, variable, kind: 'create', category, after: label });
    return category;
  });

const variableOf = (connection: Connection, category: number): TextVariable => {
  const found = connection
    .prepare<[number], TextVariable>(`SELECT survey, variable FROM code_category WHERE id = ?`)
    .get(category);
  if (found !== undefined) return found;
  throw new PaperlineError({
    code: 'category-unknown',
    message: `There is no category ${category}.`,
    remedy: 'Nothing was changed. Look at the list of categories again.',
  });
};

/** @throws PaperlineError `category-unknown`, `category-exists`, `decision-invalid` */
export const renameCategory = (
  store: Store,
  act: CodingAct,
  category: number,
  label: string,
): Promise<TextVariable> =>
  store.write((connection) => {
    const repeated = repeatedStep(connection, act, 'rename');
    if (repeated !== null) return repeated;
    const of = variableOf(connection, category);
    const rows = categoryRows(connection, of.survey, of.variable);
    const { label: before } = activeCategory(rows, category);
    refuseSameLabel(rows, label, category);
    connection.prepare(`UPDATE code_category SET label = ? WHERE id = ?`).run(label, category);
    insertStep(connection, act, { ...of, kind: 'rename', category, before, after: label });
    return of;
  });

/**
 * Merges a category into another of the same variable: all its answers count there. Nothing is rewritten, so that both
 * can come apart again.
 * @throws PaperlineError `category-unknown`, `decision-invalid`
 */
export const mergeCategory = (
  store: Store,
  act: CodingAct,
  category: number,
  into: number,
): Promise<TextVariable> =>
  store.write((connection) => {
    const repeated = repeatedStep(connection, act, 'merge');
    if (repeated !== null) return repeated;
    const of = variableOf(connection, category);
    const rows = categoryRows(connection, of.survey, of.variable);
    activeCategory(rows, category);
    activeCategory(rows, into);
    if (category === into) {
      throw new PaperlineError({
        code: 'decision-invalid',
        message: 'A category cannot be merged into itself.',
        remedy: 'Choose another one.',
      });
    }
    connection.prepare(`UPDATE code_category SET merged_into = ? WHERE id = ?`).run(into, category);
    insertStep(connection, act, { ...of, kind: 'merge', category });
    return of;
  });

export interface CodingUndone {
  readonly kind: CodingStepKind;
  /** The answer that was coded; its coding is as it was before. */
  readonly answer: number | null;
  readonly label: string | null;
}

const inUse = (label: string): PaperlineError =>
  new PaperlineError({
    code: 'category-in-use',
    message: `${JSON.stringify(label)} has been used or changed by someone since.`,
    remedy: 'Nothing was changed. Rename or merge it instead.',
  });

const takeBack = (connection: Connection, step: StepRow, now: Date): void => {
  const rows = categoryRows(connection, step.survey, step.variable);
  const row = rows.find(({ id }) => id === step.category_id);
  if (step.kind === 'code' || row === undefined) return;
  if (step.kind === 'create') {
    const frame = readFrame(connection, step.survey, step.variable);
    const others = rows.some(({ merged_into: into }) => into === row.id);
    if (!isActive(row) || others || frame.some(({ id, answers }) => id === row.id && answers > 0)) {
      throw inUse(row.label);
    }
    connection.prepare(`UPDATE code_category SET removed_at = ? WHERE id = ?`).run(now.toISOString(), row.id);
  } else if (step.kind === 'rename') {
    if (row.label !== step.label_after || !isActive(row)) throw inUse(row.label);
    refuseSameLabel(rows, step.label_before ?? '', row.id);
    connection.prepare(`UPDATE code_category SET label = ? WHERE id = ?`).run(step.label_before, row.id);
  } else {
    refuseSameLabel(rows, row.label, row.id);
    connection.prepare(`UPDATE code_category SET merged_into = NULL WHERE id = ?`).run(row.id);
  }
};

/**
 * Takes back what the reviewer did last in coding this variable; null where there is nothing.
 * @throws PaperlineError `category-in-use`, `category-exists`, `wave-closed`
 */
export const undoCoding = (
  store: Store,
  reviewer: string,
  { survey, variable }: TextVariable,
  now: Date,
): Promise<CodingUndone | null> =>
  store.write((connection) => {
    const step = connection
      .prepare<[string, string, string], StepRow>(
        `SELECT ${STEP_COLUMNS} FROM coding_step
         WHERE reviewer = ? AND survey = ? AND variable = ? AND undone_at IS NULL ORDER BY id DESC LIMIT 1`,
      )
      .get(reviewer, survey, variable);
    if (step === undefined) return null;
    const answer = step.decision_id === null ? null : findTextAnswer(connection, step.decision_id);
    if (answer !== null) refuseClosedWave(answer.task, answer.waveState);
    takeBack(connection, step, now);
    connection.prepare(`UPDATE coding_step SET undone_at = ? WHERE id = ?`).run(now.toISOString(), step.id);
    const row = categoryRows(connection, survey, variable).find(({ id }) => id === step.category_id);
    return { kind: step.kind, answer: answer?.id ?? null, label: row?.label ?? step.label_before };
  });

export interface AnswerToCode {
  readonly id: number;
  readonly form: string;
  readonly text: string;
  /** Null where it has not been coded. */
  readonly categories: readonly number[] | null;
}

/** All open answers of a variable, oldest first, with what each is coded with. */
export const listAnswersToCode = (
  store: Store,
  { survey, variable }: TextVariable,
): Promise<{ readonly categories: readonly Category[]; readonly answers: readonly AnswerToCode[] }> =>
  store.read((connection) => {
    const standing = standingFor(categoryRows(connection, survey, variable));
    const rows = connection
      .prepare<
        [string, string],
        { id: number; form: string; value_json: string; step: number | null; categories: string | null }
      >(
        `SELECT d.id, c.form, d.value_json, s.id AS step,
           (SELECT json_group_array(category_id) FROM coding_step_category WHERE step_id = s.id) AS categories
         FROM review_task t INDEXED BY review_task_text
         JOIN decision d ON d.task_id = t.id AND d.undone_at IS NULL AND d.state = 'answered'
         JOIN reading r ON r.id = t.reading_id
         JOIN scan_page p ON p.id = r.scan_page_id AND p.counts = 1
         JOIN copy c ON c.code = t.copy
         JOIN wave w ON w.id = t.wave_id AND w.state = 'open'
         LEFT JOIN coding_step s ON s.id = (
           SELECT max(id) FROM coding_step WHERE decision_id = d.id AND undone_at IS NULL)
         WHERE t.kind = 'text' AND t.state = 'done' AND t.survey = ? AND t.variable = ? ORDER BY t.id`,
      )
      .all(survey, variable);
    return {
      categories: readFrame(connection, survey, variable),
      answers: rows.map(({ id, form, value_json: json, step, categories }) => ({
        id,
        form,
        text: JSON.parse(json) as string,
        categories:
          step === null
            ? null
            : [
                ...new Set(
                  (JSON.parse(categories ?? '[]') as number[]).map(
                    (category) => standing.get(category) ?? category,
                  ),
                ),
              ],
      })),
    };
  });

/** The code frame as it stands. */
export const readCodeFrame = (store: Store, { survey, variable }: TextVariable): Promise<Category[]> =>
  store.read((connection) => readFrame(connection, survey, variable));

export interface VariableToCode extends TextVariable {
  readonly form: string;
  readonly answers: number;
  readonly coded: number;
}

/** Text variables with open answers, and how many of those are coded. */
export const listVariablesToCode = (store: Store): Promise<VariableToCode[]> =>
  store.read((connection) =>
    connection
      .prepare<[], VariableToCode>(
        `SELECT t.survey, t.variable, max(c.form) AS form, count(*) AS answers,
           count(*) FILTER (WHERE EXISTS (
             SELECT 1 FROM coding_step WHERE decision_id = d.id AND undone_at IS NULL)) AS coded
         FROM review_task t INDEXED BY review_task_text
         JOIN decision d ON d.task_id = t.id AND d.undone_at IS NULL AND d.state = 'answered'
         JOIN reading r ON r.id = t.reading_id
         JOIN scan_page p ON p.id = r.scan_page_id AND p.counts = 1
         JOIN copy c ON c.code = t.copy
         JOIN wave w ON w.id = t.wave_id AND w.state = 'open'
         WHERE t.kind = 'text' AND t.state = 'done'
         GROUP BY t.survey, t.variable ORDER BY t.survey, t.variable`,
      )
      .all(),
  );
