/**
 * Which accepted readings and which decisions are read again. Each is drawn by luck that nobody can foresee, at the moment it is
 * made, with a chance that goes on record: estimates weigh by it. The first of every item and style are likelier, so that
 * each of them is looked at.
 */
import { createHmac } from 'node:crypto';
import type { FieldReading } from '../domain/page-read.ts';
import { saidOf } from './quality-answers.ts';
import type { TaskKind } from './schema.ts';
import type { Connection, Store } from './store.ts';

/** The share of accepted readings and of decisions that is read again where a survey says nothing. */
export const USUAL_SHARE = 0.02;
/** The share of a reviewer's decisions after which a field with a known answer is slipped in, for each share of checks. */
const KNOWN_FOR_EACH_CHECK = 0.5;
/** The chance of the very first of an item and style, and about how many of the first are drawn before the chance is the share. */
const EARLY_CHANCE = 0.25;
const EARLY_DRAWN = 1.5;

/**
 * The chance, in 0..1, of the one that comes after `seen` others of its item and style. It goes down in a few steps, since it
 * stays on record when sheets are gone: a chance of its own for each would say which one it was.
 */
export const chanceOf = (share: number, seen: number): number => {
  const early = EARLY_DRAWN / 2 ** Math.round(Math.log2(seen + 1));
  return share <= 0 ? 0 : Math.min(1, Math.max(share, Math.min(EARLY_CHANCE, early)));
};

/** A number in 0..1, evenly spread, the same for the same words and key. */
export const luckOf = (key: string, ...words: readonly (string | number)[]): number =>
  createHmac('sha256', key).update(words.join('\0')).digest().readUIntBE(0, 6) / 2 ** 48;

export const qualityKeyOf = (connection: Connection): string =>
  connection.prepare<[], string>(`SELECT value FROM property WHERE name = 'quality-key'`).pluck().get() ?? '';

export const shareOf = (connection: Connection, survey: string): number =>
  connection
    .prepare<[string], number>(`SELECT share FROM quality_setting WHERE survey = ?`)
    .pluck()
    .get(survey) ?? USUAL_SHARE;

/** What reading threads need to draw while they read: plain data. */
export interface Sampling {
  readonly key: string;
  readonly surveys: Readonly<
    Record<string, { readonly share: number; readonly seen: Readonly<Record<string, number>> }>
  >;
}

/** Names an item and style in `Sampling`. */
export const stratumOf = (variable: string, style: string): string => `${variable} ${style}`;

/** What was drawn from so far in each survey's latest wave. */
export const readSampling = (store: Store): Promise<Sampling> =>
  store.read((connection) => {
    const surveys: Record<string, { share: number; seen: Record<string, number> }> = {};
    const names = connection.prepare<[], string>(`SELECT id FROM survey`).pluck().all();
    for (const survey of names) surveys[survey] = { share: shareOf(connection, survey), seen: {} };
    const rows = connection
      .prepare<[], { survey: string; variable: string; style: string; seen: number }>(
        `SELECT survey, variable, style, seen FROM quality_population p WHERE subject = 'machine'
           AND wave_id = (SELECT max(id) FROM wave w WHERE w.survey = p.survey AND w.state = 'open')`,
      )
      .all();
    for (const { survey, variable, style, seen } of rows) {
      const known = surveys[survey];
      if (known !== undefined) known.seen[stratumOf(variable, style)] = seen;
    }
    return { key: qualityKeyOf(connection), surveys };
  });

/** The accepted readings of one page that were drawn, by variable, each with the chance that it had. */
export type DrawnOfPage = ReadonlyMap<string, number>;

interface ReadingToCheck {
  readonly readingId: number | bigint;
  readonly survey: string;
  readonly waveId: number;
  readonly copy: string;
  readonly variable: string;
  readonly kind: TaskKind;
  readonly field: FieldReading;
  readonly chance: number;
  readonly at: Date;
}

/**
 * Puts an accepted reading down to be read again. Its task is one that nobody needs to do (`dropped`), so that the row goes
 * out meanwhile; it is asked by way of the check alone.
 */
