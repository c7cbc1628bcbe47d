import { Readable } from 'node:stream';
import { exportPublication, publicationStem } from '../../results/publication-export.ts';
import { perturbationName } from '../../results/perturbation.ts';
import { PUBLICATION_MEDIA_TYPES } from '../../results/publication-formats.ts';
import { readPublications } from '../../results/publish-wave.ts';
import { asOneFile } from '../../rows/formats/export-files.ts';
import { grantsInForce, publicationForAgency, type GrantHolder } from '../../store/agency-grants.ts';
import { listSurveys } from '../../store/print-ledger.ts';
import {
  listPublications,
  publicationById,
  recordDownload,
  type Publication,
} from '../../store/publications.ts';
import type { Store } from '../../store/store.ts';
import { listWaves } from '../../store/wave-lists.ts';
import { only, type Caller } from '../access.ts';
import { bytesOf, faultReplies } from '../api.ts';
import { openPublishing } from '../publishing.ts';
import {
  publicationFileQuerySchema,
  publicationParamsSchema,
  publicationReplySchema,
  publishableReplySchema,
  publishBodySchema,
  publishReplySchema,
  resultsReplySchema,
  type PublicationReply,
} from '../results-api.ts';
import type { App } from '../zod-schemas.ts';

const PRIVACY_OWNER = only('privacy-owner');
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
  {
    store,
    now,
    perturbation,
  }: {
    readonly store: Store;
    readonly now: () => Date;
    /** The setting. */
    readonly perturbation: string | undefined;
  },
): void => {
  const publishing = openPublishing(store, perturbation);
  const take = (caller: Caller | null, publication: number, format: string | null): Promise<Publication> => {
    const holder = holderOf(caller);
    if (holder !== null) return publicationForAgency(store, { holder, publication, format, now: now() });
    if (format === null) return store.read((connection) => publicationById(connection, publication));
    return store.write((connection) => {
      const taken = publicationById(connection, publication);
      recordDownload(connection, taken, { format, now: now() });
      return taken;
    });
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
  app.route({
    method: 'GET',
    url: '/api/results/:publication/file',
    config: { access: READERS },
    schema: {
      summary: 'A publication as a file: the report as PDF, or its tables with their codebook',
      params: publicationParamsSchema,
      querystring: publicationFileQuerySchema,
      response: {
        200: bytesOf(...PUBLICATION_MEDIA_TYPES),
        ...faultReplies,
      },
    },
    handler: async ({ caller, params, query: { format, language } }, reply) => {
      const { survey, document, publishedAt } = await take(caller, params.publication, format);
      const asked = JSON.parse(document) as PublicationReply['document'];
      const stem = publicationStem(asked);
      const at = now();
      const files = await exportPublication(() => readPublications(store, survey), asked, {
        format,
        language,
        stem: format === 'codebook' ? `${stem}.codebook` : stem,
        publishedAt,
        at,
        byteOrderMark: true,
      });
      const { name, mediaType, content } = asOneFile(files, { format, stem, at });
      return reply
        .type(mediaType)
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(Readable.from(content));
    },
  });
  app.route({
    method: 'GET',
    url: '/api/results/publishable',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'Closed waves, each with how often it was published',
      response: { 200: publishableReplySchema, ...faultReplies },
    },
    handler: async () => {
      const published = await listPublications(store, await listSurveys(store));
      const waves = (await listWaves(store)).filter(
        ({ state, rows }) => state === 'closed' && (rows ?? 0) > 0,
      );
      return {
        waves: waves.map(({ survey, wave, closedAt }) => ({
          survey,
          wave,
          closedAt: closedAt ?? '',
          editions: published.filter((one) => one.survey === survey && one.wave === wave).length,
        })),
        perturbation: perturbationName(perturbation),
      };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/results',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'Publish the tables of a closed wave, where nothing hidden can be worked out of them',
      body: publishBodySchema,
      response: { 200: publishReplySchema, ...faultReplies },
    },
    handler: async ({ body }) => {
      const { publishedBy: _, ...publication } = await publishing.publish(body, now());
      return { publication };
    },
  });
};
