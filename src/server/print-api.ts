/** What the print screen and the server say to each other: orders, the ledger of what was printed, and batches. */
import { z } from 'zod';
import { MAX_COUNT } from '../domain/trip-context.ts';
import { formFileSchema, pageQuerySchema } from './api.ts';

const languageSchema = z.string().regex(/^[a-z]{2}$/u);

/** More copies than this are printed in several runs, so that one request stays short. */
export const MAX_COPIES_A_RUN = 5000;
const copiesSchema = z.number().int().min(1).max(MAX_COPIES_A_RUN);

const tripSchema = z.record(z.string().regex(/^[a-z][a-z0-9-]{0,39}$/u), z.string().trim().min(1).max(200));

export const printBodySchema = z.strictObject({
  file: formFileSchema,
  language: languageSchema,
  copies: copiesSchema,
  /** The batch's context; no batch where left out or empty. */
  batch: tripSchema.optional(),
});
export type PrintBody = z.infer<typeof printBodySchema>;
export const printReplySchema = z.object({
  run: z.number(),
  fileName: z.string(),
  copies: z.number(),
  pages: z.number(),
  bytes: z.number(),
});
export type PrintReply = z.infer<typeof printReplySchema>;

export const previewQuerySchema = z.strictObject({
  file: formFileSchema,
  language: languageSchema,
  page: z.coerce.number().int().min(1).max(31).default(1),
  /** `fine`: sharp at the size of the paper, also on a fine screen. */
  detail: z.enum(['screen', 'fine']).default('screen'),
});

// ---- the ledger ----

const countSchema = z.number().int().min(0).max(MAX_COUNT).nullable();
const countsShape = { handedOut: countSchema, returned: countSchema, boarders: countSchema };

const doubtSchema = z.enum([
  'read-more-than-returned',
  'read-more-than-handed-out',
  'returned-more-than-handed-out',
  'handed-out-more-than-printed',
  'handed-out-more-than-boarders',
]);
const waveSchema = z.object({ name: z.string(), open: z.boolean() });

const numbersShape = {
  ...countsShape,
  printed: z.number(),
  /** Copies of which at least one page was read. */
  read: z.number(),
  /** Returned and not read; null where nobody counted what came back. */
  missing: z.number().nullable(),
  /** Numbers that cannot all be right. */
  doubts: z.array(doubtSchema),
};

const printRunSchema = z.object({
  run: z.number(),
  /** The form version. */
  form: z.string(),
  survey: z.string(),
  language: z.string(),
  wave: waveSchema,
  /** The trip that it was printed for; its counts stand here where no other run is for it. */
  batch: z.object({ code: z.string(), trip: z.record(z.string(), z.string()) }).nullable(),
  ...numbersShape,
  /** Copies of which every page was read. */
  complete: z.number(),
  fileName: z.string().nullable(),
  createdAt: z.string(),
  hasFile: z.boolean(),
});
export type PrintRunView = z.infer<typeof printRunSchema>;
export const printRunsReplySchema = z.object({ total: z.number(), runs: z.array(printRunSchema) });
export type PrintRunsReply = z.infer<typeof printRunsReplySchema>;

export const runParamsSchema = z.strictObject({
  run: z.coerce
    .number()
    .int()
    .positive()
    .max(2 ** 53 - 1),
});
export const unreadReplySchema = z.object({
  total: z.number(),
  /** By their codes, which say nothing of who has them; `pages` are those that were not read, from 1. */
  copies: z.array(z.object({ copy: z.string(), pages: z.array(z.number()) })),
});
export type UnreadReply = z.infer<typeof unreadReplySchema>;
export const printAgainBodySchema = z.strictObject({ copies: copiesSchema });

// ---- batches ----

const batchSchema = z.object({
  code: z.string(),
  survey: z.string(),
  wave: waveSchema,
  trip: z.record(z.string(), z.string()),
  ...numbersShape,
  revision: z.number(),
  createdAt: z.string(),
});
export type BatchView = z.infer<typeof batchSchema>;

export const batchesQuerySchema = pageQuerySchema.extend({
  survey: z.string().min(1).max(200).optional(),
  wave: z.string().min(1).max(100).optional(),
  words: z.string().min(1).max(100).optional(),
  /** `yes`: only those whose numbers cannot all be right. */
  doubtful: z.enum(['yes', 'no']).default('no'),
});
export const batchesReplySchema = z.object({
  total: z.number(),
  batches: z.array(batchSchema),
  /** What batches can be made for. */
  surveys: z.array(
    z.object({
      survey: z.string(),
      languages: z.array(z.string()),
      /** What a trip of it is told by. */
      keys: z.array(z.string()),
      waves: z.array(waveSchema),
    }),
  ),
});
export type BatchesReply = z.infer<typeof batchesReplySchema>;

export const batchParamsSchema = z.strictObject({ batch: z.string().regex(/^[0-9A-Z]{10}$/u) });
export const newBatchBodySchema = z.strictObject({
  survey: z.string().min(1).max(200),
  /** The quarter's where left out. */
  wave: z.string().trim().min(1).max(100).optional(),
  trip: tripSchema,
  ...countsShape,
});
export type NewBatchBody = z.infer<typeof newBatchBodySchema>;
export const changeBatchBodySchema = z.strictObject({
  /** Of the batch as it was on the screen. */
  revision: z.number().int().positive(),
  trip: tripSchema,
  ...countsShape,
});
export type ChangeBatchBody = z.infer<typeof changeBatchBodySchema>;
export const batchReplySchema = batchSchema;
export const headerQuerySchema = z.strictObject({ language: languageSchema.optional() });
