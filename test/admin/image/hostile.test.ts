import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { readArchive } from '../../../src/admin/image/reading/archive';
import { defaultLimits } from '../../../src/admin/image/reading/limits';
import { readOciLayout } from '../../../src/admin/image/reading/oci-layout';
import { Unreadable } from '../../../src/admin/image/unreadable';
import { FileTree } from '../../../src/admin/image/verify/file-tree';
import { add, goodImage, type Entry } from './corpus/image-spec';
import { compress, digestOf, layerTar, ociFiles, writeDockerArchive, writeOciLayout } from './corpus/write-image';

// Each test runs programs, which take their time on a busy machine.
jest.setTimeout(60_000);

/** The folder of a test, and what is above it: nobody else writes there. */
let folder: string;
let above: string;
beforeEach(() => {
  above = mkdtempSync(path.join(tmpdir(), 'studiolo-hostile-'));
  folder = path.join(above, 'image');
  mkdirSync(folder);
});
afterEach(() => rmSync(above, { recursive: true }));

const withEntries = (...entries: Entry[]) => {
  const spec = goodImage();
  add(spec, ...entries);
  return spec;
};
/** A docker-archive around one layer, given as bytes. */
async function around(layer: Buffer): Promise<string> {
  const archive = pack();
  archive.entry({ name: 'layer.tar' }, layer);
  archive.entry({ name: 'config.json' }, '{"architecture":"amd64","os":"linux"}');
  archive.entry({ name: 'manifest.json' }, '[{"Config":"config.json","Layers":["layer.tar"]}]');
  archive.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive) if (chunk instanceof Uint8Array) chunks.push(chunk);
  const file = path.join(folder, 'image.tar');
  writeFileSync(file, Buffer.concat(chunks));
  return file;
}
const refused = async (reading: Promise<unknown>, message: RegExp) => {
  const error = await reading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Unreadable);
  expect(error).toMatchObject({ message: expect.stringMatching(message), remedy: expect.stringMatching(/./) });
};

describe('names that climb out of the image', () => {
  it.each(['../../outside', 'usr/../../outside', '/../outside', 'a/b/../../../outside', '..'])(
    '%s is left out, and nothing is written',
    async (name) => {
      const file = await writeDockerArchive(
        path.join(folder, 'image.tar'),
        withEntries({ name, content: 'x', mode: 0o777 }),
      );
      const image = await readArchive(file, defaultLimits);
      expect(image.unsafe).toEqual([{ layer: 3, name, reason: expect.stringContaining('".."') }]);
      expect([...image.files.below('/')].some(([found]) => found.includes('outside'))).toBe(false);
      expect(readdirSync(above)).toEqual(['image']);
    },
  );

  it('an absolute name is inside the image', async () => {
    const file = await writeDockerArchive(
      path.join(folder, 'image.tar'),
      withEntries({ name: '/usr/bin/tool', content: 'x', mode: 0o755 }),
    );
    expect((await readArchive(file, defaultLimits)).files.get('/usr/bin/tool')).toMatchObject({ mode: 0o755 });
  });

  it('a whiteout cannot reach outside either', async () => {
    const file = await writeDockerArchive(
      path.join(folder, 'image.tar'),
      withEntries({ name: '../.wh.etc', content: '' }, { name: 'usr/.wh...', content: '' }),
    );
    const image = await readArchive(file, defaultLimits);
    expect(image.files.get('/etc/passwd')).toBeDefined();
  });
});

describe('links', () => {
  const tree = (...links: [string, string][]) => {
    const files = new FileTree();
    const record = { mode: 0o755, uid: 0, gid: 0, size: 0, layer: 0 };
    files.add({
      removed: [],
      opaque: [],
      files: [
        ['/etc/passwd', { ...record, type: 'file', text: 'inside' }],
        ...links.map(([at, target]): [string, typeof record & { type: 'symlink'; target: string }] => [
          at,
          { ...record, type: 'symlink', target },
        ]),
      ],
    });
    return files;
  };

  it('in a circle are told as such', () => {
    expect(tree(['/a', '/b'], ['/b', '/a']).resolve('/a')).toMatchObject({ at: 'loop' });
    expect(tree(['/a', 'a']).resolve('/a/x')).toMatchObject({ at: 'loop' });
    expect(tree(['/a', '/a/a/a/a']).resolve('/a')).toMatchObject({ at: 'loop' });
  });

  it('that climb stay in the image', () => {
    expect(tree(['/a', '../../../../etc/passwd']).resolve('/a')).toMatchObject({ at: 'file', path: '/etc/passwd' });
    expect(tree(['/d', '/']).resolve('/d/d/d/etc/passwd')).toMatchObject({ at: 'file', path: '/etc/passwd' });
  });

  it("as a blob of an OCI layout are not followed: another file's content is never read", async () => {
    const layout = await writeOciLayout(path.join(folder, 'layout'), goodImage());
    const files = await ociFiles(goodImage());
    const [name] = [...files.keys()].filter((key) => key.startsWith('blobs/'));
    const blob = path.join(layout, name ?? '');
    rmSync(blob);
    symlinkSync('/etc/passwd', blob);
    await refused(readOciLayout(layout, defaultLimits), /missing/);
  });
});

