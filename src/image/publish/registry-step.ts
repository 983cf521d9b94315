import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Index, preferred } from '../reading/manifest';
import type { RegistryCredentials } from '../registry/client';
import { RegistryRepository } from '../registry/client';
import { deleteManifest, pushLayout } from '../registry/push';
import { type RegistryReference, manifestTypes } from '../registry/pull';

/** A tag that names the content, so that no push ever moves a tag that somebody uses. */
export async function publishedTag(layout: string): Promise<string> {
  const index = Index.parse(JSON.parse(await readFile(path.join(layout, 'index.json'), 'utf8')));
  return `studiolo-${preferred(index).digest.split(':')[1]?.slice(0, 12)}`;
}

/**
 * Pushes a layout. `back` deletes the manifest again if it was not there before; ECR lets registries' clients delete
 * nothing, so there it tells what is left.
 */
export async function putInRegistry(
  layout: string,
  reference: RegistryReference,
  credentials: RegistryCredentials,
  tell: (line: string) => void,
): Promise<{ digest: string; back: (tell: (line: string) => void) => Promise<void> }> {
  const target = new RegistryRepository(reference.registry, reference.repository, credentials);
  const before = await target.ask(`manifests/${reference.reference}`, {
    method: 'HEAD',
    access: 'pull,push',
    headers: { accept: manifestTypes },
  });
  await before.body?.cancel();
  const { digest, sent } = await pushLayout(layout, reference, credentials, (blob, size) =>
    tell(`pushed ${blob.slice(0, 19)} (${(size / 1e6).toFixed(1)} MB)`),
  );
  tell(
    `${reference.registry}/${reference.repository}:${reference.reference}: ${sent === 0 ? 'was there' : `${(sent / 1e6).toFixed(1)} MB sent`}`,
  );
  return {
    digest,
    async back(say) {
      if (before.ok) return;
      try {
        await deleteManifest({ ...reference, reference: digest }, credentials);
        say(`taken back: ${reference.repository}:${reference.reference}`);
      } catch (error) {
        say(
          `left in the registry: ${reference.repository}:${reference.reference} (${error instanceof Error ? error.message : String(error)})`,
        );
      }
    },
  };
}
