import path from 'node:path';
import { z } from 'zod';
import { add, goodImage } from '../admin/image/corpus/image-spec';
import { writeOciLayout } from '../admin/image/corpus/write-image';
import { EcrNamespace } from './ecr-namespace';

jest.setTimeout(120_000);

let ecr: EcrNamespace;
beforeAll(async () => {
  ecr = await EcrNamespace.start();
});
afterAll(() => ecr?.stop());

const layout = (name: string) => {
  const spec = goodImage();
  add(spec, { name: `opt/${name}`, content: name });
  return writeOciLayout(path.join(ecr.folder, name), spec);
};
const role = ['--role', 'arn:aws:iam::123456789012:role/studio'];
const repositories = () => {
  const { out } = ecr.aws('ecr', 'describe-repositories', '--query', 'repositories[].repositoryName');
  return z.array(z.string()).parse(JSON.parse(out));
};

it('an image is published to ECR, in a repository that is made, with the login that ECR gives, and read back', async () => {
  const uri = `${ecr.registry}/team/studio`;
  const source = `oci:${await layout('first')}`;
  const { code, out, told } = ecr.studiolo(['publish', source, '--repository', uri, '--image-name', 'studio', ...role]);
  expect({ code, told }).toMatchObject({
    code: 0,
    told: expect.stringContaining('make repository team/studio in eu-west-1'),
  });
  expect(repositories()).toEqual(['team/studio']);
  const [, digest = ''] = /^studio version 1: \S+@(sha256:\w{64})\n$/.exec(out) ?? [];
  expect(ecr.studiolo(['verify', `${uri}@${digest}`, '--json'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('"errors": 0'),
  });
  // It is the login that opens the registry.
  expect(ecr.statusWithoutLogin(`/v2/team/studio/manifests/${digest}`)).toBe('401');
  const again = ecr.studiolo(['publish', source, '--repository', uri, '--image-name', 'studio', ...role]);
  expect(again).toMatchObject({
    code: 0,
    told: expect.stringContaining('repository team/studio in eu-west-1 is there'),
  });
});

it('a repository that was made is taken back when a later step fails', async () => {
  const to = ['--repository', `${ecr.registry}/team/undone`, '--image-name', 'undone', ...role];
  const { code, told } = ecr.studiolo(['publish', `oci:${await layout('undone')}`, ...to], 'AKIANOCONFIG00000000');
  expect({ code, told }).toMatchObject({
    code: 1,
    told: expect.stringContaining('allow sagemaker:CreateAppImageConfig'),
  });
  expect(told).toMatch(/taken back: image undone\n[\s\S]*taken back: repository team\/undone in eu-west-1/);
  expect(repositories()).not.toContain('team/undone');
});
