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
import { requireSession } from '../guards.ts';
import type { RowsDesk } from '../rows-desk.ts';
import type { Sessions } from '../sessions.ts';
import type { App } from '../zod-schemas.ts';

const MEDIA_TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl; charset=utf-8' } as const;

/** The anonymous rows: a page of them, or all as a file. */
export const addRowsRoutes = (app: App, store: Store, desk: RowsDesk, sessions: Sessions): void => {
  app.route({
    method: 'GET',
    url: '/api/surveys',
    schema: { response: { 200: surveysReplySchema, ...faultReplies } },
    handler: async (request) => {
      requireSession(sessions, request);
      return { surveys: await listSurveys(store) };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/rows',
    schema: { querystring: rowsQuerySchema, response: { 200: rowsReplySchema, ...faultReplies } },
    handler: async (request) => {
      requireSession(sessions, request);
      const { survey, offset, limit } = request.query;
      return desk.page(survey, offset, limit);
    },
  });
  app.route({
    method: 'GET',
    url: '/api/rows/export',
    schema: { querystring: exportQuerySchema, response: { 200: bytesSchema, ...faultReplies } },
    handler: async (request, reply) => {
      requireSession(sessions, request);
      const { survey, format } = request.query;
      const rows = await desk.export(survey, format);
      const name = survey.replace(/[^A-Za-z0-9_-]+/gu, '-');
      return reply
        .type(MEDIA_TYPES[format])
        .header('content-disposition', `attachment; filename="${name}.${format}"`)
        .send(rows);
    },
  });
};
