import { z } from 'zod';
import { PaperlineError } from '../../domain/errors.ts';
import { disableAccount, enableAccount, listAccounts, setRoles } from '../../store/accounts.ts';
import { listInvitations, withdrawInvitation } from '../../store/one-time-links.ts';
import { endOtherSessions, endSession, listSessions } from '../../store/sign-in-sessions.ts';
import type { Store } from '../../store/store.ts';
import { only, personOf, SIGNED_IN } from '../access.ts';
import {
  changePasswordBodySchema,
  invitationParamsSchema,
  inviteBodySchema,
  issuedLinkSchema,
  ownAccountSchema,
  rolesBodySchema,
  sessionParamsSchema,
  userParamsSchema,
  usersReplySchema,
} from '../account-api.ts';
import { faultReplies } from '../api.ts';
import { inviteUser, issuePasswordLink, type IssuedLink } from '../sign-in/account-desk.ts';
import { SESSION_TIMES } from '../sign-in/callers.ts';
import { nameOrRefusal, type SignInDesk } from '../sign-in/sign-in-desk.ts';
import type { App } from '../zod-schemas.ts';

export interface AccountRoutesOptions {
  readonly store: Store;
  readonly signIn: SignInDesk;
  /** The whole one-time link for a secret. */
  readonly linkOf: (secret: string) => string;
  readonly now: () => Date;
}

const PRIVACY_OWNER = only('privacy-owner');

/** One's own account: what it is, its password, and where it is signed in. */
export const addOwnAccountRoutes = (app: App, { store, signIn, now }: AccountRoutesOptions): void => {
  app.route({
    method: 'GET',
    url: '/api/account',
    config: { access: SIGNED_IN },
    schema: {
      summary: 'Your own account, and where it is signed in',
      response: { 200: ownAccountSchema, ...faultReplies },
    },
    handler: async (request) => {
      const { account, name, roles, session } = personOf(request);
      const own = (await listAccounts(store)).find(({ id }) => id === account);
      const sessions = await listSessions(store, account, now(), SESSION_TIMES);
      return {
        name,
        roles: [...roles],
        signsInBy: [...(own?.signsInBy ?? [])],
        sessions: sessions.map((each) => ({ ...each, here: each.id === session })),
      };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/account/password',
    config: { access: SIGNED_IN },
    schema: {
      summary: 'Change your password; every other browser of yours is signed out',
      body: changePasswordBodySchema,
      response: { 204: z.undefined(), ...faultReplies },
    },
    handler: async (request, reply) => {
      const { account, session } = personOf(request);
      await signIn.changePassword(account, session, request.body.present, request.body.next);
      return reply.status(204).send(undefined);
    },
  });
  app.route({
    method: 'DELETE',
    url: '/api/account/sessions',
    config: { access: SIGNED_IN },
    schema: { summary: 'Sign out everywhere else', response: { 204: z.undefined(), ...faultReplies } },
    handler: async (request, reply) => {
      const { account, session } = personOf(request);
      await endOtherSessions(store, account, session);
      return reply.status(204).send(undefined);
    },
  });
  app.route({
    method: 'DELETE',
    url: '/api/account/sessions/:session',
    config: { access: SIGNED_IN },
    schema: {
      summary: 'Sign out one of your browsers',
      params: sessionParamsSchema,
      response: { 204: z.undefined(), ...faultReplies },
    },
    handler: async (request, reply) => {
      if (await endSession(store, personOf(request).account, request.params.session)) {
        return reply.status(204).send(undefined);
      }
      throw new PaperlineError({
        code: 'session-unknown',
        message: 'You have no such session; it may be over already.',
        remedy: 'Look at the list again.',
      });
    },
  });
};

/** Who may come in: the list, invitations, roles, and keeping somebody out. */
export const addUserRoutes = (app: App, { store, linkOf, now }: AccountRoutesOptions): void => {
  const said = ({ secret, endsAt }: IssuedLink): { link: string; endsAt: string } => ({
    link: linkOf(secret),
    endsAt,
  });
  app.route({
    method: 'GET',
    url: '/api/users',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'Who has an account, and which invitations wait',
      response: { 200: usersReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const own = personOf(request).account;
      return {
        users: (await listAccounts(store)).map((account) => ({
          ...account,
          roles: [...account.roles],
          signsInBy: [...account.signsInBy],
          you: account.id === own,
        })),
        invitations: (await listInvitations(store, now())).map(({ id, name, roles, endsAt }) => ({
          id,
          name,
          roles: [...roles],
          endsAt,
        })),
      };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/users/invitations',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'Make a one-time link that makes an account',
      body: inviteBodySchema,
      response: { 200: issuedLinkSchema, ...faultReplies },
    },
    handler: async (request) => {
      const { name, roles } = request.body;
      const forWhom = name === null ? null : nameOrRefusal(name);
      return said(await inviteUser(store, { name: forWhom, roles, now: now() }));
    },
  });
  app.route({
    method: 'DELETE',
    url: '/api/users/invitations/:invitation',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'Withdraw an invitation',
      params: invitationParamsSchema,
      response: { 204: z.undefined(), ...faultReplies },
    },
    handler: async (request, reply) => {
      if (await withdrawInvitation(store, request.params.invitation))
        return reply.status(204).send(undefined);
      throw new PaperlineError({
        code: 'invitation-unknown',
        message: 'There is no such invitation; it may have been used.',
        remedy: 'Look at the list again.',
      });
    },
  });
  app.route({
    method: 'PUT',
    url: '/api/users/:user/roles',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'Say what somebody may do',
      params: userParamsSchema,
      body: rolesBodySchema,
      response: { 204: z.undefined(), ...faultReplies },
    },
    handler: async (request, reply) => {
      await setRoles(store, request.params.user, request.body.roles);
      return reply.status(204).send(undefined);
    },
  });
  app.route({
    method: 'POST',
    url: '/api/users/:user/disable',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'Keep somebody out; all browsers of theirs are signed out at once',
      params: userParamsSchema,
      response: { 204: z.undefined(), ...faultReplies },
    },
    handler: async (request, reply) => {
      await disableAccount(store, request.params.user, now());
      return reply.status(204).send(undefined);
    },
  });
  app.route({
    method: 'POST',
    url: '/api/users/:user/enable',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'Let somebody in again',
      params: userParamsSchema,
      response: { 204: z.undefined(), ...faultReplies },
    },
    handler: async (request, reply) => {
      await enableAccount(store, request.params.user);
      return reply.status(204).send(undefined);
    },
  });
  app.route({
    method: 'POST',
    url: '/api/users/:user/link',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'Make a one-time link to choose a new password',
      params: userParamsSchema,
      response: { 200: issuedLinkSchema, ...faultReplies },
    },
    handler: async (request) => said(await issuePasswordLink(store, request.params.user, now())),
  });
};
