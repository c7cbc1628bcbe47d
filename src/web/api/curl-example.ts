import type { JsonSchema, Method, OpenApiDocument, Operation } from '../../server/open-api/open-api.ts';
import { exampleOf } from './schema-text.ts';

/** For a POSIX shell, whatever is in it. */
const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** What stands for a value that the reader must fill in: SURVEY for `survey`. */
const placeholder = (name: string, { enum: values, type }: JsonSchema): string =>
  values === undefined
    ? type === 'integer' || type === 'number'
      ? '1'
      : name.toUpperCase()
    : String(values[0]);

/** True where a script may call it: anyone may read it, or a token has a scope for it. */
export const isForScripts = (method: Method, { security }: Operation): boolean =>
  security.length === 0 ? method === 'get' : security.some((each) => each['token'] !== undefined);

/** How a script asks for it, as a command of a POSIX shell. */
export const curlExample = (
  { components }: Pick<OpenApiDocument, 'components'>,
  base: string,
  address: string,
  method: Method,
  operation: Operation,
): string => {
  const parameters = operation.parameters ?? [];
  const path = address.replace(/\{([A-Za-z]+)\}/gu, (_whole, name: string) => {
    const parameter = parameters.find((each) => each.in === 'path' && each.name === name);
    return placeholder(name, parameter?.schema ?? {});
  });
  const query = parameters
    .filter((each) => each.in === 'query' && each.required)
    .map(({ name, schema }) => `${name}=${placeholder(name, schema)}`)
    .join('&');
  const lines = [`curl ${quote(`${base}${path}${query === '' ? '' : `?${query}`}`)}`];
  if (method !== 'get') lines[0] = `curl -X ${method.toUpperCase()} ${lines[0]?.slice(5) ?? ''}`;
  if (operation.security.length > 0) lines.push(`-H "Authorization: Bearer $PAPERLINE_TOKEN"`);
  const [mediaType, body] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  if (mediaType !== undefined) {
    lines.push(`-H ${quote(`Content-Type: ${mediaType}`)}`);
    lines.push(
      body?.schema === undefined
        ? '--data-binary @FILE'
        : `-d ${quote(JSON.stringify(exampleOf(body.schema, components.schemas)))}`,
    );
  }
  return lines.join(' \\\n  ');
};
