/** Names by which a browser on this machine may call. Any other is a page elsewhere whose name was pointed here. */
const OWN_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);

const hostNameOf = (host: string): string => host.replace(/:[0-9]*$/u, '').toLowerCase();

/** The addresses that Paperline is known by: this machine's own, and the one that a proxy on it gives out (setting `url`). */
export interface PublicAddress {
  /** The origin that a request to `host` came to; null where this is none of Paperline's names. */
  originOf(host: string | undefined): string | null;
  /** True where the request came to an https address. */
  isSecure(host: string | undefined): boolean;
}

export const openPublicAddress = (url: string | undefined): PublicAddress => {
  const outside = url === undefined ? null : new URL(url);
  const isOutside = (host: string): boolean =>
    outside !== null &&
    [outside.host, `${outside.hostname}:${outside.port || '443'}`].includes(host.toLowerCase());
  return {
    originOf(host = '') {
      if (isOutside(host)) return outside?.origin ?? null;
      return OWN_NAMES.has(hostNameOf(host)) ? `http://${host}` : null;
    },
    isSecure: (host = '') => isOutside(host) && outside?.protocol === 'https:',
  };
};
