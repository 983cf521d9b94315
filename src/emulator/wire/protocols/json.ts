import type { IncomingMessage } from 'node:http';
import type { ServiceError } from '../../errors';
import type { Service } from '../../services/service';
import { parseBody } from '../body';
import type { Answer, Protocol } from './protocol';

/** The service's own name and the operation of an `X-Amz-Target`: `SageMaker.ListApps`. */
function targetOf(request: IncomingMessage): { prefix: string; operation: string } | undefined {
  const [, prefix, operation] = /^([\w.]+)\.(\w+)$/.exec(String(request.headers['x-amz-target'])) ?? [];
  return prefix === undefined || operation === undefined ? undefined : { prefix, operation };
}

const contentType = ({ model }: Service) => `application/x-amz-json-${model.metadata.jsonVersion}`;

/** Whether a request is one of AWS JSON to this service. */
export function isJsonRequestTo(service: Service, request: IncomingMessage): boolean {
  const { targetPrefix = '', protocols } = service.model.metadata;
  const target = targetOf(request);
  const said = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (request.method !== 'POST' || !protocols.includes('json') || !target || said !== contentType(service))
    return false;
  // CloudTrail's is long in Python's clients and short in JavaScript's.
  return target.prefix === targetPrefix || targetPrefix.endsWith(`.${target.prefix}`);
}

/** AWS JSON 1.0 and 1.1 (fact sheet, section 1). */
export const json: Protocol = {
  operationOf: (_service, { request }) => targetOf(request)?.operation,
  inputOf: (_service, _operation, { body }) => parseBody(body.toString()),
  answerOf: (service, _operation, output) => answer(service, 200, output === undefined ? '' : JSON.stringify(output)),
  errorOf: (service, error) => answer(service, error.status, jsonError(error)),
};

const answer = (service: Service, status: number, body: string): Answer => ({
  status,
  headers: { 'content-type': contentType(service) },
  body,
});

export const jsonError = ({ code, message }: ServiceError) =>
  JSON.stringify(message === '' ? { __type: code } : { __type: code, Message: message });
