import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Moto } from './moto';
import type { LifecycleRoot } from './root';
import { script, textOf } from './script';
import { throwawayRoots } from './throwaway-roots';

// The SDK takes seconds to be loaded.
jest.setTimeout(300_000);

const moto = new Moto();
const booted = throwawayRoots();
beforeAll(async () => {
  await moto.start();
  moto.aws('s3', 'mb', 's3://acme-jobs');
}, 600_000);
afterAll(() => moto.stop());

const file = '/etc/xdg/sagemaker/config.yaml';
const vpc = { Subnets: ['subnet-0a1b2c3d', 'subnet-0a1b2c3e'], SecurityGroupIds: ['sg-0a1b2c3d'] };
const role = 'arn:aws:iam::123456789012:role/jobs';
const key = 'arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f';
const everything = {
  SUBNETS: vpc.Subnets.join(' '),
  SECURITY_GROUPS: 'sg-0a1b2c3d',
  ROLE: role,
  OUTPUT_KEY: key,
  VOLUME_KEY: 'alias/volumes',
  TAGS: 'team=research cost/center=4711',
  ENCRYPT_TRAFFIC: 'yes',
  NETWORK_ISOLATION: 'yes',
  BUCKET: 'acme-jobs/sdk',
  NO_TELEMETRY: 'yes',
};

const start = (root: LifecycleRoot, parameters: Record<string, string>) => root.run(script('job-defaults', parameters));

