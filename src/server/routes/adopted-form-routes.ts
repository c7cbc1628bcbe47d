import { only } from '../access.ts';
import { z } from 'zod';
import { listAdoptedForms, retireAdoptedForm } from '../../store/adopted-forms.ts';
import type { Store } from '../../store/store.ts';
import {
  adoptedFormsReplySchema,
  BLANK_LIMIT_BYTES,
  blankBodySchema,
  blankQuerySchema,
  DRAFT_LIMIT_BYTES,
  draftPageParamsSchema,
  draftParamsSchema,
  draftSchema,
  formParamsSchema,
  inUseSchema,
  newDraftSchema,
  saveDraftBodySchema,
  savedDraftSchema,
} from '../adopted-form-api.ts';
import { bytesOf, faultReplies } from '../api.ts';
import type { FormDrafts } from '../form-drafts.ts';
import type { App } from '../zod-schemas.ts';

export interface AdoptedFormRoutesOptions {
  readonly store: Store;
  readonly drafts: FormDrafts;
  readonly now: () => Date;
}

const OPERATOR = only('operator');

/** Forms that were printed elsewhere: drafts from empty forms, their correction, and taking them into use and out of it. */
export const addAdoptedFormRoutes = (app: App, { store, drafts, now }: AdoptedFormRoutesOptions): void => {
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  app.route({
    method: 'GET',
    url: '/api/adopted',
    config: { access: OPERATOR },
    schema: {
      summary: 'Forms that were printed elsewhere: drafts, and those in use',
      response: { 200: adoptedFormsReplySchema, ...faultReplies },
    },
    handler: async () => {
      return { drafts: await drafts.list(), forms: await listAdoptedForms(store) };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/adopted/drafts',
    config: { access: OPERATOR },
    bodyLimit: BLANK_LIMIT_BYTES,
    schema: {
      summary: 'Begin a draft from a scan of the empty form',
      querystring: blankQuerySchema,
      body: blankBodySchema,
      response: { 200: newDraftSchema, ...faultReplies },
    },
    handler: async (request) => {
      const { name, language } = request.query;
      return { draft: await drafts.propose(request.body, name, language) };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/adopted/drafts/:draft',
    config: { access: OPERATOR },
    schema: {
      summary: 'The layout of a draft',
      params: draftParamsSchema,
      response: { 200: draftSchema, ...faultReplies },
    },
    handler: async (request) => {
      return drafts.read(request.params.draft);
    },
  });
  app.route({
    method: 'GET',
    url: '/api/adopted/drafts/:draft/pages/:page',
    config: { access: OPERATOR },
    schema: {
      summary: 'The blank page of a draft, as a picture',
      params: draftPageParamsSchema,
      response: { 200: bytesOf('image/png'), ...faultReplies },
    },
    handler: async (request, reply) => {
      const { draft, page } = request.params;
      return reply.type('image/png').send(await drafts.blank(draft, page));
    },
  });
  app.route({
    method: 'PUT',
    url: '/api/adopted/drafts/:draft',
    config: { access: OPERATOR },
    bodyLimit: DRAFT_LIMIT_BYTES,
    schema: {
      summary: 'Save the fields of a draft',
      params: draftParamsSchema,
      body: saveDraftBodySchema,
      response: { 200: savedDraftSchema, ...faultReplies },
    },
    handler: async (request) => ({ savedAt: await drafts.save(request.params.draft, request.body) }),
  });
  app.route({
    method: 'DELETE',
    url: '/api/adopted/drafts/:draft',
    config: { access: OPERATOR },
    schema: {
      summary: 'Throw a draft away',
      params: draftParamsSchema,
      response: { 204: z.undefined(), ...faultReplies },
    },
    handler: async (request, reply) => {
      await drafts.remove(request.params.draft);
      return reply.status(204).send(undefined);
    },
  });
  app.route({
    method: 'POST',
    url: '/api/adopted/drafts/:draft/use',
    config: { access: OPERATOR },
    schema: {
      summary: 'Take a draft into use: scans are read with it from now on',
      params: draftParamsSchema,
      response: { 200: inUseSchema, ...faultReplies },
    },
    handler: async (request) => {
      return drafts.use(request.params.draft);
    },
  });
  app.route({
    method: 'POST',
    url: '/api/adopted/forms/:form/draft',
    config: { access: OPERATOR },
    schema: {
      summary: 'Begin a draft where a form in use is',
      params: formParamsSchema,
      response: { 200: newDraftSchema, ...faultReplies },
    },
    handler: async (request) => {
      return { draft: await drafts.copyOf(request.params.form) };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/adopted/forms/:form/retire',
    config: { access: OPERATOR },
    schema: {
      summary: 'Take a form out of use',
      params: formParamsSchema,
      response: { 204: z.undefined(), ...faultReplies },
    },
    handler: async (request, reply) => {
      await retireAdoptedForm(store, request.params.form, now());
      return reply.status(204).send(undefined);
    },
  });
};
