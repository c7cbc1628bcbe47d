import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ReviewDesk } from '../../review/review-desk.ts';
import { anybodySignsIn } from '../../store/accounts.ts';
import { endSession } from '../../store/sign-in-sessions.ts';
import type { Store } from '../../store/store.ts';
import { ANYONE, passively, personOf, SIGNED_IN } from '../access.ts';
import {
  acceptBodySchema,
  linkBodySchema,
  lookedAtSchema,
  sessionSchema,
  signInBodySchema,
  signInWaysSchema,
  type SessionReply,
} from '../account-api.ts';
import { faultReplies } from '../api.ts';
import type { PublicAddress } from '../public-address.ts';
import { browserName } from '../sign-in/browser-name.ts';
import type { Callers } from '../sign-in/callers.ts';
import { PASSWORD_LEAST_CHARACTERS } from '../sign-in/password-rules.ts';
import { clearSessionCookie, sessionCookieOf, setSessionCookie } from '../sign-in/session-cookie.ts';
import type { SignedIn, SignInDesk, Whence } from '../sign-in/sign-in-desk.ts';
import type { App } from '../zod-schemas.ts';

export interface SessionRoutesOptions {
  readonly store: Store;
  readonly signIn: SignInDesk;
  readonly callers: Callers;
  readonly desk: ReviewDesk;
  readonly leaseMs: number;
  readonly address: PublicAddress;
  /** What the organisation's sign-in is called; null where there is none. */
  readonly provider: string | null;
}

export const whenceOf = (request: FastifyRequest): Whence => ({
  address: request.ip,
  browser: browserName(request.headers['user-agent']),
});

/** Signing in by password or one-time link, and leaving. */
export const addSessionRoutes = (
  app: App,
  { store, signIn, callers, desk, leaseMs, address, provider }: SessionRoutesOptions,
): void => {
  const admit = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { cookie, account }: SignedIn,
  ): Promise<SessionReply> => {
    const secure = address.isSecure(request.headers.host);
    // One browser has one session: the one that it had until now ends.
    const former = await callers.bySession(sessionCookieOf(request, secure), true);
    if (former?.kind === 'person') await endSession(store, former.account, former.session);
    setSessionCookie(reply, secure, cookie);
    return { name: account.name, roles: [...account.roles], leaseMs };
  };
  app.route({
    method: 'GET',
    url: '/api/sign-in',
    config: { access: ANYONE },
    schema: {
      summary: 'Which ways of signing in there are',
      response: { 200: signInWaysSchema, ...faultReplies },
    },
    handler: async () => ({
      linkFirst: !(await store.read(anybodySignsIn)),
      provider,
      leastCharacters: PASSWORD_LEAST_CHARACTERS,
    }),
  });
  app.route({
    method: 'POST',
    url: '/api/session',
    config: { access: ANYONE },
    schema: {
      summary: 'Sign in by name and password',
      body: signInBodySchema,
      response: { 200: sessionSchema, ...faultReplies },
    },
    handler: async (request, reply) => {
      const { name, password } = request.body;
      return admit(request, reply, await signIn.signIn(name, password, whenceOf(request)));
    },
  });
  app.route({
    method: 'GET',
    url: '/api/session',
    config: { access: passively(SIGNED_IN) },
    schema: { summary: 'Who is signed in here', response: { 200: sessionSchema, ...faultReplies } },
    handler: async (request) => {
      const { name, roles } = personOf(request);
      return { name, roles: [...roles], leaseMs };
    },
  });
  app.route({
    method: 'DELETE',
    url: '/api/session',
    config: { access: SIGNED_IN },
    schema: { summary: 'Sign out', response: { 204: z.undefined(), ...faultReplies } },
    handler: async (request, reply) => {
      const { account, name, session } = personOf(request);
      await desk.release({ reviewer: name, session });
      await endSession(store, account, session);
      clearSessionCookie(reply, address.isSecure(request.headers.host));
      return reply.status(204).send(undefined);
    },
  });
  app.route({
    method: 'POST',
    url: '/api/links/look',
    config: { access: ANYONE },
    schema: {
      summary: 'What a one-time link is for',
      body: linkBodySchema,
      response: { 200: lookedAtSchema, ...faultReplies },
    },
    handler: async (request) => {
      const { kind, name, accountName, roles } = await signIn.look(request.body.secret);
      return { kind, name: accountName ?? name, roles: [...roles] };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/links/enter',
    config: { access: ANYONE },
    schema: {
      summary: 'Come in by a one-time link',
      body: linkBodySchema,
      response: { 200: sessionSchema, ...faultReplies },
    },
    handler: async (request, reply) =>
      admit(request, reply, await signIn.enter(request.body.secret, whenceOf(request))),
  });
  app.route({
    method: 'POST',
    url: '/api/links/accept',
    config: { access: ANYONE },
    schema: {
      summary: 'Make an account, or choose a new password, by a one-time link',
      body: acceptBodySchema,
      response: { 200: sessionSchema, ...faultReplies },
    },
    handler: async (request, reply) => {
      const { secret, name, password } = request.body;
      return admit(request, reply, await signIn.accept(secret, name, password, whenceOf(request)));
    },
  });
};
