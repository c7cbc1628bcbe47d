import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { JsonSchema, Operation } from '../../src/server/open-api/open-api.ts';
import { curlExample } from '../../src/web/api/curl-example.ts';
import { exampleOf, limitsOf, schemaText } from '../../src/web/api/schema-text.ts';

const jsonOf = (schema: z.ZodType): JsonSchema => z.toJSONSchema(schema, { io: 'input' }) as JsonSchema;

describe('the words for a schema', () => {
  it.each([
    [
      'a list of objects',
      z.array(z.strictObject({ code: z.string(), sure: z.number().optional() })),
      '{\n  code: string\n  sure?: number\n}[]',
    ],
    ['a choice', z.enum(['csv', 'jsonl']), '"csv" | "jsonl"'],
    ['a list of a choice', z.array(z.enum(['a', 'b'])), '("a" | "b")[]'],
    ['a value or nothing', z.string().nullable(), 'string | null'],
    ['names that are not known', z.record(z.string(), z.string()), '{\n  [any name]: string\n}'],
    [
      'limits',
      z.strictObject({ copies: z.number().int().min(1).max(5000) }),
      '{\n  copies: integer  // 1 to 5000\n}',
    ],
  ])('say %s', (_what, schema, text) => {
    expect(schemaText(jsonOf(schema))).toBe(text);
  });

  it('name a shared schema', () => {
    expect(schemaText({ type: 'array', items: { $ref: '#/components/schemas/Fault' } })).toBe('Fault[]');
  });

  it('leave out limits that are only those of numbers', () => {
    expect(limitsOf(jsonOf(z.number().int().min(3)))).toBe('from 3');
    expect(limitsOf(jsonOf(z.number().int()))).toBe('');
  });

  it('make an example of what is needed alone, shared parts too', () => {
    const schema = jsonOf(z.strictObject({ copies: z.number().int().min(5), note: z.string().optional() }));
    expect(exampleOf({ ...schema, required: ['copies'] }, {})).toEqual({ copies: 5 });
    expect(exampleOf({ $ref: '#/components/schemas/One' }, { One: { const: 7 } })).toBe(7);
  });
});

it('a command for the shell holds together whatever is in it', () => {
  const operation: Operation = {
    operationId: 'postPrint',
    summary: '',
    tags: [],
    security: [{ session: [] }, { token: ['print:write'] }],
    parameters: [{ name: 'run', in: 'path', required: true, schema: { type: 'integer' } }],
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: { type: 'object', required: ['a'], properties: { a: { const: "it's" } } },
        },
      },
    },
    responses: {},
  };
  const components = { schemas: {}, securitySchemes: {} };
  expect(curlExample({ components }, 'http://127.0.0.1:4310', '/api/print/{run}', 'post', operation)).toBe(
    [
      "curl -X POST 'http://127.0.0.1:4310/api/print/1'",
      '-H "Authorization: Bearer $PAPERLINE_TOKEN"',
      "-H 'Content-Type: application/json'",
      String.raw`-d '{"a":"it'\''s"}'`,
    ].join(' \\\n  '),
  );
});
