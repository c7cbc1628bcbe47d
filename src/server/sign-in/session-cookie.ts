import type { FastifyReply, FastifyRequest } from 'fastify';

/** With the prefix a browser takes it from this very host alone, over https; plain http cannot have it. */
const nameOf = (secure: boolean): string => (secure ? '__Host-paperline_session' : 'paperline_session');

const optionsOf = (
  secure: boolean,
): { path: string; httpOnly: true; sameSite: 'strict'; secure: boolean } => ({
  path: '/',
  httpOnly: true,
  sameSite: 'strict',
  secure,
});

export const sessionCookieOf = (request: FastifyRequest, secure: boolean): string | undefined =>
  request.cookies[nameOf(secure)];

/** Lasts as long as the browser is open; the server ends it earlier. */
export const setSessionCookie = (reply: FastifyReply, secure: boolean, value: string): void => {
  void reply.setCookie(nameOf(secure), value, optionsOf(secure));
};

export const clearSessionCookie = (reply: FastifyReply, secure: boolean): void => {
  void reply.clearCookie(nameOf(secure), optionsOf(secure));
};
