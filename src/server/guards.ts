import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction, RouteOptions } from 'fastify';
import type { Actor } from '../domain/audit-acts.ts';
import { PaperlineError } from '../domain/errors.ts';
import { actAs, THIS_MACHINE } from '../store/audit-actor.ts';
import { mayCall, only, type Access, type Caller } from './access.ts';
import type { PublicAddress } from './public-address.ts';
import type { Callers } from './sign-in/callers.ts';
import { sessionCookieOf } from './sign-in/session-cookie.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD']);

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const YEAR_SECONDS = 31_536_000;

const notAllowed = (message: string, remedy: string): PaperlineError =>
  new PaperlineError({ code: 'not-allowed', message, remedy });

/** Refuses requests that reach this machine under another name than its own: a page elsewhere may have pointed it here. */
export const refuseOtherHosts =
  (address: PublicAddress) =>
  async (request: FastifyRequest): Promise<void> => {
    if (address.originOf(request.headers.host) !== null) return;
    throw notAllowed(
      'The request names another host than this machine.',
      'Open Paperline by the address that it printed when it started.',
    );
  };

/**
 * Refuses writes that a page from elsewhere sends: a browser always names the origin of a write. A script with a token
 * names none, and its token is nothing that a browser would add by itself.
 */
export const refuseOtherOrigins =
  (address: PublicAddress) =>
  async (request: FastifyRequest): Promise<void> => {
    if (SAFE_METHODS.has(request.method)) return;
    const { origin, host, authorization } = request.headers;
    if (origin === undefined && authorization !== undefined) return;
    if (origin !== undefined && origin === address.originOf(host)) return;
    throw notAllowed(
      'The request to change something did not come from a Paperline screen.',
      'Use the screens, opened by the address that Paperline printed.',
    );
  };

export const addSecurityHeaders =
  (address: PublicAddress) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    void reply.headers({
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    });
    if (address.isSecure(request.headers.host)) {
      void reply.header('strict-transport-security', `max-age=${YEAR_SECONDS}`);
    }
  };

/** Answers and pictures stay out of every cache. */
export const forbidStoring = async (_request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  void reply.header('cache-control', 'no-store');
};

/** Keeps the server from starting with a route that does not say who may call it. */
export const demandAccess = ({ method, url, config }: RouteOptions): void => {
  if (config?.access === undefined) {
    throw new Error(`Expected config.access on ${String(method)} ${url}: every route says who may call it.`);
  }
};

/** What a route that says nothing would get, were the server to start with one. */
const NOBODY: Access = only([]);

const notSignedIn = (): PaperlineError =>
  new PaperlineError({
    code: 'not-signed-in',
    message: 'This browser is not signed in, or its session is over.',
    remedy: 'Sign in; for the first account, open the link that Paperline printed at its start.',
  });

const tokenRefused = (): PaperlineError =>
  new PaperlineError({
    code: 'not-signed-in',
    message: 'This token is not known, has expired or was revoked.',
    remedy: 'See "paperline token list".',
  });

const notForCaller = (caller: Caller): PaperlineError =>
  caller.kind === 'token'
    ? notAllowed(
        `The token ${JSON.stringify(caller.name)} has no scope for this.`,
        'Make a token with the scope that is needed, where there is one.',
      )
    : notAllowed(
        'This is not for a role that you have here.',
        'Ask a privacy owner for the role, or somebody who has it.',
      );

export interface Admission {
  /**
   * Lets in who may call the route, before anything of the body is read, and says who it is in `request.caller`.
   * Throws PaperlineError `not-signed-in`, `not-allowed`.
   */
  readonly admit: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
  /** For replies that go on for long: whether the same request would be let in now. */
  readonly stillAdmitted: (request: FastifyRequest) => Promise<boolean>;
}

export const openAdmission = (callers: Callers, address: PublicAddress): Admission => {
  const callerOf = async (request: FastifyRequest, { passive }: Access): Promise<Caller | null> => {
    const { authorization, host } = request.headers;
    if (authorization === undefined) {
      return callers.bySession(sessionCookieOf(request, address.isSecure(host)), passive);
    }
    // Whoever shows a token is nobody else, whatever cookie comes along.
    const token = /^Bearer +(\S{1,200})$/iu.exec(authorization)?.[1];
    return token === undefined ? null : callers.byToken(token);
  };
  return {
    async admit(request, reply) {
      if (request.is404) return;
      const access = request.routeOptions.config.access ?? NOBODY;
      if (access.who === 'anyone') return;
      const caller = await callerOf(request, access);
      if (caller === null) {
        const byToken = request.headers.authorization !== undefined;
        if (byToken) void reply.header('www-authenticate', 'Bearer');
        throw byToken ? tokenRefused() : notSignedIn();
      }
      if (!mayCall(access, caller)) throw notForCaller(caller);
      request.caller = caller;
    },
    async stillAdmitted(request) {
      const access = request.routeOptions.config.access ?? NOBODY;
      const caller = await callerOf(request, { ...access, passive: true });
      return caller !== null && mayCall(access, caller);
    },
  };
};

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

const actorOf = ({ caller, ip }: FastifyRequest): Actor => {
  const from = LOOPBACK.has(ip) ? THIS_MACHINE : ip;
  return caller === null
    ? { kind: 'nobody', name: null, from }
    : { kind: caller.kind, name: caller.name, from };
};

/** What the handler does is done by whoever asks. A hook before the handler, since reading a body forgets who called. */
export const actAsCaller = (
  request: FastifyRequest,
  _reply: FastifyReply,
  done: HookHandlerDoneFunction,
): void => {
  actAs(actorOf(request), done);
};
