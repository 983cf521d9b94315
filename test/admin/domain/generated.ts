import fc from 'fast-check';

const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const roles = fc.constantFrom(role('A'), role('B'));
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const idle = fc.constantFrom('off', '1h', '2h (1h to 8h)', '90m', '1d (1h to 7d)');
const storage = fc.constantFrom('5 GB (up to 5 GB)', '20 GB (up to 500 GB)');
const types = fc.constantFrom(['ml.t3.*'], ['ml.t3.medium', 'ml.g5.xlarge'], ['*']);
const onOff = fc.constantFrom('ENABLED', 'DISABLED');
const urls = fc.uniqueArray(
  fc.constantFrom('https://git.acme.example/a', 'https://git.acme.example/b.git', 'https://x.example/c'),
);
const spec = fc.record(
  { InstanceType: fc.constantFrom('ml.t3.medium', 'ml.m5.large') },
  { requiredKeys: ['InstanceType'] },
);

const userSettings = fc.record(
  {
    SecurityGroups: fc.uniqueArray(fc.constantFrom('sg-1', 'sg-2', 'sg-3'), { maxLength: 3 }),
    StudioWebPortal: onOff,
    DefaultLandingUri: fc.constant('studio::'),
    JupyterLabAppSettings: fc.record({ DefaultResourceSpec: spec }, { requiredKeys: [] }),
    CodeEditorAppSettings: fc.record({ DefaultResourceSpec: spec }, { requiredKeys: [] }),
    KernelGatewayAppSettings: fc.constant({ DefaultResourceSpec: { InstanceType: 'ml.t3.medium' } }),
    CanvasAppSettings: fc.record({ DirectDeploySettings: fc.record({ Status: onOff }) }),
    SharingSettings: fc.record({ NotebookOutputOption: fc.constantFrom('Allowed', 'Disabled') }),
    CustomPosixUserConfig: fc.constant({ Uid: 20_002, Gid: 20_002 }),
    AutoMountHomeEFS: fc.constantFrom('Enabled', 'Disabled'),
    StudioWebPortalSettings: fc.record({
      HiddenMlTools: fc.uniqueArray(fc.constantFrom('Models', 'Pipelines', 'Training')),
    }),
  },
  { requiredKeys: [] },
);

const words = {
  idle,
  storage,
  repositories: urls,
  tags: fc.dictionary(fc.constantFrom('team', 'cost-center'), fc.constantFrom('a', 'b', '')),
};
const profile = fc.record(
  { ...words, instanceTypes: types, role: roles, person: fc.constantFrom('ana@acme.example', 'bo@acme.example') },
  { requiredKeys: [] },
);
const space = (owners: readonly string[]) =>
  fc.record(
    {
      owner: fc.constantFrom(...owners),
      sharing: fc.constantFrom('Private', 'Shared'),
      SpaceSettings: fc.record({ AppType: fc.constant('JupyterLab') }),
      SpaceDisplayName: fc.constantFrom('Ours', 'A room'),
    },
    { requiredKeys: ['owner', 'SpaceSettings'] },
  );

const names = ['ana', 'bo', 'chen'] as const;

/** A domain with profiles and spaces, as a Studio file has it. */
export const generatedDomain = fc.record({
  AuthMode: fc.constantFrom('IAM', 'SSO'),
  VpcId: fc.constant('vpc-0a1b2c3d'),
  SubnetIds: fc.uniqueArray(fc.constantFrom('subnet-1', 'subnet-2', 'subnet-3'), { minLength: 1 }),
  AppNetworkAccessType: fc.constantFrom('VpcOnly', 'PublicInternetOnly'),
  KmsKeyId: optional(fc.constant('alias/studio')),
  TagPropagation: optional(onOff),
  DomainSettings: optional(fc.record({ DockerSettings: fc.record({ EnableDockerAccess: onOff }) })),
  role: roles,
  ...Object.fromEntries(Object.entries(words).map(([word, value]) => [word, optional<unknown>(value)])),
  userSettings: optional(userSettings),
  userProfiles: fc.record({ ana: profile, bo: profile, chen: profile }),
  spaces: fc.dictionary(fc.constantFrom('study', 'review'), space(names)),
});

/** Who signs in to those with AuthMode SSO, as users of Identity Center. */
export const peopleOfGenerated = Object.fromEntries(
  [...names, 'ana@acme.example', 'bo@acme.example'].map((name) => [name, {}]),
);
