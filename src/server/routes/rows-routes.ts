import { Readable } from 'node:stream';
import { only } from '../access.ts';
import { listSurveys } from '../../store/print-run-lists.ts';
import type { Store } from '../../store/store.ts';
import {
  bytesSchema,
  exportQuerySchema,
  faultReplies,
  rowsQuerySchema,
  rowsReplySchema,
  surveysReplySchema,
} from '../api.ts';
import type { RowsDesk } from '../rows-desk.ts';
import type { App } from '../zod-schemas.ts';

const PRIVACY_OWNER = only('privacy-owner', { scope: 'rows:read' });

/** The anonymous rows: a page of them, or all as a file. */
export const addRowsRoutes = (app: App, store: Store, desk: RowsDesk): void => {
  app.route({
    method: 'GET',
    url: '/api/surveys',
    config: { access: PRIVACY_OWNER },
    schema: { response: { 200: surveysReplySchema, ...faultReplies } },
    handler: async () => {
      return { surveys: await listSurveys(store) };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/rows',
    config: { access: PRIVACY_OWNER },
    schema: { querystring: rowsQuerySchema, response: { 200: rowsReplySchema, ...faultReplies } },
    handler: async (request) => {
      const { survey, wave, offset, limit } = request.query;
      return desk.page({ survey, wave }, offset, limit);
    },
  });
  app.route({
    method: 'GET',
    url: '/api/rows/export',
    config: { access: PRIVACY_OWNER },
    schema: { querystring: exportQuerySchema, response: { 200: bytesSchema, ...faultReplies } },
    handler: async (request, reply) => {
      const { survey, wave, format, language } = request.query;
      const { name, mediaType, content } = await desk.export({ survey, wave }, format, language);
      return reply
        .type(mediaType)
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(Readable.from(content));
    },
  });
};
