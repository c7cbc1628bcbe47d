import fastifyCookie from '@fastify/cookie';
import type { FastifyPluginAsync } from 'fastify';
import type { DataFolder } from '../operation/data-folder.ts';
import type { Log } from '../operation/log.ts';
import { openReviewDesk } from '../review/review-desk.ts';
import type { Store } from '../store/store.ts';
import { answerFaults } from './faults.ts';
import { openFormDrafts } from './form-drafts.ts';
import { openFormLibrary } from './form-library.ts';
import { openFolderStatus, type FolderActivity } from './folder-status.ts';
import { addSecurityHeaders, forbidStoring, refuseOtherHosts, refuseOtherOrigins } from './guards.ts';
import { openPrintDesk } from './print-desk.ts';
import { addAdoptedFormRoutes } from './routes/adopted-form-routes.ts';
import { addFolderRoutes } from './routes/folder-routes.ts';
import { addLoosePageRoutes } from './routes/loose-page-routes.ts';
import { addPrintRoutes } from './routes/print-routes.ts';
import { addReviewRoutes } from './routes/review-routes.ts';
import { addRowsRoutes } from './routes/rows-routes.ts';
import { addScreenRoutes } from './routes/screen-routes.ts';
import { addSessionRoutes } from './routes/session-routes.ts';
import { openRowsDesk } from './rows-desk.ts';
import type { Sessions } from './sessions.ts';
import { serializeWithZod, validateWithZod, type App } from './zod-schemas.ts';

export interface AppOptions {
  readonly store: Store;
  readonly folder: DataFolder;
  readonly log: Log;
  readonly leaseMs: number;
  readonly sessions: Sessions;
  /** The whole one-time link for a new token. */
  readonly newLink: () => string;
  /** Where questionnaire files are. */
  readonly formsFolder: string;
  /** The built screens. */
  readonly webFolder: string;
  /** Absent where no watcher runs beside the server. */
  readonly activity?: FolderActivity | undefined;
  readonly now?: () => Date;
}

/** The whole of the server but for listening. */
export const paperlineApp: FastifyPluginAsync<AppOptions> = async (instance, options) => {
  const app = instance as unknown as App;
  const { store, folder, log, leaseMs, sessions, newLink, now } = options;
  app.setValidatorCompiler(validateWithZod);
  app.setSerializerCompiler(serializeWithZod);
  app.setErrorHandler(answerFaults(log));
  app.setNotFoundHandler(async (_request, reply) =>
    reply.status(404).send({
      code: 'not-found',
      message: 'There is nothing at this address.',
      remedy: 'Go back to the start page.',
    }),
  );
  // Plain text would let a form on another site send a body without the browser asking first.
  app.removeContentTypeParser('text/plain');
  app.addHook('onRequest', addSecurityHeaders);
  app.addHook('onRequest', refuseOtherHosts);
  app.addHook('onRequest', refuseOtherOrigins);
  await app.register(fastifyCookie);
  await addScreenRoutes(app, options.webFolder);
  await app.register(async (scope) => {
    const api = scope as unknown as App;
    api.addHook('onRequest', forbidStoring);
    const desk = openReviewDesk({ store, leaseMs, ...(now === undefined ? {} : { now }) });
    addSessionRoutes(api, { sessions, desk, leaseMs, newLink });
    addReviewRoutes(api, desk, sessions);
    addFolderRoutes(api, {
      store,
      status: openFolderStatus(store, folder, options.activity),
      sessions,
      log,
    });
    addLoosePageRoutes(api, { store, sessions, now: now ?? (() => new Date()) });
    const library = openFormLibrary(options.formsFolder);
    addRowsRoutes(api, store, openRowsDesk(store), sessions);
    addAdoptedFormRoutes(api, {
      store,
      drafts: openFormDrafts(store, folder),
      sessions,
      now: now ?? (() => new Date()),
    });
    addPrintRoutes(api, { library, desk: openPrintDesk(store, folder, library), sessions });
  });
};
