import type { IncomingMessage } from 'node:http';
import { partitionOf } from '../region';
import type { Asked } from './asked';
import { bucketActions, objectActions, type S3Actions } from './s3-actions';

const WILD = /\.localhost$/;

/** The bucket that a request's host names, as `BUCKET.localhost`; undefined where the path has it. */
export function bucketOfHost({ headers }: IncomingMessage): string | undefined {
  const name = headers.host?.replace(/:\d+$/, '') ?? '';
  return WILD.test(name) ? name.replace(WILD, '').replace(/\.s3(\.[\w-]+)?$/, '') : undefined;
}

/** Whether a request is one of many objects, which only its body names. */
export const namesInBody = ({ method, url }: IncomingMessage) =>
  method === 'POST' && new URLSearchParams(url?.split('?')[1]).has('delete');

/**
 * What a request to S3 asks for: the bucket is in its host or begins its path, the object is the rest of it. Of one that
 * deletes many objects, each has to be allowed (S3 itself answers for each apart).
 */
export function s3Asked(request: IncomingMessage, body: Buffer | undefined, region: string): Asked {
  const { method = 'GET', url = '', headers } = request;
  const [path = '', search] = url.split('?');
  const query = new URLSearchParams(search);
  const whole = decoded(path).slice(1);
  const [bucket = '', ...rest] =
    bucketOfHost(request) === undefined ? whole.split('/') : [bucketOfHost(request), whole];
  const key = rest.join('/');
  const arns = `arn:${partitionOf(region)}:s3:::`;
  // The query and the head as members: conditions such as s3:prefix and s3:x-amz-acl are named after them.
  const input = { ...Object.fromEntries(query), ...headersOf(headers), VersionId: query.get('versionId') ?? undefined };
  const ask = (action: string, ...resources: string[]): Asked => ({
    prefix: 's3',
    action,
    input,
    resources,
    form: 's3',
  });
  if (bucket === '') return ask('ListAllMyBuckets', '*');
  const bucketArn = `${arns}${bucket}`;
  if (key === '') {
    const action = actionOf(bucketActions, method, query);
    const named = namesInBody(request) ? keysIn(body?.toString() ?? '') : [];
    if (named.length > 0) return ask(action, ...named.map((each) => `${bucketArn}/${each}`));
    return ask(action, /Object$/.test(action) ? `${bucketArn}/*` : bucketArn);
  }
  const asked = ask(actionOf(objectActions, method, query), `${bucketArn}/${key}`);
  const source = headers['x-amz-copy-source'];
  if (source === undefined) return asked;
  const copied = decoded(String(source).split('?')[0] ?? '').replace(/^\//, '');
  return { ...asked, also: [{ action: 'GetObject', resources: [`${arns}${copied}`] }] };
}

function actionOf(actions: S3Actions, method: string, query: URLSearchParams): string {
  const named = actions[method] ?? {};
  const found = Object.keys(named).find((name) => name !== '' && query.has(name));
  return named[found ?? ''] ?? method;
}

/** The keys in the XML of a Delete. */
const keysIn = (xml: string) => [...xml.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => unescaped(key));

const SIGNS = new Map(Object.entries({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }));
const unescaped = (text: string) =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return SIGNS.get(name) ?? whole;
    const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

const headersOf = (headers: IncomingMessage['headers']) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('x-amz-')));

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
