import * as oidc from 'openid-client';
import { PaperlineError } from '../../domain/errors.ts';
import type { Config } from '../../operation/config.ts';
import { hashSecret, newSecret } from './secrets.ts';

/** For whom somebody goes to the provider: an account that there is, or the one that a link makes. */
export interface Errand {
  readonly link: { readonly secret: string; readonly name: string } | null;
}

/** Who somebody is to the provider, and what for. */
export interface Known {
  readonly issuer: string;
  readonly subject: string;
  readonly errand: Errand;
}

/** The organisation's own sign-in, by OpenID Connect: the one connection to the outside, to the configured issuer alone. */
export interface Provider {
  /** What its button says. */
  readonly name: string;
  /**
   * Where to send the browser, and the handle by which it is known when it comes back.
   * @throws PaperlineError `provider-away`
   */
  begin(redirectUri: string, errand: Errand): Promise<{ readonly url: string; readonly handle: string }>;
  /** Takes the browser back, once for every handle. @throws PaperlineError `provider-refused`, `provider-away` */
  finish(handle: string, returned: URL): Promise<Known>;
}

type Settings = Partial<Pick<Config, 'oidcIssuer' | 'oidcClientId' | 'oidcClientSecret' | 'oidcName'>>;

const ERRAND_MS = 10 * 60_000;
/** Whoever begins and never comes back takes no more memory than this many. */
const ERRANDS_AT_MOST = 500;

interface Begun {
  readonly errand: Errand;
  readonly redirectUri: string;
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
  readonly endsMs: number;
}

const away = (issuer: string, cause: unknown): PaperlineError =>
  new PaperlineError({
    code: 'provider-away',
    message: `The organisation's sign-in (${issuer}) did not answer as OpenID Connect asks.`,
    remedy: 'Try again later, or sign in with a password; look at the settings that begin with oidc.',
    cause,
  });

export const providerRefused = (cause?: unknown): PaperlineError =>
  new PaperlineError({
    code: 'provider-refused',
    message: 'The organisation’s sign-in did not let this browser in here.',
    remedy: 'Open the invitation first and choose it there, or sign in with a password.',
    ...(cause === undefined ? {} : { cause }),
  });

/** The machine's own names: a provider under test speaks plain http there, and nowhere else. */
const isLocal = ({ hostname }: URL): boolean => hostname === '127.0.0.1' || hostname === 'localhost';

const demandSettings = ({ oidcIssuer, oidcClientId, oidcClientSecret }: Settings): [URL, string, string] => {
  if (oidcIssuer === undefined || oidcClientId === undefined || oidcClientSecret === undefined) {
    throw new PaperlineError({
      code: 'configuration-invalid',
      message: 'Some of oidcIssuer, oidcClientId and oidcClientSecret are set, and some are not.',
      remedy: 'Set all three, as the organisation gave them, or none.',
    });
  }
  const issuer = new URL(oidcIssuer);
  if (issuer.protocol !== 'https:' && !isLocal(issuer)) {
    throw new PaperlineError({
      code: 'configuration-invalid',
      message: `oidcIssuer (${oidcIssuer}) is no https address.`,
      remedy: 'Passwords and codes go there: use its https address.',
    });
  }
  return [issuer, oidcClientId, oidcClientSecret];
};

/** Null where none is configured. `now` is a clock. @throws PaperlineError `configuration-invalid` */
export const openProvider = (settings: Settings, now: () => Date): Provider | null => {
  const { oidcIssuer, oidcClientId, oidcClientSecret } = settings;
  if (oidcIssuer === undefined && oidcClientId === undefined && oidcClientSecret === undefined) return null;
  const [issuer, clientId, clientSecret] = demandSettings(settings);
  const begun = new Map<string, Begun>();

  let found: Promise<oidc.Configuration> | null = null;
  /** Asked for when the first browser wants it, and again where that failed. */
  const configuration = async (): Promise<oidc.Configuration> => {
    found ??= oidc.discovery(issuer, clientId, clientSecret, undefined, {
      execute: isLocal(issuer) && issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [],
    });
    try {
      return await found;
    } catch (error) {
      found = null;
      throw away(issuer.href, error);
    }
  };
  const forgetOld = (): void => {
    const atMs = now().getTime();
    for (const [handle, { endsMs }] of begun) {
      if (endsMs <= atMs || begun.size >= ERRANDS_AT_MOST) begun.delete(handle);
    }
  };

  return {
    name: settings.oidcName ?? issuer.hostname,
    async begin(redirectUri, errand) {
      const config = await configuration();
      forgetOld();
      const handle = newSecret();
      const verifier = oidc.randomPKCECodeVerifier();
      const state = oidc.randomState();
      const nonce = oidc.randomNonce();
      const endsMs = now().getTime() + ERRAND_MS;
      begun.set(hashSecret(handle), { errand, redirectUri, verifier, state, nonce, endsMs });
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid',
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      return { url: url.href, handle };
    },
    async finish(handle, returned) {
      forgetOld();
      const key = hashSecret(handle);
      const own = begun.get(key);
      begun.delete(key);
      if (own === undefined) throw providerRefused();
      const config = await configuration();
      const current = new URL(own.redirectUri);
      current.search = returned.search;
      try {
        const tokens = await oidc.authorizationCodeGrant(config, current, {
          pkceCodeVerifier: own.verifier,
          expectedState: own.state,
          expectedNonce: own.nonce,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (claims === undefined) throw new Error('Expected an ID token.');
        return { issuer: claims.iss, subject: claims.sub, errand: own.errand };
      } catch (error) {
        throw providerRefused(error);
      }
    },
  };
};
