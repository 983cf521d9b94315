import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import {
  CreateAppCommand,
  DeleteAppCommand,
  DescribeAppCommand,
  type DescribeAppCommandOutput,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { Program, type Running } from './program';
import { DISTRIBUTION } from './studio';

jest.setTimeout(30_000);

// The scripts run on this machine as they are: `--run-scripts` names the shell. test/installation has the real thing.
const program = new Program();
afterAll(() => program.close());

const key = { DomainId: 'd-launch', SpaceName: 'study', AppType: 'JupyterLab', AppName: 'default' } as const;
const seedOf = (script: string) => `
lifecycleConfigs:
  theirs: { StudioLifecycleConfigAppType: JupyterLab, script: ${JSON.stringify(script)} }
domains:
  d-launch:
    DomainName: launch
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-0a1b2c3d]
    DefaultUserSettings:
      ExecutionRole: arn:aws:iam::123456789012:role/Studio
      JupyterLabAppSettings:
        BuiltInLifecycleConfigArn: arn:aws:sagemaker:us-east-1:123456789012:studio-lifecycle-config/theirs
    userProfiles: { ana: {} }
    spaces: { study: { owner: ana, sharing: Private, SpaceSettings: { AppType: JupyterLab } } }
`;
async function emulator(script: string, ...options: string[]): Promise<{ running: Running; client: SageMakerClient }> {
  writeFileSync(program.at('seed.yaml'), seedOf(script));
  const words = ['--seed', program.at('seed.yaml'), '--speed', '1000', '--run-scripts', '/bin/bash', ...options];
  const running = await program.start(...words);
  return { running, client: running.client() };
}
const describeApp = (client: SageMakerClient) => client.send(new DescribeAppCommand(key));
const launch = (client: SageMakerClient) =>
  client.send(
    new CreateAppCommand({ ...key, ResourceSpec: { InstanceType: 'ml.t3.medium', SageMakerImageArn: DISTRIBUTION } }),
  );
async function until<T>(look: () => T | Promise<T>, enough: (seen: T) => boolean): Promise<T> {
  for (;;) {
    const seen = await look();
    if (enough(seen)) return seen;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
const settled = (client: SageMakerClient): Promise<DescribeAppCommandOutput> =>
  until(
    () => describeApp(client),
    ({ Status }) => Status !== 'Pending',
  );
const alive = (pid: string) => existsSync(`/proc/${pid.trim()}`);

it('tells a script whose app it starts, and has the app in service after it', async () => {
  const { client } = await emulator(
    `sleep 0.3; env | grep -E '^STUDIOLO_(REGION|DOMAIN|USER|SPACE|APP|LIFECYCLE)' >${program.at('told')}`,
  );
  await launch(client);
  expect((await describeApp(client)).Status).toBe('Pending');
  expect((await settled(client)).Status).toBe('InService');
  expect(readFileSync(program.at('told'), 'utf8').trim().split('\n').toSorted()).toEqual([
    'STUDIOLO_APP_ARN=arn:aws:sagemaker:us-east-1:123456789012:app/d-launch/study/JupyterLab/default',
    'STUDIOLO_APP_NAME=default',
    'STUDIOLO_APP_TYPE=JupyterLab',
    'STUDIOLO_DOMAIN_ID=d-launch',
    'STUDIOLO_LIFECYCLE_CONFIG=theirs',
    'STUDIOLO_LIFECYCLE_CONFIG_ORIGIN=built-in',
    'STUDIOLO_REGION=us-east-1',
    'STUDIOLO_SPACE_NAME=study',
  ]);
});

it.each([
  ['fails', 'exit 3', []],
  ['is not done in time', 'sleep 60', ['--script-seconds', '0.3']],
])('fails an app whose script %s', async (_, script, options) => {
  const { client } = await emulator(script, ...options);
  await launch(client);
  const { Status, FailureReason } = await settled(client);
  expect(Status).toBe('Failed');
  expect(FailureReason).toMatch(/^ConfigurationError: LifecycleConfig .*studio-lifecycle-config\/theirs\]/);
});

it('ends the script of an app that is deleted meanwhile, and of all apps when it ends itself', async () => {
  const pid = program.at('pid');
  const { running, client } = await emulator(`echo $$ >${pid}.new; mv ${pid}.new ${pid}; sleep 60`);
  const begun = () =>
    until(
      () => existsSync(pid) && readFileSync(pid, 'utf8'),
      (text) => text !== false && alive(text),
    );
  await launch(client);
  const first = String(await begun());
  await client.send(new DeleteAppCommand(key));
  await until(
    () => alive(first),
    (still) => !still,
  );
  await until(
    () => describeApp(client),
    ({ Status }) => Status === 'Deleted',
  );
  await launch(client);
  const second = String(await begun());
  expect(second).not.toBe(first);
  expect(await running.end('SIGTERM')).toBe(0);
  expect(alive(second)).toBe(false);
});

it('runs a script again that it could not end, from its state file', async () => {
  const [runs, go] = [program.at('runs'), program.at('go')];
  const state = ['--state', program.at('state')];
  const { running, client } = await emulator(`echo run >>${runs}; until [ -e ${go} ]; do sleep 0.05; done`, ...state);
  await launch(client);
  await until(() => existsSync(runs), Boolean);
  await running.end('SIGKILL');
  writeFileSync(go, '');
  const { client: next } = await emulator('exit 1', ...state);
  expect((await settled(next)).Status).toBe('InService');
  expect(readFileSync(runs, 'utf8')).toBe('run\nrun\n');
});
