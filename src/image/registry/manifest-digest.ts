import { createHash } from 'node:crypto';
import { Unreadable } from '../unreadable';
import type { RegistryRepository } from './client';
import { refusal } from './client';

/** What a registry must be told to be ready for: it hides manifests of types that are not asked for. */
export const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/**
 * The digest that a tag names today (of the index, where there are several platforms); nothing where the registry has
 * no such tag. Rejects with `Unreadable`.
 */
export async function manifestDigest(source: RegistryRepository, reference: string): Promise<string | undefined> {
  const path = `manifests/${reference}`;
  const headers = { accept: manifestTypes };
  const answer = await source.ask(path, { method: 'HEAD', headers });
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw new Unreadable(source.url(path), await refusal(answer), 'check that you may read it');
  const stated = answer.headers.get('docker-content-digest');
  if (stated !== null) return stated;
  // The header is not obligatory: the digest is then that of what is sent.
  const whole = await source.ask(path, { headers });
  if (!whole.ok) throw new Unreadable(source.url(path), await refusal(whole), 'check that you may read it');
  return `sha256:${createHash('sha256')
    .update(new Uint8Array(await whole.arrayBuffer()))
    .digest('hex')}`;
}
