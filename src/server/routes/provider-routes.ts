import { z } from 'zod';
import { isPaperlineError, PaperlineError } from '../../domain/errors.ts';
import type { Log } from '../../operation/log.ts';
import { findByOidc } from '../../store/accounts.ts';
import { recordActAlone } from '../../store/audit-log.ts';
import type { Store } from '../../store/store.ts';
import { ANYONE } from '../access.ts';
import { providerBodySchema, providerReplySchema } from '../account-api.ts';
import { faultReplies } from '../api.ts';
import type { PublicAddress } from '../public-address.ts';
import { providerRefused, type Known, type Provider } from '../sign-in/provider.ts';
import { setSessionCookie } from '../sign-in/session-cookie.ts';
import { nameOrRefusal, type SignedIn, type SignInDesk, type Whence } from '../sign-in/sign-in-desk.ts';
import type { App } from '../zod-schemas.ts';
import { whenceOf } from './session-routes.ts';

export interface ProviderRoutesOptions {
  readonly store: Store;
  readonly signIn: SignInDesk;
  readonly provider: Provider | null;
  readonly address: PublicAddress;
  /** Where Paperline is known to the provider, such as http://127.0.0.1:4310. */
  readonly base: () => string;
  readonly log: Log;
}

const HANDLE_COOKIE = 'paperline_provider';
const PATH = '/api/provider';
const CALLBACK = `${PATH}/callback`;
const HANDLE_SECONDS = 600;

/** Signing in with the organisation's own sign-in: to it, and back. */
export const addProviderRoutes = (
  app: App,
  { store, signIn, provider, address, base, log }: ProviderRoutesOptions,
): void => {
  const demandProvider = (): Provider => {
    if (provider !== null) return provider;
    throw new PaperlineError({
      code: 'provider-unknown',
      message: 'No sign-in of an organisation is set up here.',
      remedy: 'Sign in with a password.',
    });
  };
  const letIn = async ({ issuer, subject, errand }: Known, whence: Whence): Promise<SignedIn> => {
    if (errand.link !== null) {
      return signIn.acceptAs(errand.link.secret, errand.link.name, { issuer, subject }, whence);
    }
    const account = await store.read((connection) => findByOidc(connection, issuer, subject));
    if (account === null) throw providerRefused();
    return signIn.open(account, whence);
  };

  app.route({
    method: 'POST',
    url: `${PATH}/start`,
    config: { access: ANYONE },
    schema: {
      summary: 'Begin signing in by the organisation’s own sign-in',
      body: providerBodySchema,
      response: { 200: providerReplySchema, ...faultReplies },
    },
    handler: async (request, reply) => {
      const { link } = request.body;
      const toProvider = demandProvider();
      // Refused before somebody goes there and back in vain; the link is used only afterwards.
      if (link !== null && (await signIn.look(link.secret)).kind === 'new-password') throw providerRefused();
      const errand = link === null ? null : { secret: link.secret, name: nameOrRefusal(link.name) };
      const { url, handle } = await toProvider.begin(new URL(CALLBACK, base()).href, { link: errand });
      // Lax, since the browser comes back from another site; it opens nothing but that way back.
      void reply.setCookie(HANDLE_COOKIE, handle, {
        path: PATH,
        httpOnly: true,
        sameSite: 'lax',
        secure: address.isSecure(request.headers.host),
        maxAge: HANDLE_SECONDS,
      });
      return { url };
    },
  });
  app.route({
    method: 'GET',
    url: CALLBACK,
    config: { access: ANYONE },
    schema: {
      summary: 'Where the organisation’s own sign-in comes back to',
      response: { 302: z.undefined(), ...faultReplies },
    },
    handler: async (request, reply) => {
      const toProvider = demandProvider();
      void reply.clearCookie(HANDLE_COOKIE, { path: PATH });
      try {
        const handle = request.cookies[HANDLE_COOKIE] ?? '';
        const known = await toProvider.finish(handle, new URL(request.url, base()));
        const { cookie } = await letIn(known, whenceOf(request));
        setSessionCookie(reply, address.isSecure(request.headers.host), cookie);
        return reply.redirect('/');
      } catch (error) {
        if (!isPaperlineError(error)) throw error;
        await recordActAlone(store, 'sign-in-refused', { why: 'unknown-to-us' });
        log.warn({ code: error.code, err: error.cause }, 'the sign-in of the organisation was not accepted');
        return reply.redirect(`/?refused=${error.code}`);
      }
    },
  });
};
