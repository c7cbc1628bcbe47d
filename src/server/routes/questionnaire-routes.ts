import type { FastifyReply } from 'fastify';
import { PaperlineError } from '../../domain/errors.ts';
import { only } from '../access.ts';
import { bytesOf, faultReplies } from '../api.ts';
import {
  fileParamsSchema,
  formPageParamsSchema,
  lookBodySchema,
  lookReplySchema,
  newQuestionnaireBodySchema,
  openedQuestionnaireSchema,
  planBodySchema,
  QUESTIONNAIRE_LIMIT_BYTES,
  questionnairesReplySchema,
  savedQuestionnaireSchema,
  savePlanSchema,
  saveQuestionnaireBodySchema,
} from '../questionnaire-api.ts';
import type { QuestionnaireDesk } from '../questionnaires/questionnaire-desk.ts';
import type { App } from '../zod-schemas.ts';

const OPERATOR = only('operator');

/** No fault of anybody's, and so nothing for the log. */
const nobodyWaits = (): PaperlineError =>
  new PaperlineError({
    code: 'usage',
    message: 'Nobody waits for this answer any more.',
    remedy: 'Ask again.',
  });

/** Aborts when whoever asked does not wait any more. */
const whileAwaited = ({ raw }: FastifyReply): AbortSignal => {
  const gone = new AbortController();
  raw.on('close', () => {
    if (!raw.writableFinished) gone.abort(nobodyWaits());
  });
  return gone.signal;
};

/** Writing questionnaires: the files, what is wrong with a text, how it prints, and saving. */
export const addQuestionnaireRoutes = (app: App, desk: QuestionnaireDesk): void => {
  app.route({
    method: 'GET',
    url: '/api/questionnaires',
    config: { access: OPERATOR },
    schema: {
      summary: 'The files of questionnaires, with their versions',
      response: { 200: questionnairesReplySchema, ...faultReplies },
    },
    handler: () => desk.list(),
  });
  app.route({
    method: 'POST',
    url: '/api/questionnaires',
    config: { access: OPERATOR },
    bodyLimit: QUESTIONNAIRE_LIMIT_BYTES,
    schema: {
      summary: 'Save a questionnaire as a new file',
      body: newQuestionnaireBodySchema,
      response: { 200: savedQuestionnaireSchema, ...faultReplies },
    },
    handler: ({ body }) => desk.create(body.file, body.text),
  });
  app.route({
    method: 'GET',
    url: '/api/questionnaires/:file',
    config: { access: OPERATOR },
    schema: {
      summary: 'The text of a questionnaire',
      params: fileParamsSchema,
      response: { 200: openedQuestionnaireSchema, ...faultReplies },
    },
    handler: ({ params }) => desk.open(params.file),
  });
  app.route({
    method: 'PUT',
    url: '/api/questionnaires/:file',
    config: { access: OPERATOR },
    bodyLimit: QUESTIONNAIRE_LIMIT_BYTES,
    schema: {
      summary: 'Save a questionnaire: in place while nobody printed it, else as its next version',
      params: fileParamsSchema,
      body: saveQuestionnaireBodySchema,
      response: { 200: savedQuestionnaireSchema, ...faultReplies },
    },
    handler: ({ params, body }) => desk.save(params.file, body.text, body.base),
  });
  app.route({
    method: 'POST',
    url: '/api/questionnaires/:file/plan',
    config: { access: OPERATOR },
    bodyLimit: QUESTIONNAIRE_LIMIT_BYTES,
    schema: {
      summary: 'What saving would do: to which file, and what it means for waves and rows',
      params: fileParamsSchema,
      body: planBodySchema,
      response: { 200: savePlanSchema, ...faultReplies },
    },
    handler: ({ params, body }) => desk.plan(params.file, body.text),
  });
  app.route({
    method: 'POST',
    url: '/api/questionnaires/look',
    config: { access: OPERATOR },
    bodyLimit: QUESTIONNAIRE_LIMIT_BYTES,
    schema: {
      summary: 'What is wrong with a text, and the form that it would print',
      body: lookBodySchema,
      response: { 200: lookReplySchema, ...faultReplies },
    },
    handler: ({ body }, reply) => desk.look(body.text, body.language, whileAwaited(reply)),
  });
  app.route({
    method: 'GET',
    url: '/api/questionnaires/previews/:form/:page',
    config: { access: OPERATOR },
    schema: {
      summary: 'A page of a form that was looked at a while ago',
      params: formPageParamsSchema,
      response: { 200: bytesOf('image/png'), ...faultReplies },
    },
    handler: async ({ params }, reply) =>
      reply.type('image/png').send(await desk.page(params.form, params.page, whileAwaited(reply))),
  });
};
