import { CreateAppCommand, DescribeAppCommand, ListDomainsCommand } from '@aws-sdk/client-sagemaker';
import { stringify } from 'yaml';
import { DISTRIBUTION } from '../../emulator/studio';
import { Moto } from '../../lifecycle/moto';
import { FaultyService } from '../faults';
import { actionsOf, studioPolicies } from './policies';
import { StudioWorld } from './studio-world';

jest.setTimeout(300_000);

const [forPlan, besides, toDestroy, , seeGuardrails, writeGuardrails] = studioPolicies();

const moto = new Moto();
beforeAll(() => moto.start(), 120_000);
afterAll(() => moto.stop());

const text = (role: string, name: string, more: object = {}, rest = true) =>
  stringify({
    studio: 'acme',
    account: '123456789012',
    region: 'us-east-1',
    ...(rest && {
      lifecycleConfigs: { hello: { StudioLifecycleConfigAppType: 'JupyterLab', script: 'echo' } },
      appImageConfigs: {
        own: { JupyterLabAppImageConfig: { FileSystemConfig: { DefaultUid: 1000, DefaultGid: 100, ...more } } },
      },
    }),
    domains: {
      one: {
        AuthMode: 'IAM',
        VpcId: 'vpc-0a1b2c3d',
        SubnetIds: ['subnet-1'],
        role: `arn:aws:iam::123456789012:role/${role}`,
        tags: { called: name, company: name === 'before' ? 'acme' : null },
        userProfiles: { ana: { idle: name === 'before' ? '1h' : '2h' }, ...(rest && { bo: {} }) },
        spaces: {
          study: { owner: 'ana', SpaceDisplayName: name, SpaceSettings: { AppType: 'JupyterLab' } },
          ...(rest && { other: { owner: 'bo', SpaceSettings: { AppType: 'JupyterLab' } } }),
        },
      },
    },
  });

it('plan, apply and destroy do with exactly the policies of the page, and need each action of them', async () => {
  const principal = 'arn:aws:sts::123456789012:assumed-role/StudioAdmin/ines';
  const callers = {
    AKIAPLANS00000000000: { principal, policies: [forPlan] },
    AKIAAPPLIES000000000: { principal, policies: [forPlan, besides] },
    AKIADESTROYS00000000: { principal, policies: [forPlan, toDestroy] },
  };
  const world = await new StudioWorld(moto.url).start(stringify({ account: '123456789012', callers }));
  const planning = { AWS_ACCESS_KEY_ID: 'AKIAPLANS00000000000' };
  const applying = { AWS_ACCESS_KEY_ID: 'AKIAAPPLIES000000000' };
  try {
    let file = world.write(text('Studio', 'before'));
    expect(await world.run(['plan', file], planning)).toMatchObject({
      code: 3,
      stdout: expect.stringContaining('to create'),
    });
    expect(await world.run(['apply', file, '--yes'], planning)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/allow sagemaker:Create/),
    });
    expect(await world.run(['apply', file, '--yes'], applying)).toMatchObject({ code: 0 });
    world.sagemaker.calls.splice(0);
    expect(await world.run(['plan', file], planning)).toMatchObject({ code: 0 });
    const planned = new Set(world.sagemaker.calls.map((called) => `sagemaker:${called}`));
    expect([...planned, 'tag:GetResources'].sort()).toEqual(actionsOf(forPlan).sort());

    world.sagemaker.calls.splice(0);
    const { Domains = [] } = await world.direct.send(new ListDomainsCommand({}));
    const app = {
      DomainId: Domains[0]?.DomainId,
      SpaceName: 'study',
      AppType: 'JupyterLab',
      AppName: 'default',
    } as const;
    const ResourceSpec = { InstanceType: 'ml.t3.medium', SageMakerImageArn: DISTRIBUTION } as const;
    await world.direct.send(new CreateAppCommand({ ...app, ResourceSpec }));
    while ((await world.direct.send(new DescribeAppCommand(app))).Status !== 'InService');
    file = world.write(text('StudioOther', 'after', { MountPath: '/home/sagemaker-user' }));
    expect(await world.run(['apply', file, '--yes', '--stop-apps'], applying)).toMatchObject({ code: 0 });
    file = world.write(text('StudioOther', 'after', {}, false));
    const named = ['bo', 'other', 'own', 'hello'].flatMap((name) => ['--delete', name]);
    expect(await world.run(['apply', file, '--yes', ...named], applying)).toMatchObject({ code: 0 });
    expect(await world.run(['plan', file], planning)).toMatchObject({ code: 0 });
    const made = ['Domain', 'UserProfile', 'Space', 'StudioLifecycleConfig', 'AppImageConfig'].map(
      (what) => `Create${what}`,
    );
    const called = new Set([...made, ...world.sagemaker.calls].map((one) => `sagemaker:${one}`));
    expect([...called].filter((one) => !planned.has(one)).sort()).toEqual(
      actionsOf(besides)
        .filter((action) => action !== 'iam:PassRole')
        .sort(),
    );

    file = world.write(text('StudioOther', 'after'));
    expect(await world.run(['apply', file, '--yes'], applying)).toMatchObject({ code: 0 });
    world.sagemaker.calls.splice(0);
    world.beside.calls.splice(0);
    const destroying = { AWS_ACCESS_KEY_ID: 'AKIADESTROYS00000000' };
    const { FileSystems } = JSON.parse(await world.aws('efs', 'describe-file-systems'));
    const homes = FileSystems[0].FileSystemId;
    world.beside.calls.splice(0);
    expect(await world.run(['destroy', file, '--yes', '--delete', homes], destroying)).toMatchObject({ code: 0 });
    const service = (one: string) => (/SecurityGroup/.test(one) && !/Target/.test(one) ? 'ec2' : 'elasticfilesystem');
    const needed = new Set([
      ...world.sagemaker.calls.map((one) => `sagemaker:${one}`).filter((one) => !planned.has(one)),
      ...world.beside.calls.map((one) => `${service(one)}:${one}`),
    ]);
    expect([...needed].sort()).toEqual(actionsOf(toDestroy).sort());
  } finally {
    await world.stop();
  }
});

