import type { IncomingMessage } from 'node:http';
import type { ServiceError } from '../../errors';
import type { Service } from '../../services/service';
import { parseBody } from '../body';
import type { Answer, Protocol } from './protocol';

/** The service's own name and the operation: `SageMaker.ListApps`. */
const targetOf = ({ headers }: IncomingMessage) => String(headers['x-amz-target'] ?? '');

/** What the body is said to be, without how it is written. */
export const mediaTypeOf = ({ headers }: IncomingMessage) =>
  headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();

const contentType = ({ model }: Service) => `application/x-amz-json-${model.metadata.jsonVersion}`;

/** Whether a request is one of AWS JSON to this service. */
export function isJsonRequestTo(service: Service, request: IncomingMessage): boolean {
  const { targetPrefix = '', protocols } = service.model.metadata;
  const target = targetOf(request);
  const prefix = target.slice(0, Math.max(0, target.lastIndexOf('.')));
  // CloudTrail's is long in Python's clients and short in JavaScript's.
  const isMeant = prefix !== '' && (prefix === targetPrefix || targetPrefix.endsWith(`.${prefix}`));
  if (!isMeant || request.method !== 'POST' || !protocols.includes('json')) return false;
  return mediaTypeOf(request) === contentType(service);
}

/** AWS JSON 1.0 and 1.1 (fact sheet, section 1). */
export const json: Protocol = {
  operationOf(_service, { request }) {
    const target = targetOf(request);
    return target.slice(target.lastIndexOf('.') + 1);
  },
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
