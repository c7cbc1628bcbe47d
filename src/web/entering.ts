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

/** Follows the link in the address, or takes up the session that the browser has. */
export const comeIn = async (): Promise<Standing> => {
  const secret = location.pathname === ENTER_PATH ? location.hash.slice(1) : '';
  let problem: unknown = null;
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
