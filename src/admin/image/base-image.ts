import type { RegistryReference } from './registry/pull';
import { manifestDigest } from './registry/manifest-digest';
import { type RegistryCredentials, RegistryRepository } from './registry/client';
import { Unreadable } from './unreadable';

/**
 * Where a name in `FROM` stands, as container engines understand it: without a registry it is Docker Hub's, there without
 * a folder in `library`, and without a tag `latest`. Nothing where it is no image's name.
 */
export function imageNamed(text: string): RegistryReference | undefined {
  const [, name = '', tag, digest] =
    /^([\w.-]+(?::\d+(?=\/))?(?:\/[\w.-]+)*?)(?::([\w][\w.-]*))?(?:@(sha256:[a-f0-9]{64}))?$/.exec(text) ?? [];
  if (name === '') return undefined;
  const reference = digest ?? tag ?? 'latest';
  const [first = '', ...rest] = name.split('/');
  if (rest.length === 0) return { registry: dockerHub, repository: `library/${first}`, reference };
  if (!/[.:]|^localhost$/.test(first)) return { registry: dockerHub, repository: name, reference };
  if (!/^(index\.)?docker\.io$/.test(first)) return { registry: first, repository: rest.join('/'), reference };
  return { registry: dockerHub, repository: rest.length === 1 ? `library/${rest[0]}` : rest.join('/'), reference };
}

/** The host that answers for `docker.io`. */
const dockerHub = 'registry-1.docker.io';

/** The same image by its digest: `python:3.12` becomes `python@sha256:…`. */
export const byDigest = (image: string, digest: string) =>
  `${image.replace(/@.*$/, '').replace(/:[^/:]+$/, '')}@${digest}`;

/** The digest in a name, where it has one. */
export const digestIn = (image: string): string | undefined => /@(sha256:[a-f0-9]{64})$/.exec(image)?.[1];

/** The digest that a base image's name means today. Rejects with `Unreadable`. */
export async function baseDigest(image: string, credentials: RegistryCredentials): Promise<string> {
  const named = imageNamed(image);
  if (!named) throw new Unreadable(image, 'it is not the name of an image', 'correct the FROM line');
  const source = new RegistryRepository(named.registry, named.repository, credentials);
  const digest = await manifestDigest(source, named.reference);
  if (digest === undefined) throw new Unreadable(image, 'its registry does not have it', 'correct the FROM line');
  return digest;
}
