import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';
import { unpackArchive } from '../../../src/admin/image/engine/unpack-archive';
import { readArchive } from '../../../src/admin/image/reading/archive';
import { defaultLimits } from '../../../src/admin/image/reading/limits';
import { layoutManifest, readOciLayout } from '../../../src/admin/image/reading/oci-layout';
import type { ReadImage } from '../../../src/admin/image/verify/contents';
import { add, goodImage } from './corpus/image-spec';
import { digestOf, writeDockerArchive, writeOciArchive, writeOciLayout } from './corpus/write-image';

// Each test runs programs, which take their time on a busy machine.
jest.setTimeout(60_000);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'studiolo-image-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** An image with a file that is too large to pass in one chunk, and names longer than a tar header's field. */
function image() {
  const spec = goodImage();
  add(
    spec,
    { name: 'opt/big.bin', content: 'x'.repeat(3_000_000) },
    { name: `opt/${'long-'.repeat(40)}/bin/tool`, content: '#!/bin/bash\n', mode: 0o755 },
  );
  return spec;
}

const seen = ({ config, files, layers }: ReadImage) => ({
  config,
  files: [...files.below('/')].toSorted(([a], [b]) => (a < b ? -1 : 1)),
  sizes: layers.map(({ size }) => size),
});

describe('an image reads the same', () => {
  let expected: ReturnType<typeof seen>;
  beforeAll(async () => {
    expected = seen(
      await readArchive(await writeDockerArchive(path.join(folder, 'plain.tar'), image()), defaultLimits),
    );
    expect(expected.files.map(([file]) => file)).toContain(`/opt/${'long-'.repeat(40)}/bin/tool`);
  });

  it.each(['gzip', 'zstd'] as const)('from docker-archive with %s layers', async (compression) => {
    const file = await writeDockerArchive(path.join(folder, 'a.tar'), image(), { compression });
    expect(seen(await readArchive(file, defaultLimits))).toEqual(expected);
  });

  it.each(['gzip', 'zstd'] as const)('from a docker-archive that is %s itself', async (whole) => {
    const file = await writeDockerArchive(path.join(folder, 'b.tar'), image(), { whole });
    expect(seen(await readArchive(file, defaultLimits))).toEqual(expected);
  });

  it.each(['none', 'gzip', 'zstd'] as const)('from an OCI layout with %s layers', async (compression) => {
    const layout = await writeOciLayout(path.join(folder, `oci-${compression}`), image(), compression);
    expect(seen(await readOciLayout(layout, defaultLimits))).toEqual(expected);
  });

  it('from an OCI layout in a tar', async () => {
    const file = await writeOciArchive(path.join(folder, 'oci.tar'), image());
    expect(seen(await readArchive(file, defaultLimits))).toEqual(expected);
  });

  it('from an OCI layout whose index leads to another index, as Docker writes with attestations', async () => {
    const layout = await writeOciLayout(path.join(folder, 'nested'), image());
    const inner = readFileSync(path.join(layout, 'index.json'));
    const digest = digestOf(inner);
    writeFileSync(path.join(layout, 'blobs', ...digest.split(':')), inner);
    const outer = { schemaVersion: 2, manifests: [{ digest, mediaType: 'application/vnd.oci.image.index.v1+json' }] };
    writeFileSync(path.join(layout, 'index.json'), JSON.stringify(outer));
    expect(seen(await readOciLayout(layout, defaultLimits))).toEqual(expected);
    const { descriptor } = await layoutManifest(layout, defaultLimits);
    expect(descriptor).toEqual(expect.objectContaining(JSON.parse(inner.toString()).manifests[0]));
  });

  it.each([
    ['a docker-archive', (file: string) => writeDockerArchive(file, image())],
    ['a docker-archive with zstd layers', (file: string) => writeDockerArchive(file, image(), { compression: 'zstd' })],
    ['a docker-archive that is gzip itself', (file: string) => writeDockerArchive(file, image(), { whole: 'gzip' })],
    ['an OCI layout in a tar', (file: string) => writeOciArchive(file, image())],
  ])('from the OCI layout that is made of %s, in which every blob is what its name says', async (_, write) => {
    const layout = mkdtempSync(path.join(folder, 'made-'));
    await unpackArchive(await write(`${layout}.tar`), layout);
    expect(seen(await readOciLayout(layout, defaultLimits))).toEqual(expected);
    const blobs = path.join(layout, 'blobs', 'sha256');
    for (const name of readdirSync(blobs))
      expect(digestOf(readFileSync(path.join(blobs, name)))).toBe(`sha256:${name}`);
    // skopeo takes it too, which checks every layer against the config.
    execFileSync('skopeo', ['--insecure-policy', 'copy', '--quiet', `oci:${layout}`, `dir:${layout}-dir`]);
  });

  it('and nothing of an archive is written outside the layout', async () => {
    const layout = mkdtempSync(path.join(folder, 'hostile-'));
    const archive = pack();
    archive.entry({ name: '../../../outside' }, 'x');
    archive.entry({ name: 'blobs/sha256/../../../outside' }, 'x');
    archive.entry({ name: 'manifest.json', type: 'symlink', linkname: '/etc/passwd' });
    archive.finalize();
    const file = `${layout}.tar`;
    writeFileSync(file, await buffer(archive));
    const before = readdirSync(folder);
    await expect(unpackArchive(file, layout)).rejects.toThrow('no image that can be read');
    expect(readdirSync(folder)).toEqual(before);
  });

  it('from what skopeo makes of it', async () => {
    const layout = await writeOciLayout(path.join(folder, 'for-skopeo'), image());
    const skopeo = (target: string) =>
      execFileSync('skopeo', ['--insecure-policy', 'copy', '--quiet', `oci:${layout}`, target], { stdio: 'pipe' });
    const docker = path.join(folder, 'skopeo.tar');
    skopeo(`docker-archive:${docker}:studio:1`);
    expect(seen(await readArchive(docker, defaultLimits))).toEqual(expected);
    const copied = path.join(folder, 'skopeo-oci');
    mkdirSync(copied);
    skopeo(`oci:${copied}:1`);
    expect(seen(await readOciLayout(copied, defaultLimits))).toEqual(expected);
  });
});