/** Runs a program with one of the SageMaker Python SDKs, which takes the app's file for the administrator's; returns what it prints as JSON. */
function sdk(name: 'sagemaker-2' | 'sagemaker-core', root: LifecycleRoot, program: string, user = ''): unknown {
  const python = path.resolve(__dirname, '../../.venv', name, 'bin', 'python');
  const env = {
    PATH: process.env['PATH'],
    HOME: root.home,
    AWS_ACCESS_KEY_ID: 'AKIATEST000000000000',
    AWS_SECRET_ACCESS_KEY: 'emulated',
    AWS_DEFAULT_REGION: 'us-east-1',
    SAGEMAKER_SUPPRESS_V2_WARNING: '1',
    SAGEMAKER_ADMIN_CONFIG_OVERRIDE: root.at(file),
    ...(user === '' ? {} : { SAGEMAKER_USER_CONFIG_OVERRIDE: user }),
    ...moto.environment,
  };
  const { status, stdout, stderr } = spawnSync(python, ['-c', program], { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${status} ${stderr} ${stdout}`);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

/** A training and a processing job, and a model, that say nothing of network, keys, tags or role: as the service was asked for them. */
const jobs = `
import json, boto3, sagemaker
from sagemaker.estimator import Estimator
from sagemaker.model import Model
from sagemaker.processing import Processor
session, image = sagemaker.Session(), "123456789012.dkr.ecr.us-east-1.amazonaws.com/train:1"
client, asked = session.sagemaker_client, {}
client.meta.events.register("provide-client-params.sagemaker.*", lambda params, model, **_: asked.update({model.name: params}))
Estimator(image_uri=image, instance_count=1, instance_type="ml.m5.large", sagemaker_session=session).fit(wait=False)
Processor(image_uri=image, instance_count=1, instance_type="ml.m5.large", sagemaker_session=session).run(wait=False, logs=False)
Model(image_uri=image, sagemaker_session=session).create(instance_type="ml.m5.large")
print(json.dumps({name: asked[name] for name in ("CreateTrainingJob", "CreateProcessingJob", "CreateModel")}))
`;
const tags = expect.arrayContaining([
  { Key: 'team', Value: 'research' },
  { Key: 'cost/center', Value: '4711' },
]);

it('makes jobs of the SDK that say nothing themselves have the network, keys, tags, role and encryption of the administrator', async () => {
  const root = await booted({ network: 'none' });
  expect(await start(root, everything)).toMatchObject({
    status: 0,
    output: expect.stringMatching(/config\.yaml is written: AutoMLJob, .*TrainingJob/),
  });
  const network = { EnableNetworkIsolation: true, EnableInterContainerTrafficEncryption: true, VpcConfig: vpc };
  expect(sdk('sagemaker-2', root, jobs)).toMatchObject({
    CreateTrainingJob: {
      RoleArn: role,
      ...network,
      Tags: tags,
      OutputDataConfig: { KmsKeyId: key, S3OutputPath: 's3://acme-jobs/sdk/' },
      ResourceConfig: { VolumeKmsKeyId: 'alias/volumes' },
    },
    CreateProcessingJob: {
      RoleArn: role,
      NetworkConfig: network,
      Tags: tags,
      ProcessingResources: { ClusterConfig: { VolumeKmsKeyId: 'alias/volumes' } },
    },
    CreateModel: { ExecutionRoleArn: role, VpcConfig: vpc, EnableNetworkIsolation: true, Tags: tags },
  });
});

const resolved = `
import json
from sagemaker.core.config import config
from sagemaker.core.config.config_manager import SageMakerConfig
from sagemaker.core.config.config_schema import *
manager = SageMakerConfig()
found = manager.load_sagemaker_config()
print(json.dumps([config._DEFAULT_ADMIN_CONFIG_FILE_PATH, *(manager.resolve_value_from_config(config_path=path, sagemaker_config=found) for path in (
    TRAINING_JOB_VPC_CONFIG_PATH, TRAINING_JOB_ROLE_ARN_PATH, TRAINING_JOB_TAGS_PATH, TRAINING_JOB_ENABLE_NETWORK_ISOLATION_PATH,
    TELEMETRY_OPT_OUT_PATH))]))
`;

it("is where version 3 of the SDK looks, and its loader takes it, with a user's own file before it", async () => {
  const root = await booted({ network: 'none' });
  await start(root, everything);
  const [place, ...values] = sdk('sagemaker-core', root, resolved) as unknown[];
  expect(place).toBe(file);
  expect(values).toEqual([vpc, role, tags, true, true]);

  const user = path.join(root.home, 'own.yaml');
  const own = 'arn:aws:iam::123456789012:role/own';
  writeFileSync(user, `SchemaVersion: '1.0'\nSageMaker: { TrainingJob: { RoleArn: '${own}' } }\n`);
  expect(sdk('sagemaker-core', root, resolved, user)).toEqual([file, vpc, own, tags, true, true]);
});

it('writes nothing but what is given', async () => {
  const root = await booted({ network: 'none' });
  await start(root, { TAGS: 'team=a', ENCRYPT_TRAFFIC: 'no' });
  const written = JSON.parse(readFileSync(root.at(file), 'utf8')) as { SageMaker: Record<string, unknown> };
  expect(written.SageMaker['TrainingJob']).toEqual({ Tags: [{ Key: 'team', Value: 'a' }] });
  expect(sdk('sagemaker-core', root, resolved)).toEqual([file, null, null, [{ Key: 'team', Value: 'a' }], null, null]);
});

it('changes nothing when it runs again or several times at once, and takes other values', async () => {
  const root = await booted({ network: 'none' });
  const ended = await Promise.all([1, 2, 3].map(() => start(root, everything)));
  expect(ended.map(({ status, output }) => [status, output.includes('failed')])).toEqual(ended.map(() => [0, false]));
  expect((await start(root, everything)).output).toContain(`${file} is as it should be`);
  expect((await start(root, { ROLE: role })).output).toContain('is written: ');
  expect(readFileSync(root.at(file), 'utf8')).not.toContain('subnet-');
});

it('leaves a file that is not its own, or that was changed since', async () => {
  const root = await booted({ network: 'none' });
  writeFileSync(root.at(file), 'SchemaVersion: "1.0"\n');
  expect(await start(root, everything)).toMatchObject({ status: 0, output: expect.stringContaining('left alone') });
  expect(readFileSync(root.at(file), 'utf8')).toBe('SchemaVersion: "1.0"\n');
  expect((await start(root, { ...everything, ENFORCE: 'yes' })).status).toBe(1);
});

it("takes the administrator's own file from S3 or a path", async () => {
  const root = await booted({ environment: moto.environment });
  const own = `# ours\nSchemaVersion: '1.0'\nSageMaker:\n  TrainingJob:\n    RoleArn: ${role}\n`;
  writeFileSync(path.join(root.home, 'own.yaml'), own);
  moto.aws('s3', 'cp', path.join(root.home, 'own.yaml'), 's3://acme-jobs/config.yaml');
  expect((await start(root, { CONFIG: 's3://acme-jobs/config.yaml' })).output).toContain('is written: TrainingJob');
  expect(readFileSync(root.at(file), 'utf8')).toBe(own);
  expect((await start(root, { CONFIG: '/home/sagemaker-user/own.yaml' })).output).toContain('is as it should be');
  expect(sdk('sagemaker-core', root, resolved)).toEqual([file, null, role, null, null, null]);
});

it.each([
  ['SageMaker: {}\n', 'SchemaVersion is not "1.0"'],
  ['SchemaVersion: "1.0"\nSagemaker: {}\n', 'it has Sagemaker'],
  ['SchemaVersion: "1.0"\nSageMaker: [a\n', 'it is no YAML'],
  ['SchemaVersion: "1.0"\nSageMaker: a\n', 'SageMaker is no mapping'],
  ['\u0000', 'it is no YAML'],
  ['', 'SchemaVersion is not "1.0"'],
])(
  "does not put the administrator's own file in place where every program with the SDK would fail on it: %j",
  async (text, why) => {
    const root = await booted({ network: 'none' });
    writeFileSync(path.join(root.home, 'own.yaml'), text);
    const { status, output } = await start(root, { CONFIG: '/home/sagemaker-user/own.yaml' });
    expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining(why) });
    expect(existsSync(root.at(file))).toBe(false);
  },
);

