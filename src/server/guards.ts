import type { FastifyReply, FastifyRequest } from 'fastify';
import { PaperlineError } from '../domain/errors.ts';
import type { ReviewerSession } from '../store/review-queue.ts';
import type { Sessions } from './sessions.ts';

export const SESSION_COOKIE = 'paperline_session';

/** Names by which a browser on this machine may call. Any other is a page elsewhere whose name was pointed here. */
const OWN_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);
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

const notAllowed = (message: string, remedy: string): PaperlineError =>
  new PaperlineError({ code: 'not-allowed', message, remedy });

const hostNameOf = (host: string): string => host.replace(/:[0-9]*$/u, '').toLowerCase();

/** Refuses requests that reach this machine under another name. */
export const refuseOtherHosts = async (request: FastifyRequest): Promise<void> => {
  if (OWN_NAMES.has(hostNameOf(request.headers.host ?? ''))) return;
  throw notAllowed(
    'The request names another host than this machine.',
    'Open Paperline by the link that it printed, which begins with http://127.0.0.1.',
  );
};

/** Refuses writes that a page from elsewhere sends: a browser always names the origin of a write. */
export const refuseOtherOrigins = async (request: FastifyRequest): Promise<void> => {
  if (SAFE_METHODS.has(request.method)) return;
  if (request.headers.origin === `http://${request.headers.host}`) return;
  throw notAllowed(
    'The request to change something did not come from a Paperline screen.',
    'Use the screens, opened by the link that Paperline printed.',
  );
};

export const addSecurityHeaders = async (_request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  void reply.headers({
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  });
};

/** Answers and pictures stay out of every cache. */
export const forbidStoring = async (_request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  void reply.header('cache-control', 'no-store');
};

/**
 * Who asks; every route but those for entering begins with it.
 * @throws PaperlineError `not-signed-in`
 */
export const requireSession = (sessions: Sessions, request: FastifyRequest): ReviewerSession => {
  const session = sessions.find(request.cookies[SESSION_COOKIE]);
  if (session !== null) return session;
  throw new PaperlineError({
    code: 'not-signed-in',
    message: 'This browser is not signed in, or its session is over.',
    remedy: 'Open the link that Paperline printed at its start; restart Paperline for a new one.',
  });
};
