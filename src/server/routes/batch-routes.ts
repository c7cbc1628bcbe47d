import { callerName, only } from '../access.ts';
import { bytesOf, faultReplies } from '../api.ts';
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
    schema: {
      summary: 'Trips, with what was printed, handed out, returned and read, and who boarded',
      querystring: batchesQuerySchema,
      response: { 200: batchesReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      return desk.list(request.query);
    },
  });
  app.route({
    method: 'POST',
    url: '/api/batches',
    config: { access: WRITE },
    schema: {
      summary: 'Make a batch for forms out of a stock',
      body: newBatchBodySchema,
      response: { 200: batchReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      return desk.make(request.body);
    },
  });
  app.route({
    method: 'PUT',
    url: '/api/batches/:batch',
    config: { access: WRITE },
    schema: {
      summary: 'Say anew what is known of a trip',
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
      summary: 'The batch header of a trip as a PDF',
      params: batchParamsSchema,
      querystring: headerQuerySchema,
      response: { 200: bytesOf('application/pdf'), ...faultReplies },
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