it('what images are made from is seen with DescribeImageVersion besides, and no more', async () => {
  const principal = 'arn:aws:sts::123456789012:assumed-role/StudioAdmin/ines';
  const images = { Statement: { Effect: 'Allow', Action: 'sagemaker:DescribeImageVersion', Resource: '*' } };
  const callers = {
    AKIAPLANS00000000000: { principal, policies: [forPlan] },
    AKIASEESIMAGES000000: { principal, policies: [forPlan, images] },
  };
  const uri = '123456789012.dkr.ecr.us-east-1.amazonaws.com/studio:r';
  const seed = {
    account: '123456789012',
    callers,
    images: { r: { RoleArn: 'arn:aws:iam::123456789012:role/Images', versions: [{ BaseImage: uri }] } },
  };
  const world = await new StudioWorld(moto.url).start(stringify(seed));
  try {
    const file = world.write(`${text('Studio', 'before')}images: { r: { from: ${uri}, for: [JupyterLab] } }\n`);
    expect(await world.run(['plan', file], { AWS_ACCESS_KEY_ID: 'AKIAPLANS00000000000' })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('allow sagemaker:DescribeImageVersion'),
    });
    const planned = await world.run(['plan', file], { AWS_ACCESS_KEY_ID: 'AKIASEESIMAGES000000' });
    expect(planned).toMatchObject({ code: 3, stdout: expect.stringContaining('create AppImageConfig r') });
    expect(planned.stdout).not.toContain('names an image');
  } finally {
    await world.stop();
  }
});

it('guardrails are planned and attached with exactly the policies of the page, which need each action of them', async () => {
  const principal = 'arn:aws:sts::123456789012:assumed-role/StudioAdmin/ines';
  const least = [forPlan, besides, seeGuardrails, writeGuardrails];
  const callers = {
    AKIAPLANS00000000000: { principal, policies: [forPlan, seeGuardrails] },
    AKIAAPPLIES000000000: { principal, policies: least },
  };
  await fetch(`${moto.url}/moto-api/reset`, { method: 'POST' });
  const world = await new StudioWorld(moto.url).start(stringify({ account: '123456789012', callers }), moto.url);
  const asked = new FaultyService(() => world.environment.AWS_ENDPOINT_URL, 'query');
  await asked.start();
  const endpoints = { AWS_ENDPOINT_URL_IAM: asked.url, AWS_ENDPOINT_URL_ORGANIZATIONS: asked.url };
  const planning = { AWS_ACCESS_KEY_ID: 'AKIAPLANS00000000000', ...endpoints };
  const applying = { AWS_ACCESS_KEY_ID: 'AKIAAPPLIES000000000', ...endpoints };
  try {
    moto.aws('iam', 'create-role', '--role-name', 'Studio', '--assume-role-policy-document', '{}');
    moto.aws('organizations', 'create-organization', '--feature-set', 'ALL');
    const root = moto.aws('organizations', 'list-roots', '--query', 'Roots[0].Id', '--output', 'text').trim();
    moto.aws('organizations', 'create-organizational-unit', '--parent-id', root, '--name', 'ml');
    const said = (guardrails: object) => `${text('Studio', 'before', {}, false)}${stringify({ guardrails })}`;
    const to = { to: 'arn:aws:iam::123456789012:role/Studio' };
    const all = (instanceTypes: string[]) =>
      said({
        'instance-type-allow-list': { ...to, instanceTypes },
        'no-remote-ide': { ...to, as: 'identity' },
        'no-shared-spaces': { as: 'scp', to: 'ml' },
        'job-ceiling': { as: 'scp', to: 'ml', jobInstanceTypes: instanceTypes },
      });
    const file = world.write(all(['ml.t3.*']));
    expect(await world.run(['plan', file], planning)).toMatchObject({
      code: 3,
      stdout: expect.stringContaining('attach'),
    });
    expect(await world.run(['apply', file, '--yes', '--only', 'guardrails'], planning)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('allow iam:CreatePolicy'),
    });
    for (const type of ['ml.t3.*', 'ml.m5.*']) {
      world.write(all([type]));
      expect(await world.run(['apply', file, '--yes', '--only', 'guardrails'], applying)).toMatchObject({ code: 0 });
    }
    world.write(said({ 'no-remote-debug': { as: 'scp', to: 'ml' } }));
    const names = ['Studio-boundary-1', 'Studio-identity-1'].flatMap((name) => ['--delete', `acme-${name}`]);
    expect(await world.run(['apply', file, '--yes', '--only', 'guardrails', ...names], applying)).toMatchObject({
      code: 0,
    });
    world.write(said({ 'no-remote-debug': { as: 'scp', to: '123456789012' } }));
    const left = ['--delete', 'acme-ml-scp-1'];
    expect(await world.run(['apply', file, '--yes', '--only', 'guardrails', ...left], applying)).toMatchObject({
      code: 0,
    });
    // What is made carries tags from the beginning, which is an action of its own.
    const called = new Set([...asked.calls, 'iam:TagPolicy', 'organizations:TagResource']);
    expect([...called].sort()).toEqual([...new Set([seeGuardrails, writeGuardrails].flatMap(actionsOf))].sort());
  } finally {
    await asked.stop();
    await world.stop();
  }
});
