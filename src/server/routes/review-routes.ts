import { only, passively, reviewerOf } from '../access.ts';
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
import { progressView, taskViewOf } from '../review-views.ts';
import type { App } from '../zod-schemas.ts';

const REVIEWER = only('reviewer');

/** The review queue: claim, decide, undo, skip, and the picture of the field. */
export const addReviewRoutes = (app: App, desk: ReviewDesk): void => {
  app.route({
    method: 'POST',
    url: '/api/review/claim',
    // A screen with nothing to do asks again by itself.
    config: { access: passively(REVIEWER) },
    schema: {
      summary: 'Claim review tasks, to hold while they are worked on',
      body: claimBodySchema,
      response: { 200: claimReplySchema, ...faultReplies },
    },
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
      summary: 'Say what stands on the paper; the same key again counts once',
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
    schema: {
      summary: 'Put a task at the end of the queue',
      params: taskParamsSchema,
      response: { 200: skipReplySchema, ...faultReplies },
    },
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
    schema: {
      summary: 'Take a decision back',
      body: undoBodySchema,
      response: { 200: undoReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const who = reviewerOf(request);
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
    config: { access: passively(REVIEWER) },
    schema: {
      summary: 'Hold tasks for longer',
      body: renewBodySchema,
      response: { 200: renewReplySchema, ...faultReplies },
    },
    handler: async (request) => ({
      held: await desk.renew(reviewerOf(request), request.body.tasks),
    }),
  });
  app.route({
    method: 'POST',
    url: '/api/review/release',
    config: { access: REVIEWER },
    schema: {
      summary: 'Give back all tasks that are held',
      response: { 204: z.undefined(), ...faultReplies },
    },
    handler: async (request, reply) => {
      await desk.release(reviewerOf(request), 'one-by-one');
      return reply.status(204).send(undefined);
    },
  });
  app.route({
    method: 'GET',
    url: '/api/review/progress',
    config: { access: only(['reviewer', 'operator'], { passive: true }) },
    schema: {
      summary: 'How far review is, and who holds what',
      response: { 200: progressReplySchema, ...faultReplies },
    },
    handler: async (request) => progressView(desk, reviewerOf(request)),
  });
  app.route({
    method: 'GET',
    url: '/api/review/tasks/:task/crop',
    config: { access: passively(REVIEWER) },
    schema: {
      summary: 'The picture of the field that a task is about',
      params: taskParamsSchema,
      response: { 200: cropReplySchema, ...faultReplies },
    },
    handler: async (request, reply) => {
      const { mime, image } = await desk.crop(reviewerOf(request), request.params.task);
      return reply.type(mime).send(image);
    },
  });
};
