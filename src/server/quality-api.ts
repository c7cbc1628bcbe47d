/** What the screen of quality and the server say to each other. */
import { z } from 'zod';
import { SEEN_MARKS } from '../domain/seen-mark.ts';

const intervalSchema = z.tuple([z.number(), z.number()]);

const errorRateSchema = z.object({
  /** Fields that were read again. */
  checked: z.number(),
  wrong: z.number(),
  /** Two differ, and no third has decided. */
  disputed: z.number(),
  /** All that were drawn from. */
  population: z.number(),
  /** In 0..1, with the 95 % interval; null where nothing was read again. */
  rate: z.number().nullable(),
  low: z.number(),
  high: z.number(),
});
export type ErrorRateView = z.infer<typeof errorRateSchema>;

const agreementSchema = z.object({
  fields: z.number(),
  agreed: z.number(),
  /** Cohen's kappa with its 95 % interval. */
  kappa: z.number().nullable(),
  standardError: z.number().nullable(),
  interval: intervalSchema.nullable(),
});
export type AgreementView = z.infer<typeof agreementSchema>;

const subjectSchema = z.object({
  all: errorRateSchema,
  byItem: z.array(errorRateSchema.extend({ variable: z.string() })),
  byStyle: z.array(errorRateSchema.extend({ style: z.enum(SEEN_MARKS) })),
});
export type SubjectView = z.infer<typeof subjectSchema>;

const reviewerSchema = z.object({
  reviewer: z.string(),
  checked: z.number(),
  wrong: z.number(),
  disputed: z.number(),
  wrongInterval: intervalSchema,
  known: z.number(),
  knownWrong: z.number(),
  knownWrongInterval: intervalSchema,
});
export type ReviewerQualityView = z.infer<typeof reviewerSchema>;

const surveyNameSchema = z.string().min(1).max(200);

export const qualitySurveysReplySchema = z.object({ surveys: z.array(z.string()) });
export type QualitySurveysReply = z.infer<typeof qualitySurveysReplySchema>;

export const qualityQuerySchema = z.strictObject({
  survey: surveyNameSchema,
  wave: z.string().min(1).max(200).optional(),
});
export const qualityReplySchema = z.object({
  survey: z.string(),
  /** Null for all waves together. */
  wave: z.string().nullable(),
  waves: z.array(z.string()),
  /** Of accepted readings and of decisions that is read again, in 0..1. */
  share: z.number(),
  /** Fields that wait to be read again; none keeps a row back. */
  open: z.number(),
  /** What so few reviewers cannot do. */
  lack: z.enum(['nobody', 'one', 'two']).nullable(),
  machine: subjectSchema,
  people: subjectSchema,
  agreement: z.object({
    all: agreementSchema,
    byItem: z.array(agreementSchema.extend({ variable: z.string() })),
  }),
  /** By name, for the privacy owner alone; null for others. */
  reviewers: z.array(reviewerSchema).nullable(),
  /** What the form asks for each variable. */
  items: z.record(z.string(), z.string()),
});
export type QualityReply = z.infer<typeof qualityReplySchema>;

export const qualityShareBodySchema = z.strictObject({
  survey: surveyNameSchema,
  share: z.number().min(0).max(1),
});
export const qualityShareReplySchema = z.object({ share: z.number() });

export const ownQualityReplySchema = z.object({
  /** One's own figures, survey by survey. */
  surveys: z.array(reviewerSchema.omit({ reviewer: true }).extend({ survey: z.string() })),
});
export type OwnQualityReply = z.infer<typeof ownQualityReplySchema>;
