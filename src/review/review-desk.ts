import { z } from 'zod';
import { PaperlineError } from '../domain/errors.ts';
import type { LayoutField } from '../domain/layout.ts';
import type { Alternative, FieldState, FieldValue } from '../domain/page-read.ts';
import { luckOf } from '../store/quality-draw.ts';
import { readQualityKey, readShare } from '../store/quality-settings.ts';
import { recordDecision, type NewDecision } from '../store/review-decisions.ts';
import { readPrintedForm, type PrintedForm } from '../store/review-forms.ts';
import { readProgress, type StoredProgress } from '../store/review-progress.ts';
import {
  claimTasks,
  findStoredTask,
  readCrop,
  releaseTasks,
  renewLeases,
  skipTask,
  type Hold,
  type ReviewerSession,
  type StoredCrop,
  type StoredTask,
} from '../store/review-queue.ts';
import { openSheet, type OpenedSheet, type OpeningReason } from '../store/review-sheets.ts';
import { undoStep, type Undone } from '../store/review-undo.ts';
import { claimWall } from '../store/review-walls.ts';
import type { Store } from '../store/store.ts';
import { recordWallStep, type NewWallStep, type WallStepRecorded } from '../store/wall-steps.ts';
import { checkAnswer } from './answer-check.ts';
import { isRedacted } from './personal-data/mark.ts';
import { describeQuestion, type QuestionWords } from './question-words.ts';

/** What the machine offers and Enter accepts. */
export interface Suggestion {
  readonly state: Exclude<FieldState, 'unclear'>;
  readonly value: FieldValue;
  readonly confidence: number;
}

/** A task with all that a person needs to decide it. */
export interface ReviewTask {
  readonly id: number;
  readonly survey: string;
  readonly variable: string;
  readonly language: string;
  readonly field: LayoutField;
  readonly words: QuestionWords;
  readonly suggestion: Suggestion | null;
  /** What else the machine saw in it, most probable first. */
  readonly alternatives: readonly Alternative[];
  readonly reasons: readonly string[];
  readonly crop: CropFrame | null;
  readonly skips: number;
  /** A person took it off a wall: what the machine offers is probably wrong. */
  readonly offWall: boolean;
}

const cropBoxSchema = z.object({
  code: z.string(),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
});

/** Size of the picture and where the boxes are in it, in its pixels. */
export interface CropFrame {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly z.infer<typeof cropBoxSchema>[];
}

export interface ReviewDesk {
  /** Up to `count` tasks for this session, in the order of the queue; no other session gets them meanwhile. */
  claim(who: ReviewerSession, count: number, survey?: string): Promise<ReviewTask[]>;
  /** Which of `tasks` the session still holds, for another lease. */
  renew(who: ReviewerSession, tasks: readonly number[]): Promise<number[]>;
  /** @throws PaperlineError `task-not-yours` */
  skip(who: ReviewerSession, task: number): Promise<void>;
  /** Puts back what the session holds: all of it where `hold` is left out. */
  release(who: ReviewerSession, hold?: Hold): Promise<void>;
  /** Up to `count` tasks that the machine read alike, held for the wall of this name. */
  claimWall(who: ReviewerSession, wall: string, count: number, survey?: string): Promise<ReviewTask[]>;
  /**
   * Takes one screen of a wall in as one step. What cannot be recorded is told, and keeps nothing else back.
   * @throws PaperlineError `task-unknown`, `decision-invalid`
   */
  confirmWall(who: ReviewerSession, step: NewWallStep): Promise<WallStepRecorded>;
  /** The tasks of one page, held for the sheet of this name; the opening is written down with its reason. */
  openSheet(
    who: ReviewerSession,
    sheet: string,
    reason: OpeningReason,
    survey?: string,
  ): Promise<Sheet | null>;
  /** @throws PaperlineError `task-unknown`, `task-not-yours`, `wave-closed`, `decision-invalid` */
  decide(who: ReviewerSession, decision: NewDecision): Promise<Decided>;
  /** @throws PaperlineError `task-not-yours`, `wave-closed` */
  undo(who: ReviewerSession, clientKey?: string): Promise<TakenBack | null>;
  /** Only for who holds the task. @throws PaperlineError `task-unknown` */
  crop(who: ReviewerSession, task: number): Promise<StoredCrop>;
  progress(who: ReviewerSession): Promise<StoredProgress>;
}

