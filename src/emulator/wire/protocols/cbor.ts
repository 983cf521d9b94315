import type { IncomingMessage } from 'node:http';
import { decode, encode, Token, Type } from 'cborg';
import { serializationException } from '../../errors';
import { isObject } from '../../model/json-types';
import type { Model } from '../../model/service';
import type { Service } from '../../services/service';
import type { Answer, Protocol } from './protocol';

const PATH = /^\/service\/([\w.]+)\/operation\/(\w+)$/;

/** Whether a request is one of Smithy's RPC with CBOR to this service. */
export function isCborRequestTo({ model }: Service, request: IncomingMessage): boolean {
  const { targetPrefix, protocols } = model.metadata;
  if (request.method !== 'POST') return false;
  return protocols.includes('smithy-rpc-v2-cbor') && PATH.exec(request.url ?? '')?.[1] === targetPrefix;
}

/** Smithy RPC v2 with CBOR, which boto3, the AWS CLI and the SDKs of 2026 speak to CloudWatch and to tagging. */
export const cbor: Protocol = {
  operationOf: (_service, { request }) => PATH.exec(request.url ?? '')?.[2],
  inputOf(_service, _operation, { body }) {
    // An operation without input may be asked with nothing.
    if (body.length === 0) return {};
    try {
      return decode(body, { tags: { 1: (inner: () => unknown) => inner() }, rejectDuplicateMapKeys: true });
    } catch {
      throw serializationException('');
    }
  },
  answerOf({ model }, operation, output) {
    const shape = model.operation(operation).output?.shape;
    return answer(200, shape === undefined ? {} : dated(model, shape, output));
  },
  errorOf(_service, { code, message, status }) {
    const told = answer(status, { __type: code, message });
    // Clients of before, to whom the services were known by their queries, look here.
    return {
      ...told,
      headers: { ...told.headers, 'x-amzn-query-error': `${code};${status < 500 ? 'Sender' : 'Receiver'}` },
    };
  },
};

/** Times are tagged in CBOR, and only the model knows which numbers are times. */
function dated(model: Model<unknown>, name: string, value: unknown): unknown {
  const shape = model.shape(name);
  if (shape.type === 'timestamp' && typeof value === 'number') return new Date(value * 1000);
  if (Array.isArray(value)) return value.map((item) => dated(model, shape.member?.shape ?? '', item));
  if (!isObject(value)) return value;
  const inner = (member: string) => (shape.type === 'map' ? shape.value : shape.members?.[member])?.shape ?? '';
  return Object.fromEntries(
    Object.entries(value).flatMap(([member, item]) =>
      item === undefined ? [] : [[member, dated(model, inner(member), item)]],
    ),
  );
}

const typeEncoders = {
  Date: (date: Date) => [new Token(Type.tag, 1), new Token(Type.float, date.getTime() / 1000)],
};

const answer = (status: number, value: unknown): Answer => ({
  status,
  headers: { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' },
  body: encode(value, { typeEncoders }),
});
