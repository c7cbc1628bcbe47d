import path from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { PaperlineError } from '../domain/errors.ts';
import type { Config } from '../operation/config.ts';
import type { DataFolder } from '../operation/data-folder.ts';
import type { Log } from '../operation/log.ts';
import type { Store } from '../store/store.ts';
import { paperlineApp } from './app.ts';
import type { FolderActivity } from './folder-status.ts';
import { openPublicAddress } from './public-address.ts';
import { openFirstDoor } from './sign-in/account-desk.ts';
import { openProvider } from './sign-in/provider.ts';

/** Only this machine may call: others come by a proxy on it that speaks https (setting `url`). */
const HOST = '127.0.0.1';
const BODY_LIMIT_BYTES = 256 * 1024;
const WEB_FOLDER = path.resolve(import.meta.dirname, '../../dist/web');

export interface ServerOptions {
  readonly store: Store;
  readonly folder: DataFolder;
  readonly config: Pick<Config, 'port' | 'leaseMs'> &
    Partial<
      Pick<Config, 'perturbation' | 'url' | 'oidcIssuer' | 'oidcClientId' | 'oidcClientSecret' | 'oidcName'>
    >;
  readonly log: Log;
  /** Where the questionnaire files are that ship with Paperline. */
  readonly formsFolder: string;
  /** What the watcher beside it does; absent where none runs. */
  readonly ingest?: FolderActivity | undefined;
  /** The built screens; dist/web of this checkout by default. */
  readonly webFolder?: string | undefined;
  readonly now?: () => Date;
}

/** `first-account`: the link makes the first privacy owner; `demo`: it lets in at once; `sign-in`: there are accounts. */
export interface Entrance {
  readonly opens: 'first-account' | 'demo' | 'sign-in';
  readonly link: string;
}

export interface Server {
  /** For requests without a network. */
  readonly app: FastifyInstance;
  /** Gives the address, such as http://127.0.0.1:4310. @throws PaperlineError `port-in-use` */
  listen(): Promise<string>;
  /** What to open in a browser now. A link for it works once; an earlier one of the same kind no longer. */
  entrance(options?: { readonly demo?: boolean }): Promise<Entrance>;
  /** Ends open streams and requests, then the port. The store stays open. */
  close(): Promise<void>;
}

const portFault = (port: number, cause: unknown): unknown => {
  const code = (cause as NodeJS.ErrnoException).code;
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return cause;
  return new PaperlineError({
    code: 'port-in-use',
    message:
      code === 'EACCES'
        ? `This user may not open port ${port}.`
        : `Port ${port} of this machine is in use, perhaps by another Paperline.`,
    remedy: `Choose another port, such as --port ${port < 65535 ? Math.max(port, 1023) + 1 : 4310}.`,
    cause,
  });
};

/** The secret stands after the hash, so that it is in no request line, no log and no referrer. */
export const enterLink = (base: string, secret: string): string =>
  `${new URL('/enter', base).href}#${secret}`;

export const createServer = async (options: ServerOptions): Promise<Server> => {
  const { store, folder, config, log, formsFolder, ingest, webFolder = WEB_FOLDER } = options;
  const now = options.now ?? (() => new Date());
  const app = Fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    forceCloseConnections: true,
    logger: false,
    // The name of a file as a part of an address, every letter of it written in nine signs.
    routerOptions: { maxParamLength: 2000 },
    // Whose address a proxy on this machine names is believed, and nobody else's word for it.
    ...(config.url === undefined ? {} : { trustProxy: 'loopback' }),
  });
  let port = config.port;
  const base = (): string => config.url ?? `http://${HOST}:${port}`;
  const linkOf = (secret: string): string => enterLink(base(), secret);
  await app.register(paperlineApp, {
    store,
    folder,
    log,
    leaseMs: config.leaseMs,
    address: openPublicAddress(config.url),
    provider: openProvider(config, now),
    base,
    linkOf,
    formsFolder,
    webFolder,
    activity: ingest,
    perturbation: config.perturbation,
    now,
  });
  await app.ready();
  return {
    app,
    async listen() {
      try {
        await app.listen({ host: HOST, port: config.port });
      } catch (error) {
        throw portFault(config.port, error);
      }
      const address = app.server.address();
      if (address !== null && typeof address === 'object') port = address.port;
      return `http://${HOST}:${port}`;
    },
    async entrance({ demo = false } = {}) {
      const door = await openFirstDoor(store, { demo, now: now() });
      return {
        opens: door.opens,
        link: door.opens === 'sign-in' ? new URL('/', base()).href : linkOf(door.secret),
      };
    },
    close: () => app.close(),
  };
};
