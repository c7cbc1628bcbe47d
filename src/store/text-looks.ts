import { PaperlineError } from '../domain/errors.ts';
import { recordAct } from './audit-log.ts';
import { refuseClosedWave } from './review-decisions.ts';
import type { LookOutcome } from './schema.ts';
import type { Connection, Store } from './store.ts';
import { findTextAnswer, type TextAnswer } from './text-answers.ts';
import { forgetWords } from './text-redaction.ts';

export interface NewLook {
  readonly answer: number;
  /** The edition that was on the screen. */
  readonly edition: number;
  readonly outcome: LookOutcome;
  readonly clientKey: string;
}

/** What a look makes of the words: the text as it stands after, and the marks left in it. */
export type LookAt = (answer: TextAnswer) => { readonly text: string; readonly marks: number };

export interface LookRecorded {
  readonly repeated: boolean;
  readonly cutOut: boolean;
}

interface LookRow {
  id: number;
  decision_id: number;
  reviewer: string;
  outcome: LookOutcome;
}

const stale = (what: string): PaperlineError =>
  new PaperlineError({
    code: 'answer-stale',
    message: `This open answer ${what}.`,
    remedy: 'Nothing was changed. Go on with the next one.',
  });

const lookByKey = (connection: Connection, clientKey: string): LookRow | undefined =>
  connection
    .prepare<[string], LookRow>(
      `SELECT id, decision_id, reviewer, outcome FROM text_look WHERE client_key = ?`,
    )
    .get(clientKey);

/** @throws PaperlineError `answer-unknown`, `answer-stale`, `wave-closed` */
const answerToLookAt = (connection: Connection, { answer: id, edition }: NewLook): TextAnswer => {
  const answer = findTextAnswer(connection, id);
  if (answer === null) {
    const known = connection.prepare(`SELECT 1 FROM decision WHERE id = ?`).get(id) !== undefined;
    if (known) throw stale('was taken back, or copied out anew, meanwhile');
    throw new PaperlineError({
      code: 'answer-unknown',
      message: `There is no open answer ${id}.`,
      remedy: 'Go on with the next one.',
    });
  }
  refuseClosedWave(answer.task, answer.waveState);
  if (answer.state === 'released' || answer.state === 'kept') throw stale('was decided by someone meanwhile');
  if (answer.edition !== edition) throw stale('was changed by someone meanwhile');
  return answer;
};

/**
 * Records what a person said of an open answer, with what they cut out of it, as one. The words that were cut out are
 * overwritten everywhere in the same transaction. What still bears marks may be let go only by somebody else than who
 * copied it out. Sent twice, it counts once.
 * @throws PaperlineError `answer-unknown`, `answer-stale`, `wave-closed`, `second-look-needed`, and what `lookAt` throws
 */
export const recordLook = (
  store: Store,
  reviewer: string,
  look: NewLook,
  { lookAt, detector, now }: { readonly lookAt: LookAt; readonly detector: number; readonly now: Date },
): Promise<LookRecorded> =>
  store.write((connection) => {
    const earlier = lookByKey(connection, look.clientKey);
    if (earlier !== undefined) {
      const same =
        earlier.reviewer === reviewer &&
        earlier.decision_id === look.answer &&
        earlier.outcome === look.outcome;
      if (same) return { repeated: true, cutOut: false };
      throw new PaperlineError({
        code: 'decision-invalid',
        message: `The key of this decision on open answer ${look.answer} was used for another one.`,
        remedy: 'Send every decision with a key of its own.',
      });
    }
    const answer = answerToLookAt(connection, look);
    const { text, marks } = lookAt(answer);
    if (look.outcome === 'released' && marks > 0 && answer.writer === reviewer) {
      throw new PaperlineError({
        code: 'second-look-needed',
        message: 'Something that may be personal stands in this open answer, and you copied it out yourself.',
        remedy: 'Nothing was changed. Cut it out, or leave the answer to somebody else.',
      });
    }
    const cutOut = text !== answer.text;
    if (cutOut) {
      connection
        .prepare(`UPDATE decision SET value_json = ? WHERE id = ?`)
        .run(JSON.stringify(text), answer.id);
      forgetWords(connection, answer.task);
    }
    const edition = answer.edition + (cutOut ? 1 : 0);
    connection
      .prepare(
        `INSERT INTO text_answer (decision_id, edition, marks, detector) VALUES (?, ?, ?, ?)
         ON CONFLICT (decision_id) DO UPDATE SET edition = excluded.edition, marks = excluded.marks,
           detector = excluded.detector`,
      )
      .run(answer.id, edition, marks, detector);
    connection
      .prepare(
        `INSERT INTO text_look (decision_id, reviewer, outcome, edition, marks, client_key, looked_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(answer.id, reviewer, look.outcome, edition, marks, look.clientKey, now.toISOString());
    const { survey, variable } = answer;
    recordAct(
      connection,
      'text-looked-at',
      { survey, variable, outcome: look.outcome, cutOut, marks },
      { at: now },
    );
    return { repeated: false, cutOut };
  });

/**
 * Takes back what the reviewer said last of an open answer, or what `clientKey` names: it is held again. What was cut out
 * stays cut out. Null where there is nothing to take back; the same twice changes nothing the second time.
 * @throws PaperlineError `wave-closed`
 */
export const undoLook = (
  store: Store,
  reviewer: string,
  { clientKey, now }: { readonly clientKey?: string | undefined; readonly now: Date },
): Promise<TextAnswer | null> =>
  store.write((connection) => {
    const look =
      clientKey === undefined
        ? connection
            .prepare<[string], LookRow>(
              `SELECT id, decision_id, reviewer, outcome FROM text_look
               WHERE reviewer = ? AND undone_at IS NULL AND outcome <> 'redacted' ORDER BY id DESC LIMIT 1`,
            )
            .get(reviewer)
        : lookByKey(connection, clientKey);
    if (look === undefined || look.reviewer !== reviewer) return null;
    const answer = findTextAnswer(connection, look.decision_id);
    if (answer !== null) refuseClosedWave(answer.task, answer.waveState);
    connection
      .prepare(
        `UPDATE text_look SET undone_at = ? WHERE id = ? AND undone_at IS NULL AND outcome <> 'redacted'`,
      )
      .run(now.toISOString(), look.id);
    return findTextAnswer(connection, look.decision_id);
  });
