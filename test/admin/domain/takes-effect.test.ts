import { resources } from '../../../src/admin/domain/resources/resources';
import { appNames } from '../../../src/admin/domain/rules/app-names';
import { shapeNamed } from '../../../src/admin/studio-file/model/shape';
import { DISTRIBUTION } from '../../emulator/studio';
import { Moto } from '../../lifecycle/moto';
import { StudioWorld } from './studio-world';

jest.setTimeout(300_000);

const moto = new Moto();
beforeAll(() => moto.start(), 120_000);
afterAll(() => moto.stop());

const all = 'all at their next start';
const stopped = 'all are stopped';
const now = 'now';
const fixed = 'never';
const forUsers = {
  AutoMountHomeEFS: 'JupyterLab, CodeEditor',
  CanvasAppSettings: 'Canvas',
  CodeEditorAppSettings: 'CodeEditor',
  CustomFileSystemConfigs: 'JupyterLab, CodeEditor',
  CustomPosixUserConfig: 'JupyterLab, CodeEditor',
  DefaultLandingUri: now,
  ExecutionRole: stopped,
  JupyterLabAppSettings: 'JupyterLab',
  JupyterServerAppSettings: 'JupyterServer',
  KernelGatewayAppSettings: 'KernelGateway',
  RSessionAppSettings: 'RSessionGateway',
  RStudioServerProAppSettings: 'RStudioServerPro',
  SecurityGroups: all,
  SharingSettings: all,
  SpaceStorageSettings: now,
  StudioWebPortal: now,
  StudioWebPortalSettings: now,
  TensorBoardAppSettings: 'TensorBoard',
};

describe('when each member of the service model takes effect, and in which apps, is decided:', () => {
  /** A structure's members, and what a change of each does; `below` is where they stand in a resource's settings. */
  it.each([
    ['domain', 'UserSettings', 'DefaultUserSettings.', forUsers],
    ['user profile', 'UserSettings', 'UserSettings.', { ...forUsers, RStudioServerProAppSettings: fixed }],
    [
      'domain',
      'DefaultSpaceSettings',
      'DefaultSpaceSettings.',
      {
        CustomFileSystemConfigs: 'JupyterLab, CodeEditor',
        CustomPosixUserConfig: 'JupyterLab, CodeEditor',
        ExecutionRole: stopped,
        JupyterLabAppSettings: 'JupyterLab',
        JupyterServerAppSettings: 'JupyterServer',
        KernelGatewayAppSettings: 'KernelGateway',
        SecurityGroups: all,
        SpaceStorageSettings: now,
      },
    ],
    [
      'domain',
      'DomainSettings',
      'DomainSettings.',
      {
        AmazonQSettings: all,
        DockerSettings: all,
        ExecutionRoleIdentityConfig: stopped,
        IpAddressType: all,
        RStudioServerProDomainSettings: stopped,
        SecurityGroupIds: all,
        TrustedIdentityPropagationSettings: all,
        UnifiedStudioSettings: all,
      },
    ],
    [
      'domain',
      'CreateDomainRequest',
      '',
      {
        AppNetworkAccessType: stopped,
        AppSecurityGroupManagement: stopped,
        AuthMode: fixed,
        DomainName: fixed,
        HomeEfsFileSystemCreation: all,
        HomeEfsFileSystemKmsKeyId: fixed,
        KmsKeyId: fixed,
        SubnetIds: all,
        TagPropagation: all,
        VpcId: fixed,
      },
    ],
    [
      'space',
      'SpaceSettings',
      'SpaceSettings.',
      {
        AppType: fixed,
        CodeEditorAppSettings: 'CodeEditor',
        CustomFileSystems: all,
        JupyterLabAppSettings: 'JupyterLab',
        JupyterServerAppSettings: 'JupyterServer',
        KernelGatewayAppSettings: 'KernelGateway',
        RemoteAccess: all,
        SpaceManagedResources: all,
        SpaceStorageSettings: all,
      },
    ],
    [
      'space',
      'CreateSpaceRequest',
      '',
      { OwnershipSettings: fixed, SpaceDisplayName: now, SpaceSharingSettings: fixed },
    ],
    [
      'user profile',
      'CreateUserProfileRequest',
      '',
      { SingleSignOnUserIdentifier: fixed, SingleSignOnUserValue: fixed },
    ],
    [
      'AppImageConfig',
      'CreateAppImageConfigRequest',
      '',
      {
        CodeEditorAppImageConfig: 'CodeEditor',
        JupyterLabAppImageConfig: 'JupyterLab',
        KernelGatewayImageConfig: 'KernelGateway',
      },
    ],
  ] as const)('%s, %s', (kind, shape, below, decided) => {
    const resource = resources[kind];
    // What a resource is named by, and what has a table of its own.
    const apart = new Set([
      ...['Tags', 'DomainId', 'UserProfileName', 'SpaceName', 'AppImageConfigName'],
      ...['DefaultUserSettings', 'DefaultSpaceSettings', 'DomainSettings', 'UserSettings', 'SpaceSettings'],
    ]);
    const members = Object.keys(shapeNamed(shape).members ?? {}).filter((name) => !apart.has(name));
    const found = members.map((name) => {
      const path = `${below}${name}`;
      if (resource.fixed[path] !== undefined) return [name, fixed];
      const reach = resource.takesEffect[path];
      if (!reach) return [name, 'not decided'];
      const when = { now, 'next-start': all, 'apps-stopped': stopped }[reach.effect];
      return [name, reach.apps?.join(', ') ?? when];
    });
    expect(Object.fromEntries(found)).toEqual(decided);
  });
});