it('says that the image has the SDK read another file', async () => {
  const root = await booted({ network: 'none', environment: { SAGEMAKER_ADMIN_CONFIG_OVERRIDE: '/etc/other.yaml' } });
  expect((await start(root, everything)).output).toContain('SAGEMAKER_ADMIN_CONFIG_OVERRIDE to /etc/other.yaml');
});

it.each([
  [{}, 'every parameter is empty'],
  [{ SUBNETS: 'subnet-0a1b2c3d' }, 'one of them is empty'],
  [{ SUBNETS: "subnet-1'; touch /tmp/injected; '", SECURITY_GROUPS: 'sg-0a1b2c3d' }, 'SUBNETS is '],
  [{ SUBNETS: 'subnet-0a1b2c3d', SECURITY_GROUPS: '$(touch /tmp/injected)' }, 'SECURITY_GROUPS is '],
  [{ ROLE: 'studio' }, 'ROLE is '],
  [{ ROLE: `${role}\u0661` }, 'ROLE is '],
  [{ OUTPUT_KEY: 'alias/a b' }, 'OUTPUT_KEY is '],
  [{ VOLUME_KEY: '"""+open("/tmp/injected","w")' }, 'VOLUME_KEY is '],
  [{ TAGS: 'team' }, 'TAGS is '],
  [{ TAGS: 'aws:team=a' }, 'TAGS is '],
  [{ TAGS: 'team=a team=b' }, 'TAGS names team twice'],
  [{ TAGS: Array.from({ length: 51 }, (_, n) => `k${n}=v`).join(' ') }, 'TAGS has 51 tags'],
  [{ ENCRYPT_TRAFFIC: 'true' }, 'ENCRYPT_TRAFFIC is '],
  [{ BUCKET: 's3://acme' }, 'BUCKET is '],
  [{ CONFIG: 'config.yaml' }, 'CONFIG is '],
  [{ CONFIG: '/etc/nothing.yaml' }, 'could not be read'],
  [{ CONFIG: '/dev/zero' }, 'is no configuration of the SDK'],
  [{ CONFIG: '/etc/a.yaml', ROLE: role }, 'CONFIG is given, and other parameters too'],
])('writes nothing with %j', async (parameters: Record<string, string>, why) => {
  const root = await booted({ network: 'none' });
  const text = Object.keys(parameters).length === 0 ? textOf('job-defaults') : script('job-defaults', parameters);
  const { status, output } = await root.run(text);
  expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining(why) });
  expect([file, '/tmp/injected'].filter((each) => existsSync(root.at(each)))).toEqual([]);
});
