/** What the screens and the server say to each other about open answers: whether they may leave, and their categories. */
import { z } from 'zod';
import { MARK_KINDS } from '../review/personal-data/mark.ts';
import { clientKeySchema } from './api.ts';

const idSchema = z.coerce
  .number()
  .int()
  .positive()
  .max(2 ** 53 - 1);
const surveySchema = z.string().min(1).max(200);
const variableSchema = z.string().min(1).max(64);

const questionShape = {
  survey: z.string(),
  variable: z.string(),
  /** Printed before the question; null where the form is not in numbered items. */
  number: z.string().nullable(),
  question: z.string(),
  /** The option that the words belong to. */
  row: z.string().nullable(),
  /** Of the printed form, and so of the words. */
  language: z.string(),
};

// ---- may it leave ----

const markSchema = z.object({ kind: z.enum(MARK_KINDS), start: z.number(), end: z.number() });

export const textAnswerSchema = z.object({
  answer: z.number(),
  /** How often something was cut out of it. */
  edition: z.number(),
  ...questionShape,
  text: z.string(),
  marks: z.array(markSchema),
  /** Who asks copied it out, and may not let marks go. */
  yours: z.boolean(),
  picture: z.object({ url: z.string(), width: z.number(), height: z.number() }).nullable(),
});
export type TextAnswerView = z.infer<typeof textAnswerSchema>;

export const textCountsSchema = z.object({
  /** Waiting in the two queues for who asks. */
  release: z.number(),
  secondLook: z.number(),
  /** Waiting for a second look by somebody else. */
  forOthers: z.number(),
  released: z.number(),
  kept: z.number(),
});
export type TextCountsView = z.infer<typeof textCountsSchema>;

export const textQueueQuerySchema = z.strictObject({
  queue: z.enum(['release', 'second-look']),
  survey: surveySchema.optional(),
  seed: z.coerce.number().int().min(0).max(999_999).default(0),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
export const textQueueReplySchema = z.object({
  answers: z.array(textAnswerSchema),
  counts: textCountsSchema,
  surveys: z.array(z.string()),
});
export type TextQueueReply = z.infer<typeof textQueueReplySchema>;

export const answerParamsSchema = z.strictObject({ answer: idSchema });

/** An answer has 2,000 signs at most, and a piece at least one. */
const MOST_REDACTIONS = 200;

export const lookBodySchema = z.strictObject({
  clientKey: clientKeySchema,
  edition: z.number().int().min(0),
  outcome: z.enum(['released', 'kept', 'redacted']),
  /** One after the other, each where it stands once those before it are cut out. */
  redactions: z
    .array(
      z.strictObject({
        kind: z.enum([...MARK_KINDS, 'other']),
        start: z.number().int().min(0),
        end: z.number().int().min(1),
      }),
    )
    .max(MOST_REDACTIONS),
});
export type LookBody = z.infer<typeof lookBodySchema>;
export const lookReplySchema = z.object({ repeated: z.boolean() });

export const undoLookBodySchema = z.strictObject({ clientKey: clientKeySchema.optional() });
export const undoLookReplySchema = z.object({
  answer: textAnswerSchema.nullable(),
  counts: textCountsSchema,
});
export type UndoLookReply = z.infer<typeof undoLookReplySchema>;

export const surveyTextsQuerySchema = z.strictObject({ survey: surveySchema });
export const surveyTextsReplySchema = z.object({
  released: z.number(),
  held: z.number(),
  marked: z.number(),
  kept: z.number(),
});
export type SurveyTextsReply = z.infer<typeof surveyTextsReplySchema>;

// ---- coding ----

const categorySchema = z.object({
  id: z.number(),
  code: z.number(),
  label: z.string(),
  answers: z.number(),
});
export type CategoryView = z.infer<typeof categorySchema>;
const frameShape = { categories: z.array(categorySchema) };

export const codingVariablesReplySchema = z.object({
  variables: z.array(z.object({ ...questionShape, answers: z.number(), coded: z.number() })),
});
export type CodingVariablesReply = z.infer<typeof codingVariablesReplySchema>;

export const codingQuerySchema = z.strictObject({
  survey: surveySchema,
  variable: variableSchema,
  /** Place among the answers, from 0; the first that is not coded where left out. */
  offset: z.coerce.number().int().min(0).max(1e9).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
const codingAnswerSchema = z.object({
  answer: z.number(),
  text: z.string(),
  language: z.string(),
  /** Null where it has not been coded; empty where it fits none. */
  categories: z.array(z.number()).nullable(),
  /** What the same words were coded with. */
  suggested: z.array(z.number()).nullable(),
});
export type CodingAnswerView = z.infer<typeof codingAnswerSchema>;
export const codingReplySchema = z.object({
  ...frameShape,
  answers: z.array(codingAnswerSchema),
  offset: z.number(),
  total: z.number(),
  coded: z.number(),
});
export type CodingReply = z.infer<typeof codingReplySchema>;

const labelSchema = z.string().max(400);
const categoryIdSchema = z.number().int().positive();
export const codeBodySchema = z.strictObject({
  clientKey: clientKeySchema,
  categories: z.array(categoryIdSchema).max(200),
});
export const codeReplySchema = z.object({ answer: z.number() });
export const frameReplySchema = z.object(frameShape);
export type FrameReply = z.infer<typeof frameReplySchema>;

export const newCategoryBodySchema = z.strictObject({
  clientKey: clientKeySchema,
  survey: surveySchema,
  variable: variableSchema,
  label: labelSchema,
});
export const newCategoryReplySchema = z.object({ category: z.number(), ...frameShape });
export type NewCategoryReply = z.infer<typeof newCategoryReplySchema>;
export const categoryParamsSchema = z.strictObject({ category: idSchema });
export const renameBodySchema = z.strictObject({ clientKey: clientKeySchema, label: labelSchema });
export const mergeBodySchema = z.strictObject({ clientKey: clientKeySchema, into: categoryIdSchema });
export const undoCodingBodySchema = z.strictObject({ survey: surveySchema, variable: variableSchema });
export const undoCodingReplySchema = z.object({
  undone: z
    .object({
      kind: z.enum(['code', 'create', 'rename', 'merge']),
      answer: z.number().nullable(),
      label: z.string().nullable(),
    })
    .nullable(),
  ...frameShape,
});
export type UndoCodingReply = z.infer<typeof undoCodingReplySchema>;
