/**
 * What the screens and the server say to each other: one schema for every request and every reply. The screens import
 * the types alone.
 */
import { z } from 'zod';

export const faultSchema = z.object({
  code: z.string(),
  message: z.string(),
  remedy: z.string(),
  /** What the sentence needs in another language. */
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type FaultReply = z.infer<typeof faultSchema>;

/** Refusals and faults look alike on every route. */
export const faultReplies = { '4xx': faultSchema, '5xx': faultSchema } as const;

/** Pictures and files go out as they are, of one of these media types. */
export const bytesOf = (...mediaTypes: readonly string[]) =>
  z.custom<Uint8Array | NodeJS.ReadableStream>().meta({ mediaTypes });
export const bytesSchema = bytesOf();
export const cropReplySchema = bytesOf('image/jpeg', 'image/png');

export const pageQuerySchema = z.strictObject({
  offset: z.coerce.number().int().min(0).max(1e9).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const fieldValueSchema = z.union([z.string(), z.array(z.string()), z.null()]);

// ---- review ----

const boxSchema = z.object({
  code: z.string(),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
});

/** A picture of a field; boxes are in its pixels. */
export const cropSchema = z.object({
  url: z.string(),
  width: z.number(),
  height: z.number(),
  boxes: z.array(boxSchema),
});

const taskOptionSchema = z.object({ code: z.string(), label: z.string(), exclusive: z.boolean() });

const digitRuleSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('number'), min: z.number(), max: z.number() }),
  z.object({ type: z.literal('date'), min: z.string().optional(), max: z.string().optional() }),
  z.object({ type: z.literal('time') }),
]);

const fieldSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('choice'),
    multiple: z.boolean(),
    /** `scale`: short marks in one row; `list`: words. */
    shape: z.enum(['scale', 'list']),
    options: z.array(taskOptionSchema),
    lowLabel: z.string().nullable(),
    highLabel: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('digits'),
    cells: z.number(),
    rule: digitRuleSchema.nullable(),
    unit: z.string().nullable(),
  }),
  z.object({ kind: z.literal('text'), maxLength: z.number() }),
]);

const suggestionSchema = z.object({
  state: z.enum(['answered', 'blank', 'multiple']),
  value: fieldValueSchema,
  confidence: z.number(),
});

export const reviewTaskSchema = z.object({
  id: z.number(),
  survey: z.string(),
  variable: z.string(),
  /** Of the printed form, and so of the question's words. */
  language: z.string(),
  /** Printed before the question; null where the form is not in numbered items. */
  number: z.string().nullable(),
  text: z.string(),
  /** The row's words where the question is a row of a grid, or the option that the words belong to. */
  row: z.string().nullable(),
  field: fieldSchema,
  /** What Enter accepts; null where the machine has no answer to offer. */
  suggestion: suggestionSchema.nullable(),
  alternatives: z.array(z.object({ value: fieldValueSchema, confidence: z.number() })),
  reasons: z.array(z.string()),
  /** Null where no picture was kept. Boxes are in the picture's pixels. */
  crop: cropSchema.nullable(),
  /** Times it was skipped. */
  skips: z.number(),
  /** A person took it off a wall. */
  offWall: z.boolean(),
});
export type ReviewTaskView = z.infer<typeof reviewTaskSchema>;
export type TaskFieldView = ReviewTaskView['field'];

const progressCountsSchema = z.object({ open: z.number(), done: z.number() });
export const reviewProgressSchema = progressCountsSchema.extend({
  /** Open tasks that someone holds now. */
  leased: z.array(z.object({ reviewer: z.string(), tasks: z.number(), you: z.boolean() })),
  surveys: z.array(progressCountsSchema.extend({ survey: z.string() })),
  /** Decisions of this reviewer that are in force. */
  yours: z.number(),
});
export type ReviewProgress = z.infer<typeof reviewProgressSchema>;

export const claimBodySchema = z.strictObject({
  /** How many tasks to hold at once; those held already count. */
  count: z.number().int().min(1).max(48),
  survey: z.string().max(200).optional(),
});
export const claimReplySchema = z.object({
  tasks: z.array(reviewTaskSchema),
  progress: reviewProgressSchema,
});
export type ClaimReply = z.infer<typeof claimReplySchema>;

export const taskParamsSchema = z.strictObject({
  task: z.coerce
    .number()
    .int()
    .positive()
    .max(2 ** 53 - 1),
});

/** Longest answer that is taken at all; each item's own limit is checked after. */
const VALUE_LIMIT_CHARACTERS = 10_000;

export const clientKeySchema = z.string().regex(/^[A-Za-z0-9-]{16,64}$/u);
export const answerShape = {
  state: z.enum(['answered', 'blank', 'multiple', 'unreadable']),
  value: z.union([z.string().max(VALUE_LIMIT_CHARACTERS), z.array(z.string().max(200)).max(200), z.null()]),
};

export const decideBodySchema = z.strictObject({
  /** Chosen once per decision by the client: the same key again is the same decision. */
  clientKey: clientKeySchema,
  ...answerShape,
});
export type DecideBody = z.infer<typeof decideBodySchema>;
export const decideReplySchema = z.object({
  task: z.number(),
  /** True where this very decision had arrived before. */
  repeated: z.boolean(),
  warnings: z.array(z.string()),
  progress: reviewProgressSchema,
});
export type DecideReply = z.infer<typeof decideReplySchema>;

export const undoBodySchema = z.strictObject({
  /** Which decision; the reviewer's last one where left out. */
  clientKey: clientKeySchema.optional(),
});
export const undoReplySchema = z.object({
  /** The task that is open again, held by the reviewer; null where it was no single one. */
  task: reviewTaskSchema.nullable(),
  /** What stood on the screen of a wall that is open again, held by the reviewer for the wall of this name. */
  wall: z
    .object({ wall: z.string(), tasks: z.array(reviewTaskSchema), offWall: z.array(z.number()) })
    .nullable(),
  progress: reviewProgressSchema,
});
export type UndoReply = z.infer<typeof undoReplySchema>;

/** Several walls of tasks. */
const MAX_RENEWED = 300;
export const renewBodySchema = z.strictObject({
  tasks: z.array(z.number().int().positive()).max(MAX_RENEWED),
});
export const renewReplySchema = z.object({
  /** The tasks that are still held; the others went back into the queue or to someone else. */
  held: z.array(z.number()),
});
export const progressReplySchema = reviewProgressSchema;
export const skipReplySchema = z.object({ progress: reviewProgressSchema });

// ---- forms ----

export const formsReplySchema = z.object({
  forms: z.array(
    z.object({
      /** The file's name, of those that ship or those in the data folder's forms folder. */
      file: z.string(),
      version: z.number(),
      /** `ships`: came with Paperline; `own`: people made it. */
      origin: z.enum(['ships', 'own']),
      /** False where there is a later version of the same questionnaire. */
      newest: z.boolean(),
      /** Null where the questionnaire is faulty; `fault` then says why. */
      survey: z.string().nullable(),
      titles: z.record(z.string(), z.string()),
      languages: z.array(z.string()),
      questions: z.number(),
      /** Of one copy. */
      pages: z.number(),
      paper: z.string().nullable(),
      contextKeys: z.array(z.string()),
      fault: z.string().nullable(),
    }),
  ),
  /** Where people's own files are. */
  folder: z.string(),
});
export type FormsReply = z.infer<typeof formsReplySchema>;

export const formFileSchema = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]*\.ya?ml$/u)
  .max(120);

export const healthSchema = z.object({ status: z.literal('ok') });
