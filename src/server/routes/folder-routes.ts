import { only } from '../access.ts';
import { PassThrough } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { Log } from '../../operation/log.ts';
import { readDay } from '../../store/folder-days.ts';
import { listProblemPages } from '../../store/problem-pages.ts';
import { listRejectedFiles } from '../../store/rejected-files.ts';
import { diagnoseLatest } from '../../store/stack-diagnosis.ts';
import type { Store } from '../../store/store.ts';
import { bytesOf, faultReplies } from '../api.ts';
import {
  asideQuerySchema,
  dayQuerySchema,
  dayReplySchema,
  diagnosisReplySchema,
  folderStatusSchema,
  problemsReplySchema,
  rejectedReplySchema,
} from '../folder-api.ts';
import type { FolderStatus } from '../folder-status.ts';
import type { App } from '../zod-schemas.ts';

export interface FolderRoutesOptions {
  readonly store: Store;
  readonly status: FolderStatus;
  /** Asked while an event stream is open: false ends it. */
  readonly stillAdmitted: (request: FastifyRequest) => Promise<boolean>;
  readonly log: Log;
}

/** What is told of a scanner now comes from its latest pages: a few stacks, read from the store in some 50 ms. */
const DIAGNOSED_PAGES = 1000;
/** An event stream outlives the session that opened it by this at most. */
const LOOK_AGAIN_MS = 2000;

/** Much of it is asked by the screen itself, as the folder changes. */
const OPERATOR = only('operator', { scope: 'folder:read', passive: true });

/** Where the files are, what was rejected and why, which pages gave nothing. */
export const addFolderRoutes = (
  app: App,
  { store, status, stillAdmitted, log }: FolderRoutesOptions,
): void => {
  const streams = new Set<PassThrough>();
  // An event stream never ends of itself, and closing would wait for it.
  app.addHook('preClose', async () => {
    for (const stream of streams) stream.end();
  });

  app.route({
    method: 'GET',
    url: '/api/folder',
    config: { access: OPERATOR },
    schema: {
      summary: 'How many files and pages are where, and what is being read',
      response: { 200: folderStatusSchema, ...faultReplies },
    },
    handler: async () => {
      return status.read();
    },
  });
  app.route({
    method: 'GET',
    url: '/api/folder/events',
    config: { access: OPERATOR },
    schema: {
      summary: 'The same as a stream of events, whenever it changes',
      response: { 200: bytesOf('text/event-stream'), ...faultReplies },
    },
    handler: async (request, reply) => {
      const stream = new PassThrough();
      streams.add(stream);
      const onError = (error: unknown): void => {
        log.error({ err: error }, 'the folder status could not be read');
      };
      // Who signed out, was disabled or lost the role sees nothing more of it.
      const lookAgain = async (told = ''): Promise<void> => {
        if (!(await stillAdmitted(request))) stream.end();
        else if (told !== '' && !stream.writableEnded) stream.write(told);
      };
      const stop = status.follow((now) => {
        lookAgain(`event: status\ndata: ${JSON.stringify(folderStatusSchema.parse(now))}\n\n`).catch(onError);
      }, onError);
      const timer = setInterval(() => void lookAgain().catch(onError), LOOK_AGAIN_MS);
      timer.unref();
      stream.on('close', () => {
        stop();
        clearInterval(timer);
        streams.delete(stream);
      });
      return reply.type('text/event-stream').send(stream);
    },
  });
  app.route({
    method: 'GET',
    url: '/api/folder/rejected',
    config: { access: OPERATOR },
    schema: {
      summary: 'Rejected files, each with its reason and what to do',
      querystring: asideQuerySchema,
      response: { 200: rejectedReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const { aside, ...slice } = request.query;
      const { total, files } = await listRejectedFiles(store, { ...slice, aside: aside === 'yes' });
      return {
        total,
        files: files.map(({ id, name, reason, rejectedAt, bytes, pageCount, pages }) => ({
          id,
          name,
          reason: { ...reason },
          rejectedAt,
          bytes,
          pageCount,
          pages: pages.map((page) => ({
            id: page.id,
            place: page.pageIndex + 1,
            status: page.status,
            reasons: [...page.reasons],
          })),
        })),
      };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/folder/problems',
    config: { access: OPERATOR },
    schema: {
      summary: 'Pages that gave no answers',
      querystring: asideQuerySchema,
      response: { 200: problemsReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const { aside, ...slice } = request.query;
      const { total, pages } = await listProblemPages(store, { ...slice, aside: aside === 'yes' });
      return {
        total,
        pages: pages.map(({ id, fileId, file, pageIndex, status: pageStatus, reasons }) => ({
          id,
          fileId,
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
    url: '/api/folder/day',
    config: { access: OPERATOR },
    schema: {
      summary: 'What became of the files that came to their end in a span of time',
      querystring: dayQuerySchema,
      response: { 200: dayReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const { from, to, ...slice } = request.query;
      const day = await readDay(store, { from: new Date(from), to: new Date(to) }, slice);
      return { ...day, finished: [...day.finished] };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/folder/diagnosis',
    config: { access: OPERATOR },
    schema: {
      summary: 'What the latest pages say about printer, scanner and paper',
      response: { 200: diagnosisReplySchema, ...faultReplies },
    },
    handler: async () => {
      const { files, pages, findings } = await diagnoseLatest(store, DIAGNOSED_PAGES);
      return {
        files,
        pages,
        findings: findings.map((finding) => ({ ...finding, where: [...finding.where] })),
      };
    },
  });
};
