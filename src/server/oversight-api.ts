/** What the screens of tokens and openings and the server say to each other; see `api.ts`. */
import { z } from 'zod';
import { SCOPES, scopesFrom } from '../domain/roles.ts';
import { DESK_OPENING_REASONS } from '../store/desk-openings.ts';
import { OPENING_REASONS } from '../store/review-sheets.ts';
import { ROW_OPENING_REASONS } from '../store/row-openings.ts';
import { pageQuerySchema } from './api.ts';

const scopeSchema = z.enum(SCOPES);

const tokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(scopeSchema),
  createdAt: z.string(),
  /** From then on it opens nothing. */
  endsAt: z.string(),
  usedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  /** The agency's grant that it works through; null for the company's own scripts. */
  grant: z.string().nullable(),
});
export type TokenView = z.infer<typeof tokenSchema>;
export const tokensReplySchema = z.object({
  tokens: z.array(tokenSchema),
  /** What the server's clock says, for telling those that are over. */
  now: z.string(),
});
export type TokensReply = z.infer<typeof tokensReplySchema>;
export const addTokenBodySchema = z.strictObject({
  /** What it is for. */
  name: z.string().min(1).max(100),
  scopes: z
    .array(scopeSchema)
    .min(1)
    .max(SCOPES.length)
    .transform((scopes) => scopesFrom(scopes) ?? []),
  /** Such as 2027-01-31; it works until that day is over in UTC. */
  lastDay: z.string().max(20),
  /** The agency's grant that it works through. */
  grant: z
    .string()
    .regex(/^[0-9A-Z]{8,16}$/u)
    .nullable()
    .optional(),
});
export const issuedTokenSchema = z.object({
  token: tokenSchema,
  /** Shown this once. */
  secret: z.string(),
});
export type IssuedTokenReply = z.infer<typeof issuedTokenSchema>;
export const tokenParamsSchema = z.strictObject({ token: z.string().regex(/^[0-9A-Z]{8,16}$/u) });

export const openingsQuerySchema = pageQuerySchema.extend({
  /** The name of a person's account; everybody where left out. */
  person: z.string().min(1).max(100).optional(),
});
export const openingsReplySchema = z.object({
  total: z.number(),
  openings: z.array(
    z.object({
      id: z.number(),
      reviewer: z.string(),
      reason: z.enum([...new Set([...OPENING_REASONS, ...DESK_OPENING_REASONS, ...ROW_OPENING_REASONS])]),
      openedAt: z.string(),
      /** Null where one answer was opened from a row, since the record says of no row which scan it is of, or the page was erased since. */
      file: z.string().nullable(),
      /** Place in the file, from 1, as people count; null as above. */
      place: z.number().nullable(),
      survey: z.string().nullable(),
      page: z.number().nullable(),
      /** Of the one field that was opened; null where the whole page was. */
      variable: z.string().nullable(),
    }),
  ),
  people: z.array(z.string()),
});
export type OpeningsReply = z.infer<typeof openingsReplySchema>;
