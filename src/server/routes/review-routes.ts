import { z } from 'zod';
import type { ReviewDesk } from '../../review/review-desk.ts';
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
} from '../api.ts';
import { requireSession } from '../guards.ts';
import { progressView, taskViewOf } from '../review-views.ts';
import type { Sessions } from '../sessions.ts';
import type { App } from '../zod-schemas.ts';

/** The review queue: claim, decide, undo, skip, and the picture of the field. */
export const addReviewRoutes = (app: App, desk: ReviewDesk, sessions: Sessions): void => {
  app.route({
    method: 'POST',
    url: '/api/review/claim',
    schema: { body: claimBodySchema, response: { 200: claimReplySchema, ...faultReplies } },
    handler: async (request) => {
      const who = requireSession(sessions, request);
      const tasks = await desk.claim(who, request.body.count, request.body.survey);
      return { tasks: tasks.map(taskViewOf), progress: await progressView(desk, who) };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/review/tasks/:task/decision',
    schema: {
      params: taskParamsSchema,
      body: decideBodySchema,
      response: { 200: decideReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const who = requireSession(sessions, request);
      const { task } = request.params;
      const { repeated, warnings } = await desk.decide(who, { task, ...request.body });
      return { task, repeated, warnings: [...warnings], progress: await progressView(desk, who) };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/review/tasks/:task/skip',
    schema: { params: taskParamsSchema, response: { 200: skipReplySchema, ...faultReplies } },
    handler: async (request) => {
      const who = requireSession(sessions, request);
      await desk.skip(who, request.params.task);
      return { progress: await progressView(desk, who) };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/review/undo',
    schema: { body: undoBodySchema, response: { 200: undoReplySchema, ...faultReplies } },
    handler: async (request) => {
      const who = requireSession(sessions, request);
      const back = await desk.undo(who, request.body.clientKey);
      return {
        task: back?.kind === 'task' ? taskViewOf(back.task) : null,
        wall:
          back?.kind === 'wall'
            ? { wall: back.wall, tasks: back.tasks.map(taskViewOf), offWall: [...back.offWall] }
            : null,
        progress: await progressView(desk, who),
      };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/review/renew',
    schema: { body: renewBodySchema, response: { 200: renewReplySchema, ...faultReplies } },
    handler: async (request) => ({
      held: await desk.renew(requireSession(sessions, request), request.body.tasks),
    }),
  });
  app.route({
    method: 'POST',
    url: '/api/review/release',
    schema: { response: { 204: z.undefined(), ...faultReplies } },
    handler: async (request, reply) => {
      await desk.release(requireSession(sessions, request), 'one-by-one');
      return reply.status(204).send(undefined);
    },
  });
  app.route({
    method: 'GET',
    url: '/api/review/progress',
    schema: { response: { 200: progressReplySchema, ...faultReplies } },
    handler: async (request) => progressView(desk, requireSession(sessions, request)),
  });
  app.route({
    method: 'GET',
    url: '/api/review/tasks/:task/crop',
    schema: { params: taskParamsSchema, response: { 200: cropReplySchema, ...faultReplies } },
    handler: async (request, reply) => {
      const { mime, image } = await desk.crop(requireSession(sessions, request), request.params.task);
      return reply.type(mime).send(image);
    },
  });
};
