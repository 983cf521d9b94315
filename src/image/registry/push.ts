import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { defaultLimits } from '../reading/limits';
import { blobFile, layoutManifest } from '../reading/oci-layout';
import { Unreadable } from '../unreadable';
import type { RegistryCredentials } from './client';
import { RegistryRepository, refusal } from './client';
import type { RegistryReference } from './pull';

/** What was pushed. */
export interface Pushed {
  /** `sha256:…` of the manifest: the name under which it never changes. */
  digest: string;
  /** Bytes sent; blobs that the registry had already are not counted. */
  sent: number;
}

/**
 * Pushes an OCI image layout folder under a tag: blobs that are missing first, the manifest last, so that a tag never
 * names half an image. Rejects with `Unreadable`.
 */
export async function pushLayout(
  folder: string,
  { registry, repository, reference }: RegistryReference,
  credentials: RegistryCredentials,
  onBlob: (digest: string, size: number) => void = () => undefined,
): Promise<Pushed> {
  const target = new RegistryRepository(registry, repository, credentials);
  const { manifest, descriptor } = await layoutManifest(folder, defaultLimits);
  const bytes = await readFile(await blobFile(folder, descriptor));
  let sent = 0;
  for (const blob of [manifest.config, ...manifest.layers]) {
    const file = await blobFile(folder, blob);
    const { size } = await stat(file);
    if (await has(target, blob.digest)) continue;
    await upload(target, blob.digest, file, size);
    sent += size;
    onBlob(blob.digest, size);
  }
  const type = descriptor.mediaType ?? 'application/vnd.oci.image.manifest.v1+json';
  const answer = await target.ask(`manifests/${reference}`, {
    method: 'PUT',
    access: 'pull,push',
    headers: { 'content-type': type },
    body: new Uint8Array(bytes),
  });
  if (!answer.ok)
    throw new Unreadable(target.url(`manifests/${reference}`), await refusal(answer), 'check that you may push to it');
  await answer.body?.cancel();
  return { digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`, sent };
}

/** Deletes a manifest by its digest, and with it its tags. True if there was one. */
export async function deleteManifest(
  { registry, repository, reference }: RegistryReference,
  credentials: RegistryCredentials,
): Promise<boolean> {
  const target = new RegistryRepository(registry, repository, credentials);
  const answer = await target.ask(`manifests/${reference}`, { method: 'DELETE', access: 'pull,push' });
  if (!answer.ok && answer.status !== 404) {
    throw new Unreadable(target.url(`manifests/${reference}`), await refusal(answer), 'delete it by hand');
  }
  await answer.body?.cancel();
  return answer.ok;
}

async function has(target: RegistryRepository, digest: string): Promise<boolean> {
  const answer = await target.ask(`blobs/${digest}`, { method: 'HEAD', access: 'pull,push' });
  await answer.body?.cancel();
  return answer.ok;
}

async function upload(target: RegistryRepository, digest: string, file: string, size: number): Promise<void> {
  const begun = await target.ask('blobs/uploads/', {
    method: 'POST',
    access: 'pull,push',
    headers: { 'content-length': '0' },
  });
  const location = begun.headers.get('location');
  if (begun.status !== 202 || location === null) {
    throw new Unreadable(
      target.url('blobs/uploads/'),
      await refusal(begun),
      'check that the repository is there and that you may push to it',
    );
  }
  await begun.body?.cancel();
  const end = new URL(location, target.url('.'));
  end.searchParams.set('digest', digest);
  const answer = await target.ask(end.href, {
    method: 'PUT',
    access: 'pull,push',
    headers: { 'content-type': 'application/octet-stream', 'content-length': String(size) },
    body: Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>,
  });
  if (answer.status !== 201) throw new Unreadable(target.url('blobs/uploads/'), await refusal(answer), 'try again');
  await answer.body?.cancel();
}
