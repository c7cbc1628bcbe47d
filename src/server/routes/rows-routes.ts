import { Readable } from 'node:stream';
import { only } from '../access.ts';
import { listSurveys } from '../../store/print-run-lists.ts';
import type { Store } from '../../store/store.ts';
import {
  bytesOf,
  exportQuerySchema,
  faultReplies,
  rowsQuerySchema,
  rowsReplySchema,
  surveysReplySchema,
} from '../api.ts';
import { EXPORT_MEDIA_TYPES } from '../../rows/formats/format-names.ts';
import type { RowsDesk } from '../rows-desk.ts';
import type { App } from '../zod-schemas.ts';

const PRIVACY_OWNER = only('privacy-owner', { scope: 'rows:read' });

/** The anonymous rows: a page of them, or all as a file. */
export const addRowsRoutes = (app: App, store: Store, desk: RowsDesk): void => {
  app.route({
    method: 'GET',
    url: '/api/surveys',
    config: { access: PRIVACY_OWNER },
    schema: { summary: 'Surveys that have rows', response: { 200: surveysReplySchema, ...faultReplies } },
    handler: async () => {
      return { surveys: await listSurveys(store) };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/rows',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'Anonymous rows of a survey, some at a time',
      querystring: rowsQuerySchema,
      response: { 200: rowsReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const { survey, wave, offset, limit } = request.query;
      return desk.page({ survey, wave }, offset, limit);
    },
  });
  app.route({
    method: 'GET',
    url: '/api/rows/export',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'All anonymous rows of a survey as a file',
      querystring: exportQuerySchema,
      response: { 200: bytesOf(...EXPORT_MEDIA_TYPES), ...faultReplies },
    },
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
