import { only } from '../access.ts';
import { bytesOf, faultReplies, formsReplySchema, pageQuerySchema } from '../api.ts';
import type { FormLibrary } from '../form-library.ts';
import {
  previewQuerySchema,
  printAgainBodySchema,
  printBodySchema,
  printReplySchema,
  printRunsReplySchema,
  runParamsSchema,
  unreadReplySchema,
} from '../print-api.ts';
import type { PrintDesk } from '../print-desk.ts';
import type { App } from '../zod-schemas.ts';

export interface PrintRoutesOptions {
  readonly library: FormLibrary;
  readonly desk: PrintDesk;
}

const READ = only('operator', { scope: 'print:read' });
const WRITE = only('operator', { scope: 'print:write' });

/** Which questionnaires there are, what they look like, printing them, the ledger of it, and the PDFs. */
export const addPrintRoutes = (app: App, { library, desk }: PrintRoutesOptions): void => {
  app.route({
    method: 'GET',
    url: '/api/forms',
    config: { access: READ },
    schema: {
      summary: 'The questionnaires that can be printed',
      response: { 200: formsReplySchema, ...faultReplies },
    },
    handler: async () => {
      return library.list();
    },
  });
  app.route({
    method: 'GET',
    url: '/api/forms/preview',
    config: { access: READ },
    schema: {
      summary: 'One page of a form as it will print',
      querystring: previewQuerySchema,
      response: { 200: bytesOf('image/png'), ...faultReplies },
    },
    handler: async (request, reply) => {
      const { file, language, page, detail } = request.query;
      return reply.type('image/png').send(await desk.preview(file, language, page, detail));
    },
  });
  app.route({
    method: 'POST',
    url: '/api/print',
    config: { access: WRITE },
    schema: {
      summary: 'Print copies into a PDF and enter them into the ledger',
      body: printBodySchema,
      response: { 200: printReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      return desk.print(request.body);
    },
  });
  app.route({
    method: 'GET',
    url: '/api/print',
    config: { access: READ },
    schema: {
      summary: 'Print runs, the latest first, with how much of each was read',
      querystring: pageQuerySchema,
      response: { 200: printRunsReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      return desk.runs(request.query);
    },
  });
  app.route({
    method: 'GET',
    url: '/api/print/:run/unread',
    config: { access: READ },
    schema: {
      summary: 'Copies of a print run that were not read, or not whole',
      params: runParamsSchema,
      querystring: pageQuerySchema,
      response: { 200: unreadReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      return desk.unread(request.params.run, request.query);
    },
  });
  app.route({
    method: 'POST',
    url: '/api/print/:run/again',
    config: { access: WRITE },
    schema: {
      summary: 'Print new copies of the same form version, for the same batch and wave',
      params: runParamsSchema,
      body: printAgainBodySchema,
      response: { 200: printReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      return desk.printAgain(request.params.run, request.body.copies);
    },
  });
  app.route({
    method: 'GET',
    url: '/api/print/:run/file',
    config: { access: READ },
    schema: {
      summary: 'The PDF of a print run',
      params: runParamsSchema,
      response: { 200: bytesOf('application/pdf'), ...faultReplies },
    },
    handler: async (request, reply) => {
      const { fileName, handle, bytes } = await desk.openRun(request.params.run);
      return reply
        .type('application/pdf')
        .header('content-length', bytes)
        .header('content-disposition', `attachment; filename="${fileName.replace(/["\\]/gu, '')}"`)
        .send(handle.createReadStream());
    },
  });
};
