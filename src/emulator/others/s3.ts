import type { IncomingMessage } from 'node:http';
import type { Asked } from './asked';
import { bucketActions, objectActions, type S3Actions } from './s3-actions';

const WILD = /\.localhost$/;

/** The bucket that a request's host names, as `BUCKET.localhost`; undefined where the path has it. */
export function bucketOfHost({ headers }: IncomingMessage): string | undefined {
  const name = headers.host?.replace(/:\d+$/, '') ?? '';
  return WILD.test(name) ? name.replace(WILD, '').replace(/\.s3(\.[\w-]+)?$/, '') : undefined;
}

/** What a request to S3 asks for: the bucket is in its host or begins its path, the object is the rest of it. */
export function s3Asked(request: IncomingMessage): Asked {
  const { method = 'GET', url = '', headers } = request;
  const [path = '', search] = url.split('?');
  const query = new URLSearchParams(search);
  const whole = decoded(path).slice(1);
  const [bucket = '', ...rest] =
    bucketOfHost(request) === undefined ? whole.split('/') : [bucketOfHost(request), whole];
  const key = rest.join('/');
  // The query and the head as members: conditions such as s3:prefix and s3:x-amz-acl are named after them.
  const input = { ...Object.fromEntries(query), ...headersOf(headers), VersionId: query.get('versionId') ?? undefined };
  const ask = (action: string, resource: string): Asked => ({
    prefix: 's3',
    action,
    input,
    resources: [resource],
    form: 's3',
  });
  if (bucket === '') return ask('ListAllMyBuckets', '*');
  const bucketArn = `arn:aws:s3:::${bucket}`;
  if (key === '') {
    const action = actionOf(bucketActions, method, query);
    return ask(action, /Object$/.test(action) ? `${bucketArn}/*` : bucketArn);
  }
  const asked = ask(actionOf(objectActions, method, query), `${bucketArn}/${key}`);
  const source = headers['x-amz-copy-source'];
  if (source === undefined) return asked;
  const copied = decoded(String(source).split('?')[0] ?? '').replace(/^\//, '');
  return { ...asked, also: [{ action: 'GetObject', resources: [`arn:aws:s3:::${copied}`] }] };
}

function actionOf(actions: S3Actions, method: string, query: URLSearchParams): string {
  const named = actions[method] ?? {};
  const found = Object.keys(named).find((name) => name !== '' && query.has(name));
  return named[found ?? ''] ?? method;
}

const headersOf = (headers: IncomingMessage['headers']) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('x-amz-')));

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
