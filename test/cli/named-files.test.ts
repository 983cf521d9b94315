import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StudioWorld } from '../admin/domain/studio-world';
import { Moto } from '../lifecycle/moto';

jest.setTimeout(120_000);

const moto = new Moto();
let world: StudioWorld;
beforeAll(async () => {
  await moto.start();
  world = await new StudioWorld(moto.url).start();
  world.write(`studio: acme
account: '123456789012'
region: us-east-1
domains:
  one: { AuthMode: IAM, VpcId: vpc-0a1b2c3d, SubnetIds: [subnet-1], role: 'arn:aws:iam::123456789012:role/Studio' }
`);
  world.write('FROM public.ecr.aws/docker/library/python:3.12\n', 'image/Dockerfile');
  world.write("region: us-east-1\naccount: '123456789012'\n", 'parameters.yaml');
  mkdirSync(path.join(world.folder, 'taken'));
  writeFileSync(path.join(world.folder, 'file'), '');
  expect(await world.run(['apply', '--yes'])).toMatchObject({ code: 0 });
}, 120_000);
afterAll(async () => {
  await world.stop();
  await moto.stop();
});

const role = 'arn:aws:iam::123456789012:role/Images';
const codebuild = [
  ...['image', 'publish', 'image', '--image-name', 'lab', '--role', role],
  ...['--repository', '123456789012.dkr.ecr.us-east-1.amazonaws.com/lab'],
  ...['--codebuild-role', role, '--codebuild-source', 's3://acme-tools/lab.zip', '--codebuild'],
];

it.each([
  ['a plan on a full disk', ['plan', '--out', '/dev/full'], /\/dev\/full was not written: the disk is full/],
  [
    'a plan in a folder that is not there',
    ['plan', '--out', 'none/plan.json'],
    /none\/plan.json was not written: there is no such folder/,
  ],
  ['a plan where a folder is', ['plan', '--out', 'taken'], /taken was not written: it is a folder/],
  [
    'a Studio file in a folder that is not there',
    ['import', '--out', 'none/a.yaml'],
    /none\/a.yaml was not written: there is no such folder/,
  ],
  [
    'policies below a file',
    ['guardrails', 'generate', 'no-shared-spaces', '--parameters', 'parameters.yaml', '--out', 'file/policies'],
    /file\/policies was not written: what should be a folder on its path is a file/,
  ],
  ['an order for CodeBuild below a file', [...codebuild, 'file/order'], /file\/order/],
])('%s cannot be written, which is told in words', async (_, words, told) => {
  const { code, stderr } = await world.run(words);
  expect({ words, code, stderr }).toMatchObject({ stderr: expect.stringMatching(told) });
  expect(stderr).not.toMatch(/^\s+at /m);
  expect([1, 2]).toContain(code);
});

it.each([
  ['a Studio file', ['plan', 'none.yaml'], 'none.yaml', '; name a Studio file, or write one with studiolo import'],
  ['the usual Studio file', ['drift', 'none/studio.yaml'], 'none/studio.yaml', '; name a Studio file'],
  ['parameters', ['guardrails', 'prove', '--parameters', 'none.yaml'], '--parameters "none.yaml"', '; see studiolo'],
  [
    'policies',
    ['network', 'check', '--domain', 'd-abc', '--policies', 'none.json'],
    '--policies "none.json"',
    '; see studiolo',
  ],
  [
    'accepted findings',
    ['image', 'verify', 'image', '--accept-file', 'none.yaml'],
    '--accept-file "none.yaml"',
    '; see',
  ],
])('%s that is not there is named, without a word of the system', async (_, words, named, then) => {
  const { code, stderr } = await world.run(words);
  expect(stderr).toContain(`studiolo: ${named} cannot be read: there is no such file${then}`);
  expect(stderr).not.toMatch(/ENOENT/);
  expect([1, 2]).toContain(code);
});
