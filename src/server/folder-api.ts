/** What the folder screen and the server say to each other. */
import { z } from 'zod';
import { DESK_OPENING_REASONS } from '../store/desk-openings.ts';
import { faultSchema, pageQuerySchema } from './api.ts';

const pageCountsSchema = z.object({
  read: z.number(),
  review: z.number(),
  unreadable: z.number(),
  blank: z.number(),
  foreign: z.number(),
});
const numberSchema = z.coerce
  .number()
  .int()
  .positive()
  .max(2 ** 53 - 1);

export const folderStatusSchema = z.object({
  inboxPath: z.string(),
  /** Files in each place. */
  inbox: z.number(),
  /** The first of them, by name. */
  waiting: z.array(z.string()),
  reading: z.number(),
  archived: z.number(),
  rejected: z.number(),
  /** Rejected too, and put aside by a person. */
  aside: z.number(),
  /** Pages stored, by what became of them. */
  pages: pageCountsSchema,
  /** `none`: no watcher runs beside the server. */
  watcher: z.enum(['none', 'idle', 'reading', 'paused']),
  pagesPerSecond: z.number(),
  /** Files being read now. */
  current: z.array(
    z.object({
      name: z.string(),
      pages: z.number(),
      /** How many the file has; null until that is known. */
      of: z.number().nullable(),
    }),
  ),
  /** Why nothing goes on, although there is a watcher. */
  paused: faultSchema.nullable(),
  /** Files in the inbox that cannot be taken. */
  stuck: z.array(faultSchema.extend({ name: z.string() })),
});
export type FolderStatusView = z.infer<typeof folderStatusSchema>;

/** `yes`: what a person has put aside. */
export const asideQuerySchema = pageQuerySchema.extend({ aside: z.enum(['yes', 'no']).default('no') });

export const rejectedReplySchema = z.object({
  total: z.number(),
  files: z.array(
    z.object({
      id: z.number(),
      name: z.string(),
      /** In the two languages in which the server says it, and by code. */
      reason: z.object({ code: z.string(), en: z.string(), nl: z.string() }),
      rejectedAt: z.string().nullable(),
      bytes: z.number().nullable(),
      /** Null where it could not be opened. */
      pageCount: z.number().nullable(),
      /** The first of its pages, where it was read. `place` in the file is from 1, as people count. */
      pages: z.array(
        z.object({ id: z.number(), place: z.number(), status: z.string(), reasons: z.array(z.string()) }),
      ),
    }),
  ),
});
export type RejectedReply = z.infer<typeof rejectedReplySchema>;
export type RejectedFileView = RejectedReply['files'][number];

export const problemsReplySchema = z.object({
  total: z.number(),
  pages: z.array(
    z.object({
      id: z.number(),
      fileId: z.number(),
      file: z.string(),
      /** Place in the file, from 1, as people count. */
      place: z.number(),
      status: z.enum(['unreadable', 'foreign']),
      reasons: z.array(z.string()),
    }),
  ),
});
export type ProblemsReply = z.infer<typeof problemsReplySchema>;
export type ProblemPageView = ProblemsReply['pages'][number];

// ---- what an operator does with a file or a page ----

export const scanParamsSchema = z.strictObject({ scan: numberSchema });
export const pageParamsSchema = z.strictObject({ page: numberSchema });
export const asideBodySchema = z.strictObject({ aside: z.boolean() });
export const readAgainReplySchema = z.object({
  /** `queued`: it waits for its turn; `read`: it was read. */
  outcome: z.enum(['queued', 'read']),
  /** Pages that were read, and those among them that give answers and gave none before; 0 where it waits. */
  pages: z.number(),
  gained: z.number(),
});
export type ReadAgainReply = z.infer<typeof readAgainReplySchema>;

export const openPageBodySchema = z.strictObject({ reason: z.enum(DESK_OPENING_REASONS) });
export type OpenPageBody = z.infer<typeof openPageBodySchema>;
export const openPageReplySchema = z.object({ picture: z.string() });
export type OpenPageReply = z.infer<typeof openPageReplySchema>;
export const openingParamsSchema = z.strictObject({ opening: numberSchema });