export const openReadingCheck = (connection: Connection, reading: ReadingToCheck): void => {
  const { readingId, survey, waveId, copy, variable, kind, field, chance, at } = reading;
  const task = connection
    .prepare<[number | bigint], number>(`SELECT id FROM review_task WHERE reading_id = ?`)
    .pluck()
    .get(readingId);
  const created =
    task ??
    connection
      .prepare(
        `INSERT INTO review_task (reading_id, survey, wave_id, copy, variable, kind, confidence, read_as, state, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'dropped', ?)`,
      )
      .run(
        readingId,
        survey,
        waveId,
        copy,
        variable,
        kind,
        field.confidence,
        JSON.stringify(field.value),
        at.toISOString(),
      ).lastInsertRowid;
  connection
    .prepare(
      `INSERT INTO quality_check (subject, survey, wave_id, variable, kind, style, task_id, reading_id, chance, first_said, turn,
         created_at)
       VALUES ('machine', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      survey,
      waveId,
      variable,
      kind,
      field.mark ?? 'other',
      created,
      readingId,
      chance,
      saidOf(kind, field.state, field.value),
      luckOf(qualityKeyOf(connection), 'turn', 'reading', Number(readingId), at.toISOString()),
      at.toISOString(),
    );
};

interface DecidedTask {
  readonly survey: string;
  readonly wave_id: number;
  readonly variable: string;
  readonly kind: TaskKind;
  readonly reading_id: number;
  readonly style: string;
  readonly reviewer: string;
  readonly state: 'answered' | 'blank' | 'multiple' | 'unreadable';
  readonly value_json: string;
}

/**
 * Draws whether a decision that was just recorded is read again, and whether its reviewer gets a field whose answer is known.
 * Inside the decision's transaction.
 */
export const drawDecision = (
  connection: Connection,
  task: number,
  decision: number | bigint,
  now: Date,
): void => {
  const decided = connection
    .prepare<[number | bigint, number], DecidedTask>(
      `SELECT t.survey, t.wave_id, t.variable, t.kind, t.reading_id, COALESCE(r.mark, 'other') AS style, d.reviewer, d.state,
         d.value_json
       FROM decision d JOIN review_task t ON t.id = d.task_id JOIN reading r ON r.id = t.reading_id
       WHERE d.id = ? AND t.id = ?`,
    )
    .get(decision, task);
  // Two people never write a remark alike to the letter, and whether it may leave is looked at a second time anyway.
  if (decided === undefined || decided.kind === 'text') return;
  const share = shareOf(connection, decided.survey);
  if (share === 0) return;
  const key = qualityKeyOf(connection);
  const { survey, wave_id: waveId, variable, kind, style, reviewer } = decided;
  const seen = connection
    .prepare<[string, number, string, string], number>(
      `SELECT seen FROM quality_population
       WHERE survey = ? AND wave_id = ? AND subject = 'person' AND variable = ? AND style = ?`,
    )
    .pluck()
    .get(survey, waveId, variable, style);
  const chance = chanceOf(share, (seen ?? 1) - 1);
  if (luckOf(key, 'decision', Number(decision)) < chance) {
    connection
      .prepare(
        `INSERT INTO quality_check (subject, survey, wave_id, variable, kind, style, task_id, reading_id, decision_id, chance,
           first, first_said, turn, created_at)
         VALUES ('person', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        survey,
        waveId,
        variable,
        kind,
        style,
        task,
        decided.reading_id,
        decision,
        chance,
        reviewer,
        saidOf(kind, decided.state, JSON.parse(decided.value_json) as string | string[] | null),
        luckOf(key, 'turn', 'decision', Number(decision)),
        now.toISOString(),
      );
  }
  const knownShare = share * KNOWN_FOR_EACH_CHECK;
  if (luckOf(key, 'known', Number(decision)) < knownShare) {
    slipInKnown(
      connection,
      { survey, reviewer, chance: knownShare },
      luckOf(key, 'which', Number(decision)),
      now,
    );
  }
};

/** A field whose answer three agree on, for a reviewer who never read it; nothing where there is none. */
const slipInKnown = (
  connection: Connection,
  who: { readonly survey: string; readonly reviewer: string; readonly chance: number },
  turn: number,
  now: Date,
): void => {
  const insert = connection.prepare(
    `INSERT INTO quality_check (subject, survey, wave_id, variable, kind, style, task_id, reading_id, chance, assigned,
       first_said, turn, created_at)
     SELECT 'known', k.survey, k.wave_id, k.variable, k.kind, k.style, k.task_id, k.reading_id, @chance, @reviewer,
       k.first_said, @turn, @at
     FROM quality_check k JOIN wave w ON w.id = k.wave_id
     WHERE k.survey = @survey AND k.known = 1 AND k.turn >= @from AND w.state = 'open'
       AND k.first IS NOT @reviewer AND k.second IS NOT @reviewer AND k.third IS NOT @reviewer
       AND NOT EXISTS (SELECT 1 FROM quality_check o WHERE o.task_id = k.task_id AND o.assigned = @reviewer)
       AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.task_id = k.task_id AND d.reviewer = @reviewer)
     ORDER BY k.turn LIMIT 1`,
  );
  const values = { ...who, turn, at: now.toISOString() };
  if (insert.run({ ...values, from: turn }).changes === 0) insert.run({ ...values, from: 0 });
};
