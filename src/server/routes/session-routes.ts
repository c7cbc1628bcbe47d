import { z } from 'zod';
import type { ReviewDesk } from '../../review/review-desk.ts';
import { enterBodySchema, faultReplies, linkSchema, sessionSchema } from '../api.ts';
import { requireSession, SESSION_COOKIE } from '../guards.ts';
import type { Sessions } from '../sessions.ts';
import type { App } from '../zod-schemas.ts';

export interface SessionRoutesOptions {
  readonly sessions: Sessions;
  readonly desk: ReviewDesk;
  readonly leaseMs: number;
  /** The whole one-time link for a new token. */
  readonly newLink: () => string;
}

/** Entering by a one-time link, leaving, and a link for one more browser. */
export const addSessionRoutes = (
  app: App,
  { sessions, desk, leaseMs, newLink }: SessionRoutesOptions,
): void => {
  app.route({
    method: 'POST',
    url: '/api/session',
    schema: { body: enterBodySchema, response: { 200: sessionSchema, ...faultReplies } },
    handler: async (request, reply) => {
      const { cookie, session } = sessions.enter(request.body.token);
      sessions.leave(request.cookies[SESSION_COOKIE]);
      void reply.setCookie(SESSION_COOKIE, cookie, { path: '/', httpOnly: true, sameSite: 'strict' });
      return { reviewer: session.reviewer, leaseMs };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/session',
    schema: { response: { 200: sessionSchema, ...faultReplies } },
    handler: async (request) => ({ reviewer: requireSession(sessions, request).reviewer, leaseMs }),
  });
  app.route({
    method: 'DELETE',
    url: '/api/session',
    schema: { response: { 204: z.undefined(), ...faultReplies } },
    handler: async (request, reply) => {
      await desk.release(requireSession(sessions, request));
      sessions.leave(request.cookies[SESSION_COOKIE]);
      return reply.clearCookie(SESSION_COOKIE, { path: '/' }).status(204).send(undefined);
    },
  });
  app.route({
    method: 'POST',
    url: '/api/links',
    schema: { response: { 200: linkSchema, ...faultReplies } },
    handler: async (request) => {
      requireSession(sessions, request);
      return { link: newLink() };
    },
  });
};