// ---- scans that come by the screen ----

export const uploadQuerySchema = z.strictObject({ name: z.string().min(1).max(500) });
export const uploadReplySchema = z.object({
  /** What it is called in the inbox. */
  name: z.string(),
  bytes: z.number(),
});
export type UploadReply = z.infer<typeof uploadReplySchema>;

// ---- a day ----

/** A day of the caller's calendar, with an hour more where clocks are put back; or any shorter span. */
const LONGEST_SPAN_MS = 25 * 60 * 60 * 1000;
export const dayQuerySchema = pageQuerySchema
  .extend({ from: z.iso.datetime(), to: z.iso.datetime() })
  .refine(({ from, to }) => {
    const ms = Date.parse(to) - Date.parse(from);
    return ms > 0 && ms <= LONGEST_SPAN_MS;
  }, 'the span is longer than a day, or ends before it begins');
export const dayReplySchema = z.object({
  files: z.object({ archived: z.number(), rejected: z.number() }),
  pages: pageCountsSchema,
  /** Copies of which a page was read. */
  copies: z.number(),
  /** Those that came to their end, the latest first. */
  finished: z.array(
    z.object({
      id: z.number(),
      name: z.string(),
      outcome: z.enum(['archived', 'rejected']),
      pages: z.number().nullable(),
      /** Pages with answers for a person to look at; pages that gave nothing although something is on them. */
      review: z.number(),
      lost: z.number(),
      finishedAt: z.string(),
    }),
  ),
});
export type DayReply = z.infer<typeof dayReplySchema>;

// ---- pages that wait for their copy ----

export const loosePagesReplySchema = z.object({
  total: z.number(),
  /** Pages that lost their codes and wait for a person to say of which copy they are. */
  pages: z.array(
    z.object({
      id: z.number(),
      fileId: z.number(),
      file: z.string(),
      /** Place in the file, from 1, as people count. */
      place: z.number(),
      survey: z.string(),
      language: z.string(),
      /** Of the form, from 1. */
      page: z.number(),
      reasons: z.array(z.string()),
      suggestions: z.array(z.object({ copy: z.string(), why: z.enum(['neighbour', 'only-one']) })),
    }),
  ),
});
export type LoosePagesReply = z.infer<typeof loosePagesReplySchema>;

export const loosePageReplySchema = z.object({
  fields: z.array(
    z.object({
      variable: z.string(),
      /** What the machine read, for people to compare: no answer yet. */
      value: z.union([z.string(), z.array(z.string()), z.null()]),
      crop: z.object({ url: z.string(), width: z.number(), height: z.number() }).nullable(),
    }),
  ),
});
export type LoosePageReply = z.infer<typeof loosePageReplySchema>;
export const looseCropParamsSchema = z.strictObject({ reading: numberSchema });
export const assignBodySchema = z.strictObject({ copy: z.string().min(1).max(40) });
export const assignReplySchema = z.object({ copy: z.string(), page: z.number(), tasks: z.number() });
export type AssignReply = z.infer<typeof assignReplySchema>;
export const asideReplySchema = z.object({ page: z.number() });

// ---- diagnosis ----

const wordsSchema = z.object({ nl: z.string(), en: z.string(), fr: z.string(), de: z.string() });
export const diagnosisReplySchema = z.object({
  /** The last files that were read, and how many pages they have together. */
  files: z.number(),
  pages: z.number(),
  findings: z.array(
    z.object({
      code: z.string(),
      /** `note`: nothing needs to be done. */
      kind: z.enum(['act', 'note']),
      pages: z.number(),
      of: z.number(),
      /** Files; copies where copies are not complete. */
      where: z.array(z.string()),
      message: wordsSchema,
      remedy: wordsSchema,
    }),
  ),
});
export type DiagnosisReply = z.infer<typeof diagnosisReplySchema>;
