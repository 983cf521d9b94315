import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { defaultLimits } from '../reading/limits';
import { blobBytes, blobFile, layoutManifest } from '../reading/oci-layout';
import { Unreadable } from '../unreadable';
import type { Answer } from './answer';
import type { RegistryCredentials } from './client';
import { isBusy, refusal, RegistryRepository, Unanswered } from './client';
import { notAnswered } from './not-answered';
import type { RegistryReference } from './pull';
import type { Times } from './times';

/** What was pushed. */
export interface Pushed {
  /** `sha256:…` of the manifest: the name under which it never changes. */
  digest: string;
  /** Bytes sent; blobs that the registry had already are not counted. */
  sent: number;
}

/**
 * Pushes an OCI image layout folder under a tag, of several images in it the one of this name: blobs that are missing
 * first, the manifest last, so that a tag never names half an image. Rejects with `Unreadable`.
 */
export async function pushLayout(
  folder: string,
  { registry, repository, reference }: RegistryReference,
  credentials: RegistryCredentials,
  onBlob: (digest: string, size: number) => void = () => undefined,
  { name, times }: { name?: string | undefined; times?: Times } = {},
): Promise<Pushed> {
  const target = new RegistryRepository(registry, repository, credentials, times);
  const { manifest, descriptor } = await layoutManifest(folder, defaultLimits, name);
  const bytes = await blobBytes(folder, descriptor, defaultLimits);
  let sent = 0;
  for (const blob of [manifest.config, ...manifest.layers]) {
    const file = await blobFile(folder, blob);
    const { size } = await stat(file);
    if (await has(target, blob.digest)) continue;
    await upload(target, blob.digest, file, size);
    sent += size;
    onBlob(blob.digest, size);
  }
  const type = descriptor.mediaType ?? manifest.mediaType ?? 'application/vnd.oci.image.manifest.v1+json';
  const answer = await target.ask(`manifests/${reference}`, {
    method: 'PUT',
    access: 'pull,push',
    headers: { 'content-type': type },
    body: new Uint8Array(bytes),
  });
  if (!answer.ok) {
    throw await notAnswered(target, 'PUT', `manifests/${reference}`, answer, 'check that you may push to it');
  }
  answer.discard();
  return { digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`, sent };
}

/** Deletes a manifest by its digest, and with it its tags. True if there was one. */
export async function deleteManifest(
  { registry, repository, reference }: RegistryReference,
  credentials: RegistryCredentials,
  times?: Times,
): Promise<boolean> {
  const target = new RegistryRepository(registry, repository, credentials, times);
  const answer = await target.ask(`manifests/${reference}`, { method: 'DELETE', access: 'pull,push' });
  if (!answer.ok && answer.status !== 404) {
    throw new Unreadable(target.url(`manifests/${reference}`), await refusal(answer), 'delete it by hand');
  }
  answer.discard();
  return answer.ok;
}

async function has(target: RegistryRepository, digest: string): Promise<boolean> {
  const path = `blobs/${digest}`;
  const answer = await target.ask(path, { method: 'HEAD', access: 'pull,push' });
  answer.discard();
  // Who may push need not be allowed to look.
  if (answer.ok || answer.status === 404 || answer.status === 403) return answer.ok;
  throw await notAnswered(target, 'HEAD', path, answer);
}

/** Uploads a blob; where that fails, from the beginning again: a registry may have forgotten what it had. */
async function upload(target: RegistryRepository, digest: string, file: string, size: number): Promise<void> {
  const { tries, pause, sleep, ending, silence = Infinity } = target.times;
  let silent = 0;
  for (let failures = 1; ; failures += 1) {
    const end = await beginUpload(target, digest);
    let answer: Answer | undefined;
    try {
      answer = await send(target, end, file, size);
      if (answer.status === 201) return answer.discard();
      if (failures >= tries || !isBusy(answer.status)) {
        throw await notAnswered(target, 'PUT', 'blobs/uploads/', answer, 'check that you may push to it');
      }
    } catch (error) {
      await cancel(target, end);
      if (!(error instanceof Unanswered) || ending?.aborted) throw error;
      silent += error.silence;
      if (failures >= tries || silent >= silence) throw error;
    }
    if (answer) {
      answer.discard();
      await cancel(target, end);
    }
    await sleep(pause(failures), ending);
  }
}

/** Gives an upload up, so that nothing of it stays; a registry that will not hear of it forgets it in time by itself. */
async function cancel(target: RegistryRepository, end: string): Promise<void> {
  const { registry, repository } = target;
  const times = { ...target.times, tries: 1, answer: Math.min(target.times.answer, 5_000), ending: undefined };
  try {
    const again = new RegistryRepository(registry, repository, target.credentials, times);
    (await again.ask(end, { method: 'DELETE', access: 'pull,push' })).discard();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
  }
}

/** Where the blob is to be sent. */
async function beginUpload(target: RegistryRepository, digest: string): Promise<string> {
  const begun = await target.ask('blobs/uploads/', {
    method: 'POST',
    access: 'pull,push',
    headers: { 'content-length': '0' },
  });
  const location = begun.headers.get('location');
  if (begun.status !== 202 || location === null) {
    const check = 'check that the repository is there and that you may push to it';
    throw await notAnswered(target, 'POST', 'blobs/uploads/', begun, check);
  }
  begun.discard();
  const end = new URL(target.address(location, 'blobs/uploads/'));
  end.searchParams.set('digest', digest);
  return end.href;
}

const send = (target: RegistryRepository, end: string, file: string, size: number) =>
  target.ask(end, {
    method: 'PUT',
    access: 'pull,push',
    headers: { 'content-type': 'application/octet-stream', 'content-length': String(size) },
    body: () => Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>,
  });
