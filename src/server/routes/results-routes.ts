import { grantsInForce, publicationForAgency, type GrantHolder } from '../../store/agency-grants.ts';
import { listSurveys } from '../../store/print-ledger.ts';
import { listPublications, publicationById, type Publication } from '../../store/publications.ts';
import type { Store } from '../../store/store.ts';
import { only, type Caller } from '../access.ts';
import { faultReplies } from '../api.ts';
import {
  publicationParamsSchema,
  publicationReplySchema,
  resultsReplySchema,
  type PublicationReply,
} from '../results-api.ts';
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
      summary: 'What is published, as far as the caller may see it',
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
      summary: 'A publication: its tables, and what was withheld',
      params: publicationParamsSchema,
      response: { 200: publicationReplySchema, ...faultReplies },
    },
    handler: async ({ caller, params }) => {
      const { document, ...publication } = await take(caller, params.publication, null);
      return { publication, document: JSON.parse(document) as PublicationReply['document'] };
    },
  });
};
