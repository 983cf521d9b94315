import { baseDigest, byDigest, imageNamed } from '../../../src/admin/image/base-image';
import { pushLayout } from '../../../src/admin/image/registry/push';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { goodImage } from './corpus/image-spec';
import { writeOciLayout } from './corpus/write-image';
import { startRegistry } from './docker-registry';

const digest = `sha256:${'0'.repeat(64)}`;

it.each([
  ['python', 'registry-1.docker.io', 'library/python', 'latest'],
  ['python:3.12', 'registry-1.docker.io', 'library/python', '3.12'],
  ['docker.io/python:3', 'registry-1.docker.io', 'library/python', '3'],
  ['docker.io/library/python:3', 'registry-1.docker.io', 'library/python', '3'],
  ['jupyter/base-notebook', 'registry-1.docker.io', 'jupyter/base-notebook', 'latest'],
  [
    'public.ecr.aws/sagemaker/sagemaker-distribution:4.4.1-cpu',
    'public.ecr.aws',
    'sagemaker/sagemaker-distribution',
    '4.4.1-cpu',
  ],
  ['localhost:5000/a/b', 'localhost:5000', 'a/b', 'latest'],
  ['localhost/a', 'localhost', 'a', 'latest'],
  [`python:3@${digest}`, 'registry-1.docker.io', 'library/python', digest],
])('the base %s stands in %s', (name, registry, repository, reference) => {
  expect(imageNamed(name)).toEqual({ registry, repository, reference });
});

it('what is no name stands nowhere', () => {
  for (const text of ['', 'a b', '${BASE}', 'a@b']) expect(imageNamed(text)).toBeUndefined();
});

it('a name by digest drops the tag, and keeps the port', () => {
  expect(byDigest('localhost:5000/a:1', digest)).toBe(`localhost:5000/a@${digest}`);
  expect(byDigest('localhost:5000/a', digest)).toBe(`localhost:5000/a@${digest}`);
});

it('the digest is what the registry says it is today, or why it is not known', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-base-'));
  const registry = await startRegistry({ login: false });
  const nobody = () => Promise.resolve(undefined);
  try {
    const layout = await writeOciLayout(path.join(folder, 'layout'), goodImage());
    const target = { registry: registry.address, repository: 'base', reference: '1' };
    const pushed = await pushLayout(layout, target, nobody);
    expect(await baseDigest(`${registry.address}/base:1`, nobody)).toBe(pushed.digest);
    await expect(baseDigest(`${registry.address}/base:2`, nobody)).rejects.toThrow('does not have it');
  } finally {
    await registry.stop();
    rmSync(folder, { recursive: true });
  }
});
