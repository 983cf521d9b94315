import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readOciLayout } from '../../../src/admin/image/reading/oci-layout';
import { defaultLimits } from '../../../src/admin/image/reading/limits';
import { finalUser, readAccounts } from '../../../src/admin/image/verify/accounts';
import { verify } from '../../../src/admin/image/verify/verify';
import { add, goodImage, type ImageSpec } from './corpus/image-spec';
import { digestOf, layerTar, ociFiles, writeOciLayout } from './corpus/write-image';
import { program } from './publishing';

// Each test runs programs, which take their time on a busy machine.
jest.setTimeout(60_000);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'studiolo-names-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function run(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program(), 'image', 'verify', ...words], {
    encoding: 'utf8',
  });
  return { code: status, out: stdout, complaints: stderr };
}

/** A layout in which each image has a name. Returns its folder. */
async function layoutOf(images: Record<string, ImageSpec>): Promise<string> {
  const manifests: unknown[] = [];
  for (const [name, spec] of Object.entries(images)) {
    const files = await ociFiles(spec);
    const index: { manifests: object[] } = JSON.parse(String(files.get('index.json')));
    for (const manifest of index.manifests)
      manifests.push({ ...manifest, annotations: { 'org.opencontainers.image.ref.name': name } });
    for (const [file, data] of files) {
      mkdirSync(path.dirname(path.join(folder, 'many', file)), { recursive: true });
      writeFileSync(path.join(folder, 'many', file), data);
    }
  }
  writeFileSync(path.join(folder, 'many', 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }));
  return path.join(folder, 'many');
}

const runsAs = (user: string) => {
  const spec = goodImage();
  spec.config.config.User = user;
  return spec;
};

describe('a layout of several images', () => {
  it('gives the one that is named', async () => {
    const layout = await layoutOf({ old: runsAs('root'), new: goodImage() });
    expect(run(`oci:${layout}:new`)).toMatchObject({ code: 0, out: expect.stringContaining('sagemaker-user') });
    expect(run(`oci:${layout}:old`)).toMatchObject({ code: 3, out: expect.stringContaining('user-is-root') });
  });

  it('is refused without a name, and with one that it does not have', async () => {
    const layout = await layoutOf({ old: runsAs('root'), new: goodImage() });
    const which = run(`oci:${layout}`);
    expect(which.code).toBe(1);
    expect(which.complaints).toContain(`it holds 2 images: old, new; say which, e.g. oci:${layout}:old`);
    const none = run(`oci:${layout}:newer`);
    expect(none.code).toBe(1);
    expect(none.complaints).toContain('it has no image "newer"; it has old, new');
  });

  it('needs no name where all names mean the same image', async () => {
    const layout = await layoutOf({ '1': goodImage(), latest: goodImage() });
    expect(run(`oci:${layout}:latest`).code).toBe(0);
  });
});

/** A good image whose layers are compressed by `pack`, in a layout whose digests and sizes are right. */
async function packed(pack: (tar: Buffer) => Buffer): Promise<string> {
  const spec = goodImage();
  const files = new Map<string, Buffer>([['oci-layout', Buffer.from('{"imageLayoutVersion":"1.0.0"}')]]);
  const blob = (data: Buffer) => {
    files.set(`blobs/${digestOf(data).replace(':', '/')}`, data);
    return { digest: digestOf(data), size: data.length };
  };
  const tars = await Promise.all(spec.layers.map(layerTar));
  const config = blob(
    Buffer.from(JSON.stringify({ ...spec.config, rootfs: { type: 'layers', diff_ids: tars.map(digestOf) } })),
  );
  const manifest = blob(
    Buffer.from(JSON.stringify({ schemaVersion: 2, config, layers: tars.map((tar) => blob(pack(tar))) })),
  );
  files.set('index.json', Buffer.from(JSON.stringify({ schemaVersion: 2, manifests: [manifest] })));
  for (const [name, data] of files) {
    mkdirSync(path.dirname(path.join(folder, 'packed', name)), { recursive: true });
    writeFileSync(path.join(folder, 'packed', name), data);
  }
  return path.join(folder, 'packed');
}

const by = (command: string) => (tar: Buffer) => execFileSync(command, ['-c'], { input: tar });
const skippable = Buffer.from([0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);

describe('of the compressions of layers', () => {
  it.each(['xz', 'bzip2'])('%s is named as one that is not read', async (command) => {
    const { code, complaints } = run(`oci:${await packed(by(command))}`);
    expect(complaints).toContain(`it is compressed with ${command}; gzip, zstd and uncompressed tar are read`);
    expect(complaints).not.toMatch(/\n\s+at /);
    expect(code).toBe(1);
  });

  it.each([
    ['before', (tar: Buffer) => Buffer.concat([skippable, by('zstd')(tar)])],
    ['behind', (tar: Buffer) => Buffer.concat([by('zstd')(tar), skippable])],
    [
      'between',
      (tar: Buffer) =>
        Buffer.concat([by('zstd')(tar.subarray(0, 1000)), skippable, skippable, by('zstd')(tar.subarray(1000))]),
    ],
  ])('zstd is read with frames to be skipped %s its own', async (_where, pack) => {
    expect(verify(await readOciLayout(await packed(pack), defaultLimits), ['JupyterLab'])).toEqual([]);
  });
});

it('"1000:" is UID 1000 with the group that passwd gives it', async () => {
  const accounts = readAccounts('someone:x:1000:100::/home/someone:/bin/sh\n', 'users:x:100:\n');
  expect(finalUser('1000:', accounts)).toMatchObject({ uid: 1000, gid: 100 });
  const layout = await writeOciLayout(path.join(folder, 'colon'), runsAs('1000:'));
  expect(run(`oci:${layout}`)).toMatchObject({ code: 0, out: expect.stringContaining('(1000:100)') });
});

it('a script of the image that ends in python -m jupyterlab starts the server', async () => {
  const spec = goodImage();
  const words = spec.config.config.Cmd?.join(' ') ?? '';
  add(spec, { name: 'usr/bin/sh', content: '\u007fELF', mode: 0o755 });
  add(spec, {
    name: 'usr/local/bin/start',
    content: `#!/bin/sh\nset -e\nexec python3 -m jupyterlab ${words}\n`,
    mode: 0o755,
  });
  Object.assign(spec.config.config, { Entrypoint: ['/usr/local/bin/start'], Cmd: [] });
  const layout = await writeOciLayout(path.join(folder, 'script'), spec);
  expect(verify(await readOciLayout(layout, defaultLimits), ['JupyterLab'])).toEqual([]);
});

describe('a Dockerfile with another name', () => {
  const text = 'FROM python:3.12.1\nUSER root\nENTRYPOINT ["jupyter-lab"]\n';
  it.each(['lab.dockerfile', 'Dockerfile.gpu', 'Containerfile', 'image-for-lab', 'dockerfile'])(
    'is read as one where it is called %s',
    (name) => {
      const file = path.join(folder, name);
      writeFileSync(file, text);
      expect(run(file)).toMatchObject({ code: 3, out: expect.stringContaining('user-is-root') });
      expect(run(`dockerfile:${file}`)).toMatchObject({ code: 3, out: expect.stringContaining('user-is-root') });
    },
  );
});
