import { z } from 'zod';
import { PaperlineError } from '../../domain/errors.ts';
import { openPageAtDesk } from '../../store/desk-openings.ts';
import { setProblemPageAside } from '../../store/problem-pages.ts';
import { setFileAside } from '../../store/rejected-files.ts';
import type { Store } from '../../store/store.ts';
import { callerName, only, passively, reviewerOf } from '../access.ts';
import { bytesOf, faultReplies } from '../api.ts';
import {
  asideBodySchema,
  scanParamsSchema,
  openingParamsSchema,
  openPageBodySchema,
  openPageReplySchema,
  pageParamsSchema,
  readAgainReplySchema,
} from '../folder-api.ts';
import type { FolderActivity } from '../folder-status.ts';
import type { PagePictures } from '../page-pictures.ts';
import type { App } from '../zod-schemas.ts';

export interface FolderWorkRoutesOptions {
  readonly store: Store;
  readonly activity: FolderActivity | undefined;
  readonly pictures: PagePictures;
  readonly now: () => Date;
}

const OPERATOR = only('operator');

const nobodyWatches = (): PaperlineError =>
  new PaperlineError({
    code: 'nobody-watches',
    message: 'Nobody reads scans beside these screens, so that nothing can be read again.',
    remedy: 'Start Paperline with "paperline start"; nothing was changed.',
  });

/** What an operator does with a file that was rejected and a page that gave nothing: look, read again, put aside. */
export const addFolderWorkRoutes = (
  app: App,
  { store, activity, pictures, now }: FolderWorkRoutesOptions,
): void => {
  app.route({
    method: 'POST',
    url: '/api/folder/files/:scan/again',
    config: { access: OPERATOR },
    schema: {
      summary: 'Read a rejected or archived file again',
      params: scanParamsSchema,
      response: { 200: readAgainReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      if (activity === undefined) throw nobodyWatches();
      return { pages: 0, gained: 0, ...(await activity.readAgain(request.params.scan)) };
    },
  });
  app.route({
    method: 'PUT',
    url: '/api/folder/files/:scan/aside',
    config: { access: OPERATOR },
    schema: {
      summary: 'Put a rejected file aside, or take it back',
      params: scanParamsSchema,
      body: asideBodySchema,
      response: { 204: z.undefined(), ...faultReplies },
    },
    handler: async (request, reply) => {
      const aside = request.body.aside ? { by: callerName(request), at: now() } : null;
      await setFileAside(store, request.params.scan, aside);
      return reply.status(204).send(undefined);
    },
  });
  app.route({
    method: 'PUT',
    url: '/api/folder/pages/:page/aside',
    config: { access: OPERATOR },
    schema: {
      summary: 'Put a page without answers aside, or take it back',
      params: pageParamsSchema,
      body: asideBodySchema,
      response: { 204: z.undefined(), ...faultReplies },
    },
    handler: async (request, reply) => {
      const aside = request.body.aside ? { by: callerName(request), at: now() } : null;
      await setProblemPageAside(store, request.params.page, aside);
      return reply.status(204).send(undefined);
    },
  });
  app.route({
    method: 'POST',
    url: '/api/folder/pages/:page/open',
    config: { access: OPERATOR },
    schema: {
      summary: 'Open a whole page, for a reason that goes on record',
      params: pageParamsSchema,
      body: openPageBodySchema,
      response: { 200: openPageReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const opening = await openPageAtDesk(store, reviewerOf(request), {
        page: request.params.page,
        reason: request.body.reason,
        at: now(),
      });
      return { picture: `/api/folder/openings/${opening}/picture` };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/folder/openings/:opening/picture',
    config: { access: passively(OPERATOR) },
    schema: {
      summary: 'The picture of a page that this session opened',
      params: openingParamsSchema,
      response: { 200: bytesOf('image/jpeg'), ...faultReplies },
    },
    handler: async (request, reply) => {
      const picture = await pictures.draw(reviewerOf(request), request.params.opening);
      return reply.type('image/jpeg').send(picture);
    },
  });
};
