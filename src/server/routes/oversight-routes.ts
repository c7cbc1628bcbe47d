import { z } from 'zod';
import { PaperlineError } from '../../domain/errors.ts';
import { listTokens, revokeToken, type ApiToken } from '../../store/api-tokens.ts';
import { listPageOpenings } from '../../store/page-openings.ts';
import type { Store } from '../../store/store.ts';
import { only } from '../access.ts';
import { faultReplies } from '../api.ts';
import {
  addTokenBodySchema,
  issuedTokenSchema,
  openingsQuerySchema,
  openingsReplySchema,
  tokenParamsSchema,
  tokensReplySchema,
  type TokenView,
} from '../oversight-api.ts';
import { issueToken } from '../sign-in/token-desk.ts';
import type { App } from '../zod-schemas.ts';

const PRIVACY_OWNER = only('privacy-owner');

const viewOf = (token: ApiToken): TokenView => ({ ...token, scopes: [...token.scopes] });

/** What a privacy owner watches over besides people: the tokens of scripts, and who looked at whole pages. */
export const addOversightRoutes = (
  app: App,
  { store, now }: { readonly store: Store; readonly now: () => Date },
): void => {
  app.route({
    method: 'GET',
    url: '/api/tokens',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'The tokens of scripts, never the secrets',
      response: { 200: tokensReplySchema, ...faultReplies },
    },
    handler: async () => ({ tokens: (await listTokens(store)).map(viewOf), now: now().toISOString() }),
  });
  app.route({
    method: 'POST',
    url: '/api/tokens',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'Make a token for a script; its secret is told this once',
      body: addTokenBodySchema,
      response: { 200: issuedTokenSchema, ...faultReplies },
    },
    handler: async (request) => {
      const { token, secret } = await issueToken(store, { ...request.body, now: now() });
      return { token: viewOf(token), secret };
    },
  });
  app.route({
    method: 'DELETE',
    url: '/api/tokens/:token',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'End a token at once',
      params: tokenParamsSchema,
      response: { 204: z.undefined(), ...faultReplies },
    },
    handler: async (request, reply) => {
      if (await revokeToken(store, request.params.token, now())) return reply.status(204).send(undefined);
      throw new PaperlineError({
        code: 'token-unknown',
        message: 'There is no such token in force; somebody may have revoked it.',
        remedy: 'Look at the list again.',
      });
    },
  });
  app.route({
    method: 'GET',
    url: '/api/openings',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'Who opened which page, or one answer on it, when, and why; the latest first',
      querystring: openingsQuerySchema,
      response: { 200: openingsReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const { person, offset, limit } = request.query;
      const { total, openings, people } = await listPageOpenings(store, { reviewer: person, offset, limit });
      return { total, openings: [...openings], people: [...people] };
    },
  });
};
