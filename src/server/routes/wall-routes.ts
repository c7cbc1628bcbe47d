import { only, passively, reviewerOf } from '../access.ts';
import { z } from 'zod';
import type { ReviewDesk } from '../../review/review-desk.ts';
import { claimReplySchema, faultReplies } from '../api.ts';
import { progressView, taskViewOf } from '../review-views.ts';
import {
  claimWallBodySchema,
  heldForParamsSchema,
  wallStepBodySchema,
  wallStepReplySchema,
} from '../wall-api.ts';
import type { App } from '../zod-schemas.ts';

const REVIEWER = only('reviewer');

/** Many alike tasks on one screen: claim them, take one screen in as one step, give back what is held. */
export const addWallRoutes = (app: App, desk: ReviewDesk): void => {
  app.route({
    method: 'POST',
    url: '/api/review/walls/:name/claim',
    config: { access: passively(REVIEWER) },
    schema: {
      summary: 'Claim tasks for a wall of alike ones',
      params: heldForParamsSchema,
      body: claimWallBodySchema,
      response: { 200: claimReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const who = reviewerOf(request);
      const { count, survey } = request.body;
      const tasks = await desk.claimWall(who, request.params.name, count, survey);
      return { tasks: tasks.map(taskViewOf), progress: await progressView(desk, who) };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/review/wall-steps',
    config: { access: REVIEWER },
    schema: {
      summary: 'Confirm what stands on one screen of a wall, in one step',
      body: wallStepBodySchema,
      response: { 200: wallStepReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const who = reviewerOf(request);
      const { repeated, recorded, refused } = await desk.confirmWall(who, request.body);
      return {
        repeated,
        recorded: [...recorded],
        refused: [...refused],
        progress: await progressView(desk, who),
      };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/review/held/:name/release',
    config: { access: REVIEWER },
    schema: {
      summary: 'Give back what is held for one wall or sheet',
      params: heldForParamsSchema,
      response: { 204: z.undefined(), ...faultReplies },
    },
    handler: async (request, reply) => {
      await desk.release(reviewerOf(request), { heldFor: request.params.name });
      return reply.status(204).send(undefined);
    },
  });
};
