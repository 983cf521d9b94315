import type { Ref } from '../studio-file/wanted';

const kindsByType: Readonly<Record<string, Ref['kind']>> = {
  domain: 'domain',
  'user-profile': 'user profile',
  space: 'space',
  'studio-lifecycle-config': 'lifecycle configuration',
  'app-image-config': 'AppImageConfig',
};

/** What an ARN names: `arn:…:space/d-1a2b/study`. A domain is named by its key in the file, where it has one. */
export function refOfArn(arn: string, keys: ReadonlyMap<string, string>): Ref | undefined {
  const [type = '', first = '', name] = arn.split(':').slice(5).join(':').split('/');
  const kind = kindsByType[type];
  if (!kind) return undefined;
  const domain = keys.get(first) ?? first;
  if (kind === 'domain') return { kind, name: domain };
  return name === undefined ? { kind, name: first } : { kind, name, domain };
}
