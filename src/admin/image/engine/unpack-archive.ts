import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type Compression, compressionOf, decompressed } from '../reading/decompress';
import { Budget } from '../reading/budget';
import { dockerImage } from '../reading/docker-manifest';
import { parseJson, reason } from '../reading/json';
import { defaultLimits, type Limits } from '../reading/limits';
import { remedyFor } from '../reading/manifest';
import { peek } from '../reading/peek';
import { tarEntries } from '../reading/tar';
import { Unreadable } from '../unreadable';

/** A member of the archive as a blob of the layout. */
interface Blob {
  mediaType: string;
  digest: string;
  size: number;
}

const ofLayout = /^(\.\/)?(index\.json|oci-layout|blobs\/[a-z0-9]+\/[a-f0-9]{32,128})$/;
const layerType = (compression: Compression) =>
  `application/vnd.oci.image.layer.v1.tar+${compression === 'zstd' ? 'zstd' : 'gzip'}`;
const configType = 'application/vnd.oci.image.config.v1+json';
const manifestType = 'application/vnd.oci.image.manifest.v1+json';

/**
 * Makes an OCI layout of an archive, in the order of its members and in constant memory: one that has a layout in it
 * (`docker save` since Docker 25, `nerdctl save`) is unpacked; of what older ones write, layers are compressed and a
 * manifest is made. Files are named by us or have exactly a layout's names, so nothing can land outside the folder.
 * Of several images the one of this name. Rejects with `Unreadable`. Whoever calls removes the archive.
 */
export async function unpackArchive(
  archive: string,
  folder: string,
  name?: string,
  limits: Limits = defaultLimits,
): Promise<void> {
  const budget = new Budget(limits);
  const blobs = new Map<string, Blob>();
  const links = new Map<string, string>();
  await mkdir(path.join(folder, 'blobs', 'sha256'), { recursive: true });
  try {
    for await (const { header, content } of tarEntries(budget.counted(decompressed(createReadStream(archive))))) {
      const member = path.posix.normalize(header.name);
      budget.record(member, header.linkname ?? '');
      if (header.type === 'symlink')
        links.set(member, path.posix.join(path.posix.dirname(member), header.linkname ?? ''));
      else if (header.type === 'link') links.set(member, path.posix.normalize(header.linkname ?? ''));
      else if (header.type === 'file' && ofLayout.test(header.name)) await unpack(content, path.join(folder, member));
      else if (header.type === 'file') blobs.set(member, await blobOf(member, content, folder));
    }
    const laidOut = await access(path.join(folder, 'index.json')).then(
      () => true,
      () => false,
    );
    if (!laidOut) await layOut(folder, blobs, links, limits, name);
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    const remedy = remedyFor(error, `docker-archive:${archive}`, 'save the image again');
    throw new Unreadable(archive, `it holds no image that can be read: ${reason(error)}`, remedy);
  }
}

async function unpack(content: AsyncIterable<Uint8Array>, file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await pipeline(content, createWriteStream(file));
}

/** Stores a member under the digest of what is stored; an uncompressed layer is compressed, all else is kept. */
async function blobOf(name: string, content: AsyncIterable<Uint8Array>, folder: string): Promise<Blob> {
  const { head, all } = await peek(content, 512);
  const isJson = head[0] === 0x7b || head[0] === 0x5b;
  const file = path.join(folder, 'incoming');
  const hash = createHash('sha256');
  const hashing = new Transform({
    transform(chunk: Uint8Array, _, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const compression = compressionOf(head);
  if (isJson || compression !== 'none') await pipeline(all, hashing, createWriteStream(file));
  else await pipeline(all, createGzip(), hashing, createWriteStream(file));
  const hex = hash.digest('hex');
  const { size } = await stat(file);
  if (name !== 'manifest.json') await rename(file, path.join(folder, 'blobs', 'sha256', hex));
  else await rename(file, path.join(folder, 'manifest.json'));
  return { mediaType: isJson ? configType : layerType(compression), digest: `sha256:${hex}`, size };
}

async function layOut(
  folder: string,
  blobs: Map<string, Blob>,
  links: Map<string, string>,
  limits: Limits,
  asked: string | undefined,
): Promise<void> {
  const listed = path.join(folder, 'manifest.json');
  const { size } = await stat(listed);
  if (size > limits.json) throw new Error(`its manifest.json has ${size} bytes`);
  const image = dockerImage(parseJson(await readFile(listed)), asked);
  await rm(listed);
  const blob = (name: string): Blob => {
    const place = path.posix.normalize(name);
    const found = blobs.get(place) ?? blobs.get(links.get(place) ?? '');
    if (!found) throw new Error(`${name} is not in the archive`);
    return found;
  };
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: manifestType,
    config: blob(image.Config),
    layers: image.Layers.map(blob),
  });
  const hex = createHash('sha256').update(manifest).digest('hex');
  await writeFile(path.join(folder, 'blobs', 'sha256', hex), manifest);
  const described = { mediaType: manifestType, digest: `sha256:${hex}`, size: Buffer.byteLength(manifest) };
  await writeFile(path.join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [described] }));
  await writeFile(path.join(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
}
