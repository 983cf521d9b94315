import type { IncomingMessage } from 'node:http';
import { serializationException } from '../../errors';
import type { Member, Model } from '../../model/service';
import type { Service } from '../../services/service';
import { parseBody } from '../body';
import { signedFor } from '../signed-for';
import type { Answer, Protocol } from './protocol';
import { scalar } from './scalar';

/**
 * Whether a request is one of REST with JSON to this service. Its paths are not the service's alone: what it is signed
 * for tells.
 */
export const isRestRequestTo = (service: Service, request: IncomingMessage) =>
  service.model.metadata.protocols.includes('rest-json') && signedFor(request)?.service === service.signingName;

/** REST with JSON: an operation is a method and a path; its members stand in the path, the query and the body. */
export const restJson: Protocol = {
  operationOf: ({ model }, { request }) => placeOf(model, request)?.operation,
  inputOf({ model }, operation, { request, body }) {
    const inPath = placeOf(model, request)?.members ?? {};
    const query = new URLSearchParams(request.url?.split('?')[1]);
    const shape = model.operation(operation).input?.shape;
    const members = Object.entries((shape === undefined ? undefined : model.shape(shape).members) ?? {});
    const read = ([name, member]: [string, Member]): [string, unknown][] => {
      const { location, locationName = name } = member;
      if (location === 'uri') return [[name, inPath[locationName]]];
      if (location !== 'querystring' || !query.has(locationName)) return [];
      const { type } = model.shape(member.shape);
      const given = query.getAll(locationName);
      return [[name, type === 'list' ? given : scalar(type, given[0] ?? '')]];
    };
    const sent: unknown = body.length === 0 ? {} : parseBody(body.toString());
    if (Array.isArray(sent)) throw serializationException('');
    return { ...Object(sent), ...Object.fromEntries(members.flatMap(read)) };
  },
  answerOf({ model }, operation, output) {
    const { http, output: shape } = model.operation(operation);
    const text = shape === undefined && output === undefined ? '' : JSON.stringify(output ?? {});
    return answer(http.responseCode ?? 200, text, {});
  },
  errorOf: (_service, { code, message, status }) =>
    answer(status, JSON.stringify({ ErrorCode: code, Message: message }), { 'x-amzn-errortype': code }),
};

interface Found {
  operation: string;
  members: Record<string, string>;
}

/** The operation of a method and a path, and the members that stand in the path. */
function placeOf(model: Model<unknown>, { method, url = '' }: IncomingMessage): Found | undefined {
  const path = url.split('?')[0] ?? '';
  for (const [operation, { http }] of Object.entries(model.operations)) {
    if (http.method !== method) continue;
    const matched = new RegExp(`^${http.requestUri.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}/?$`).exec(path);
    if (matched) return { operation, members: decoded(matched.groups ?? {}) };
  }
  return undefined;
}

function decoded(members: Record<string, string>): Record<string, string> {
  try {
    return Object.fromEntries(Object.entries(members).map(([name, text]) => [name, decodeURIComponent(text)]));
  } catch {
    throw serializationException('');
  }
}

const answer = (status: number, body: string, headers: Record<string, string>): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body,
});
