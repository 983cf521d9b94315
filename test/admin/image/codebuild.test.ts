import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { Moto } from '../../lifecycle/moto';
import { program, role } from './publishing';

// moto is a Python program, and so is the AWS CLI.
jest.setTimeout(120_000);

const registry = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
let folder: string;
let context: string;
let to: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'studiolo-codebuild-'));
  context = path.join(folder, 'context');
  to = path.join(folder, 'to');
  cpSync(path.resolve(__dirname, '../../../images/jupyterlab-minimal'), context, { recursive: true });
  writeFileSync(path.join(context, 'run.sh'), '#!/bin/sh\n');
  chmodSync(path.join(context, 'run.sh'), 0o755);
  appendFileSync(path.join(context, '.dockerignore'), '\n!run.sh\n');
  writeFileSync(path.join(context, '.env'), 'TOKEN=secret\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

function publish(...words: string[]) {
  const all = [program(), 'image', 'publish', context, '--image-name', 'lab.1', '--codebuild', to, ...words];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, { encoding: 'utf8' });
  return { code: status, out: stdout, told: stderr };
}
const whole = [
  ...['--repository', `${registry}/team/lab`, '--codebuild-role', role],
  ...['--codebuild-source', 's3://sources/images/lab.zip', '--build-args', "BASE=python@sha256:1,NOTE=it's $HOME"],
];
const policies = `
import boto3, pathlib, sys
iam, folder = boto3.client('iam', region_name='us-east-1'), pathlib.Path(sys.argv[1])
iam.create_role(RoleName='b', AssumeRolePolicyDocument=(folder / 'role-trust.json').read_text())
iam.put_role_policy(RoleName='b', PolicyName='p', PolicyDocument=(folder / 'role-policy.json').read_text())
`;
const json = (name: string): unknown => JSON.parse(readFileSync(path.join(to, name), 'utf8'));

it('what is written for CodeBuild is what the AWS CLI and CodeBuild take', async () => {
  const { code, out, told } = publish(...whole);
  expect({ code, told }).toMatchObject({ code: 0 });
  expect(out.split('\n').slice(1)).toEqual([
    `aws s3 cp ${to}/source.zip s3://sources/images/lab.zip`,
    `aws codebuild create-project --cli-input-json file://${to}/project.json --region us-east-1`,
    'aws codebuild start-build --project-name studiolo-lab-1 --region us-east-1',
    '',
  ]);
  const moto = await new Moto().start();
  try {
    const [create = ''] = out.split('\n').filter((line) => line.includes('create-project'));
    const made: unknown = JSON.parse(moto.aws(...create.split(' ').slice(1)));
    expect(made).toMatchObject({ project: { source: { type: 'S3', location: 'sources/images/lab.zip' } } });
    // What IAM says of the policies.
    execFileSync(path.join(process.env['STUDIOLO_TOOLS'] ?? '.venv/tools', 'bin', 'python'), ['-c', policies, to], {
      env: { ...process.env, ...moto.environment, AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' },
    });
  } finally {
    await moto.stop();
  }
});

it('the archive is what an engine would be sent, modes included and secrets left out, and the same each time', () => {
  expect(publish(...whole).code).toBe(0);
  const first = readFileSync(path.join(to, 'source.zip'));
  expect(publish(...whole).code).toBe(0);
  expect(readFileSync(path.join(to, 'source.zip')).equals(first)).toBe(true);
  const script =
    'import sys,zipfile,json\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\n' +
    'print(json.dumps({i.filename: oct(i.external_attr >> 16) for i in z.infolist()}))';
  const listed: unknown = JSON.parse(
    execFileSync('python3', ['-c', script, path.join(to, 'source.zip')], { encoding: 'utf8' }),
  );
  expect(listed).toMatchObject({ Dockerfile: '0o100644', '.dockerignore': '0o100644', 'run.sh': '0o100755' });
  expect(listed).not.toHaveProperty(['.env']);
});

const Specification = z.object({
  version: z.literal(0.2),
  phases: z.record(z.string(), z.object({ commands: z.array(z.string()) })),
});

it('the commands are ones that a shell understands, and give Docker the arguments as they were given', () => {
  expect(publish(...whole).code).toBe(0);
  const { source } = z.object({ source: z.object({ buildspec: z.string() }) }).parse(json('project.json'));
  const { phases } = Specification.parse(parse(source.buildspec));
  expect(Object.keys(phases)).toEqual(['pre_build', 'build', 'post_build']);
  for (const command of Object.values(phases).flatMap(({ commands }) => commands))
    expect(spawnSync('sh', ['-n', '-c', command]).status).toBe(0);
  const [build = ''] = phases['build']?.commands ?? [];
  const words = execFileSync('sh', ['-c', build.replace('docker', "printf '%s\\n'")], {
    encoding: 'utf8',
    env: { REPOSITORY_URI: 'r', CODEBUILD_BUILD_NUMBER: '7' },
  });
  expect(words.trim().split('\n')).toEqual([
    ...['build', '--platform', 'linux/amd64', '--build-arg', 'BASE=python@sha256:1', '--build-arg', "NOTE=it's $HOME"],
    ...['--tag', 'r:build-7', '.'],
  ]);
});

it.each([
  [['--repository', 'localhost:5000/lab', ...whole.slice(2)], "is not a registry of ECR's"],
  [['--repository', `${registry}/lab`], '--codebuild-role'],
  [['--repository', `${registry}/lab`, '--codebuild-role', role], '--codebuild-source'],
])('says what is missing of %j', (words, message) => {
  expect(publish(...words)).toMatchObject({ code: 2, told: expect.stringContaining(message) });
});

it('writes over nothing that is not of the same project', () => {
  const project = path.join(to, 'project.json');
  expect(publish(...whole).code).toBe(0);
  writeFileSync(project, '{"name":"mine"}');
  expect(publish(...whole)).toMatchObject({
    code: 2,
    told: expect.stringContaining(
      `${project.replace('project.json', 'source.zip')} is there and is not of the project studiolo-lab-1`,
    ),
  });
  expect(readFileSync(project, 'utf8')).toBe('{"name":"mine"}');
});