/** One page with its open tasks. */
export interface Sheet {
  readonly opening: number;
  readonly page: number;
  readonly paper: { readonly widthMm: number; readonly heightMm: number };
  readonly tasks: readonly ReviewTask[];
}

/** What is open again after undoing: one task, or what stood on one screen of a wall. */
export type TakenBack =
  | { readonly kind: 'task'; readonly task: ReviewTask }
  | {
      readonly kind: 'wall';
      readonly wall: string;
      readonly tasks: readonly ReviewTask[];
      readonly offWall: readonly number[];
    };

export interface Decided {
  /** This very decision had arrived before. */
  readonly repeated: boolean;
  readonly warnings: readonly string[];
}

export interface ReviewDeskOptions {
  readonly store: Store;
  /** How long a session keeps a task without a sign of life. */
  readonly leaseMs: number;
  readonly now?: () => Date;
}

const suggestionOf = (task: StoredTask): Suggestion | null => {
  if (task.suggestion !== null && task.suggestion.value !== null && task.suggestion.value !== '') {
    return { state: 'answered', ...task.suggestion };
  }
  const { state, value, confidence } = task.reading;
  if (state === 'unclear') return value === null ? null : { state: 'answered', value, confidence };
  if (state !== 'answered') return { state, value: null, confidence };
  return value === null ? null : { state, value, confidence };
};

/** Tasks, of those asked one by one, that come without the machine's answer although it has one. */
const BARE_SHARE = 1 / 16;

const frameSchema = z.object({ boxes: z.array(cropBoxSchema).default([]) });

/** Null where there is no crop. */
export const cropFrameOf = (crop: StoredTask['crop']): CropFrame | null => {
  if (crop === null) return null;
  const frame = frameSchema.safeParse(crop.frame);
  return { width: crop.width, height: crop.height, boxes: frame.success ? frame.data.boxes : [] };
};

const taskUnknown = (task: number): PaperlineError =>
  new PaperlineError({
    code: 'task-unknown',
    message: `There is no review task ${task} that you hold.`,
    remedy: 'Go on with the next task.',
  });

const fieldOf = ({ layout }: PrintedForm, variable: string): LayoutField | undefined =>
  layout.pages.flatMap((page) => page.fields).find((field) => field.variable === variable);

