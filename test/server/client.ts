/** A browser's requests without a browser: cookie, origin and host as a screen of Paperline sends them. */
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { createServer, type Server, type ServerOptions } from '../../src/server/server.ts';
import type { Role } from '../../src/domain/roles.ts';
import type { OpenApiDocument } from '../../src/server/open-api/open-api.ts';
import { openLog } from '../../src/operation/log.ts';
import { FORMS_FOLDER, openSeed, type Seeded, type SeedOptions } from '../review/seed.ts';
import { openReplyCheck } from './described-replies.ts';
import { letIn } from './people.ts';

export const HOST = '127.0.0.1:4310';

export interface Client {
  readonly cookie: string;
  get(url: string): Promise<LightMyRequestResponse>;
  post(url: string, payload?: unknown): Promise<LightMyRequestResponse>;
  send(method: 'POST' | 'PUT' | 'DELETE', url: string, payload?: unknown): Promise<LightMyRequestResponse>;
}

export interface Site {
  readonly seed: Seeded;
  readonly server: Server;
  request(options: InjectOptions): Promise<LightMyRequestResponse>;
  /** A browser of a person's own; of the first account's roles unless said. */
  enter(roles?: readonly Role[], name?: string): Promise<Client>;
  close(): Promise<void>;
}

export const secretOf = (link: string): string => new URL(link).hash.slice(1);

export const openSite = async (
  seedOptions: SeedOptions = {},
  serverOptions: Partial<ServerOptions> = {},
): Promise<Site> => {
  const seed = await openSeed(seedOptions);
  const server = await createServer({
    store: seed.store,
    folder: seed.folder,
    config: { port: 4310, leaseMs: 60_000 },
    log: openLog({ logLevel: 'silent' }),
    formsFolder: FORMS_FOLDER,
    ...serverOptions,
  });
  const described = await server.app.inject({ url: '/api/openapi.json', headers: { host: HOST } });
  const check = openReplyCheck(described.json<OpenApiDocument>());
  // Every test of a route thereby tests what the document says of it.
  const request: Site['request'] = async (options) => {
    const reply = await server.app.inject(options);
    if (typeof options.url === 'string') check(options.method ?? 'GET', options.url, reply);
    return reply;
  };
  const own = { host: HOST, origin: `http://${HOST}` };
  return {
    seed,
    server,
    request,
    async enter(roles, name) {
      const reply = await request({
        method: 'POST',
        url: '/api/links/enter',
        headers: own,
        payload: { secret: await letIn(seed.store, roles, name, serverOptions.now?.()) },
      });
      const cookie = String(reply.headers['set-cookie']).split(';', 1)[0] ?? '';
      const send: Client['send'] = (method, url, payload) =>
        request({
          method,
          url,
          headers: { ...own, cookie },
          ...(payload === undefined ? {} : { payload: payload as object }),
        });
      return {
        cookie,
        get: (url) => request({ method: 'GET', url, headers: { host: HOST, cookie } }),
        post: (url, payload) => send('POST', url, payload),
        send,
      };
    },
    async close() {
      await server.close();
      await seed.remove();
    },
  };
};
