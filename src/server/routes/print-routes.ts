import { only } from '../access.ts';
import {
  bytesOf,
  faultReplies,
  formsReplySchema,
  previewQuerySchema,
  printBodySchema,
  printReplySchema,
  printRunsReplySchema,
  runParamsSchema,
} from '../api.ts';
import type { FormLibrary } from '../form-library.ts';
import type { PrintDesk } from '../print-desk.ts';
import type { App } from '../zod-schemas.ts';

export interface PrintRoutesOptions {
  readonly library: FormLibrary;
  readonly desk: PrintDesk;
}

const READ = only('operator', { scope: 'print:read' });

/** Which questionnaires there are, what they look like, printing them, and the PDFs. */
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
      const { file, language, page } = request.query;
      return reply.type('image/png').send(await desk.preview(file, language, page));
    },
  });
  app.route({
    method: 'POST',
    url: '/api/print',
    config: { access: only('operator', { scope: 'print:write' }) },
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
    schema: { summary: 'The latest print runs', response: { 200: printRunsReplySchema, ...faultReplies } },
    handler: async () => {
      return desk.runs();
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
