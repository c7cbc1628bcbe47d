import type { CodingDesk } from '../../review/coding-desk.ts';
import type { Category } from '../../store/code-frames.ts';
import { only, personOf } from '../access.ts';
import { faultReplies } from '../api.ts';
import {
  answerParamsSchema,
  categoryParamsSchema,
  codeBodySchema,
  codeReplySchema,
  codingQuerySchema,
  codingReplySchema,
  codingVariablesReplySchema,
  frameReplySchema,
  mergeBodySchema,
  newCategoryBodySchema,
  newCategoryReplySchema,
  renameBodySchema,
  undoCodingBodySchema,
  undoCodingReplySchema,
  type CategoryView,
} from '../text-api.ts';
import type { App } from '../zod-schemas.ts';

const REVIEWER = only('reviewer');

const frameOf = (categories: readonly Category[]): CategoryView[] =>
  categories.map((category) => ({ ...category }));
const idsOf = (ids: readonly number[] | null): number[] | null => (ids === null ? null : [...ids]);

/** Open answers and their categories: the code frame, and what each answer is coded with. */
export const addCodingRoutes = (app: App, desk: CodingDesk): void => {
  app.route({
    method: 'GET',
    url: '/api/coding/variables',
    config: { access: REVIEWER },
    schema: {
      summary: 'Questions with open answers to put into categories',
      response: { 200: codingVariablesReplySchema, ...faultReplies },
    },
    handler: async () => ({
      variables: (await desk.variables()).map(({ survey, variable, words, language, answers, coded }) => ({
        survey,
        variable,
        number: words.number,
        question: words.text,
        row: words.row,
        language,
        answers,
        coded,
      })),
    }),
  });
  app.route({
    method: 'GET',
    url: '/api/coding/answers',
    config: { access: REVIEWER },
    schema: {
      summary: 'Open answers to one question with their categories, and the code frame',
      querystring: codingQuerySchema,
      response: { 200: codingReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const { survey, variable, offset = null, limit } = request.query;
      const page = await desk.page({ survey, variable }, { offset, limit });
      return {
        ...page,
        categories: frameOf(page.categories),
        answers: page.answers.map(({ id, text, language, categories, suggested }) => ({
          answer: id,
          text,
          language,
          categories: idsOf(categories),
          suggested: idsOf(suggested),
        })),
      };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/coding/answers/:answer',
    config: { access: REVIEWER },
    schema: {
      summary: 'Put an open answer into categories, all at once',
      params: answerParamsSchema,
      body: codeBodySchema,
      response: { 200: codeReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const { clientKey, categories } = request.body;
      const { answer } = request.params;
      await desk.code({ reviewer: personOf(request).name, clientKey }, answer, categories);
      return { answer };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/coding/categories',
    config: { access: REVIEWER },
    schema: {
      summary: 'Make a category',
      body: newCategoryBodySchema,
      response: { 200: newCategoryReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const { clientKey, label, ...of } = request.body;
      const made = await desk.create({ reviewer: personOf(request).name, clientKey }, of, label);
      return { category: made.category, categories: frameOf(made.categories) };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/coding/categories/:category/rename',
    config: { access: REVIEWER },
    schema: {
      summary: 'Give a category another name',
      params: categoryParamsSchema,
      body: renameBodySchema,
      response: { 200: frameReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const { clientKey, label } = request.body;
      const step = { reviewer: personOf(request).name, clientKey };
      return { categories: frameOf(await desk.rename(step, request.params.category, label)) };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/coding/categories/:category/merge',
    config: { access: REVIEWER },
    schema: {
      summary: 'Merge a category into another; no answer is lost',
      params: categoryParamsSchema,
      body: mergeBodySchema,
      response: { 200: frameReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const { clientKey, into } = request.body;
      const step = { reviewer: personOf(request).name, clientKey };
      return { categories: frameOf(await desk.merge(step, request.params.category, into)) };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/coding/undo',
    config: { access: REVIEWER },
    schema: {
      summary: 'Take back the last step of coding a question',
      body: undoCodingBodySchema,
      response: { 200: undoCodingReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const { undone, categories } = await desk.undo(personOf(request).name, request.body);
      return { undone: undone === null ? null : { ...undone }, categories: frameOf(categories) };
    },
  });
};
