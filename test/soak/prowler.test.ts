import {
  CreateModelCommand,
  CreateNotebookInstanceCommand,
  CreateTrainingJobCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Program } from '../emulator/program';
import { ROLE } from '../emulator/studio';
import { Moto } from '../lifecycle/moto';
import { tellCount } from './count';

jest.setTimeout(600_000);
const prowler = path.join(process.env.STUDIOLO_PROWLER ?? '', 'bin', 'prowler');
const program = new Program();
const moto = new Moto();
beforeAll(() => moto.start());
afterAll(async () => {
  await program.close();
  await moto.stop();
});

const keys = { accessKeyId: 'AKIAPROWLER000000000', secretAccessKey: 'emulated' };
const domain = {
  VpcId: 'vpc-1',
  SubnetIds: ['subnet-1'],
  DefaultUserSettings: { ExecutionRole: ROLE },
};
const SEED = {
  domains: {
    'd-office': { ...domain, DomainName: 'office', AuthMode: 'SSO', tags: { team: 'ml' } },
    'd-lab': { ...domain, DomainName: 'lab', AuthMode: 'IAM' },
  },
};

/** What moto stands for is made through the emulator: of each an open and a closed one. */
async function makeOthers(endpoint: string) {
  const client = new SageMakerClient({ region: 'us-east-1', endpoint, credentials: keys });
  const vpc = { SecurityGroupIds: ['sg-1'], Subnets: ['subnet-1'] };
  const PrimaryContainer = { Image: '123456789012.dkr.ecr.us-east-1.amazonaws.com/model:1' };
  const notebook = { InstanceType: 'ml.t3.medium' as const, RoleArn: ROLE };
  const job = {
    RoleArn: ROLE,
    AlgorithmSpecification: { TrainingImage: PrimaryContainer.Image, TrainingInputMode: 'File' as const },
    StoppingCondition: { MaxRuntimeInSeconds: 3600 },
  };
  const resources = { InstanceType: 'ml.m5.xlarge' as const, InstanceCount: 1, VolumeSizeInGB: 10 };
  for (const command of [
    new CreateModelCommand({ ModelName: 'open', ExecutionRoleArn: ROLE, PrimaryContainer }),
    new CreateModelCommand({ ModelName: 'closed', ExecutionRoleArn: ROLE, PrimaryContainer, VpcConfig: vpc }),
  ]) {
    await client.send(command);
  }
  for (const command of [
    new CreateNotebookInstanceCommand({
      ...notebook,
      NotebookInstanceName: 'open',
      DirectInternetAccess: 'Enabled',
      RootAccess: 'Enabled',
    }),
    new CreateNotebookInstanceCommand({
      ...notebook,
      NotebookInstanceName: 'closed',
      DirectInternetAccess: 'Disabled',
      RootAccess: 'Disabled',
      SubnetId: 'subnet-1',
      SecurityGroupIds: ['sg-1'],
      KmsKeyId: 'key-1',
    }),
  ]) {
    await client.send(command);
  }
  for (const command of [
    new CreateTrainingJobCommand({
      ...job,
      TrainingJobName: 'open',
      OutputDataConfig: { S3OutputPath: 's3://models' },
      ResourceConfig: resources,
    }),
    new CreateTrainingJobCommand({
      ...job,
      TrainingJobName: 'closed',
      OutputDataConfig: { S3OutputPath: 's3://models', KmsKeyId: 'key-1' },
      ResourceConfig: { ...resources, VolumeKmsKeyId: 'key-1' },
      VpcConfig: vpc,
      EnableNetworkIsolation: true,
      EnableInterContainerTrafficEncryption: true,
    }),
  ]) {
    await client.send(command);
  }
  client.destroy();
}

/** What Prowler finds, by its checks: the table is made by hand from the above. */
const FINDINGS: [check: string, ...findings: string[]][] = [
  ['sagemaker_domain_sso_configured', 'FAIL domain/d-lab', 'PASS domain/d-office'],
  // A model is isolated if it is said so, which was said of neither.
  ['sagemaker_models_network_isolation_enabled', 'FAIL model/closed', 'FAIL model/open'],
  ['sagemaker_models_vpc_settings_configured', 'FAIL model/open', 'PASS model/closed'],
  ['sagemaker_notebook_instance_encryption_enabled', 'FAIL notebook-instance/open', 'PASS notebook-instance/closed'],
  ['sagemaker_notebook_instance_no_secrets', 'PASS notebook-instance/closed', 'PASS notebook-instance/open'],
  ['sagemaker_notebook_instance_root_access_disabled', 'FAIL notebook-instance/open', 'PASS notebook-instance/closed'],
  [
    'sagemaker_notebook_instance_vpc_settings_configured',
    'FAIL notebook-instance/open',
    'PASS notebook-instance/closed',
  ],
  [
    'sagemaker_notebook_instance_without_direct_internet_access_configured',
    'FAIL notebook-instance/open',
    'PASS notebook-instance/closed',
  ],
  ['sagemaker_training_jobs_intercontainer_encryption_enabled', 'FAIL training-job/open', 'PASS training-job/closed'],
  ['sagemaker_training_jobs_network_isolation_enabled', 'FAIL training-job/open', 'PASS training-job/closed'],
  [
    'sagemaker_training_jobs_volume_and_output_encryption_enabled',
    'FAIL training-job/open',
    'PASS training-job/closed',
  ],
  ['sagemaker_training_jobs_vpc_settings_configured', 'FAIL training-job/open', 'PASS training-job/closed'],
  // Of these there is nothing, which Prowler tells as well.
  ['sagemaker_clarify_exists', 'FAIL processing-job'],
  ['sagemaker_models_monitor_enabled', 'FAIL monitoring-schedule/unknown'],
  ['sagemaker_models_registry_in_use', 'FAIL model-registry/unknown'],
];

it('Prowler finds what is in the seed and what was made, unmodified, with moto behind', async () => {
  writeFileSync(program.at('seed.json'), JSON.stringify(SEED));
  const run = await program.start('--seed', program.at('seed.json'), '--others', moto.url);
  await makeOthers(run.url);
  const words = ['aws', '--service', 'sagemaker', '-f', 'us-east-1', '--ignore-exit-code-3', '--no-banner'];
  const { status, stdout, stderr } = spawnSync(
    prowler,
    [...words, '-M', 'json-ocsf', '-o', program.at('out'), '-F', 'found'],
    {
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        HOME: program.folder,
        AWS_ENDPOINT_URL: run.url,
        AWS_ACCESS_KEY_ID: keys.accessKeyId,
        AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
        AWS_DEFAULT_REGION: 'us-east-1',
      },
    },
  );
  expect([status, status === 0 ? '' : stdout + stderr]).toEqual([0, '']);
  const told: { metadata: { event_code: string }; status_code: string; resources: { uid: string }[] }[] = JSON.parse(
    readFileSync(path.join(program.at('out'), 'found.ocsf.json'), 'utf8'),
  );
  const found = new Map<string, string[]>();
  for (const { metadata, resources, status_code: status } of told) {
    const resource = resources[0]?.uid.split(':').at(-1);
    found.set(metadata.event_code, [...(found.get(metadata.event_code) ?? []), `${status} ${resource}`].sort());
  }
  expect(Object.fromEntries(found)).toEqual(
    Object.fromEntries(FINDINGS.map(([check, ...findings]) => [check, findings])),
  );
  await run.end('SIGTERM');
  tellCount(`${told.length} findings of ${found.size} checks of Prowler`);
});
