import { PassThrough } from 'node:stream';
import type { Log } from '../../operation/log.ts';
import { listProblemPages, listRejectedFiles } from '../../store/folder-lists.ts';
import { diagnoseLatest } from '../../store/stack-diagnosis.ts';
import type { Store } from '../../store/store.ts';
import {
  bytesSchema,
  diagnosisReplySchema,
  faultReplies,
  folderStatusSchema,
  pageQuerySchema,
  problemsReplySchema,
  rejectedReplySchema,
} from '../api.ts';
import type { FolderStatus } from '../folder-status.ts';
import { requireSession } from '../guards.ts';
import type { Sessions } from '../sessions.ts';
import type { App } from '../zod-schemas.ts';

export interface FolderRoutesOptions {
  readonly store: Store;
  readonly status: FolderStatus;
  readonly sessions: Sessions;
  readonly log: Log;
}

/** What is told of a scanner now comes from its latest pages: a few stacks, read from the store in some 50 ms. */
const DIAGNOSED_PAGES = 1000;

/** Where the files are, what was rejected and why, which pages gave nothing. */
export const addFolderRoutes = (app: App, { store, status, sessions, log }: FolderRoutesOptions): void => {
  const streams = new Set<PassThrough>();
  // An event stream never ends of itself, and closing would wait for it.
  app.addHook('preClose', async () => {
    for (const stream of streams) stream.end();
  });

  app.route({
    method: 'GET',
    url: '/api/folder',
    schema: { response: { 200: folderStatusSchema, ...faultReplies } },
    handler: async (request) => {
      requireSession(sessions, request);
      return status.read();
    },
  });
  app.route({
    method: 'GET',
    url: '/api/folder/events',
    schema: { response: { 200: bytesSchema, ...faultReplies } },
    handler: async (request, reply) => {
      requireSession(sessions, request);
      const stream = new PassThrough();
      streams.add(stream);
      const stop = status.follow(
        (now) => stream.write(`event: status\ndata: ${JSON.stringify(folderStatusSchema.parse(now))}\n\n`),
        (error) => {
          log.error({ err: error }, 'the folder status could not be read');
        },
      );
      stream.on('close', () => {
        stop();
        streams.delete(stream);
      });
      return reply.type('text/event-stream').send(stream);
    },
  });
  app.route({
    method: 'GET',
    url: '/api/folder/rejected',
    schema: { querystring: pageQuerySchema, response: { 200: rejectedReplySchema, ...faultReplies } },
    handler: async (request) => {
      requireSession(sessions, request);
      return listRejectedFiles(store, request.query);
    },
  });
  app.route({
    method: 'GET',
    url: '/api/folder/problems',
    schema: { querystring: pageQuerySchema, response: { 200: problemsReplySchema, ...faultReplies } },
    handler: async (request) => {
      requireSession(sessions, request);
      const { total, pages } = await listProblemPages(store, request.query);
      return {
        total,
        pages: pages.map(({ id, file, pageIndex, status: pageStatus, reasons }) => ({
          id,
          file,
          place: pageIndex + 1,
          status: pageStatus,
          reasons: [...reasons],
        })),
      };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/folder/diagnosis',
    schema: { response: { 200: diagnosisReplySchema, ...faultReplies } },
    handler: async (request) => {
      requireSession(sessions, request);
      const { files, pages, findings } = await diagnoseLatest(store, DIAGNOSED_PAGES);
      return {
        files,
        pages,
        findings: findings.map((finding) => ({ ...finding, where: [...finding.where] })),
      };
    },
  });
};
