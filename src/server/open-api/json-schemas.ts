import { z } from 'zod';
import { layoutSchema } from '../../domain/layout.ts';
import { faultSchema, reviewProgressSchema, reviewTaskSchema } from '../api.ts';
import type { JsonSchema } from './open-api.ts';

/** Schemas that many routes share: written once, named where they are used. */
const NAMED: ReadonlyMap<z.core.$ZodType, string> = new Map<z.core.$ZodType, string>([
  [faultSchema, 'Fault'],
  [reviewTaskSchema, 'ReviewTask'],
  [reviewProgressSchema, 'ReviewProgress'],
  [layoutSchema, 'Layout'],
]);

const convert = (schema: z.ZodType, io: 'input' | 'output', isNamed: boolean): JsonSchema => {
  const itself: z.core.$ZodType = schema;
  const { $schema: _draft, ...json } = z.toJSONSchema(schema, {
    io,
    // What zod alone can check, such as the bytes of a file, is anything here.
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const part: z.core.$ZodType = zodSchema;
      const name = isNamed && part === itself ? undefined : NAMED.get(part);
      if (name === undefined) return;
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key as keyof typeof jsonSchema];
      jsonSchema.$ref = `#/components/schemas/${name}`;
    },
  });
  return json as JsonSchema;
};

/** What a request may hold, before defaults are filled in. */
export const requestJson = (schema: z.ZodType): JsonSchema => convert(schema, 'input', false);
/** What a reply holds. */
export const replyJson = (schema: z.ZodType): JsonSchema => convert(schema, 'output', false);

export const namedJson = (): Record<string, JsonSchema> =>
  Object.fromEntries(
    [...NAMED].map(([schema, name]) => [name, convert(schema as z.ZodType, 'output', true)]),
  );

/** Of bytes: the media types that go in or out, none where nobody said; null where it is no schema of bytes. */
export const mediaTypesOf = (schema: z.ZodType): readonly string[] | null => {
  const { mediaTypes } = (schema.meta() ?? {}) as { mediaTypes?: readonly string[] };
  return mediaTypes ?? null;
};
