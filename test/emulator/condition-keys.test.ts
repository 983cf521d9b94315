import {
  AddTagsCommand,
  CreateAppCommand,
  CreateDomainCommand,
  CreateImageCommand,
  CreatePresignedDomainUrlCommand,
  CreateSpaceCommand,
  CreateUserProfileCommand,
  DeleteAppCommand,
  DeleteSpaceCommand,
  DeleteTagsCommand,
  DescribeAppCommand,
  DescribeDomainCommand,
  DescribeSpaceCommand,
  ListAliasesCommand,
  ListAppsCommand,
  ListTagsCommand,
  UpdateDomainCommand,
  UpdateSpaceCommand,
  UpdateUserProfileCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { ManualClock } from '../../src/emulator/clock';
import { loadSeed } from '../../src/emulator/seed/load';
import type { CallerForm } from '../../src/emulator/seed/caller-form';
import { permissionsOf } from '../../src/emulator/seed/policies';
import { noFiles } from './harness';
import { startEmulator } from './harness';
import { ask } from './services/ask';
import { ACCOUNT, DISTRIBUTION, refusal, ROLE } from './studio';

const ANA = 'AKIAANA0000000000000';
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/DataScientist/ana`;
const arn = (resource: string) => `arn:aws:sagemaker:us-east-1:${ACCOUNT}:${resource}`;
const SCRIPT = arn('studio-lifecycle-config/setup');
const KEY = 'arn:aws:kms:us-east-1:123456789012:key/1111';

const SEED = `
lifecycleConfigs:
  setup: { StudioLifecycleConfigAppType: JupyterLab, script: echo }
domains:
  d-acme:
    DomainName: acme
    AuthMode: IAM
    VpcId: vpc-1
    SubnetIds: [subnet-1]
    DefaultUserSettings: { ExecutionRole: '${ROLE}' }
    tags: { team: ml }
    userProfiles:
      ana: { tags: { owner: ana } }
      bo: { tags: { owner: bo } }
    spaces:
      ana-lab: { owner: ana, sharing: Private, SpaceSettings: { AppType: JupyterLab }, tags: { team: ml } }
      bo-lab: { owner: bo, sharing: Private, SpaceSettings: { AppType: JupyterLab } }
      all-lab: { owner: bo, sharing: Shared, SpaceSettings: { AppType: JupyterLab } }
`;

let emulator: Awaited<ReturnType<typeof startEmulator>>;
afterEach(() => emulator.close());

/** A client of a caller of whom a seed says that. */
async function caller(form: Omit<CallerForm, 'principal'>): Promise<SageMakerClient> {
  const seed = loadSeed(SEED, 'seed.yaml', new ManualClock());
  const permissions = permissionsOf({ [ANA]: { principal: SESSION, ...form } }, noFiles);
  emulator = await startEmulator({ ...seed, permissions });
  return emulator.clientOf(ANA);
}

/** Allows everything but what the conditions hold for. */
const denying = (Action: string, Condition: object) => [
  'AdministratorAccess',
  { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: `sagemaker:${Action}`, Resource: '*', Condition } },
];

type Command = object;
const app = (SpaceName: string, ResourceSpec = {}) =>
  new CreateAppCommand({ DomainId: 'd-acme', SpaceName, AppType: 'JupyterLab', AppName: 'default', ResourceSpec });
const space = (more: object) =>
  new CreateSpaceCommand({
    DomainId: 'd-acme',
    SpaceName: 'new',
    OwnershipSettings: { OwnerUserProfileName: 'ana' },
    SpaceSharingSettings: { SharingType: 'Private' },
    SpaceSettings: { AppType: 'JupyterLab' },
    ...more,
  });
const labSettings = (DefaultResourceSpec: object) => ({ JupyterLabAppSettings: { DefaultResourceSpec } });
const domain = (more: object) =>
  new CreateDomainCommand({
    DomainName: 'new',
    AuthMode: 'IAM',
    DefaultUserSettings: { ExecutionRole: ROLE },
    VpcId: 'vpc-1',
    SubnetIds: ['subnet-2'],
    ...more,
  });
const updateDomain = (more: object) => new UpdateDomainCommand({ DomainId: 'd-acme', ...more });
const profile = (UserSettings: object) =>
  new CreateUserProfileCommand({ DomainId: 'd-acme', UserProfileName: 'new', UserSettings });
const updateProfile = (UserSettings: object) =>
  new UpdateUserProfileCommand({ DomainId: 'd-acme', UserProfileName: 'ana', UserSettings });
const any = (key: string, ...values: string[]) => ({ 'ForAnyValue:StringEquals': { [`sagemaker:${key}`]: values } });
const is = (key: string, value: string) => ({ StringEquals: { [key]: value } });
const G5 = { InstanceType: 'ml.g5.xlarge' };
const IMAGE = { SageMakerImageArn: arn('image/tools') };
const VERSION = { SageMakerImageVersionArn: arn('image-version/tools/1') };

/** action, what is denied, a call that is, and one that is not. */
const rows: [string, object, Command, Command][] = [
  [
    'CreateApp',
    any('InstanceTypes', 'ml.g5.xlarge'),
    app('ana-lab', G5),
    app('ana-lab', { InstanceType: 'ml.t3.medium' }),
  ],
  [
    'CreateApp',
    any('ImageArns', IMAGE.SageMakerImageArn),
    app('ana-lab', IMAGE),
    app('ana-lab', { SageMakerImageArn: DISTRIBUTION }),
  ],
  [
    'CreateApp',
    any('ImageVersionArns', VERSION.SageMakerImageVersionArn),
    app('ana-lab', VERSION),
    app('ana-lab', IMAGE),
  ],
  [
    'CreateApp',
    any('StudioLifecycleConfigArns', SCRIPT),
    app('ana-lab', { LifecycleConfigArn: SCRIPT }),
    app('ana-lab'),
  ],
  ['CreateApp', is('sagemaker:OwnerUserProfileArn', arn('user-profile/d-acme/bo')), app('bo-lab'), app('ana-lab')],
  ['CreateApp', is('sagemaker:SpaceSharingType', 'Shared'), app('all-lab'), app('ana-lab')],
  [
    'CreateSpace',
    is('sagemaker:OwnerUserProfileArn', arn('user-profile/d-acme/bo')),
    space({ OwnershipSettings: { OwnerUserProfileName: 'bo' } }),
    space({}),
  ],
  [
    'CreateSpace',
    is('sagemaker:SpaceSharingType', 'Shared'),
    space({ SpaceSharingSettings: { SharingType: 'Shared' } }),
    space({}),
  ],
  [
    'CreateSpace',
    is('sagemaker:RemoteAccess', 'ENABLED'),
    space({ SpaceSettings: { AppType: 'JupyterLab', RemoteAccess: 'ENABLED' } }),
    space({}),
  ],
  [
    'CreateSpace',
    any('InstanceTypes', 'ml.g5.xlarge'),
    space({ SpaceSettings: { AppType: 'JupyterLab', ...labSettings(G5) } }),
    space({}),
  ],
  [
    'CreateSpace',
    is('aws:RequestTag/team', 'ml'),
    space({ Tags: [{ Key: 'team', Value: 'ml' }] }),
    space({ Tags: [{ Key: 'team', Value: 'web' }] }),
  ],
  [
    'CreateSpace',
    { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'team' } },
    space({ Tags: [{ Key: 'team', Value: 'x' }] }),
    space({ Tags: [{ Key: 'Team', Value: 'x' }] }),
  ],
  ['AddTags', is('sagemaker:TaggingAction', 'CreateSpace'), space({ Tags: [{ Key: 'a', Value: 'x' }] }), space({})],
  [
    'AddTags',
    { Null: { 'sagemaker:TaggingAction': 'true' } },
    new AddTagsCommand({ ResourceArn: arn('space/d-acme/ana-lab'), Tags: [{ Key: 'a', Value: 'b' }] }),
    space({ Tags: [{ Key: 'a', Value: 'x' }] }),
  ],
  [
    'UpdateSpace',
    is('sagemaker:OwnerUserProfileArn', arn('user-profile/d-acme/bo')),
    new UpdateSpaceCommand({ DomainId: 'd-acme', SpaceName: 'bo-lab', SpaceDisplayName: 'x' }),
    new UpdateSpaceCommand({ DomainId: 'd-acme', SpaceName: 'ana-lab', SpaceDisplayName: 'x' }),
  ],
  [
    'UpdateSpace',
    any('InstanceTypes', 'ml.g5.xlarge'),
    new UpdateSpaceCommand({ DomainId: 'd-acme', SpaceName: 'ana-lab', SpaceSettings: labSettings(G5) }),
    new UpdateSpaceCommand({ DomainId: 'd-acme', SpaceName: 'ana-lab' }),
  ],
  [
    'DeleteSpace',
    is('sagemaker:SpaceSharingType', 'Private'),
    new DeleteSpaceCommand({ DomainId: 'd-acme', SpaceName: 'bo-lab' }),
    new DeleteSpaceCommand({ DomainId: 'd-acme', SpaceName: 'all-lab' }),
  ],
  [
    'DeleteApp',
    is('sagemaker:OwnerUserProfileArn', arn('user-profile/d-acme/bo')),
    new DeleteAppCommand({ DomainId: 'd-acme', SpaceName: 'bo-lab', AppType: 'JupyterLab', AppName: 'default' }),
    new DeleteAppCommand({ DomainId: 'd-acme', SpaceName: 'ana-lab', AppType: 'JupyterLab', AppName: 'default' }),
  ],
  [
    'CreateDomain',
    is('sagemaker:AppNetworkAccessType', 'PublicInternetOnly'),
    domain({ AppNetworkAccessType: 'PublicInternetOnly' }),
    domain({ AppNetworkAccessType: 'VpcOnly' }),
  ],
  ['CreateDomain', is('sagemaker:AuthMode', 'SSO'), domain({ AuthMode: 'SSO' }), domain({})],
  ['CreateDomain', any('VpcSubnets', 'subnet-9'), domain({ SubnetIds: ['subnet-1', 'subnet-9'] }), domain({})],
  [
    'CreateDomain',
    any('VpcSecurityGroupIds', 'sg-9'),
    domain({ DomainSettings: { SecurityGroupIds: ['sg-9'] } }),
    domain({}),
  ],
  ['CreateDomain', is('sagemaker:VolumeKmsKeyArn', KEY), domain({ KmsKeyId: '1111' }), domain({})],
  [
    'CreateDomain',
    is('sagemaker:DomainSharingOutputKmsKeyArn', KEY),
    domain({ DefaultUserSettings: { ExecutionRole: ROLE, SharingSettings: { S3KmsKeyId: KEY } } }),
    domain({}),
  ],
  ['UpdateDomain', any('VpcSubnets', 'subnet-9'), updateDomain({ SubnetIds: ['subnet-9'] }), updateDomain({})],
  ['UpdateDomain', is('aws:ResourceTag/team', 'ml'), updateDomain({}), domain({})],
  [
    'UpdateDomain',
    is('sagemaker:AppNetworkAccessType', 'VpcOnly'),
    updateDomain({ AppNetworkAccessType: 'VpcOnly' }),
    updateDomain({}),
  ],
  ['CreateUserProfile', any('VpcSecurityGroupIds', 'sg-9'), profile({ SecurityGroups: ['sg-9'] }), profile({})],
  ['CreateUserProfile', any('InstanceTypes', 'ml.g5.xlarge'), profile(labSettings(G5)), profile({})],
  [
    'UpdateUserProfile',
    any('StudioLifecycleConfigArns', SCRIPT),
    updateProfile({ JupyterLabAppSettings: { LifecycleConfigArns: [SCRIPT] } }),
    updateProfile({}),
  ],
  [
    'UpdateUserProfile',
    any('ImageArns', IMAGE.SageMakerImageArn),
    updateProfile(labSettings(IMAGE)),
    updateProfile({}),
  ],
  [
    'CreatePresignedDomainUrl',
    is('sagemaker:ResourceTag/owner', 'bo'),
    new CreatePresignedDomainUrlCommand({ DomainId: 'd-acme', UserProfileName: 'bo' }),
    new CreatePresignedDomainUrlCommand({ DomainId: 'd-acme', UserProfileName: 'ana' }),
  ],
  [
    'DescribeSpace',
    is('aws:ResourceTag/team', 'ml'),
    new DescribeSpaceCommand({ DomainId: 'd-acme', SpaceName: 'ana-lab' }),
    new DescribeSpaceCommand({ DomainId: 'd-acme', SpaceName: 'bo-lab' }),
  ],
  [
    'DeleteTags',
    { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'team' } },
    new DeleteTagsCommand({ ResourceArn: arn('space/d-acme/ana-lab'), TagKeys: ['team'] }),
    new DeleteTagsCommand({ ResourceArn: arn('space/d-acme/ana-lab'), TagKeys: ['x'] }),
  ],
];

it.each(rows)('%s is decided by %j', async (action, condition, denied, passes) => {
  const client = await caller({ policies: denying(action, condition) });
  const { name, message } = await refusal(client.send(denied as never));
  expect(name).toBe('AccessDeniedException');
  expect(message).toContain(`sagemaker:${action} on resource: `);
  expect(message).toMatch(/ with an explicit deny in an identity-based policy$/);
  // Whatever else is wrong with the other call, policies let it pass.
  const other = await Promise.resolve(client.send(passes as never)).catch((error: Error) => error);
  if (other instanceof Error) expect(other.name).not.toBe('AccessDeniedException');
});

const allow = (Action: string | string[], Resource: string | string[] = '*') => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action, Resource },
});
const ofEndpoint = (Action: string) => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: '*', Action, Resource: '*' },
});
const deny = (Action: string, Condition?: object) => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Deny', Action, Resource: '*', ...(Condition && { Condition }) },
});

/** What a caller is told about DescribeDomain. */
async function told(form: Omit<CallerForm, 'principal'>): Promise<string> {
  const client = await caller(form);
  const { message } = await refusal(client.send(new DescribeDomainCommand({ DomainId: 'd-acme' })));
  return message.replace(/^.* on resource: \S+ /, '');
}

it.each<[Omit<CallerForm, 'principal'>, string]>([
  [{ policies: [] }, 'because no identity-based policy allows the sagemaker:DescribeDomain action'],
  [{ policies: [deny('*')] }, 'with an explicit deny in an identity-based policy'],
  [{ boundary: allow('s3:*') }, 'because no permissions boundary allows the sagemaker:DescribeDomain action'],
  [{ boundary: deny('*') }, 'with an explicit deny in a permissions boundary'],
  [{ session: [allow('s3:*')] }, 'because no session policy allows the sagemaker:DescribeDomain action'],
  [{ scps: [allow('s3:*')] }, 'because no service control policy allows the sagemaker:DescribeDomain action'],
  [{ scps: ['FullAWSAccess', deny('*')] }, 'with an explicit deny in a service control policy'],
  [
    { scps: [['FullAWSAccess'], [allow('s3:*')]] },
    'because no service control policy allows the sagemaker:DescribeDomain action',
  ],
  [
    { network: { vpcEndpoint: 'vpce-1', endpointPolicy: ofEndpoint('s3:*') } },
    'because no VPC endpoint policy allows the sagemaker:DescribeDomain action',
  ],
])('%j is refused %s', async (form, sentence) => {
  expect(await told(form)).toBe(sentence);
});

it.each<[string, Omit<CallerForm, 'principal'>, object]>([
  ['source IP', { network: { sourceIp: '203.0.113.7' } }, { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }],
  ['own address', {}, { IpAddress: { 'aws:SourceIp': '127.0.0.0/8' } }],
  [
    'VPC endpoint',
    { network: { vpcEndpoint: 'vpce-1' } },
    { StringEquals: { 'aws:SourceVpce': 'vpce-1' }, Null: { 'aws:SourceIp': 'true' } },
  ],
  [
    'VPC',
    { network: { vpcEndpoint: 'vpce-1', vpc: 'vpc-1', vpcSourceIp: '10.0.0.1' } },
    { StringEquals: { 'aws:SourceVpc': 'vpc-1' }, IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } },
  ],
  ['source identity', { sourceIdentity: 'ana' }, { StringEquals: { 'aws:SourceIdentity': 'ana' } }],
  ['tags', { tags: { owner: 'ana' } }, { StringEquals: { 'aws:PrincipalTag/owner': 'ana' } }],
  ['role', {}, { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/DataScientist` } }],
  [
    'role with a path',
    { role: `arn:aws:iam::${ACCOUNT}:role/team/DataScientist` },
    { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/team/*' } },
  ],
  ['account', {}, { StringEquals: { 'aws:PrincipalAccount': ACCOUNT } }],
  ['region', {}, { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } }],
  ['time', {}, { DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }],
  ['connection', {}, { Bool: { 'aws:SecureTransport': 'true', 'aws:ViaAWSService': 'false' } }],
  [
    'app in Studio',
    { studio: { DomainId: 'd-acme', UserProfileName: 'ana' } },
    { StringEquals: { 'sagemaker:DomainId': 'd-acme', 'sagemaker:UserProfileName': 'ana' } },
  ],
])('knows the %s of who calls', async (_, form, condition) => {
  expect(await told({ ...form, policies: ['AdministratorAccess', deny('sagemaker:*', condition)] })).toMatch(
    /explicit/,
  );
});

it('decides whether a role may be passed, wherever it stands, and to which service', async () => {
  const policies = [allow('sagemaker:*'), allow('iam:PassRole', `arn:aws:iam::${ACCOUNT}:role/fine`)];
  const client = await caller({ policies });
  const other = `arn:aws:iam::${ACCOUNT}:role/other`;
  for (const command of [
    domain({ DefaultUserSettings: { ExecutionRole: other } }),
    domain({
      DefaultUserSettings: { ExecutionRole: other.replace('other', 'fine') },
      DefaultSpaceSettings: { ExecutionRole: other },
    }),
    updateDomain({ DefaultUserSettings: { ExecutionRole: other } }),
    profile({ ExecutionRole: other }),
    updateProfile({ ExecutionRole: other }),
    new CreateImageCommand({ ImageName: 'x', RoleArn: other }),
  ]) {
    expect(await refusal(client.send(command as never))).toEqual({
      name: 'AccessDeniedException',
      message: `User: ${SESSION} is not authorized to perform: iam:PassRole on resource: ${other} because no identity-based policy allows the iam:PassRole action`,
    });
  }
  await client.send(new CreateImageCommand({ ImageName: 'x', RoleArn: `arn:aws:iam::${ACCOUNT}:role/fine` }));
});

it('takes what a tag says for no role that is passed', async () => {
  const client = await caller({ policies: [allow('sagemaker:*')] });
  const Tags = [{ Key: 'Role', Value: `arn:aws:iam::${ACCOUNT}:role/other` }];
  await client.send(space({ Tags }));
  await client.send(new AddTagsCommand({ ResourceArn: arn('space/d-acme/ana-lab'), Tags }));
});

it('lets through a data perimeter what is the own account’s, its roles and tags too', async () => {
  const perimeter = (key: string, own: string) => deny('*', { StringNotEqualsIfExists: { [key]: own } });
  const organization = 'o-acme123456';
  const make = () => domain({ Tags: [{ Key: 'team', Value: 'ml' }] });
  const policies = ['AdministratorAccess', perimeter('aws:ResourceAccount', ACCOUNT)];
  const client = await caller({ policies: [...policies, perimeter('aws:ResourceOrgID', organization)], organization });
  await client.send(make());
  await emulator.close();
  const foreign = await caller({ policies: ['AdministratorAccess', perimeter('aws:ResourceAccount', '999999999999')] });
  expect((await refusal(foreign.send(make()))).message).toMatch(/explicit deny/);
});

it.each([
  [SESSION, /^AROA[A-Z0-9]{17}:ana$/],
  [`arn:aws:iam::${ACCOUNT}:user/team/ana`, /^AIDA[A-Z0-9]{17}$/],
  [`arn:aws:sts::${ACCOUNT}:federated-user/ana`, new RegExp(`^${ACCOUNT}:ana$`)],
])('knows the user id of %s', async (principal, id) => {
  const permissions = permissionsOf({ [ANA]: { principal, policies: [] } }, noFiles);
  emulator = await startEmulator({ permissions });
  await refusal(emulator.clientOf(ANA).send(new ListAppsCommand({})));
  const [latest] = emulator.emulator.refusals;
  expect(latest?.request.context['aws:userid']).toMatch(id);
});

it('needs AddTags for what is made with tags, and not for what is made without', async () => {
  const client = await caller({ policies: [allow(['sagemaker:CreateSpace'])] });
  const tagged = space({ SpaceName: 'tagged', Tags: [{ Key: 'a', Value: 'b' }] });
  expect((await refusal(client.send(tagged))).message).toMatch(
    /sagemaker:AddTags on resource: \S+:space\/d-acme\/tagged /,
  );
  await client.send(space({}));
});

it('allows by resource', async () => {
  const client = await caller({ policies: [allow('sagemaker:*', arn('space/d-acme/ana-lab'))] });
  const describe = (SpaceName: string) => client.send(new DescribeSpaceCommand({ DomainId: 'd-acme', SpaceName }));
  await describe('ana-lab');
  expect((await refusal(describe('bo-lab'))).name).toBe('AccessDeniedException');
  // A list has no resource, so that only a policy for all of them allows it.
  expect((await refusal(client.send(new ListAppsCommand({})))).name).toBe('AccessDeniedException');
});

it('asks for both resources of an action that has two', async () => {
  const client = await caller({ policies: [allow('sagemaker:*', arn('image-version/tools/*'))] });
  const { message } = await refusal(client.send(new ListAliasesCommand({ ImageName: 'tools' })));
  expect(message).toContain(`on resource: ${arn('image/tools')} `);
});

it('decides by the tags as they are now', async () => {
  const client = await caller({ policies: denying('DescribeSpace', is('aws:ResourceTag/closed', 'yes')) });
  const describe = () => client.send(new DescribeSpaceCommand({ DomainId: 'd-acme', SpaceName: 'ana-lab' }));
  await describe();
  await client.send(
    new AddTagsCommand({ ResourceArn: arn('space/d-acme/ana-lab'), Tags: [{ Key: 'closed', Value: 'yes' }] }),
  );
  expect((await refusal(describe())).name).toBe('AccessDeniedException');
});

it('decides the tags that the tagging service writes as if they were added here', async () => {
  const ResourceARNList = [arn('user-profile/d-acme/ana')];
  const protectedTag = denying('*Tags', { 'ForAnyValue:StringEqualsIgnoreCase': { 'aws:TagKeys': 'owner' } });
  await caller({ policies: protectedTag });
  const tagging = (operation: string, input: object) =>
    ask(emulator.url, 'Resource Groups Tagging', operation, input, { accessKeyId: ANA });
  await expect(tagging('TagResources', { ResourceARNList, Tags: { owner: 'bo' } })).rejects.toThrow(
    'sagemaker:AddTags',
  );
  await expect(tagging('UntagResources', { ResourceARNList, TagKeys: ['Owner'] })).rejects.toThrow(
    'sagemaker:DeleteTags',
  );
  await tagging('TagResources', { ResourceARNList, Tags: { other: 'x' } });
});

describe('an ARN in another case', () => {
  const bo = (): Omit<CallerForm, 'principal'> => ({
    policies: [
      'AdministratorAccess',
      {
        Version: '2012-10-17',
        Statement: {
          Effect: 'Deny',
          Action: 'sagemaker:*',
          Resource: [arn('user-profile/d-acme/bo'), arn('app/d-acme/bo/*')],
        },
      },
    ],
  });
  const Tags = [{ Key: 'owner', Value: 'ana' }];
  const TagKeys = ['owner'];
  const refusedForBo = /on resource: \S+:user-profile\/d-acme\/bo with an explicit deny/;

  it('is decided as the resource that it finds', async () => {
    const client = await caller(bo());
    for (const ResourceArn of [arn('User-Profile/D-ACME/BO'), arn('user-profile/d-acme/Bo')]) {
      for (const asked of [
        client.send(new AddTagsCommand({ ResourceArn, Tags })),
        client.send(new DeleteTagsCommand({ ResourceArn, TagKeys })),
        client.send(new ListTagsCommand({ ResourceArn })),
      ]) {
        expect((await refusal(asked)).message).toMatch(refusedForBo);
      }
    }
  });

  it('is decided so by the tagging service, which takes any', async () => {
    await caller(bo());
    const any = ['User-Profile/D-ACME/BO', 'user-profile/d-acme/Bo'].map(arn);
    for (const ResourceARN of [...any, arn('user-profile/d-acme/bo').replace('sagemaker', 'SageMaker')]) {
      const ResourceARNList = [arn('domain/d-acme'), ResourceARN];
      const tagging = (operation: string, more: object) =>
        ask(emulator.url, 'Resource Groups Tagging', operation, { ResourceARNList, ...more }, { accessKeyId: ANA });
      await expect(tagging('TagResources', { Tags: { owner: 'ana' } })).rejects.toThrow(refusedForBo);
      await expect(tagging('UntagResources', { TagKeys })).rejects.toThrow(refusedForBo);
    }
  });

  it('hides no app of a profile behind the profile’s name in another case', async () => {
    const client = await caller(bo());
    for (const UserProfileName of ['bo', 'BO', 'Bo']) {
      const named = { DomainId: 'd-acme', UserProfileName, AppType: 'JupyterServer', AppName: 'default' } as const;
      expect((await refusal(client.send(new DescribeAppCommand(named)))).name).toBe('AccessDeniedException');
      expect((await refusal(client.send(new DeleteAppCommand(named)))).name).toBe('AccessDeniedException');
    }
  });
});

it('decides the tags that the tagging service writes to a file system as if EFS wrote them', async () => {
  await caller({
    policies: [
      'AdministratorAccess',
      { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 'elasticfilesystem:*', Resource: '*' } },
    ],
  });
  const tagging = (operation: string, input: object) =>
    ask(emulator.url, 'Resource Groups Tagging', operation, input, { accessKeyId: ANA });
  const { ResourceTagMappingList } = await tagging('GetResources', { ResourceTypeFilters: ['elasticfilesystem'] });
  const ResourceARNList = [ResourceTagMappingList[0].ResourceARN];
  await expect(tagging('TagResources', { ResourceARNList, Tags: { a: 'b' } })).rejects.toThrow(
    'elasticfilesystem:TagResource',
  );
  await expect(tagging('UntagResources', { ResourceARNList, TagKeys: ['a'] })).rejects.toThrow(
    'elasticfilesystem:UntagResource',
  );
});

describe('a presigned URL', () => {
  const url = async (client: SageMakerClient) => {
    const command = new CreatePresignedDomainUrlCommand({ DomainId: 'd-acme', UserProfileName: 'ana' });
    const { AuthorizedUrl = '' } = await client.send(command);
    return `${emulator.url}${new URL(AuthorizedUrl).pathname}${new URL(AuthorizedUrl).search}`;
  };

  it('is decided again when it is used, by where it is used', async () => {
    const condition = { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } };
    const policies = denying('CreatePresignedDomainUrl', condition);
    const client = await caller({ policies, network: { sourceIp: '203.0.113.7' } });
    const stolen = await fetch(await url(client), { headers: { 'x-forwarded-for': '198.51.100.1' } });
    expect(stolen.status).toBe(403);
    expect(await stolen.text()).toContain('sagemaker:CreatePresignedDomainUrl');
    expect((await fetch(await url(client), { headers: { 'x-forwarded-for': '203.0.113.8' } })).status).toBe(200);
    // Each proxy adds the address that it was asked from: the first is the client's.
    const byProxies = { 'x-forwarded-for': '203.0.113.8, 198.51.100.1' };
    expect((await fetch(await url(client), { headers: byProxies })).status).toBe(200);
    expect((await fetch(await url(client))).status).toBe(200);
  });

  it('opens nothing when the profile has been given to another', async () => {
    const client = await caller({ policies: denying('CreatePresignedDomainUrl', is('aws:ResourceTag/owner', 'bo')) });
    const made = await url(client);
    await client.send(
      new AddTagsCommand({ ResourceArn: arn('user-profile/d-acme/ana'), Tags: [{ Key: 'owner', Value: 'bo' }] }),
    );
    expect((await fetch(made)).status).toBe(403);
  });
});
