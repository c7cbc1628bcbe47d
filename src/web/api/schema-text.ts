/** JSON Schemas in a few plain words, as a reader of the API wants them: the shape first, its limits behind it. */
import type { JsonSchema } from '../../server/open-api/open-api.ts';

const INDENT = '  ';
const WIDE = 60;

const REF = '#/components/schemas/';
/** The name of a shared schema that this one stands for, or null. */
export const nameOfRef = ({ $ref }: JsonSchema): string | null =>
  $ref?.startsWith(REF) === true ? $ref.slice(REF.length) : null;

const between = (least: number | undefined, most: number | undefined): string | null => {
  // What every whole number of JavaScript keeps to is no limit to tell of.
  const low = least === undefined || Math.abs(least) >= Number.MAX_SAFE_INTEGER ? undefined : least;
  const high = most === undefined || Math.abs(most) >= Number.MAX_SAFE_INTEGER ? undefined : most;
  if (low === undefined && high === undefined) return null;
  if (low === undefined) return `up to ${high}`;
  return high === undefined ? `from ${low}` : `${low} to ${high}`;
};

/** The limits of a value, such as `1 to 5000` or `2 to 40 characters`; empty where there are none. */
export const limitsOf = (schema: JsonSchema): string => {
  const length = between(schema.minLength, schema.maxLength);
  const items = between(schema.minItems, schema.maxItems);
  return [
    between(schema.minimum, schema.maximum),
    length === null ? null : `${length} characters`,
    items === null ? null : `${items} of them`,
    schema.format ?? (schema.pattern === undefined ? null : `like /${schema.pattern}/`),
    schema.default === undefined ? null : `else ${JSON.stringify(schema.default)}`,
  ]
    .filter((limit) => limit !== null)
    .join('; ');
};

const fitsOneLine = (parts: readonly string[]): boolean =>
  parts.join(' | ').length <= WIDE && parts.every((part) => !part.includes('\n'));

const choiceText = (parts: readonly string[], depth: number): string => {
  const own = [...new Set(parts)];
  return fitsOneLine(own) ? own.join(' | ') : own.join(`\n${INDENT.repeat(depth)}| `);
};

/** The shape of a value, such as `{ "copies": integer }`, over several lines where it is long. */
export const schemaText = (schema: JsonSchema, depth = 0): string => {
  const name = nameOfRef(schema);
  if (name !== null) return name;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined)
    return choiceText(
      schema.enum.map((value) => JSON.stringify(value)),
      depth,
    );
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined)
    return choiceText(
      choices.map((choice) => schemaText(choice, depth)),
      depth,
    );
  if (schema.allOf !== undefined) return schema.allOf.map((part) => schemaText(part, depth)).join(' & ');
  if (typeof schema.type === 'object')
    return choiceText(
      schema.type.map((type) => schemaText({ ...schema, type }, depth)),
      depth,
    );
  if (schema.type === 'array') {
    const item = schemaText(schema.items ?? {}, depth);
    return item.includes(' | ') || item.includes('\n|') ? `(${item})[]` : `${item}[]`;
  }
  if (schema.type === 'object' || schema.properties !== undefined) {
    const { properties = {}, required = [], additionalProperties } = schema;
    const lines = Object.entries(properties).map(([key, value]) => {
      const limits = limitsOf(value);
      const optional = required.includes(key) ? '' : '?';
      return `${INDENT.repeat(depth + 1)}${key}${optional}: ${schemaText(value, depth + 1)}${limits === '' ? '' : `  // ${limits}`}`;
    });
    if (typeof additionalProperties === 'object')
      lines.push(`${INDENT.repeat(depth + 1)}[any name]: ${schemaText(additionalProperties, depth + 1)}`);
    return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${INDENT.repeat(depth)}}`;
  }
  return schema.type ?? 'anything';
};

/** A value of this shape to begin with: what is needed and no more. */
export const exampleOf = (schema: JsonSchema, shared: Readonly<Record<string, JsonSchema>>): unknown => {
  const name = nameOfRef(schema);
  if (name !== null) return exampleOf(shared[name] ?? {}, shared);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const first = (schema.anyOf ?? schema.oneOf ?? schema.allOf)?.[0];
  if (first !== undefined) return exampleOf(first, shared);
  switch (typeof schema.type === 'object' ? schema.type[0] : schema.type) {
    case 'array':
      return schema.items === undefined ? [] : [exampleOf(schema.items, shared)];
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((key) => [key, exampleOf(schema.properties?.[key] ?? {}, shared)]),
      );
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1);
    case 'boolean':
      return true;
    default:
      return '...';
  }
};
