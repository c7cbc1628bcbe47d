import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { ZodError } from 'zod';
import { isPaperlineError } from '../domain/errors.ts';
import type { Log } from '../operation/log.ts';
import type { FaultReply } from './api.ts';

const UNEXPECTED: FaultReply = {
  code: 'unexpected',
  message: 'Something went wrong inside Paperline.',
  remedy: 'Try again. If it stays, the log of the terminal says what happened.',
};

const sayZod = (error: ZodError): string =>
  error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join('.') || 'request'}: ${issue.message}`)
    .join('; ');

const describe = (error: FastifyError): { status: number; fault: FaultReply } => {
  if (isPaperlineError(error)) {
    const { code, message, remedy, values } = error;
    return {
      status: error.httpStatus,
      fault: { code, message, remedy, ...(values === null ? {} : { values }) },
    };
  }
  if (error instanceof ZodError && error.validationContext !== undefined) {
    return {
      status: 400,
      fault: { code: 'usage', message: sayZod(error), remedy: 'Send what the route asks for.' },
    };
  }
  const status = error.statusCode ?? 500;
  if (status < 500) {
    return {
      status,
      fault: { code: 'usage', message: error.message, remedy: 'Send what the route asks for.' },
    };
  }
  return { status, fault: UNEXPECTED };
};

/**
 * Turns every error into {code, message, remedy}. Below 500 the message goes out; above it may name paths and values,
 * so it goes to the log alone.
 */
export const answerFaults =
  (log: Log) =>
  async (error: FastifyError, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { status, fault } = describe(error);
    if (status >= 500) {
      log.error({ route: request.routeOptions.url, method: request.method, err: error }, 'request failed');
    }
    const outward = status >= 500 ? { ...UNEXPECTED, code: fault.code } : fault;
    return reply.status(status).header('cache-control', 'no-store').send(outward);
  };
