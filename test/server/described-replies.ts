/** Holds what the server really answers against what its OpenAPI document says that it does. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { LightMyRequestResponse } from 'fastify';
import type { Method, OpenApiDocument, Reply } from '../../src/server/open-api/open-api.ts';

export interface ReplyCheck {
  /** Throws where the reply is not as the document describes it; what it does not describe is let through. */
  (method: string, url: string, reply: LightMyRequestResponse): void;
}

const matcherOf = (address: string): RegExp =>
  new RegExp(
    `^${address
      .split(/\{[A-Za-z]+\}/u)
      .map((part) => part.replace(/[.*+?^$()|[\]\\]/gu, String.raw`\$&`))
      .join('[^/]+')}$`,
    'u',
  );

const isBinary = (mediaType: string): boolean => mediaType !== 'application/json';

export const openReplyCheck = (document: OpenApiDocument): ReplyCheck => {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'document', ...document });
  const addresses = Object.keys(document.paths)
    // Words before parameters, as the server has it.
    .toSorted((one, other) => one.split('{').length - other.split('{').length)
    .map((address) => ({ address, matcher: matcherOf(address) }));
  const pointerOf = (...parts: string[]): string =>
    parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');

  return (method, url, reply) => {
    const path = url.replace(/[?#].*$/u, '');
    const address = addresses.find(({ matcher }) => matcher.test(path))?.address;
    const verb = method.toLowerCase() as Method;
    const operation = address === undefined ? undefined : document.paths[address]?.[verb];
    // Addresses of the screens, and those that nothing stands at.
    if (address === undefined || operation === undefined) return;
    const status = String(reply.statusCode);
    const key = [status, `${status.charAt(0)}XX`].find((each) => operation.responses[each] !== undefined);
    const said = `${method} ${url} -> ${status}`;
    if (key === undefined) throw new Error(`Expected ${said} to be a status that the document has.`);
    const { content } = operation.responses[key] as Reply;
    if (content === undefined) {
      if (reply.rawPayload.length > 0) throw new Error(`Expected ${said} to have no body.`);
      return;
    }
    const mediaType = String(reply.headers['content-type']).split(';', 1)[0] ?? '';
    if (content['*/*'] === undefined && content[mediaType] === undefined)
      throw new Error(
        `Expected ${said} to be ${Object.keys(content).join(' or ')} but it is ${JSON.stringify(mediaType)}.`,
      );
    const hasSchema = content[mediaType]?.schema !== undefined;
    if (isBinary(mediaType) || content['*/*'] !== undefined || !hasSchema) return;
    const pointer = pointerOf('paths', address, verb, 'responses', key, 'content', mediaType, 'schema');
    const validate = ajv.getSchema(`document#/${pointer}`);
    if (validate === undefined) throw new Error(`Expected a schema at ${pointer}.`);
    if (validate(reply.json()) !== true)
      throw new Error(`Expected ${said} to be as described: ${ajv.errorsText(validate.errors)}.`);
  };
};
