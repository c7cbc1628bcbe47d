import type { LookedAt, SessionReply } from '../server/account-api.ts';
import { callApi, NoAnswer, RefusedRequest } from './api-client.ts';

/** Where somebody stands: outside, before a one-time link, or in. */
export type Standing =
  | { readonly state: 'opening' }
  /** `problem`: what kept a link from working. */
  | { readonly state: 'out'; readonly problem: unknown }
  | {
      readonly state: 'link';
      readonly secret: string;
      readonly link: LookedAt & { readonly kind: Exclude<LookedAt['kind'], 'enter'> };
    }
  | { readonly state: 'in'; readonly session: SessionReply }
  | { readonly state: 'failed'; readonly error: unknown };

const ENTER_PATH = '/enter';

/** Takes a link's secret out of the address, where others could see it over a shoulder. */
export const forgetLink = (): void => {
  if (location.pathname === ENTER_PATH) history.replaceState(null, '', '/');
};

const openLink = async (secret: string): Promise<Standing> => {
  const { kind, ...link } = await callApi<LookedAt>('POST', '/api/links/look', { secret });
  // Until it is used it stays in the address, so that loading again goes on where one was.
  if (kind !== 'enter') return { state: 'link', secret, link: { kind, ...link } };
  forgetLink();
  return { state: 'in', session: await callApi<SessionReply>('POST', '/api/links/enter', { secret }) };
};

/** Leaves for the organisation's own sign-in, to come back in; with a link, as the account that it makes. */
export const goToProvider = async (
  link: { readonly secret: string; readonly name: string } | null,
): Promise<void> => {
  const { url } = await callApi<{ url: string }>('POST', '/api/provider/start', { link });
  location.assign(url);
};

/** What kept the organisation's sign-in from letting in, as the way back from it says. */
const refusal = (): RefusedRequest | null => {
  const code = new URLSearchParams(location.search).get('refused');
  if (code === null) return null;
  history.replaceState(null, '', location.pathname);
  return new RefusedRequest(403, { code, message: code, remedy: '' });
};

/** Follows the link in the address, or takes up the session that the browser has. */
export const comeIn = async (): Promise<Standing> => {
  const secret = location.pathname === ENTER_PATH ? location.hash.slice(1) : '';
  let problem: unknown = refusal();
  try {
    if (secret !== '') {
      try {
        return await openLink(secret);
      } catch (error) {
        if (!(error instanceof RefusedRequest)) throw error;
        // The link was used: perhaps by this very browser, which then has a session.
        problem = error;
      }
    }
    forgetLink();
    return { state: 'in', session: await callApi<SessionReply>('GET', '/api/session') };
  } catch (error) {
    return error instanceof NoAnswer ? { state: 'failed', error } : { state: 'out', problem };
  }
};
