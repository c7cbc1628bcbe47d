/** What the screen of adopted forms and the server say to each other; see `api.ts`. */
import { z } from 'zod';
import { layoutFieldSchema, layoutSchema } from '../domain/layout.ts';

/** A scanned form of many pages; the file itself is not kept. */
export const BLANK_LIMIT_BYTES = 64 * 1024 * 1024;
/** A layout of forty full pages. */
export const DRAFT_LIMIT_BYTES = 4 * 1024 * 1024;

export const adoptedFormsReplySchema = z.object({
  drafts: z.array(
    z.object({
      draft: z.string(),
      survey: z.string(),
      pages: z.number(),
      fields: z.number(),
      savedAt: z.string(),
    }),
  ),
  forms: z.array(
    z.object({
      form: z.string(),
      survey: z.string(),
      pages: z.number(),
      fields: z.number(),
      /** Copies that were read. */
      copies: z.number(),
      createdAt: z.string(),
      /** Null while scans are read with it. */
      retiredAt: z.string().nullable(),
    }),
  ),
});
export type AdoptedFormsReply = z.infer<typeof adoptedFormsReplySchema>;

export const blankQuerySchema = z.strictObject({
  /** What the file is called. */
  name: z.string().min(1).max(200),
  /** Of the printed words. */
  language: z.string().regex(/^[a-z]{2}$/u),
});
export const blankBodySchema = z
  .custom<Uint8Array>(
    (body) => body instanceof Uint8Array && body.length > 0,
    'Expected the bytes of a file.',
  )
  .meta({ mediaTypes: ['application/octet-stream'] });

const draftNameSchema = z.string().regex(/^[0-9A-Z]{10}$/u);
export const draftParamsSchema = z.strictObject({ draft: draftNameSchema });
export const draftPageParamsSchema = z.strictObject({
  draft: draftNameSchema,
  page: z.coerce.number().int().min(1).max(1000),
});
export const draftSchema = z.object({ draft: z.string(), layout: layoutSchema });
export type DraftReply = z.infer<typeof draftSchema>;
export const newDraftSchema = z.object({ draft: z.string() });

/** What people change; blanks and paper stay. Faults are allowed in a draft. */
export const saveDraftBodySchema = z.strictObject({
  survey: z.string().min(1).max(200),
  language: z.string().min(2).max(20),
  pages: z
    .array(
      z.strictObject({ page: z.number().int().positive(), fields: z.array(layoutFieldSchema).max(2000) }),
    )
    .max(200),
});
export type SaveDraftBody = z.infer<typeof saveDraftBodySchema>;
export const savedDraftSchema = z.object({ savedAt: z.string() });

export const formParamsSchema = z.strictObject({ form: z.string().regex(/^[0-9A-Z]{8}$/u) });
export const inUseSchema = z.object({
  form: z.string(),
  survey: z.string(),
  pages: z.number(),
  fields: z.number(),
});
export type InUseReply = z.infer<typeof inUseSchema>;