/** The desk at which review tasks are handed out and decisions taken in. */
export const openReviewDesk = ({ store, leaseMs, now = () => new Date() }: ReviewDeskOptions): ReviewDesk => {
  // A form version never changes, so what was read once holds.
  const forms = new Map<string, PrintedForm>();
  let qualityKey: string | undefined;

  const formOf = async (form: string): Promise<PrintedForm> => {
    const known = forms.get(form);
    if (known !== undefined) return known;
    const stored = await readPrintedForm(store, form);
    if (stored === null) {
      throw new PaperlineError({
        code: 'form-unknown',
        message: `The form version ${form} is not known here.`,
        remedy: 'Restore the database that the form was printed with.',
      });
    }
    forms.set(form, stored);
    return stored;
  };

  /**
   * Some tasks are asked without what the machine makes of them, though nobody read them before: otherwise every task without
   * a suggestion would be known for one that is read again.
   */
  const isAskedBare = async ({ id, survey, kind, offWall }: StoredTask): Promise<boolean> => {
    if (kind === 'text' || offWall || (await readShare(store, survey)) === 0) return false;
    qualityKey ??= await readQualityKey(store);
    return luckOf(qualityKey, 'bare', id) < BARE_SHARE;
  };

  const describe = async (task: StoredTask, oneByOne = false): Promise<ReviewTask | null> => {
    const form = await formOf(task.form);
    const field = fieldOf(form, task.variable);
    if (field === undefined) return null;
    const { language } = form.layout;
    const blind = task.blind || (oneByOne && (await isAskedBare(task)));
    return {
      id: task.id,
      survey: task.survey,
      variable: task.variable,
      language,
      field,
      words: describeQuestion(form.questionnaire, field, language),
      suggestion: blind ? null : suggestionOf(task),
      alternatives: blind ? [] : task.reading.alternatives,
      reasons: blind ? [] : task.reading.reasons,
      crop: cropFrameOf(task.crop),
      skips: task.skips,
      offWall: task.offWall,
    };
  };

  const describeAll = async (tasks: readonly StoredTask[], oneByOne = false): Promise<ReviewTask[]> =>
    (await Promise.all(tasks.map((task) => describe(task, oneByOne)))).filter((task) => task !== null);

  const fieldOfTask = async (id: number): Promise<LayoutField> => {
    const task = await findStoredTask(store, id);
    const field = task === null ? undefined : fieldOf(await formOf(task.form), task.variable);
    if (field === undefined) throw taskUnknown(id);
    return field;
  };

  const sheetOf = async ({ opening, form, page, tasks }: OpenedSheet): Promise<Sheet> => {
    const { layout } = await formOf(form);
    return { opening, page, paper: layout.paper, tasks: await describeAll(tasks) };
  };

  const takenBack = async (undone: Undone): Promise<TakenBack | null> => {
    if (undone.kind === 'wall') return { ...undone, tasks: await describeAll(undone.tasks) };
    const task = await describe(undone.task, true);
    return task === null ? null : { kind: 'task', task };
  };

  return {
    async claim(who, count, survey) {
      return describeAll(await claimTasks(store, who, { count, survey, leaseMs, now: now() }), true);
    },
    async claimWall(who, wall, count, survey) {
      return describeAll(await claimWall(store, who, { wall, count, survey, leaseMs, now: now() }));
    },
    async confirmWall(who, step) {
      const confirmed: NewWallStep['confirmed'][number][] = [];
      for (const { task, ...answer } of step.confirmed) {
        const { state, value } = checkAnswer(await fieldOfTask(task), answer);
        confirmed.push({ task, state, value });
      }
      return recordWallStep(store, who, { ...step, confirmed }, now());
    },
    async openSheet(who, sheet, reason, survey) {
      const opened = await openSheet(store, who, { sheet, reason, survey, leaseMs, now: now() });
      return opened === null ? null : sheetOf(opened);
    },
    renew: (who, tasks) => renewLeases(store, who, tasks, { leaseMs, now: now() }),
    async skip(who, task) {
      if (await skipTask(store, who, task)) return;
      throw new PaperlineError({
        code: 'task-not-yours',
        message: `Review task ${task} is not held by you.`,
        remedy: 'Nothing was changed. Go on with the next task.',
      });
    },
    async release(who, hold) {
      await releaseTasks(store, who, hold);
    },
    async decide(who, decision) {
      const { state, value, warnings } = checkAnswer(await fieldOfTask(decision.task), decision);
      const redacted = typeof value === 'string' && isRedacted(value);
      const { repeated } = await recordDecision(
        store,
        who,
        { ...decision, state, value, isRedacted: redacted },
        now(),
      );
      if (redacted) await store.forgetOverwritten();
      return { repeated, warnings };
    },
    async undo(who, clientKey) {
      const undone = await undoStep(store, who, { clientKey, leaseMs, now: now() });
      return undone === null ? null : takenBack(undone);
    },
    async crop(who, task) {
      const crop = await readCrop(store, who, task);
      if (crop === null) throw taskUnknown(task);
      return crop;
    },
    progress: (who) => readProgress(store, who, now()),
  };
};
