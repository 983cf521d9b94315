import { createWriteStream } from 'node:fs';
import { createReadStream } from 'node:fs';
import { access, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { tarEntries } from '../reading/tar';
import { Unreadable } from '../unreadable';

const wanted = /^(\.\/)?(index\.json|oci-layout|blobs\/[a-z0-9]+\/[a-f0-9]{32,128})$/;

/**
 * Unpacks the OCI layout that `docker save` writes since Docker 25, and removes the archive. Only names of exactly the
 * layout's form are written, so nothing can land outside the folder.
 */
export async function unpackArchive(archive: string, folder: string): Promise<void> {
  for await (const { header, content } of tarEntries(createReadStream(archive))) {
    if (header.type !== 'file' || !wanted.test(header.name)) continue;
    const file = path.join(folder, header.name);
    await mkdir(path.dirname(file), { recursive: true });
    await pipeline(content, createWriteStream(file));
  }
  await rm(archive);
  await access(path.join(folder, 'index.json')).catch(() => {
    throw new Unreadable(archive, 'it holds no OCI image layout', 'use Docker 25 or later, podman or buildah');
  });
}
