import fastifyCookie from '@fastify/cookie';
import type { FastifyPluginAsync } from 'fastify';
import type { DataFolder } from '../operation/data-folder.ts';
import type { Log } from '../operation/log.ts';
import { openCodingDesk } from '../review/coding-desk.ts';
import { openReviewDesk } from '../review/review-desk.ts';
import { openTextDesk } from '../review/text-desk.ts';
import type { Store } from '../store/store.ts';
import { openBatchDesk } from './batch-desk.ts';
import { answerFaults } from './faults.ts';
import { openFormDrafts } from './form-drafts.ts';
import { openFormLibrary } from './form-library.ts';
import { openFolderStatus, type FolderActivity } from './folder-status.ts';
import {
  actAsCaller,
  addSecurityHeaders,
  demandAccess,
  forbidStoring,
  openAdmission,
  refuseOtherHosts,
  refuseOtherOrigins,
} from './guards.ts';
import type { DescribedRoute } from './open-api/document.ts';
import { openPagePictures } from './page-pictures.ts';
import { openPrintDesk } from './print-desk.ts';
import type { PublicAddress } from './public-address.ts';
import { openComposing } from './questionnaires/composing.ts';
import { openQuestionnaireDesk } from './questionnaires/questionnaire-desk.ts';
import { openQuestionnaireFiles } from './questionnaires/questionnaire-files.ts';
import { addOwnAccountRoutes, addUserRoutes } from './routes/account-routes.ts';
import { addAdoptedFormRoutes } from './routes/adopted-form-routes.ts';
import { addBatchRoutes } from './routes/batch-routes.ts';
import { addCodingRoutes } from './routes/coding-routes.ts';
import { addFolderRoutes } from './routes/folder-routes.ts';
import { addFolderWorkRoutes } from './routes/folder-work-routes.ts';
import { addGrantRoutes } from './routes/grant-routes.ts';
import { addLoosePageRoutes } from './routes/loose-page-routes.ts';
import { addOpenApiRoutes } from './routes/open-api-routes.ts';
import { addOversightRoutes } from './routes/oversight-routes.ts';
import { addPrintRoutes } from './routes/print-routes.ts';
import { addProviderRoutes } from './routes/provider-routes.ts';
import { addQualityRoutes } from './routes/quality-routes.ts';
import { addResultsRoutes } from './routes/results-routes.ts';
import { addQuestionnaireRoutes } from './routes/questionnaire-routes.ts';
import { addReviewRoutes } from './routes/review-routes.ts';
import { addRowPictureRoutes } from './routes/row-picture-routes.ts';
import { addRowsRoutes } from './routes/rows-routes.ts';
import { addScreenRoutes } from './routes/screen-routes.ts';
import { addSessionRoutes } from './routes/session-routes.ts';
import { addSheetRoutes } from './routes/sheet-routes.ts';
import { addUploadRoutes } from './routes/upload-routes.ts';
import { addTextRoutes } from './routes/text-routes.ts';
import { addWallRoutes } from './routes/wall-routes.ts';
import { openScanUploads } from './scan-uploads.ts';
import { addAuditRoutes, addRetentionRoutes, addWaveRoutes } from './routes/wave-routes.ts';
import { openRowsDesk } from './rows-desk.ts';
import { openCallers } from './sign-in/callers.ts';
import type { Provider } from './sign-in/provider.ts';
import { openSignInDesk } from './sign-in/sign-in-desk.ts';
import { serializeWithZod, validateWithZod, type App } from './zod-schemas.ts';

export interface AppOptions {
  readonly store: Store;
  readonly folder: DataFolder;
  readonly log: Log;
  readonly leaseMs: number;
  readonly address: PublicAddress;
  /** The organisation's own sign-in; null where none is set up. */
  readonly provider: Provider | null;
  /** The address that people open. */
  readonly base: () => string;
  /** The whole one-time link for a secret. */
  readonly linkOf: (secret: string) => string;
  /** Where the questionnaire files are that ship with Paperline. */
  readonly formsFolder: string;
  /** The built screens. */
  readonly webFolder: string;
  /** Absent where no watcher runs beside the server. */
  readonly activity?: FolderActivity | undefined;
  /** What counts are perturbed with where tables are published, as set. */
  readonly perturbation: string | undefined;
  readonly now: () => Date;
}

