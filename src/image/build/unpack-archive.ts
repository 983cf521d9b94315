import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type Compression, compressionOf, decompressed, peek } from '../reading/decompress';
import { DockerManifest } from '../reading/archive';
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
 * Rejects with `Unreadable`. Whoever calls removes the archive.
 */
export async function unpackArchive(archive: string, folder: string): Promise<void> {
  const blobs = new Map<string, Blob>();
  const links = new Map<string, string>();
  await mkdir(path.join(folder, 'blobs', 'sha256'), { recursive: true });
  try {
    for await (const { header, content } of tarEntries(decompressed(createReadStream(archive)))) {
      const name = path.posix.normalize(header.name);
      if (header.type === 'symlink') links.set(name, path.posix.join(path.posix.dirname(name), header.linkname ?? ''));
      else if (header.type === 'link') links.set(name, path.posix.normalize(header.linkname ?? ''));
      else if (header.type === 'file' && ofLayout.test(header.name)) await unpack(content, path.join(folder, name));
      else if (header.type === 'file') blobs.set(name, await blobOf(name, content, folder));
    }
    const laidOut = await access(path.join(folder, 'index.json')).then(
      () => true,
      () => false,
    );
    if (!laidOut) await layOut(folder, blobs, links);
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Unreadable(archive, `it holds no image that can be read: ${reason}`, 'save the image again');
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

async function layOut(folder: string, blobs: Map<string, Blob>, links: Map<string, string>): Promise<void> {
  const listed = path.join(folder, 'manifest.json');
  const [image, ...others] = DockerManifest.parse(JSON.parse(await readFile(listed, 'utf8')));
  await rm(listed);
  if (!image || others.length > 0) throw new Error(`it holds ${others.length + 1} images; save one alone`);
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