const custom = (name: string) => `arn:aws:sagemaker:us-east-1:123456789012:image/${name}`;
const script = (name: string) => `arn:aws:sagemaker:us-east-1:123456789012:studio-lifecycle-config/${name}`;
const app = (type: string, more = '') =>
  `apps: [{ AppType: ${type}, ResourceSpec: { InstanceType: ml.t3.medium, SageMakerImageArn: '${DISTRIBUTION}'${more} } }]`;
const space = (owner: string, type: string, more = '', own = '', sharing = 'Private') =>
  `{ owner: ${owner}, sharing: ${sharing}, SpaceSettings: { AppType: ${type}${own} }, ${app(type, more)} }`;
const idle = (minutes: number) =>
  `AppLifecycleManagement: { IdleSettings: { LifecycleManagement: ENABLED, IdleTimeoutInMinutes: ${minutes} } }`;
const timeout = (minutes: number) => `AppLifecycleManagement: { IdleSettings: { IdleTimeoutInMinutes: ${minutes} } }`;
const ownIdle = `, JupyterLabAppSettings: { ${timeout(90)} }`;
const tags = "tags: { 'studiolo:studio': acme }";

/** ana's profile and cy's space state an idle time themselves; both are unknown to the file, as most spaces are. */
const seed = `account: '123456789012'
images: { forecasting: { RoleArn: 'arn:aws:iam::123456789012:role/I', versions: [{ BaseImage: 123456789012.dkr.ecr.us-east-1.amazonaws.com/a:1 }] }, other: { RoleArn: 'arn:aws:iam::123456789012:role/I', versions: [{ BaseImage: 123456789012.dkr.ecr.us-east-1.amazonaws.com/a:2 }] } }
appImageConfigs:
  forecasting: { JupyterLabAppImageConfig: { ContainerConfig: { ContainerArguments: [a] } }, ${tags} }
lifecycleConfigs:
  chosen: { StudioLifecycleConfigAppType: JupyterLab, script: 'true' }
  unused: { StudioLifecycleConfigAppType: JupyterLab, script: 'true' }
domains:
  d-one:
    DomainName: one
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-1]
    ${tags}
    DefaultSpaceSettings: { ExecutionRole: 'arn:aws:iam::123456789012:role/Shared' }
    DefaultUserSettings:
      ExecutionRole: arn:aws:iam::123456789012:role/Studio
      JupyterLabAppSettings:
        ${idle(240)}
        LifecycleConfigArns: ['${script('chosen')}', '${script('unused')}']
        CustomImages: [{ ImageName: forecasting, AppImageConfigName: forecasting }, { ImageName: other, AppImageConfigName: other }]
    userProfiles:
      ana: { UserSettings: { JupyterLabAppSettings: { ${idle(120)} } } }
      bo:
        ${tags}
        apps:
          - { AppType: JupyterServer, AppName: default, ResourceSpec: { InstanceType: system } }
          - { AppType: KernelGateway, AppName: one, ResourceSpec: { InstanceType: ml.t3.medium } }
          - { AppType: KernelGateway, AppName: two, ResourceSpec: { InstanceType: ml.t3.large } }
      cy: {}
    spaces:
      ana-lab: ${space('ana', 'JupyterLab')}
      bo-lab: ${space('bo', 'JupyterLab', `, LifecycleConfigArn: '${script('chosen')}'`)}
      bo-code: ${space('bo', 'CodeEditor')}
      cy-lab: ${space('cy', 'JupyterLab', '', ownIdle)}
      cy-image: ${space('cy', 'JupyterLab').replace(DISTRIBUTION, custom('forecasting'))}
      team: ${space('bo', 'JupyterLab', '', '', 'Shared')}
`.replace(/(appImageConfigs:\n.*\n)/, '$1  other: { JupyterLabAppImageConfig: {} }\n');

