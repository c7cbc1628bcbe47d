import { z } from 'zod';
import { listAccounts } from '../../store/accounts.ts';
import { addGrant, listGrants, listGrantUses, revokeGrant } from '../../store/agency-grants.ts';
import { listSurveys } from '../../store/print-ledger.ts';
import type { Store } from '../../store/store.ts';
import { only } from '../access.ts';
import { faultReplies } from '../api.ts';
import {
  addGrantBodySchema,
  grantParamsSchema,
  grantReplySchema,
  grantsReplySchema,
  grantUsesReplySchema,
} from '../results-api.ts';
import type { App } from '../zod-schemas.ts';

const PRIVACY_OWNER = only('privacy-owner');

/** What agencies may see: the privacy owner gives it, sees what was looked at, and takes it back. */
export const addGrantRoutes = (
  app: App,
  { store, now }: { readonly store: Store; readonly now: () => Date },
): void => {
  app.route({
    method: 'GET',
    url: '/api/grants',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'What agencies may see, and to whom more can be given',
      response: { 200: grantsReplySchema, ...faultReplies },
    },
    handler: async () => ({
      grants: await listGrants(store),
      agencies: (await listAccounts(store))
        .filter(({ roles, disabledAt }) => roles.includes('agency') && disabledAt === null)
        .map(({ id, name }) => ({ id, name })),
      surveys: await listSurveys(store),
    }),
  });
  app.route({
    method: 'POST',
    url: '/api/grants',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'Let an agency see the published tables of a survey',
      body: addGrantBodySchema,
      response: { 200: grantReplySchema, ...faultReplies },
    },
    handler: async ({ body: { account, survey, until, downloadLimit } }) => {
      const endsAt = new Date(`${until}T23:59:59.999Z`);
      return { grant: await addGrant(store, { account, survey, endsAt, downloadLimit, now: now() }) };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/grants/:grant/revoke',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'End a grant at once',
      params: grantParamsSchema,
      response: { 204: z.undefined(), ...faultReplies },
    },
    handler: async ({ params }, reply) => {
      await revokeGrant(store, params.grant, now());
      return reply.status(204).send(undefined);
    },
  });
  app.route({
    method: 'GET',
    url: '/api/grants/:grant/uses',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'What was looked at and taken along by a grant',
      params: grantParamsSchema,
      response: { 200: grantUsesReplySchema, ...faultReplies },
    },
    handler: async ({ params }) => ({ uses: await listGrantUses(store, params.grant) }),
  });
};
