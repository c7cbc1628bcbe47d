import { grantsInForce, publicationForAgency, type GrantHolder } from '../../store/agency-grants.ts';
import { listSurveys } from '../../store/print-run-lists.ts';
import { listPublications, publicationById, type Publication } from '../../store/publications.ts';
import type { Store } from '../../store/store.ts';
import { only, type Caller } from '../access.ts';
import { bytesOf, faultReplies } from '../api.ts';
import { publicationParamsSchema, resultsReplySchema } from '../results-api.ts';
import type { App } from '../zod-schemas.ts';

const READERS = only(['privacy-owner', 'agency'], { scope: 'results:read' });

/** Who needs a grant: an agency's people and tokens. The company's own see all that is published. */
const holderOf = (caller: Caller | null): GrantHolder | null => {
  if (caller?.kind === 'token') return caller.grant === null ? null : { grant: caller.grant };
  if (caller === null || !caller.roles.includes('agency')) return null;
  return { account: caller.account };
};

/** What is published: tables, and never anything of which they were made. */
export const addResultsRoutes = (
  app: App,
  { store, now }: { readonly store: Store; readonly now: () => Date },
): void => {
  const take = (caller: Caller | null, publication: number, format: string | null): Promise<Publication> => {
    const holder = holderOf(caller);
    return holder === null
      ? store.read((connection) => publicationById(connection, publication))
      : publicationForAgency(store, { holder, publication, format, now: now() });
  };
  app.route({
    method: 'GET',
    url: '/api/results',
    config: { access: READERS },
    schema: {
      summary: 'The publications that you may see',
      response: { 200: resultsReplySchema, ...faultReplies },
    },
    handler: async ({ caller }) => {
      const holder = holderOf(caller);
      if (holder === null)
        return { publications: await listPublications(store, await listSurveys(store)), grants: null };
      const grants = await grantsInForce(store, holder, now());
      return {
        publications: await listPublications(
          store,
          grants.map(({ survey }) => survey),
        ),
        grants: grants.map(({ survey, endsAt, downloadLimit, downloads }) => ({
          survey,
          endsAt,
          downloadsLeft: downloadLimit === null ? null : Math.max(0, downloadLimit - downloads),
        })),
      };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/results/:publication',
    config: { access: READERS },
    schema: {
      summary: 'The tables of one publication',
      params: publicationParamsSchema,
      response: { 200: bytesOf('application/json'), ...faultReplies },
    },
    handler: async ({ caller, params }, reply) =>
      reply
        .type('application/json; charset=utf-8')
        .send(Buffer.from((await take(caller, params.publication, null)).document)),
  });
};
