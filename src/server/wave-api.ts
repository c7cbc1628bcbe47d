/** What the privacy owner's screen of waves and the server say to each other, as `api.ts` for the rest. */
import { z } from 'zod';

const surveySchema = z.string().min(1).max(200);
const waveSchema = z.string().min(1).max(60);

const checkSchema = z.object({
  /** Copies that were read: as many rows there will be. */
  copies: z.number(),
  /** Copies of which a page is missing. */
  incompleteCopies: z.number(),
  /** Answers that wait for a person. */
  openTasks: z.number(),
  /** Pages of the survey that wait for somebody to say of which copy they are. */
  pagesWithoutCopy: z.number(),
  /** Open answers of which nobody said yet whether they may leave. */
  undecidedTexts: z.number(),
  filesInReading: z.number(),
});

const figuresSchema = z.object({
  printed: z.number(),
  batches: z.number(),
  handedOut: z.number().nullable(),
  returned: z.number().nullable(),
  boarders: z.number().nullable(),
  copiesRead: z.number(),
  copiesComplete: z.number(),
  pagesRead: z.number(),
  fields: z.number(),
  fieldsAsked: z.number(),
  fieldsDecided: z.number(),
  fieldsCorrected: z.number(),
  fieldsUnreadable: z.number(),
});

export const wavesReplySchema = z.object({
  waves: z.array(
    z.object({
      survey: z.string(),
      wave: z.string(),
      state: z.enum(['open', 'closing', 'closed']),
      openedAt: z.string(),
      closedAt: z.string().nullable(),
      /** Of an open wave. */
      check: checkSchema.nullable(),
      /** Of a closed wave. */
      rows: z.number().nullable(),
      figures: figuresSchema.nullable(),
    }),
  ),
  surveys: z.array(
    z.object({
      survey: z.string(),
      /** How long files are kept after closing. */
      retentionDays: z.number(),
    }),
  ),
});
export type WavesReply = z.infer<typeof wavesReplySchema>;
export type WaveView = WavesReply['waves'][number];

export const openWaveBodySchema = z.strictObject({
  survey: surveySchema,
  wave: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,59}$/u),
});
export const openWaveReplySchema = z.object({ survey: z.string(), wave: z.string() });
export const closeWaveBodySchema = z.strictObject({
  survey: surveySchema,
  wave: waveSchema,
  /** Gives up what still waits for a person. */
  dropOpen: z.boolean(),
});
export const closeWaveReplySchema = z.object({ survey: z.string(), wave: z.string(), rows: z.number() });
export type CloseWaveReply = z.infer<typeof closeWaveReplySchema>;

const kindSchema = z.enum(['scans', 'rejected', 'prints']);
export const retentionReplySchema = z.object({
  groups: z.array(
    z.object({
      what: kindSchema,
      survey: z.string().nullable(),
      wave: z.string().nullable(),
      /** Null as long as a wave is open that the files may belong to. */
      dueAt: z.string().nullable(),
      waitsFor: z.array(z.string()),
      /** True where pages wait for somebody to say of which copy they are. */
      waitsForPages: z.boolean(),
      files: z.number(),
    }),
  ),
});
export type RetentionReply = z.infer<typeof retentionReplySchema>;
export const retentionBodySchema = z.strictObject({
  survey: surveySchema,
  days: z.number().int().min(0).max(3650),
});
export const applyReplySchema = z.object({
  files: z.number(),
  bytes: z.number(),
  /** Tried again the next day. */
  notDeleted: z.number(),
});
export type ApplyReply = z.infer<typeof applyReplySchema>;

export const auditQuerySchema = z.strictObject({
  /** Entries before this number, the latest first; from the end without. */
  before: z.coerce.number().int().min(1).max(1e15).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const auditReplySchema = z.object({
  total: z.number(),
  entries: z.array(
    z.object({
      number: z.number(),
      at: z.string(),
      actor: z.enum(['person', 'token', 'command-line', 'system', 'nobody']),
      name: z.string().nullable(),
      from: z.string(),
      act: z.string(),
      about: z.record(z.string(), z.unknown()),
    }),
  ),
});
export type AuditReply = z.infer<typeof auditReplySchema>;
export const auditVerdictSchema = z.object({
  intact: z.boolean(),
  entries: z.number(),
  head: z.string(),
  broken: z
    .object({
      number: z.number(),
      why: z.enum(['changed', 'unchained', 'gap', 'cut-off', 'not-as-noted']),
    })
    .nullable(),
});
export type AuditVerdictReply = z.infer<typeof auditVerdictSchema>;
