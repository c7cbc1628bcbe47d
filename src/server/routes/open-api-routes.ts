import { z } from 'zod';
import packageJson from '../../../package.json' with { type: 'json' };
import { ANYONE } from '../access.ts';
import { faultReplies } from '../api.ts';
import { describeRoutes, type DescribedRoute } from '../open-api/document.ts';
import type { OpenApiDocument } from '../open-api/open-api.ts';
import type { App } from '../zod-schemas.ts';

/** All that the server has to say of itself is in its source, so anyone may have it. */
const documentSchema = z
  .custom<OpenApiDocument>((value) => typeof value === 'object' && value !== null)
  .meta({ description: 'An OpenAPI 3.1 document.' });

/** The description of all routes. `routes` is what the server has when it is asked, not now. */
export const addOpenApiRoutes = (
  app: App,
  { routes, base }: { readonly routes: readonly DescribedRoute[]; readonly base: () => string },
): void => {
  let made: OpenApiDocument | null = null;
  app.route({
    method: 'GET',
    url: '/api/openapi.json',
    config: { access: ANYONE },
    schema: {
      summary: 'This description',
      response: { 200: documentSchema, ...faultReplies },
    },
    handler: async () => {
      made ??= describeRoutes(routes, { version: packageJson.version, base: base() });
      return made;
    },
  });
};
