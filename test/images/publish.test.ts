import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DescribeImageVersionCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { pushLayout } from '../../src/admin/image/registry/push';
import { goodImage } from '../admin/image/corpus/image-spec';
import { writeOciLayout } from '../admin/image/corpus/write-image';
import { startRegistry, type DockerRegistry } from '../admin/image/docker-registry';
import { buildah, storage } from './engine';

jest.setTimeout(300_000);

const program = process.env['STUDIOLO_CLI'] ?? '';
const keys = { accessKeyId: 'AKIATEST000000000000', secretAccessKey: 'x' };
const role = 'arn:aws:iam::123456789012:role/studio';
let folder: string;
let registry: DockerRegistry;
let emulator: ChildProcess;
let url: string;
let base: { name: string; digest: string };

beforeAll(async () => {
  if (program === '') throw new Error('STUDIOLO_CLI is not set; run npm test -- images');
  folder = mkdtempSync(path.join(tmpdir(), 'studiolo-build-'));
  writeFileSync(
    path.join(folder, 'Dockerfile'),
    'ARG BASE=localhost:9/none:1.0.0\nFROM ${BASE}\nCOPY added /opt/added\n',
  );
  writeFileSync(path.join(folder, 'added'), 'x');
  registry = await startRegistry({ login: false });
  const layout = await writeOciLayout(path.join(folder, 'base'), goodImage());
  const target = { registry: registry.address, repository: 'base', reference: '1.0.0' };
  const { digest } = await pushLayout(layout, target, () => Promise.resolve(undefined));
  base = { name: `${registry.address}/base:1.0.0`, digest };
  const words = ['emulate', '--port', '0', '--speed', '100000'];
  const started = spawn(process.execPath, [program, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  emulator = started;
  url = await new Promise((resolve) =>
    started.stdout.on('data', (data: Buffer) => resolve(/http:\S+/.exec(data.toString())?.[0] ?? '')),
  );
});
afterAll(async () => {
  emulator.kill();
  await registry.stop();
  rmSync(folder, { recursive: true });
});

function studiolo(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'image', ...words], {
    encoding: 'utf8',
    env: {
      ...process.env,
      AWS_ENDPOINT_URL_SAGEMAKER: url,
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    },
  });
  return { code: status, out: stdout, told: stderr };
}

// podman keeps images as buildah does, and is given the same store.
it.each(['buildah', 'podman'])(
  '%s builds what studiolo image publish pushes, on the base as it is today',
  async (engine) => {
    const options = [...storage(), '--', '--isolation', 'chroot', '--layers=false', '--tls-verify=false'];
    const { code, out, told } = studiolo(
      ...['publish', folder, '--repository', `${registry.address}/${engine}`, '--image-name', engine, '--role', role],
      ...['--region', 'us-east-1', '--engine', engine, `--engine-options=${options.join(' ')}`],
      ...['--build-args', `BASE=${base.name}`],
    );
    expect({ code, told }).toMatchObject({
      code: 0,
      told: expect.stringContaining('verified: no errors, no warnings'),
    });
    const held = `${registry.address}/base@${base.digest}`;
    expect(told).toContain(
      `base ${base.name} is ${base.digest} today; to build on it again: --build-args BASE=${held}`,
    );
    expect(told).toContain(`--build-arg BASE=${held} `);
    const client = new SageMakerClient({ region: 'us-east-1', endpoint: url, credentials: keys });
    const { BaseImage = '' } = await client.send(new DescribeImageVersionCommand({ ImageName: engine }));
    client.destroy();
    expect(out).toBe(`${engine} version 1: ${BaseImage}\n`);
    // What stands in the registry is what a stranger finds there, and it says what it was built on.
    const checked = studiolo('verify', BaseImage);
    expect(checked).toMatchObject({
      code: 0,
      out: expect.stringContaining(`was built on ${base.name}, ${base.digest}`),
    });
    buildah('rmi', `localhost/studiolo/${engine}`);
  },
);

it('a base that no build argument names is used as it is, with a warning and the line that would hold it', () => {
  writeFileSync(path.join(folder, 'Dockerfile'), `FROM ${base.name}\nCOPY added /opt/added\n`);
  const { told } = studiolo(
    ...['publish', folder, '--repository', `${registry.address}/plain`, '--image-name', 'plain', '--role', role],
    ...['--region', 'us-east-1', '--engine', 'buildah', '--dry-run'],
  );
  expect(told).toContain(`is not held by digest; line 1 could say FROM ${registry.address}/base@${base.digest}`);
});
