import { callerName, only } from '../access.ts';
import { bytesSchema, faultReplies } from '../api.ts';
import type { BatchDesk } from '../batch-desk.ts';
import {
  batchesQuerySchema,
  batchesReplySchema,
  batchParamsSchema,
  batchReplySchema,
  changeBatchBodySchema,
  headerQuerySchema,
  newBatchBodySchema,
} from '../print-api.ts';
import type { App } from '../zod-schemas.ts';

const READ = only('operator', { scope: 'print:read' });
const WRITE = only('operator', { scope: 'print:write' });

/** The trips that forms are handed out on, and what was counted on them. */
export const addBatchRoutes = (app: App, desk: BatchDesk): void => {
  app.route({
    method: 'GET',
    url: '/api/batches',
    config: { access: READ },
    schema: { querystring: batchesQuerySchema, response: { 200: batchesReplySchema, ...faultReplies } },
    handler: async (request) => {
      return desk.list(request.query);
    },
  });
  app.route({
    method: 'POST',
    url: '/api/batches',
    config: { access: WRITE },
    schema: { body: newBatchBodySchema, response: { 200: batchReplySchema, ...faultReplies } },
    handler: async (request) => {
      return desk.make(request.body);
    },
  });
  app.route({
    method: 'PUT',
    url: '/api/batches/:batch',
    config: { access: WRITE },
    schema: {
      params: batchParamsSchema,
      body: changeBatchBodySchema,
      response: { 200: batchReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      return desk.change(request.params.batch, request.body, callerName(request));
    },
  });
  app.route({
    method: 'GET',
    url: '/api/batches/:batch/header',
    config: { access: READ },
    schema: {
      params: batchParamsSchema,
      querystring: headerQuerySchema,
      response: { 200: bytesSchema, ...faultReplies },
    },
    handler: async (request, reply) => {
      const { batch } = request.params;
      const pdf = await desk.header(batch, request.query.language);
      return reply
        .type('application/pdf')
        .header('content-disposition', `attachment; filename="batch-${batch}.pdf"`)
        .send(pdf);
    },
  });
};
