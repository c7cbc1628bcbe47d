import type { RouteOptions } from 'fastify';
import { z } from 'zod';
import type { Access } from '../access.ts';
import { mediaTypesOf, namedJson, replyJson, requestJson } from './json-schemas.ts';
import type {
  Content,
  JsonSchema,
  Method,
  OpenApiDocument,
  Operation,
  Parameter,
  PathItem,
  Reply,
} from './open-api.ts';
import { compareTags, tagOf, type Tag } from './tags.ts';

declare module 'fastify' {
  interface FastifySchema {
    /** What the route does, in a line. */
    summary?: string;
  }
}

/** A route as it was given to the server. */
export type DescribedRoute = Pick<RouteOptions, 'method' | 'url' | 'schema' | 'config'>;

const DESCRIPTION = `What the screens of Paperline ask of its server, and what scripts may.

**Who may call** stands with each route: the roles of people, who sign in by the screens and are known by a cookie, and the
scope of tokens, for scripts, which a privacy owner makes on the screen Users > Tokens or by \`paperline token add\`. A script
sends its token as \`Authorization: Bearer TOKEN\`. Routes that name no scope are for people alone. A request of a browser that
changes something must name Paperline's own origin.

**Faults** look alike everywhere: a code for programs, what happened, and what to do about it.`;

const PATH_PARAMETER = /:([A-Za-z]+)/gu;
const JSON_TYPE = 'application/json';

const contentOf = (schema: z.ZodType, json: (schema: z.ZodType) => JsonSchema): Content => {
  const mediaTypes = mediaTypesOf(schema);
  if (mediaTypes === null) return { [JSON_TYPE]: { schema: json(schema) } };
  return Object.fromEntries((mediaTypes.length === 0 ? ['*/*'] : mediaTypes).map((type) => [type, {}]));
};

const parametersOf = (schema: unknown, place: Parameter['in']): Parameter[] => {
  if (!(schema instanceof z.ZodType)) return [];
  const { properties = {}, required = [] } = requestJson(schema);
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
};

const MEANINGS: Readonly<Record<string, string>> = {
  '200': 'Done.',
  '204': 'Done; there is nothing to say.',
  '302': 'Go on at the address of the header `location`.',
  '4XX': 'Refused, and why.',
  '5XX': 'Something is wrong on the side of the server.',
};

const repliesOf = (route: DescribedRoute, access: Access): Record<string, Reply> => {
  const declared = (route.schema?.response ?? {}) as Readonly<Record<string, z.ZodType>>;
  const replies: Record<string, Reply> = {};
  for (const [status, schema] of Object.entries(declared)) {
    const key = status.toUpperCase();
    replies[key] = {
      description: MEANINGS[key] ?? 'Answered.',
      ...(schema instanceof z.ZodUndefined ? {} : { content: contentOf(schema, replyJson) }),
    };
  }
  const fault = replies['4XX'];
  if (fault === undefined) return replies;
  const said = (status: string, description: string): void => {
    replies[status] ??= { ...fault, description };
  };
  const { body, querystring, params } = route.schema ?? {};
  if (body !== undefined || querystring !== undefined || params !== undefined)
    said('400', '`usage`: the request is not as described here.');
  if (access.who !== 'anyone') {
    said('401', '`not-signed-in`: nobody is signed in, or the token is not known, over or revoked.');
    said('403', '`not-allowed`: not for the roles of this person, or the scopes of this token.');
  }
  return replies;
};

const securityOf = ({ who, scope }: Access): Operation['security'] => {
  if (who === 'anyone') return [];
  return [{ session: who === 'signed-in' ? [] : [...who] }, ...(scope === null ? [] : [{ token: [scope] }])];
};

/** `GET /api/print/:run/file` is `getPrintRunFile`. */
const operationIdOf = (method: string, url: string): string =>
  [method.toLowerCase(), ...url.replace(/^\/api\//u, '/').split(/[^A-Za-z0-9]+/u)]
    .filter((word) => word !== '')
    .map((word, place) => (place === 0 ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`))
    .join('');

const operationOf = (route: DescribedRoute, method: Method, tag: Tag): Operation => {
  const { access } = route.config ?? {};
  if (access === undefined) throw new Error(`Expected config.access on ${route.url}.`);
  const { summary = '', params, querystring, body } = route.schema ?? {};
  const parameters = [...parametersOf(params, 'path'), ...parametersOf(querystring, 'query')];
  return {
    operationId: operationIdOf(method, route.url),
    summary,
    tags: [tag.name],
    security: securityOf(access),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body instanceof z.ZodType
      ? { requestBody: { required: true, content: contentOf(body, requestJson) } }
      : {}),
    responses: repliesOf(route, access),
  };
};

/** What programs may call: everything but the screens and their files. */
const isDescribed = (url: string): boolean => url.startsWith('/api/') || url === '/healthz';

/** The OpenAPI document of these routes, made of the schemas that requests and replies are checked with. */
export const describeRoutes = (
  routes: readonly DescribedRoute[],
  { version, base }: { readonly version: string; readonly base: string },
): OpenApiDocument => {
  const tags = new Map<string, Tag>();
  const paths: Record<string, PathItem> = {};
  for (const route of routes) {
    if (!isDescribed(route.url)) continue;
    const tag = tagOf(route.url);
    tags.set(tag.name, tag);
    const address = route.url.replace(PATH_PARAMETER, '{$1}');
    for (const name of [route.method].flat()) {
      // Fastify answers HEAD wherever it answers GET.
      if (name === 'HEAD') continue;
      const method = name.toLowerCase() as Method;
      paths[address] = { ...paths[address], [method]: operationOf(route, method, tag) };
    }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Paperline',
      version,
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: base }],
    tags: [...tags.values()].toSorted(compareTags),
    paths: Object.fromEntries(Object.entries(paths).toSorted(([one], [other]) => (one < other ? -1 : 1))),
    components: {
      schemas: namedJson(),
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: base.startsWith('https:') ? '__Host-paperline_session' : 'paperline_session',
          description: 'A person who signed in on the screens.',
        },
        token: { type: 'http', scheme: 'bearer', description: 'A script, with a token that has the scope.' },
      },
    },
  };
};
