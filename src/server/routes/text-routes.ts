import type { TextDesk, TextToLookAt } from '../../review/text-desk.ts';
import { only, passively, personOf } from '../access.ts';
import { cropReplySchema, faultReplies } from '../api.ts';
import {
  answerParamsSchema,
  lookBodySchema,
  lookReplySchema,
  textQueueQuerySchema,
  textQueueReplySchema,
  undoLookBodySchema,
  undoLookReplySchema,
  type TextAnswerView,
  type TextCountsView,
} from '../text-api.ts';
import type { App } from '../zod-schemas.ts';

const REVIEWER = only('reviewer');

const viewOf = (answer: TextToLookAt, reviewer: string): TextAnswerView => ({
  answer: answer.id,
  edition: answer.edition,
  survey: answer.survey,
  variable: answer.variable,
  number: answer.words.number,
  question: answer.words.text,
  row: answer.words.row,
  language: answer.language,
  text: answer.text,
  marks: answer.found.map((mark) => ({ ...mark })),
  yours: answer.writer === reviewer,
  picture: answer.picture === null ? null : { url: `/api/texts/${answer.id}/picture`, ...answer.picture },
});

/** Whether open answers may leave: the two queues, what a person says of one, and its picture. */
export const addTextRoutes = (app: App, desk: TextDesk): void => {
  const countsOf = async (
    reviewer: string,
    survey?: string,
  ): Promise<{ readonly counts: TextCountsView; readonly surveys: string[] }> => {
    const all = await desk.counts(reviewer);
    const sums = { release: 0, secondLook: 0, forOthers: 0, released: 0, kept: 0 };
    for (const count of all) {
      if (survey !== undefined && count.survey !== survey) continue;
      sums.release += count.held + count.markedByYou;
      sums.secondLook += count.marked - count.markedByYou;
      sums.forOthers += count.markedByYou;
      sums.released += count.released;
      sums.kept += count.kept;
    }
    return { counts: sums, surveys: [...new Set(all.map((count) => count.survey))] };
  };
  app.route({
    method: 'GET',
    url: '/api/texts',
    config: { access: passively(REVIEWER) },
    schema: {
      summary: 'Open answers that wait for somebody to say whether they may leave',
      querystring: textQueueQuerySchema,
      response: { 200: textQueueReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const { name } = personOf(request);
      const answers = await desk.queue(name, request.query);
      return {
        answers: answers.map((answer) => viewOf(answer, name)),
        ...(await countsOf(name, request.query.survey)),
      };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/texts/:answer/look',
    config: { access: REVIEWER },
    schema: {
      summary: 'Say whether an open answer may leave, and cut out of it what is personal',
      params: answerParamsSchema,
      body: lookBodySchema,
      response: { 200: lookReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const { answer } = request.params;
      const { repeated } = await desk.look(personOf(request).name, { ...request.body, answer });
      return { repeated };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/texts/undo',
    config: { access: REVIEWER },
    schema: {
      summary: 'Take back what was said of an open answer; what was cut out stays cut out',
      body: undoLookBodySchema,
      response: { 200: undoLookReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const { name } = personOf(request);
      const answer = await desk.undo(name, request.body.clientKey);
      return {
        answer: answer === null ? null : viewOf(answer, name),
        counts: (await countsOf(name)).counts,
      };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/texts/:answer/picture',
    config: { access: passively(REVIEWER) },
    schema: {
      summary: 'The picture of an open answer',
      params: answerParamsSchema,
      response: { 200: cropReplySchema, ...faultReplies },
    },
    handler: async (request, reply) => {
      const { mime, image } = await desk.picture(request.params.answer);
      return reply.type(mime).send(image);
    },
  });
};
