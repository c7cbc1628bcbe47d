import { only } from '../access.ts';
import { PaperlineError } from '../../domain/errors.ts';
import { assignPageToCopy, setPageAside } from '../../store/page-copies.ts';
import { listLooseReadings, listPagesWithoutCopy, readLooseCrop } from '../../store/pages-without-copy.ts';
import type { Store } from '../../store/store.ts';
import { cropReplySchema, faultReplies, pageQuerySchema } from '../api.ts';
import {
  asideReplySchema,
  assignBodySchema,
  assignReplySchema,
  looseCropParamsSchema,
  loosePageReplySchema,
  loosePagesReplySchema,
  pageParamsSchema,
} from '../folder-api.ts';
import type { App } from '../zod-schemas.ts';

export interface LoosePageRoutesOptions {
  readonly store: Store;
  readonly now: () => Date;
}

/** The list is asked for by the folder screen itself as the folder changes. */
const LOOK = only('operator', { passive: true });

/** Pages that lost their codes: what is on them, and a person's word of which copy they are. */
export const addLoosePageRoutes = (app: App, { store, now }: LoosePageRoutesOptions): void => {
  app.route({
    method: 'GET',
    url: '/api/pages/without-copy',
    config: { access: LOOK },
    schema: {
      summary: 'Pages that lost their codes and wait for a person to name their copy',
      querystring: pageQuerySchema,
      response: { 200: loosePagesReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const { total, pages } = await listPagesWithoutCopy(store, request.query);
      return {
        total,
        pages: pages.map(({ id, fileId, file, pageIndex, survey, language, page, reasons, suggestions }) => ({
          id,
          fileId,
          file,
          place: pageIndex + 1,
          survey,
          language,
          page,
          reasons: [...reasons],
          suggestions: suggestions.map((suggestion) => ({ ...suggestion })),
        })),
      };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/pages/without-copy/:page',
    config: { access: LOOK },
    schema: {
      summary: 'What stands on such a page',
      params: pageParamsSchema,
      response: { 200: loosePageReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const readings = await listLooseReadings(store, request.params.page);
      return {
        fields: readings.map(({ id, variable, value, crop }) => ({
          variable,
          value: typeof value === 'string' || value === null ? value : [...value],
          crop: crop === null ? null : { url: `/api/pages/without-copy/crops/${id}`, ...crop },
        })),
      };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/pages/without-copy/crops/:reading',
    config: { access: LOOK },
    schema: {
      summary: 'The picture of one field of such a page',
      params: looseCropParamsSchema,
      response: { 200: cropReplySchema, ...faultReplies },
    },
    handler: async (request, reply) => {
      const crop = await readLooseCrop(store, request.params.reading);
      if (crop === null) {
        throw new PaperlineError({
          code: 'page-unknown',
          message: 'There is no such picture of a page that waits for its copy.',
          remedy: 'Load the list again.',
        });
      }
      return reply.type(crop.mime).send(crop.image);
    },
  });
  app.route({
    method: 'POST',
    url: '/api/pages/without-copy/:page/copy',
    config: { access: only('operator') },
    schema: {
      summary: 'Say of which copy a page is',
      params: pageParamsSchema,
      body: assignBodySchema,
      response: { 200: assignReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const copy = request.body.copy.trim().toUpperCase();
      return assignPageToCopy(store, { page: request.params.page, copy, at: now() });
    },
  });
  app.route({
    method: 'POST',
    url: '/api/pages/without-copy/:page/aside',
    config: { access: only('operator') },
    schema: {
      summary: 'Set a page aside',
      params: pageParamsSchema,
      response: { 200: asideReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      await setPageAside(store, request.params.page);
      return { page: request.params.page };
    },
  });
};
