import type { FaultReply } from '../server/api.ts';

/** The server said no, and why. */
export class RefusedRequest extends Error {
  readonly status: number;
  readonly fault: FaultReply;
  override readonly name = 'RefusedRequest';

  constructor(status: number, fault: FaultReply) {
    super(fault.message);
    this.status = status;
    this.fault = fault;
  }
}

/** The server did not answer at all. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

const ANSWER_WITHIN_MS = 15_000;

type Listener = () => void;
let onSignedOut: Listener = () => undefined;
/** Called when the session turns out to be over. */
export const listenForSignOut = (listener: Listener): void => {
  onSignedOut = listener;
};

const faultOf = async (response: Response): Promise<FaultReply> => {
  try {
    return (await response.json()) as FaultReply;
  } catch {
    return { code: 'unexpected', message: `${response.status} ${response.statusText}`, remedy: '' };
  }
};

/** Looking for boxes on forty pages, and reading their words, takes minutes. */
const SLOW_WITHIN_MS = 600_000;
/**
 * Printing, reading a file again, publishing a wave, whose tables are attacked first, and taking a form into use: its blanks
 * are compared with those of others.
 */
const isLongWork = (method: string, path: string): boolean =>
  method === 'POST' &&
  (path.startsWith('/api/print') ||
    path === '/api/results' ||
    path.endsWith('/use') ||
    path.endsWith('/again'));

const request = async (
  method: string,
  path: string,
  body?: unknown,
  calledOff?: AbortSignal,
): Promise<Response> => {
  const isFile = body instanceof Blob;
  const withinMs = isFile ? SLOW_WITHIN_MS : isLongWork(method, path) ? 120_000 : ANSWER_WITHIN_MS;
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      signal: AbortSignal.any([
        AbortSignal.timeout(withinMs),
        ...(calledOff === undefined ? [] : [calledOff]),
      ]),
      ...(body === undefined
        ? {}
        : isFile
          ? { headers: { 'content-type': 'application/octet-stream' }, body }
          : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
  } catch (cause) {
    throw new NoAnswer('no answer', { cause });
  }
  if (response.ok) return response;
  const fault = await faultOf(response);
  if (fault.code === 'not-signed-in') onSignedOut();
  throw new RefusedRequest(response.status, fault);
};

/** The reply's JSON, in the shape that the server declares for this route. */
export const callApi = async <Reply>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  /** Whoever asked does not wait any more; the promise then fails. */
  calledOff?: AbortSignal,
): Promise<Reply> => {
  const response = await request(method, path, body, calledOff);
  return (response.status === 204 ? null : await response.json()) as Reply;
};

/** Sends a file as it is. */
export const sendFile = async <Reply>(path: string, file: Blob): Promise<Reply> =>
  (await (await request('POST', path, file)).json()) as Reply;

/** A file on its way. */
export interface Sending<Reply> {
  /** Fails as `callApi` does; with `NoAnswer` where it was stopped. */
  readonly reply: Promise<Reply>;
  readonly stop: () => void;
}

/** Sends a file as it is and tells how many bytes of it have gone out; it may take as long as it needs. */
export const sendWithProgress = <Reply>(
  path: string,
  file: Blob,
  onProgress: (sentBytes: number) => void,
): Sending<Reply> => {
  const { promise, resolve, reject } = Promise.withResolvers<Reply>();
  const request = new XMLHttpRequest();
  request.open('POST', path);
  request.responseType = 'json';
  request.setRequestHeader('content-type', 'application/octet-stream');
  request.upload.addEventListener('progress', ({ loaded }) => onProgress(loaded));
  const unanswered = (): void => reject(new NoAnswer('no answer'));
  request.addEventListener('error', unanswered);
  request.addEventListener('abort', unanswered);
  request.addEventListener('load', () => {
    if (request.status < 400) return resolve(request.response as Reply);
    const fault = (request.response as FaultReply | null) ?? {
      code: 'unexpected',
      message: `${request.status} ${request.statusText}`,
      remedy: '',
    };
    if (fault.code === 'not-signed-in') onSignedOut();
    reject(new RefusedRequest(request.status, fault));
  });
  request.send(file);
  return { reply: promise, stop: () => request.abort() };
};

/** A picture as an address that lives until it is revoked. */
export const loadPicture = async (path: string): Promise<string> => {
  const response = await request('GET', path);
  return URL.createObjectURL(await response.blob());
};

/** Sends a request that goes out although the page is closed; whether it arrives is not known. */
export const sendBeforeClosing = (path: string): void => {
  fetch(path, { method: 'POST', credentials: 'same-origin', keepalive: true }).catch(() => undefined);
};
