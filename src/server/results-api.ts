/** What the screens of results and the server say to each other, as `api.ts` for the rest. */
import { z } from 'zod';
import { SCREEN_LANGUAGES } from '../domain/screen-language.ts';
import { PUBLICATION_FORMATS } from '../results/publication-formats.ts';
import { publicationSchema } from '../results/publication-format.ts';

const idSchema = z.string().regex(/^[0-9A-Z]{8,16}$/u);

export const publicationNoteSchema = z.object({
  id: z.number(),
  survey: z.string(),
  wave: z.string(),
  /** 1 for the first of a wave, 2 where it was published again. */
  number: z.number(),
  publishedAt: z.string(),
});
export type PublicationView = z.infer<typeof publicationNoteSchema>;

export const resultsReplySchema = z.object({
  /** The newest first. */
  publications: z.array(publicationNoteSchema),
  /** What an agency may see, and how long; null for the company's own people, who see all. */
  grants: z
    .array(
      z.object({
        survey: z.string(),
        endsAt: z.string(),
        /** Files that may still be taken along; null is no limit. */
        downloadsLeft: z.number().nullable(),
      }),
    )
    .nullable(),
});
export type ResultsReply = z.infer<typeof resultsReplySchema>;

export const publicationReplySchema = z.object({
  publication: publicationNoteSchema,
  /** Tables and figures, as they went out. */
  document: publicationSchema,
});
export type PublicationReply = z.infer<typeof publicationReplySchema>;

export const publishableReplySchema = z.object({
  /** Closed waves, the latest first. */
  waves: z.array(
    z.object({
      survey: z.string(),
      wave: z.string(),
      closedAt: z.string(),
      /** How often it was published. */
      editions: z.number(),
    }),
  ),
  /** The table that counts are perturbed with, by the settings of the server; null where they are published as they are. */
  perturbation: z.string().nullable(),
});
export type PublishableReply = z.infer<typeof publishableReplySchema>;
export const publishBodySchema = z.strictObject({
  survey: z.string().min(1).max(200),
  wave: z.string().min(1).max(200),
});
export const publishReplySchema = z.object({ publication: publicationNoteSchema });

export const publicationParamsSchema = z.strictObject({
  publication: z.coerce
    .number()
    .int()
    .positive()
    .max(2 ** 53 - 1),
});

export const grantSchema = z.object({
  id: z.string(),
  account: z.string(),
  survey: z.string(),
  endsAt: z.string(),
  downloadLimit: z.number().nullable(),
  grantedBy: z.string(),
  grantedAt: z.string(),
  revokedAt: z.string().nullable(),
  looks: z.number(),
  downloads: z.number(),
  lastUsedAt: z.string().nullable(),
});
export type GrantView = z.infer<typeof grantSchema>;

export const grantsReplySchema = z.object({
  grants: z.array(grantSchema),
  /** Accounts that a grant can be given to. */
  agencies: z.array(z.object({ id: z.string(), name: z.string() })),
  surveys: z.array(z.string()),
});
export type GrantsReply = z.infer<typeof grantsReplySchema>;

const MOST_DOWNLOADS = 1_000_000;
export const addGrantBodySchema = z.strictObject({
  /** The account's id. */
  account: idSchema,
  survey: z.string().min(1).max(200),
  /** The last day, by UTC. */
  until: z.iso.date(),
  downloadLimit: z.number().int().min(0).max(MOST_DOWNLOADS).nullable(),
});
export const grantReplySchema = z.object({ grant: grantSchema });
export const grantParamsSchema = z.strictObject({ grant: idSchema });
export const grantUsesReplySchema = z.object({
  uses: z.array(
    z.object({
      survey: z.string(),
      wave: z.string(),
      number: z.number(),
      /** Of a file that was taken along; null for a look on the screen. */
      format: z.string().nullable(),
      usedAt: z.string(),
    }),
  ),
});
export type GrantUsesReply = z.infer<typeof grantUsesReplySchema>;

export const publicationFileQuerySchema = z.strictObject({
  format: z.enum(PUBLICATION_FORMATS),
  /** Of the report and its labels. */
  language: z.enum(SCREEN_LANGUAGES).default('en'),
});
