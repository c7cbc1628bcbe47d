import { z } from 'zod';
import type { ReviewDesk } from '../../review/review-desk.ts';
import { claimReplySchema, faultReplies } from '../api.ts';
import { requireSession } from '../guards.ts';
import { progressView, taskViewOf } from '../review-views.ts';
import type { Sessions } from '../sessions.ts';
import {
  claimWallBodySchema,
  heldForParamsSchema,
  wallStepBodySchema,
  wallStepReplySchema,
} from '../wall-api.ts';
import type { App } from '../zod-schemas.ts';

/** Many alike tasks on one screen: claim them, take one screen in as one step, give back what is held. */
export const addWallRoutes = (app: App, desk: ReviewDesk, sessions: Sessions): void => {
  app.route({
    method: 'POST',
    url: '/api/review/walls/:name/claim',
    schema: {
      params: heldForParamsSchema,
      body: claimWallBodySchema,
      response: { 200: claimReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const who = requireSession(sessions, request);
      const { count, survey } = request.body;
      const tasks = await desk.claimWall(who, request.params.name, count, survey);
      return { tasks: tasks.map(taskViewOf), progress: await progressView(desk, who) };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/review/wall-steps',
    schema: { body: wallStepBodySchema, response: { 200: wallStepReplySchema, ...faultReplies } },
    handler: async (request) => {
      const who = requireSession(sessions, request);
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
    schema: { params: heldForParamsSchema, response: { 204: z.undefined(), ...faultReplies } },
    handler: async (request, reply) => {
      await desk.release(requireSession(sessions, request), { heldFor: request.params.name });
      return reply.status(204).send(undefined);
    },
  });
};
