import type { IncomingMessage } from 'node:http';
import { decode } from 'cborg';
import { isObject } from '../model/json-types';
import { formInput } from './form-input';
import { byPath } from './by-path';
import type { Asked } from './asked';
import { s3Asked } from './s3';
import { scopeOf } from './scope';

/** Services that are signed for under another name than policies know them by. */
const PREFIXES = new Map([
  ['monitoring', 'cloudwatch'],
  ['tagging', 'tag'],
  ['email', 'ses'],
]);
/** Operations whose action has another name. */
const ACTIONS: Record<string, string> = { 'lambda:Invoke': 'InvokeFunction', 'lambda:InvokeAsync': 'InvokeFunction' };

/** Undefined for a request that does not say what it wants. The body is undefined for one that is not read here. */
export function askedOf(request: IncomingMessage, body: Buffer | undefined): Asked | undefined {
  const { service, region = '' } = scopeOf(request) ?? {};
  const target = request.headers['x-amz-target'];
  const prefix = service === undefined ? '' : (PREFIXES.get(service) ?? service);
  if (service === 's3' || (service === undefined && target === undefined && !isForm(request)))
    return s3Asked(request, body, region);
  if (target !== undefined) {
    return { prefix, action: String(target).split('.').at(-1) ?? '', input: jsonOf(body), form: 'json' };
  }
  const [, rpc] = /^\/service\/[\w.]+\/operation\/(\w+)$/.exec(request.url ?? '') ?? [];
  if (rpc !== undefined) return { prefix, action: rpc, input: cborOf(body), form: 'json' };
  const query = new URLSearchParams((request.url ?? '').split('?')[1]);
  if (isForm(request) || query.has('Action')) {
    const input = formInput(body?.length ? body.toString() : query.toString());
    const action = typeof input.Action === 'string' ? input.Action : '';
    return { prefix, action, input, form: prefix === 'ec2' ? 'ec2' : 'query' };
  }
  const found = byPath(prefix, request);
  if (!found) return undefined;
  const action = ACTIONS[`${prefix}:${found.operation}`] ?? found.operation;
  const sent = jsonOf(body);
  return { prefix, action, input: { ...(isObject(sent) && sent), ...found.members }, form: 'rest-json' };
}

const isForm = ({ headers }: IncomingMessage) =>
  headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;

/** The members of a JSON body; none of one that is no JSON, which the service itself will say. */
function jsonOf(body: Buffer | undefined): unknown {
  try {
    return JSON.parse(body?.toString() ?? '{}');
  } catch {
    return {};
  }
}

function cborOf(body: Buffer | undefined): unknown {
  try {
    return decode(body ?? Buffer.of(0xa0), { tags: { 1: (inner: () => unknown) => inner() } });
  } catch {
    return {};
  }
}
