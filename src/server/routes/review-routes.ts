import { only, passively, reviewerOf } from '../access.ts';
import { z } from 'zod';
import type { ReviewDesk, ReviewTask } from '../../review/review-desk.ts';
import { TEXT_LIMIT_CHARACTERS } from '../../review/answer-check.ts';
import {
  claimBodySchema,
  claimReplySchema,
  cropReplySchema,
  decideBodySchema,
  decideReplySchema,
  faultReplies,
  progressReplySchema,
  renewBodySchema,
  renewReplySchema,
  skipReplySchema,
  taskParamsSchema,
  undoBodySchema,
  undoReplySchema,
  type ReviewTaskView,
  type TaskFieldView,
} from '../api.ts';
import type { App } from '../zod-schemas.ts';

const fieldViewOf = ({ field, words }: ReviewTask): TaskFieldView => {
  switch (field.kind) {
    case 'choice':
      return {
        kind: 'choice',
        multiple: field.multiple,
        shape: words.shape,
        options: words.options.map((option) => ({ ...option })),
        lowLabel: words.lowLabel,
        highLabel: words.highLabel,
      };
    case 'digits':
      return { kind: 'digits', cells: field.cells.length, rule: field.rule ?? null, unit: words.unit };
    case 'text':
      return { kind: 'text', maxLength: TEXT_LIMIT_CHARACTERS };
  }
};

type View<T> = T extends readonly (infer Item)[] ? Item[] : T;
const valueView = <T extends string | readonly string[] | null>(value: T): View<T> =>
  (Array.isArray(value) ? [...value] : value) as View<T>;

const taskViewOf = (task: ReviewTask): ReviewTaskView => ({
  id: task.id,
  survey: task.survey,
  variable: task.variable,
  language: task.language,
  number: task.words.number,
  text: task.words.text,
  row: task.words.row,
  field: fieldViewOf(task),
  suggestion:
    task.suggestion === null ? null : { ...task.suggestion, value: valueView(task.suggestion.value) },
  alternatives: task.alternatives.map(({ value, confidence }) => ({ value: valueView(value), confidence })),
  reasons: [...task.reasons],
  crop:
    task.crop === null
      ? null
      : {
          url: `/api/review/tasks/${task.id}/crop`,
          width: task.crop.width,
          height: task.crop.height,
          boxes: task.crop.boxes.map((box) => ({ ...box })),
        },
  skips: task.skips,
});

const progressView = async (
  desk: ReviewDesk,
  who: Parameters<ReviewDesk['progress']>[0],
): Promise<z.infer<typeof progressReplySchema>> => {
  const { open, done, surveys, leased, yours } = await desk.progress(who);
  return {
    open,
    done,
    yours,
    surveys: surveys.map((survey) => ({ ...survey })),
    leased: leased.map((lease) => ({ ...lease })),
  };
};

const REVIEWER = only('reviewer');

/** The review queue: claim, decide, undo, skip, and the picture of the field. */
export const addReviewRoutes = (app: App, desk: ReviewDesk): void => {
  app.route({
    method: 'POST',
    url: '/api/review/claim',
    // A screen with nothing to do asks again by itself.
    config: { access: passively(REVIEWER) },
    schema: { body: claimBodySchema, response: { 200: claimReplySchema, ...faultReplies } },
    handler: async (request) => {
      const who = reviewerOf(request);
      const tasks = await desk.claim(who, request.body.count, request.body.survey);
      return { tasks: tasks.map(taskViewOf), progress: await progressView(desk, who) };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/review/tasks/:task/decision',
    config: { access: REVIEWER },
    schema: {
      params: taskParamsSchema,
      body: decideBodySchema,
      response: { 200: decideReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const who = reviewerOf(request);
      const { task } = request.params;
      const { repeated, warnings } = await desk.decide(who, { task, ...request.body });
      return { task, repeated, warnings: [...warnings], progress: await progressView(desk, who) };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/review/tasks/:task/skip',
    config: { access: REVIEWER },
    schema: { params: taskParamsSchema, response: { 200: skipReplySchema, ...faultReplies } },
    handler: async (request) => {
      const who = reviewerOf(request);
      await desk.skip(who, request.params.task);
      return { progress: await progressView(desk, who) };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/review/undo',
    config: { access: REVIEWER },
    schema: { body: undoBodySchema, response: { 200: undoReplySchema, ...faultReplies } },
    handler: async (request) => {
      const who = reviewerOf(request);
      const task = await desk.undo(who, request.body.clientKey);
      return { task: task === null ? null : taskViewOf(task), progress: await progressView(desk, who) };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/review/renew',
    config: { access: passively(REVIEWER) },
    schema: { body: renewBodySchema, response: { 200: renewReplySchema, ...faultReplies } },
    handler: async (request) => ({
      held: await desk.renew(reviewerOf(request), request.body.tasks),
    }),
  });
  app.route({
    method: 'POST',
    url: '/api/review/release',
    config: { access: REVIEWER },
    schema: { response: { 204: z.undefined(), ...faultReplies } },
    handler: async (request, reply) => {
      await desk.release(reviewerOf(request));
      return reply.status(204).send(undefined);
    },
  });
  app.route({
    method: 'GET',
    url: '/api/review/progress',
    config: { access: only(['reviewer', 'operator'], { passive: true }) },
    schema: { response: { 200: progressReplySchema, ...faultReplies } },
    handler: async (request) => progressView(desk, reviewerOf(request)),
  });
  app.route({
    method: 'GET',
    url: '/api/review/tasks/:task/crop',
    config: { access: passively(REVIEWER) },
    schema: { params: taskParamsSchema, response: { 200: cropReplySchema, ...faultReplies } },
    handler: async (request, reply) => {
      const { mime, image } = await desk.crop(reviewerOf(request), request.params.task);
      return reply.type(mime).send(image);
    },
  });
};