/** The whole of the server but for listening. */
export const paperlineApp: FastifyPluginAsync<AppOptions> = async (instance, options) => {
  const app = instance as unknown as App;
  const { store, folder, log, leaseMs, address, provider, base, linkOf, now } = options;
  const callers = openCallers(store, now);
  const { admit, stillAdmitted } = openAdmission(callers, address);
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
  app.decorateRequest('caller', null);
  app.addHook('onRoute', demandAccess);
  const routes: DescribedRoute[] = [];
  app.addHook('onRoute', (route) => {
    routes.push(route);
  });
  app.addHook('onRequest', addSecurityHeaders(address));
  app.addHook('onRequest', refuseOtherHosts(address));
  app.addHook('onRequest', refuseOtherOrigins(address));
  await app.register(fastifyCookie);
  app.addHook('onRequest', admit);
  app.addHook('preHandler', actAsCaller);
  await addScreenRoutes(app, options.webFolder);
  await app.register(async (scope) => {
    const api = scope as unknown as App;
    api.addHook('onRequest', forbidStoring);
    addOpenApiRoutes(api, { routes, base });
    const desk = openReviewDesk({ store, leaseMs, now });
    const signIn = openSignInDesk(store, now);
    addSessionRoutes(api, {
      store,
      signIn,
      callers,
      desk,
      leaseMs,
      address,
      provider: provider?.name ?? null,
    });
    addProviderRoutes(api, { store, signIn, provider, address, base, log });
    addOwnAccountRoutes(api, { store, signIn, linkOf, now });
    addUserRoutes(api, { store, signIn, linkOf, now });
    addOversightRoutes(api, { store, now });
    addReviewRoutes(api, desk);
    addWallRoutes(api, desk);
    addQualityRoutes(api, store);
    const pictures = openPagePictures(store, folder);
    app.addHook('onClose', () => pictures.close());
    addSheetRoutes(api, { desk, pictures });
    addRowPictureRoutes(api, { store, now });
    addTextRoutes(api, openTextDesk(store, now));
    addCodingRoutes(api, openCodingDesk(store, now));
    addFolderRoutes(api, {
      store,
      status: openFolderStatus(store, folder, options.activity),
      stillAdmitted,
      log,
    });
    addFolderWorkRoutes(api, { store, activity: options.activity, pictures, now });
    const uploads = openScanUploads(store, folder);
    // An inbox that is away now is cleared at another start.
    await uploads
      .clear()
      .catch((error: unknown) => log.warn({ err: error }, 'the inbox could not be cleared'));
    await api.register(async (inner) => addUploadRoutes(inner as unknown as App, uploads));
    addLoosePageRoutes(api, { store, now });
    const files = openQuestionnaireFiles(options.formsFolder, folder.forms);
    const composing = openComposing();
    api.addHook('onClose', () => composing.close());
    const library = openFormLibrary(files, composing);
    addQuestionnaireRoutes(api, openQuestionnaireDesk(store, files, composing));
    for (const add of [addWaveRoutes, addRetentionRoutes, addAuditRoutes]) add(api, { store, folder, now });
    addRowsRoutes(api, store, openRowsDesk(store));
    addResultsRoutes(api, { store, now, perturbation: options.perturbation });
    addGrantRoutes(api, { store, now });
    addAdoptedFormRoutes(api, { store, drafts: openFormDrafts(store, folder), now });
    addBatchRoutes(api, openBatchDesk(store, now));
    addPrintRoutes(api, { library, desk: openPrintDesk(store, folder, library) });
  });
};
