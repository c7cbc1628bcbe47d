import type { FastifyRequest } from 'fastify';
import { PaperlineError } from '../domain/errors.ts';
import type { Role, Scope } from '../domain/roles.ts';
import type { ReviewerSession } from '../store/review-queue.ts';

/** Who may call a route; it stands in the route's `config.access`. A route that says nothing keeps the server from starting. */
export interface Access {
  readonly who: 'anyone' | 'signed-in' | readonly Role[];
  /** The scope by which a token may call it too; tokens call nothing else. */
  readonly scope: Scope | null;
  /** What screens ask by themselves is no sign that somebody is there. */
  readonly passive: boolean;
}

/** Whoever reaches the server. */
export const ANYONE: Access = { who: 'anyone', scope: null, passive: false };
/** Everybody with an account, for what is their own. */
export const SIGNED_IN: Access = { who: 'signed-in', scope: null, passive: false };

export const only = (
  roles: Role | readonly Role[],
  { scope, passive = false }: { readonly scope?: Scope; readonly passive?: boolean } = {},
): Access => ({ who: typeof roles === 'string' ? [roles] : roles, scope: scope ?? null, passive });

export const passively = (access: Access): Access => ({ ...access, passive: true });

/** A person with a session, or a script with a token. */
export type Caller =
  | {
      readonly kind: 'person';
      readonly account: string;
      readonly name: string;
      readonly roles: readonly Role[];
      readonly session: string;
    }
  | {
      readonly kind: 'token';
      readonly name: string;
      readonly scopes: readonly Scope[];
      /** The agency's grant that it works through; null for the company's own scripts. */
      readonly grant: string | null;
    };
export type Person = Extract<Caller, { kind: 'person' }>;

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    /** Null on routes for anyone. */
    caller: Caller | null;
  }
}

/** True where the route is for this caller. */
export const mayCall = ({ who, scope }: Access, caller: Caller): boolean => {
  if (who === 'anyone') return true;
  if (caller.kind === 'token') return scope !== null && caller.scopes.includes(scope);
  return who === 'signed-in' || who.some((role) => caller.roles.includes(role));
};

/** The person who asks, on a route that tokens have no scope for. */
export const personOf = ({ caller }: FastifyRequest): Person => {
  if (caller?.kind === 'person') return caller;
  throw new PaperlineError({
    code: 'not-signed-in',
    message: 'This is for people who are signed in.',
    remedy: 'Sign in.',
  });
};

/** The same as the review desk knows them. */
export const reviewerOf = (request: FastifyRequest): ReviewerSession => {
  const { name, session } = personOf(request);
  return { reviewer: name, session };
};

/** Who goes on record for a change: a person by name, or a script by its token's. */
export const callerName = ({ caller }: FastifyRequest): string => {
  if (caller === null) throw new Error('Expected somebody to be let in.');
  return caller.kind === 'person' ? caller.name : `token ${caller.name}`;
};
