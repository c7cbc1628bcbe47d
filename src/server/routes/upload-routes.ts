import { Readable } from 'node:stream';
import { PaperlineError } from '../../domain/errors.ts';
import { only } from '../access.ts';
import { bytesOf, faultReplies } from '../api.ts';
import { uploadQuerySchema, uploadReplySchema } from '../folder-api.ts';
import type { ScanUploads } from '../scan-uploads.ts';
import type { App } from '../zod-schemas.ts';

const SCAN_TYPE = 'application/octet-stream';

/** Scans by the screen: the body is the file as it is, and goes to the disk as it comes. */
export const addUploadRoutes = (app: App, uploads: ScanUploads): void => {
  // Other routes take bodies of this type into memory; this one never does.
  if (app.hasContentTypeParser(SCAN_TYPE)) app.removeContentTypeParser(SCAN_TYPE);
  app.addContentTypeParser(SCAN_TYPE, (_request, payload, done) => {
    done(null, payload);
  });
  app.route({
    method: 'POST',
    url: '/api/folder/files',
    config: { access: only('operator', { scope: 'folder:write' }) },
    schema: {
      summary: 'Send a scan into the inbox',
      querystring: uploadQuerySchema,
      body: bytesOf(SCAN_TYPE),
      response: { 200: uploadReplySchema, ...faultReplies },
    },
    handler: async (request, reply) => {
      const { body, headers } = request;
      if (!(body instanceof Readable)) {
        throw new PaperlineError({
          code: 'usage',
          message: 'There is no file in the request.',
          remedy: `Send the scan as it is, with the content type ${SCAN_TYPE}.`,
        });
      }
      const length = headers['content-length'];
      try {
        return await uploads.receive(request.query.name, body, length === undefined ? null : Number(length));
      } catch (error) {
        // What is still on its way is not waited for.
        void reply.header('connection', 'close');
        throw error;
      }
    },
  });
};