const file = (more: string, profiles = 'bo: {}') => `studio: acme
account: '123456789012'
region: us-east-1
domains:
  d-one:
    userProfiles: { ${profiles} }
${more}`;
const users = (settings: string) => file(`    DefaultUserSettings: { ${settings} }\n`);
const jupyterLab = (settings: string) => users(`JupyterLabAppSettings: { ${settings} }`);

describe('a plan names the running apps that a change reaches, each once:', () => {
  let world: StudioWorld;
  beforeAll(async () => {
    world = await new StudioWorld(moto.url).start(seed);
  });
  afterAll(() => world.stop());

  const privateLabs = [
    'JupyterLab of ana-lab',
    'JupyterLab of bo-lab',
    'JupyterLab of cy-image',
    'JupyterLab of cy-lab',
  ];
  const kernels = ['KernelGateway one of bo', 'KernelGateway two of bo'];
  const spec = (type: string) => `DefaultResourceSpec: { InstanceType: ${type} }`;
  it.each([
    ['a default of JupyterLab: its apps in private spaces', jupyterLab(spec('ml.t3.large')), privateLabs],
    [
      'one that a profile and a space state themselves: the others',
      jupyterLab(idle(60)),
      ['JupyterLab of bo-lab', 'JupyterLab of cy-image'],
    ],
    ['of Code Editor: its apps', users(`CodeEditorAppSettings: { ${idle(60)} }`), ['CodeEditor of bo-code']],
    [
      'of the kernels of Studio Classic: these, by their names',
      users(`KernelGatewayAppSettings: { ${spec('ml.t3.large')} }`),
      kernels,
    ],
    [
      'of Canvas, which does not run: none',
      users('CanvasAppSettings: { WorkspaceSettings: { S3ArtifactPath: s3://a } }'),
      [],
    ],
    [
      'security groups, which hold together with those of a profile: all',
      users('SecurityGroups: [sg-0a1b2c3d]'),
      [
        ...['CodeEditor of bo-code', 'JupyterLab of ana-lab', 'JupyterLab of bo-lab', 'JupyterLab of cy-image'],
        ...['JupyterLab of cy-lab', 'JupyterServer of bo', ...kernels],
      ],
    ],
    [
      'a default for shared spaces: theirs',
      file(`    DefaultSpaceSettings: { JupyterLabAppSettings: { ${idle(60)} } }\n`),
      ['JupyterLab of team'],
    ],
    [
      'what a profile states: its own and those of its private spaces',
      file('', `bo: { UserSettings: { JupyterLabAppSettings: { ${idle(60)} } } }`),
      ['JupyterLab of bo-lab'],
    ],
    [
      'what a profile states for kernels: its own',
      file('', `bo: { UserSettings: { KernelGatewayAppSettings: { ${spec('ml.t3.large')} } } }`),
      kernels,
    ],
    [
      'what a private space of a profile states itself: its others',
      file('', `cy: { UserSettings: { JupyterLabAppSettings: { ${timeout(60)} } } }, bo: {}`),
      ['JupyterLab of cy-image'],
    ],
    [
      'a script that is no longer offered: those that were started with it',
      jupyterLab(`LifecycleConfigArns: ['${script('unused')}']`),
      ['JupyterLab of bo-lab'],
    ],
    ['one that nobody has: none', jupyterLab(`LifecycleConfigArns: ['${script('chosen')}']`), []],
    [
      'an image that is no longer attached: those that run it',
      jupyterLab('CustomImages: [{ ImageName: other, AppImageConfigName: other }]'),
      ['JupyterLab of cy-image'],
    ],
  ])('%s', async (_what, text, apps) => {
    const { plan } = await world.plan(text, { adopt: true });
    const [change] = plan.steps.filter((step) => step.do === 'change');
    expect(change?.takesEffect).toEqual({ when: 'next-start', apps: expect.any(Array) });
    expect((change?.takesEffect.when === 'now' ? [] : change?.takesEffect.apps)?.toSorted()).toEqual(apps);
  });

  it('an AppImageConfig: those that run an image that is attached with it', async () => {
    const config = (name: string) =>
      file('').replace(
        'domains:',
        `appImageConfigs: { ${name}: { JupyterLabAppImageConfig: { FileSystemConfig: { DefaultUid: 1000, DefaultGid: 100 }, ContainerConfig: { ContainerArguments: [b] } } } }\ndomains:`,
      );
    const effects = async (name: string) =>
      (await world.plan(config(name), { adopt: true })).plan.steps.flatMap((step) =>
        step.do === 'change' ? [step.takesEffect] : [],
      );
    expect(await effects('forecasting')).toEqual([{ when: 'next-start', apps: ['JupyterLab of cy-image'] }]);
    expect(await effects('other')).toEqual([{ when: 'next-start', apps: [] }]);
  });

  it('another execution role: every app of the domain has to be stopped, those of shared spaces too', async () => {
    const { held } = await world.plan(users('ExecutionRole: arn:aws:iam::123456789012:role/Other'));
    const [one] = held.map(({ text }) => text);
    expect(one).toMatch(
      /^needs apps to be stopped first: .* \(to change DefaultUserSettings\.ExecutionRole(, \S+)?\); --stop-apps stops them and starts them again$/,
    );
    for (const name of [
      ...privateLabs,
      ...kernels,
      'JupyterServer of bo',
      'CodeEditor of bo-code',
      'JupyterLab of team',
    ])
      expect(one?.split(name)).toHaveLength(2);
  });

  it('in what plan prints and in its JSON', async () => {
    world.write(users(`KernelGatewayAppSettings: { ${spec('ml.t3.large')} }`));
    expect((await world.run(['plan', 'studio.yaml'])).stdout).toContain(
      'takes effect at the next start of KernelGateway one of bo, KernelGateway two of bo\n',
    );
    const json: unknown = JSON.parse((await world.run(['plan', 'studio.yaml', '--json'])).stdout);
    expect(JSON.stringify(json)).toContain(JSON.stringify({ when: 'next-start', apps: kernels }));
  });
});

it('apps of the same type and owner are told apart by what they differ in', () => {
  const of = (domain: string, kind: 'space' | 'user-profile', appName = 'default') => ({
    ...{ domain, appType: 'JupyterServer' as const, appName },
    owner: kind === 'space' ? { kind, spaceName: 'bo' } : { kind, userProfileName: 'bo' },
  });
  expect(appNames([of('one', 'space'), of('one', 'space')])).toEqual(['JupyterServer of bo']);
  expect(appNames([of('one', 'space'), of('one', 'user-profile')])).toEqual([
    'JupyterServer of bo (a space)',
    'JupyterServer of bo (a user profile)',
  ]);
  expect(appNames([of('one', 'space'), of('two', 'space')])).toEqual([
    'JupyterServer of bo in one',
    'JupyterServer of bo in two',
  ]);
  expect(appNames([of('one', 'space', 'a'), of('one', 'space', 'b')])).toEqual([
    'JupyterServer a of bo',
    'JupyterServer b of bo',
  ]);
});
