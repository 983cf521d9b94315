import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack, type Pack } from 'tar-stream';
import type { Entry, ImageSpec } from './image-spec';

export type Compression = 'none' | 'gzip' | 'zstd';

async function bytes(archive: Pack): Promise<Buffer> {
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A layer's tar. */
export function layerTar(entries: Entry[]): Promise<Buffer> {
  const archive = pack();
  for (const { name, content = '', mode, uid = 0, gid = 0, target, hardLink } of entries) {
    // Numbers that do not fit into the header's field stand in one of their own, as GNU tar and Docker write it.
    const pax = { ...(uid > 0o777777 && { uid: String(uid) }), ...(gid > 0o777777 && { gid: String(gid) }) };
    const about = { name, uid, gid, mtime: new Date(0), ...(Object.keys(pax).length > 0 && { pax }) };
    const folder = name.endsWith('/');
    if (target !== undefined) archive.entry({ ...about, type: 'symlink', linkname: target, mode: 0o777 });
    else if (hardLink !== undefined) archive.entry({ ...about, type: 'link', linkname: hardLink, mode: mode ?? 0o644 });
    else if (folder) archive.entry({ ...about, type: 'directory', mode: mode ?? 0o755 });
    else archive.entry({ ...about, mode: mode ?? 0o644 }, content);
  }
  return bytes(archive);
}

export function compress(data: Buffer, compression: Compression): Buffer {
  if (compression === 'gzip') return gzipSync(data);
  return compression === 'zstd' ? execFileSync('zstd', ['-q', '-c'], { input: data }) : data;
}

export const digestOf = (data: Buffer) => `sha256:${createHash('sha256').update(data).digest('hex')}`;

async function layersOf(spec: ImageSpec, compression: Compression) {
  const tars = await Promise.all(spec.layers.map(layerTar));
  const config = Buffer.from(
    JSON.stringify({ ...spec.config, rootfs: { type: 'layers', diff_ids: tars.map(digestOf) } }),
  );
  return { config, layers: tars.map((tar) => compress(tar, compression)) };
}

/** Writes an image as `docker save` did before version 25. Returns the file. */
export async function writeDockerArchive(
  file: string,
  spec: ImageSpec,
  { compression = 'none', whole = 'none' }: { compression?: Compression; whole?: Compression } = {},
): Promise<string> {
  const { config, layers } = await layersOf(spec, compression);
  const archive = pack();
  const names = layers.map((layer, index) => {
    const name = `${index}${digestOf(layer).slice(7, 19)}/layer.tar`;
    archive.entry({ name }, layer);
    return name;
  });
  archive.entry({ name: 'config.json' }, config);
  archive.entry(
    { name: 'manifest.json' },
    JSON.stringify([{ Config: 'config.json', RepoTags: ['a:b'], Layers: names }]),
  );
  writeFileSync(file, compress(await bytes(archive), whole));
  return file;
}

/** The files of an OCI image layout, by path. */
export async function ociFiles(spec: ImageSpec, compression: Compression = 'gzip'): Promise<Map<string, Buffer>> {
  const { config, layers } = await layersOf(spec, compression);
  const files = new Map<string, Buffer>([['oci-layout', Buffer.from('{"imageLayoutVersion":"1.0.0"}')]]);
  const blob = (data: Buffer, mediaType: string) => {
    const digest = digestOf(data);
    files.set(`blobs/${digest.replace(':', '/')}`, data);
    return { mediaType, digest, size: data.length };
  };
  const type = 'application/vnd.oci.image';
  const suffix = compression === 'none' ? '' : `+${compression}`;
  const manifest = {
    schemaVersion: 2,
    mediaType: `${type}.manifest.v1+json`,
    config: blob(config, `${type}.config.v1+json`),
    layers: layers.map((layer) => blob(layer, `${type}.layer.v1.tar${suffix}`)),
  };
  const described = blob(Buffer.from(JSON.stringify(manifest)), manifest.mediaType);
  files.set('index.json', Buffer.from(JSON.stringify({ schemaVersion: 2, manifests: [described] })));
  return files;
}

/** Writes an OCI image layout folder. Returns it. */
export async function writeOciLayout(folder: string, spec: ImageSpec, compression?: Compression): Promise<string> {
  for (const [name, data] of await ociFiles(spec, compression)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), data);
  }
  return folder;
}

/** Writes an OCI image layout in a tar, as `podman save --format oci-archive` does. Returns the file. */
export async function writeOciArchive(file: string, spec: ImageSpec, compression?: Compression): Promise<string> {
  const archive = pack();
  for (const [name, data] of await ociFiles(spec, compression)) archive.entry({ name }, data);
  writeFileSync(file, await bytes(archive));
  return file;
}
