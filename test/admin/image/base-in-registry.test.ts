import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pushLayout } from '../../../src/admin/image/registry/push';
import { add, goodImage, type ImageSpec } from './corpus/image-spec';
import { writeOciLayout } from './corpus/write-image';
import { type DockerRegistry, startRegistry } from './docker-registry';
import { program } from './publishing';
import { startUnruly } from './unruly-registry';

// Each test runs programs, which take their time on a busy machine.
jest.setTimeout(60_000);

let folder: string;
let registry: DockerRegistry;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'studiolo-base-'));
  registry = await startRegistry({ login: false });
  await pushed('lab', goodImage());
  const root = goodImage();
  delete root.config.config.User;
  await pushed('root', root);
  // The accounts lie in its highest layer: those below are not read.
  const layered = goodImage();
  layered.config.config.User = 'someone';
  add(layered, { name: 'etc/passwd', content: 'someone:x:1000:100::/home/someone:/bin/sh\n' });
  add(layered, { name: 'etc/group', content: 'users:x:100:\n' });
  await pushed('layered', layered);
});
afterAll(async () => {
  await registry.stop();
  rmSync(folder, { recursive: true });
});

async function pushed(repository: string, spec: ImageSpec): Promise<void> {
  const layout = await writeOciLayout(path.join(folder, repository), spec);
  await pushLayout(layout, { registry: registry.address, repository, reference: '1' }, () =>
    Promise.resolve(undefined),
  );
}

/** Verifies a Dockerfile of this text with the built program, as a user does. */
async function verify(text: string, ...words: string[]) {
  const dockerfile = path.join(folder, 'Dockerfile');
  writeFileSync(dockerfile, text);
  const child = spawn(process.execPath, [program(), 'image', 'verify', dockerfile, ...words]);
  let [out, complaints] = ['', ''];
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (complaints += data.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { code, out, complaints };
}

describe.each([
  ['--pull-base', (name: string) => verify(`FROM ${name}\n`, '--pull-base')],
  ['--base NAME', (name: string) => verify('FROM registry.example.com/other\n', '--base', name)],
])('with %s', (_, verifyOn) => {
  it('the user and the server of a base are known from its registry', async () => {
    const { code, out } = await verifyOn(`${registry.address}/lab:1`);
    expect(out).toContain('runs as sagemaker-user (1000:100)');
    expect(out).toMatch(/warning base-unpinned[^]*no errors, 1 warning, no notes/);
    expect(code).toBe(0);
  });

  it('a base that runs as root is an error', async () => {
    const { code, out } = await verifyOn(`${registry.address}/root:1`);
    expect(out).toContain('error user-is-root');
    expect(code).toBe(3);
  });

  it('what layers below the accounts may hold is a note, never an error', async () => {
    const { code, out } = await verifyOn(`${registry.address}/layered:1`);
    expect(out).toContain('runs as someone (1000:100)');
    expect(out).toContain('no errors');
    expect(code).toBe(0);
  });

  it('a base that its registry does not have ends with 1, and is named', async () => {
    const { code, complaints } = await verifyOn(`${registry.address}/lab:2`);
    expect(complaints).toContain(`${registry.address}/lab:2: this base cannot be read: it answered 404`);
    expect(complaints).toContain('check the name and the tag');
    expect(complaints).not.toMatch(/\n\s+at /);
    expect(code).toBe(1);
  });

  it('a registry that asks for credentials ends with 4, and so does one that is not there', async () => {
    const closed = await startRegistry({ login: true });
    const asked = await verifyOn(`${closed.address}/lab:1`);
    expect(asked.complaints).toContain(
      `${closed.address}/lab:1: this base cannot be read: the registry asks for credentials`,
    );
    expect(asked.code).toBe(4);
    await closed.stop();
    const gone = await verifyOn(`${closed.address}/lab:1`);
    expect(gone.complaints).toContain(`${closed.address}/lab:1: this base cannot be read: the registry did not answer`);
    expect(gone.code).toBe(4);
  });
});

it('--pull-base reads the base of the last stage, with its arguments filled in', async () => {
  const text = `ARG TAG\nFROM golang:1.23 AS tool\nFROM ${registry.address}/lab:$TAG AS lab\nFROM lab\nCOPY --from=tool /a /a\n`;
  expect((await verify(text, '--pull-base', '--build-args', 'TAG=1')).out).toContain(
    'runs as sagemaker-user (1000:100)',
  );
  const without = await verify(text, '--pull-base');
  expect(without.complaints).toContain('give its value with --build-args');
  expect(without.code).toBe(1);
});

it('what the Dockerfile does itself is done to the base that was read', async () => {
  const text = `FROM ${registry.address}/lab:1\nUSER root\nRUN usermod -u 1001 sagemaker-user\nUSER sagemaker-user\n`;
  expect((await verify(text, '--pull-base')).out).toMatch(/error user-uid.*1001/);
});

it('--pull-base has nothing to ask of an empty base', async () => {
  expect((await verify('FROM scratch\nUSER 1000:100\n', '--pull-base')).complaints).not.toContain('cannot be read');
});

it('no network is asked without the option', async () => {
  const watched = await startUnruly((_request, response) => response.end());
  try {
    expect((await verify(`FROM ${watched.address}/lab:1\n`)).out).toContain('--pull-base');
    expect(watched.asked).toEqual([]);
    expect((await verify(`FROM ${watched.address}/lab:1\n`, '--pull-base')).code).toBe(1);
    expect(watched.asked).not.toEqual([]);
  } finally {
    await watched.stop();
  }
});

it('--pull-base is for a Dockerfile, and is no second base', async () => {
  const { code, complaints } = await verify('FROM scratch\n', '--pull-base', '--base', 'python:3');
  expect(complaints).toContain('--base and --pull-base exclude each other');
  expect(code).toBe(2);
});