describe('archives that are cut or damaged', () => {
  it.each(['none', 'gzip', 'zstd'] as const)('a %s layer that ends too early is refused', async (compression) => {
    const layer = compress(
      await layerTar(withEntries({ name: 'opt/x', content: 'abc '.repeat(50_000) }).layers.flat()),
      compression,
    );
    await refused(
      readArchive(
        await around(layer.subarray(0, layer.length - 60_000 > 0 ? layer.length - 60_000 : layer.length >> 1)),
        defaultLimits,
      ),
      /unexpected (end|EOF)|invalid/i,
    );
  });

  it('a gzip layer with a changed byte is refused', async () => {
    const layer = gzipSync(await layerTar(goodImage().layers.flat()));
    layer[layer.length - 6] = (layer[layer.length - 6] ?? 0) ^ 0xff;
    await refused(readArchive(await around(layer), defaultLimits), /incorrect data check/);
  });

  it('a file that says that it is huge, and is not, is refused', async () => {
    const layer = await layerTar([{ name: 'usr/bin/big', content: '' }]);
    layer.write('77777777777\0', 124, 'latin1');
    layer.write('        ', 148, 'latin1');
    const sum = layer.subarray(0, 512).reduce((a, b) => a + b, 0);
    layer.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    await refused(readArchive(await around(layer), defaultLimits), /unexpected end/i);
  });

  it('a header whose checksum is wrong is refused', async () => {
    const layer = await layerTar(goodImage().layers.flat());
    layer[2] = 0x7a;
    await refused(readArchive(await around(layer), defaultLimits), /invalid tar header/i);
  });

  it('what is no archive at all is refused', async () => {
    const file = path.join(folder, 'notes.txt');
    writeFileSync(file, 'these are notes, not an image\n'.repeat(100));
    await refused(readArchive(file, defaultLimits), /archive/);
    writeFileSync(file, '');
    await refused(readArchive(file, defaultLimits), /no image archive/);
    await refused(readArchive(path.join(folder, 'nothing.tar'), defaultLimits), /no such file/i);
  });

  it('an archive without one of its layers is refused', async () => {
    const archive = pack();
    archive.entry({ name: 'config.json' }, '{}');
    archive.entry({ name: 'manifest.json' }, '[{"Config":"config.json","Layers":["gone/layer.tar"]}]');
    archive.finalize();
    const chunks: Uint8Array[] = [];
    for await (const chunk of archive) if (chunk instanceof Uint8Array) chunks.push(chunk);
    const file = path.join(folder, 'image.tar');
    writeFileSync(file, Buffer.concat(chunks));
    await refused(readArchive(file, defaultLimits), /gone\/layer\.tar is not in the archive/);
  });

  it('an OCI config that does not fit its digest is refused', async () => {
    const spec = goodImage();
    const layout = await writeOciLayout(path.join(folder, 'layout'), spec, 'none');
    const config = Buffer.from(
      JSON.stringify({
        ...spec.config,
        rootfs: { type: 'layers', diff_ids: (await Promise.all(spec.layers.map(layerTar))).map(digestOf) },
      }),
    );
    writeFileSync(path.join(layout, 'blobs', digestOf(config).replace(':', '/')), '{"architecture":"amd64"}');
    await refused(readOciLayout(layout, defaultLimits), /digest/);
  });

  it('a digest that is a path is refused', async () => {
    const layout = await writeOciLayout(path.join(folder, 'layout'), goodImage());
    writeFileSync(path.join(layout, 'index.json'), '{"manifests":[{"digest":"sha256:../../../../etc/passwd"}]}');
    await refused(readOciLayout(layout, defaultLimits), /neither an image manifest/);
  });
});

describe('bombs', () => {
  const limits = { ...defaultLimits, uncompressed: 50e6 };

  it('a layer that grows a thousandfold is stopped at the limit', async () => {
    const zeros = gzipSync(await layerTar([{ name: 'zeros', content: '\0'.repeat(60e6) }]));
    expect(zeros.length).toBeLessThan(100_000);
    await refused(readArchive(await around(zeros), limits), /more than 50000000 bytes/);
  });

  it('too many paths are stopped at the limit', async () => {
    const entries = Array.from({ length: 2000 }, (_, index) => ({
      name: `usr/bin/p${index}`,
      content: '',
      mode: 0o755,
    }));
    await refused(readArchive(await around(await layerTar(entries)), { ...limits, records: 1000 }), /more than 1000/);
  });

  it('too much text is stopped at the limit', async () => {
    const entries = Array.from({ length: 30 }, (_, index) => ({
      name: `usr/bin/p${index}`,
      content: `#!${'x'.repeat(9_000)}`,
      mode: 0o755,
    }));
    await refused(
      readArchive(await around(await layerTar(entries)), { ...limits, texts: 100_000 }),
      /more than 100000 bytes/,
    );
  });

  it('a file too large to be a kernel.json is not taken in', async () => {
    const name = 'usr/share/jupyter/kernels/big/kernel.json';
    const image = await readArchive(await around(await layerTar([{ name, content: 'x'.repeat(2 ** 20 + 1) }])), limits);
    expect(image.files.get(`/${name}`)).toMatchObject({ size: 2 ** 20 + 1 });
    expect(image.files.get(`/${name}`)?.text).toBeUndefined();
  });

  it('indexes that lead into each other end', async () => {
    const layout = await writeOciLayout(path.join(folder, 'layout'), goodImage());
    let inner = Buffer.from('{"manifests":[]}');
    for (let depth = 0; depth < 6; depth += 1) {
      const digest = digestOf(inner);
      writeFileSync(path.join(layout, 'blobs', digest.replace(':', '/')), inner);
      inner = Buffer.from(JSON.stringify({ manifests: [{ digest }] }));
    }
    writeFileSync(path.join(layout, 'index.json'), inner);
    await refused(readOciLayout(layout, defaultLimits), /nested more than/);
  });
});
