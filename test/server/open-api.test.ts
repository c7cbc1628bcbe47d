/** The OpenAPI document as the server gives it, held against the server and against the standard. */
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, SCOPES } from '../../src/domain/roles.ts';
import { METHODS, type OpenApiDocument, type Operation } from '../../src/server/open-api/open-api.ts';
import { HOST, openSite, type Client, type Site } from './client.ts';
import { openReplyCheck } from './described-replies.ts';
import { declaredRoutes, routesOf } from './declared-routes.ts';

let site: Site;
let client: Client;
let document: OpenApiDocument;
beforeAll(async () => {
  site = await openSite({ copies: 1 });
  client = await site.enter();
  document = (await site.request({ url: '/api/openapi.json', headers: { host: HOST } })).json();
});
afterAll(() => site.close());

const operations = (): { readonly route: string; readonly operation: Operation }[] =>
  Object.entries(document.paths).flatMap(([address, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      const route = `${method.toUpperCase()} ${address.replace(/\{([A-Za-z]+)\}/gu, ':$1')}`;
      return operation === undefined ? [] : [{ route, operation }];
    }),
  );

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(
      structuredClone(document) as unknown as Record<string, unknown>,
    );
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  it('has every route of the server but the screens, and no other', () => {
    const programs = routesOf(site).filter((route) => / \/(?:api\/|healthz$)/u.test(route));
    expect(programs.length).toBeGreaterThan(50);
    expect(
      operations()
        .map(({ route }) => route)
        .toSorted(),
    ).toEqual(programs.toSorted());
  });

  it('says of each route what it does, what it is about, what it answers, and calls no two the same', () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { route, operation } of operations()) {
      const { summary, tags, responses } = operation;
      expect({ route, hasSummary: summary.length > 5 }).toEqual({ route, hasSummary: true });
      expect({ route, tags: tags.length }).toEqual({ route, tags: 1 });
      expect(document.tags.map(({ name }) => name)).toContain(tags[0]);
      const good = Object.keys(responses).filter((status) => /^[23]/u.test(status));
      expect({ route, good: good.length }).toEqual({ route, good: 1 });
      expect(responses).toMatchObject({ '4XX': {}, '5XX': {} });
    }
  });

  it('says who may call, as the table of ARCHITECTURE.md does', () => {
    const words: readonly string[] = [...ROLES, ...SCOPES];
    for (const { route, operation } of operations()) {
      const declared = declaredRoutes.find((each) => each.route === route);
      const [person, token] = operation.security;
      const people = person === undefined ? 'anyone' : (person['session'] ?? []);
      const said = people === 'anyone' || people.length > 0 ? people : 'signed-in';
      expect({ route, who: said, scope: token?.['token']?.[0] ?? null }).toEqual(declared);
      for (const word of operation.security.flatMap((each) => Object.values(each).flat()))
        expect(words).toContain(word);
    }
  });

  it('holds a parameter for every part of an address that stands for something', () => {
    for (const [address, item] of Object.entries(document.paths)) {
      const parts = [...address.matchAll(/\{([A-Za-z]+)\}/gu)].map(([, name]) => name);
      for (const method of METHODS) {
        const named = item[method]?.parameters?.filter((each) => each.in === 'path').map(({ name }) => name);
        if (item[method] !== undefined)
          expect({ address, named: named ?? [] }).toEqual({ address, named: parts });
      }
    }
  });

  it('is what replies are checked against: one that is not as described is found', async () => {
    const check = openReplyCheck(document);
    const reply = await client.get('/api/review/progress');
    expect(() => check('GET', '/api/review/progress', reply)).not.toThrow();
    const { ReviewProgress: progress, ...others } = document.components.schemas;
    const stricter: OpenApiDocument = {
      ...document,
      components: {
        ...document.components,
        schemas: { ...others, ReviewProgress: { ...progress, required: ['never-there'] } },
      },
    };
    expect(() => openReplyCheck(stricter)('GET', '/api/review/progress', reply)).toThrow(/never-there/u);
    expect(() => check('GET', '/api/rows', reply)).toThrow(/as described/u);
    expect(() => check('GET', '/api/print/1/file', reply)).toThrow(/application\/pdf/u);
  });
});
