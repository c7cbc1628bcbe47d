import { ANYONE } from '../access.ts';
import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import { z } from 'zod';
import { bytesSchema, faultReplies, healthSchema } from '../api.ts';
import type { App } from '../zod-schemas.ts';

/** Every address that a screen can be reloaded at. */
const SCREEN_PATHS = [
  '/',
  '/enter',
  '/review',
  '/texts',
  '/folder',
  '/print',
  '/forms',
  '/questionnaires',
  '/rows',
  '/waves',
  '/results',
  '/quality',
  '/users',
  '/tokens',
  '/openings',
  '/account',
  '/api',
];

/** The built screens out of `webFolder`, and whether the server lives. None of it needs a session. */
export const addScreenRoutes = async (app: App, webFolder: string): Promise<void> => {
  app.route({
    method: 'GET',
    url: '/healthz',
    config: { access: ANYONE },
    schema: { summary: 'Whether the server lives', response: { 200: healthSchema, ...faultReplies } },
    handler: async (_request, reply) => {
      void reply.header('cache-control', 'no-store');
      return { status: 'ok' as const };
    },
  });
  const isBuilt = existsSync(path.join(webFolder, 'index.html'));
  if (isBuilt) {
    const assets = path.join(webFolder, 'assets');
    await app.register(fastifyStatic, { root: assets, serve: false, preCompressed: true });
    app.route({
      method: 'GET',
      url: '/assets/:name',
      config: { access: ANYONE },
      schema: {
        params: z.strictObject({ name: z.string() }),
        response: { 200: bytesSchema, ...faultReplies },
      },
      // Vite puts a hash of the content into every name below assets.
      handler: async (request, reply) =>
        reply.sendFile(request.params.name, assets, { maxAge: '365d', immutable: true }),
    });
  }
  for (const url of SCREEN_PATHS) {
    app.route({
      method: 'GET',
      url,
      config: { access: ANYONE },
      schema: { response: { 200: bytesSchema, ...faultReplies } },
      handler: async (_request, reply) => {
        if (!isBuilt) {
          return reply.status(503).send({
            code: 'screens-not-built',
            message: 'The screens have not been built yet.',
            remedy: 'Start Paperline with npm start, which builds them.',
          });
        }
        return reply.sendFile('index.html', webFolder, { maxAge: 0, immutable: false });
      },
    });
  }
};
