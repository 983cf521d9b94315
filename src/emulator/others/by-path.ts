import type { IncomingMessage } from 'node:http';
import { serviceReference } from '../permissions/reference';

interface OperationPath {
  operation: string;
  method: string;
  matches: RegExp;
  names: string[];
}

const made = new Map<string, OperationPath[]>();

/** The operation that a request asks for by its method and path, and the members that stand in the path. */
export function byPath(
  prefix: string,
  { method, url = '' }: IncomingMessage,
): { operation: string; members: Record<string, string> } | undefined {
  let paths = made.get(prefix);
  if (!paths) made.set(prefix, (paths = Object.entries(serviceReference(prefix).paths).map(operationPath)));
  const path = url.split('?')[0] ?? '';
  const fitting = paths.filter((one) => one.method === method && one.matches.test(path));
  // `/functions/all` is nearer than `/functions/{Name}`.
  const [place] = fitting.sort((one, other) => one.names.length - other.names.length);
  if (!place) return undefined;
  const values = place.matches.exec(path)?.slice(1) ?? [];
  const members = place.names.map((name, index) => [name, decodeURIComponent(values[index] ?? '')]);
  return { operation: place.operation, members: Object.fromEntries(members) };
}

function operationPath([operation, place]: [string, string]): OperationPath {
  const [method = '', path = ''] = place.split(' ');
  const names = [...path.matchAll(/\{(\w+)\+?\}/g)].map(([, name = '']) => name);
  const pattern = path
    .replace(/[.*?^$()|[\]\\]/g, '\\$&')
    .replace(/\{\w+\+\}/g, '(.+)')
    .replace(/\{\w+\}/g, '([^/]+)');
  return { operation, method, matches: new RegExp(`^${pattern.replace(/\/$/, '')}/?$`), names };
}
