import {
  DeleteDomainCommand,
  DescribeDomainCommand,
  ListDomainsCommand,
  UpdateDomainCommand,
  type CreateDomainCommandInput,
  type UpdateDomainCommandInput,
} from '@aws-sdk/client-sagemaker';
import { ACCOUNT, MINUTE, OTHER_ROLE, refusal, ROLE, SECOND, Studio } from './studio';

let studio: Studio;
beforeEach(async () => {
  studio = await Studio.open();
});
afterEach(() => studio.close());

const describeDomain = (DomainId: string) => studio.client.send(new DescribeDomainCommand({ DomainId }));

const VPC_ONLY: Changes = { AppNetworkAccessType: 'VpcOnly', VpcId: 'vpc-1', SubnetIds: ['subnet-1', 'subnet-2'] };

/** AWS's answer to what cannot be changed while apps run. */
const inUse = (id: string) => ({
  name: 'ValidationException',
  message:
    `Unable to update Domain [arn:aws:sagemaker:us-east-1:${ACCOUNT}:domain/${id}] with InService App. Delete all InService ` +
    'apps in the domain including shared Apps for [domain-shared] User Profile, and try again.',
});

describe('a new domain', () => {
  it('is Pending for five minutes, then in service', async () => {
    const { DomainId } = await studio.request();
    expect((await describeDomain(DomainId)).Status).toBe('Pending');
    studio.clock.advance(5 * MINUTE - 1);
    expect((await describeDomain(DomainId)).Status).toBe('Pending');
    studio.clock.advance(1);
    expect((await describeDomain(DomainId)).Status).toBe('InService');
  });

  it('has an id, an ARN, a URL and a file system of the forms that AWS gives', async () => {
    const id = await studio.domain();
    const domain = await describeDomain(id);
    expect(id).toMatch(/^d-[a-z0-9]{12}$/);
    expect(domain.DomainArn).toBe(`arn:aws:sagemaker:us-east-1:${ACCOUNT}:domain/${id}`);
    expect(domain.Url).toBe(`https://${id}.studio.us-east-1.sagemaker.aws`);
    expect(domain.HomeEfsFileSystemId).toMatch(/^fs-[0-9a-f]{17}$/);
  });

  it('has the documented defaults', async () => {
    expect(await describeDomain(await studio.domain())).toMatchObject({
      AppNetworkAccessType: 'PublicInternetOnly',
      HomeEfsFileSystemCreation: 'Enabled',
      TagPropagation: 'DISABLED',
    });
  });

  it('has an Identity Center application only if it is an SSO domain', async () => {
    const iam = await describeDomain(await studio.domain());
    const sso = await describeDomain(await studio.domain({ DomainName: 'sso', AuthMode: 'SSO' }));
    expect(iam.SingleSignOnApplicationArn).toBeUndefined();
    expect(sso.SingleSignOnApplicationArn).toMatch(/^arn:aws:sso::\d{12}:application\/.+\/apl-[0-9a-f]{16}$/);
  });

  it('has no file system if that was not asked for, and gets one by an update', async () => {
    const id = await studio.domain({ HomeEfsFileSystemCreation: 'Disabled' });
    expect((await describeDomain(id)).HomeEfsFileSystemId).toBeUndefined();
    await update(id, { HomeEfsFileSystemCreation: 'Enabled' });
    expect((await describeDomain(id)).HomeEfsFileSystemId).toMatch(/^fs-/);
  });

  it('cannot take a name that is taken', async () => {
    await studio.domain();
    expect((await refusal(studio.domain())).name).toBe('ResourceInUse');
  });

  it('needs a VPC and subnets', async () => {
    const without: Partial<CreateDomainCommandInput> = { VpcId: undefined, SubnetIds: undefined };
    expect(await refusal(studio.domain(without))).toEqual({
      name: 'ValidationException',
      message: 'VpcId and SubnetIds must be given for this Domain.',
    });
  });

  it('needs neither if it is a Unified Studio domain that reaches the internet directly', async () => {
    const unified: Partial<CreateDomainCommandInput> = {
      VpcId: undefined,
      SubnetIds: undefined,
      DomainSettings: { UnifiedStudioSettings: { StudioWebPortalAccess: 'ENABLED' } },
    };
    expect((await refusal(studio.domain({ ...unified, AppNetworkAccessType: 'VpcOnly' }))).name).toBe(
      'ValidationException',
    );
    const id = await studio.domain(unified);
    await update(id, { VpcId: 'vpc-9', SubnetIds: ['subnet-9'] });
    expect((await describeDomain(id)).VpcId).toBe('vpc-9');
    expect((await refusal(update(id, { VpcId: 'vpc-8' }))).name).toBe('ValidationException');
  });
});

type Changes = Omit<UpdateDomainCommandInput, 'DomainId'>;

async function update(DomainId: string, changes: Changes) {
  await studio.client.send(new UpdateDomainCommand({ DomainId, ...changes }));
  studio.settle();
}

describe('an update of a domain', () => {
  it('takes the domain out of service until it is done, and cannot be done twice at a time', async () => {
    const DomainId = await studio.domain();
    const before = await describeDomain(DomainId);
    const rename = new UpdateDomainCommand({ DomainId, TagPropagation: 'ENABLED' });
    await studio.client.send(rename);
    expect((await describeDomain(DomainId)).Status).toBe('Updating');
    expect((await refusal(studio.client.send(rename))).name).toBe('ValidationException');
    studio.clock.advance(20 * SECOND);
    const after = await describeDomain(DomainId);
    expect(after).toMatchObject({ Status: 'InService', TagPropagation: 'ENABLED', CreationTime: before.CreationTime });
    expect(Number(after.LastModifiedTime)).toBeGreaterThan(Number(before.LastModifiedTime));
  });

  it('leaves alone what it does not name, and removes what it gives an empty list for', async () => {
    const script = await studio.script('hello');
    const id = await studio.domain({
      DefaultUserSettings: {
        ExecutionRole: ROLE,
        SecurityGroups: ['sg-1'],
        JupyterLabAppSettings: {
          LifecycleConfigArns: [script],
          CodeRepositories: [{ RepositoryUrl: 'https://github.com/acme/notebooks' }],
        },
      },
    });
    await update(id, { DefaultUserSettings: { JupyterLabAppSettings: { LifecycleConfigArns: [] } } });
    expect((await describeDomain(id)).DefaultUserSettings).toMatchObject({
      ExecutionRole: ROLE,
      SecurityGroups: ['sg-1'],
      JupyterLabAppSettings: {
        LifecycleConfigArns: [],
        CodeRepositories: [{ RepositoryUrl: 'https://github.com/acme/notebooks' }],
      },
    });
  });

  it('cannot change how users sign in, nor the key, which are not members of it', async () => {
    const id = await studio.domain({ KmsKeyId: 'key-1' });
    const asked = { AuthMode: 'SSO', KmsKeyId: 'key-2', TagPropagation: 'ENABLED' } as const;
    await update(id, asked);
    expect(await describeDomain(id)).toMatchObject({ AuthMode: 'IAM', KmsKeyId: 'key-1', TagPropagation: 'ENABLED' });
  });

  it('switches the file system on and never off', async () => {
    const id = await studio.domain();
    expect((await refusal(update(id, { HomeEfsFileSystemCreation: 'Disabled' }))).name).toBe('ValidationException');
  });

  it('gives a VPC only to a Unified Studio domain that was made without one', async () => {
    const id = await studio.domain();
    expect((await refusal(update(id, { VpcId: 'vpc-2' }))).name).toBe('ValidationException');
  });

  const needsNoApp: [string, Changes][] = [
    ['execution role', { DefaultUserSettings: { ExecutionRole: OTHER_ROLE } }],
    ['execution role of shared spaces', { DefaultSpaceSettings: { ExecutionRole: OTHER_ROLE } }],
    ['role identity', { DomainSettingsForUpdate: { ExecutionRoleIdentityConfig: 'USER_PROFILE_NAME' } }],
    ['way to the network', VPC_ONLY],
    [
      'RStudio',
      { DomainSettingsForUpdate: { RStudioServerProDomainSettingsForUpdate: { DomainExecutionRoleArn: ROLE } } },
    ],
    ['subnets, by one less', { SubnetIds: ['subnet-1'] }],
  ];
  it.each(needsNoApp)('changes the %s only when no app runs', async (_what, changes) => {
    const id = await studio.acme();
    await studio.launch(id);
    expect(await refusal(update(id, changes))).toEqual(inUse(id));
    studio.settle();
    expect(await refusal(update(id, changes))).toEqual(inUse(id));
    await studio.stop(id);
    studio.settle();
    await update(id, changes);
    expect((await describeDomain(id)).Status).toBe('InService');
  });

  it('changes the execution role while an app is on its way out, and the network only when it is gone', async () => {
    const id = await studio.acme();
    await studio.launch(id);
    studio.settle();
    await studio.stop(id);
    expect(await refusal(update(id, VPC_ONLY))).toEqual(inUse(id));
    await update(id, { DefaultUserSettings: { ExecutionRole: OTHER_ROLE } });
    await update(id, VPC_ONLY);
    expect((await describeDomain(id)).AppNetworkAccessType).toBe('VpcOnly');
  });

  it('adds a subnet while apps run', async () => {
    const id = await studio.acme();
    await studio.launch(id);
    await update(id, { SubnetIds: ['subnet-2', 'subnet-1', 'subnet-3'] });
    expect((await describeDomain(id)).SubnetIds).toEqual(['subnet-2', 'subnet-1', 'subnet-3']);
  });

  it('can leave the role as it is while apps run', async () => {
    const id = await studio.acme();
    await studio.launch(id);
    await update(id, { DefaultUserSettings: { ExecutionRole: ROLE, SecurityGroups: ['sg-2'] } });
    expect((await describeDomain(id)).DefaultUserSettings?.SecurityGroups).toEqual(['sg-2']);
  });
});

describe('a domain that is deleted', () => {
  it('is Deleting, then not found', async () => {
    const DomainId = await studio.domain();
    await studio.client.send(new DeleteDomainCommand({ DomainId }));
    expect((await describeDomain(DomainId)).Status).toBe('Deleting');
    studio.clock.advance(5 * MINUTE);
    expect((await refusal(describeDomain(DomainId))).name).toBe('ResourceNotFound');
  });

  it('cannot be deleted while it is being made', async () => {
    const { DomainId } = await studio.request();
    const call = studio.client.send(new DeleteDomainCommand({ DomainId }));
    expect((await refusal(call)).name).toBe('ValidationException');
  });
});

it('the list of domains has each with its name and state', async () => {
  const first = await studio.domain({ DomainName: 'first' });
  const second = await studio.domain({ DomainName: 'second' });
  const { Domains } = await studio.client.send(new ListDomainsCommand({}));
  expect(Domains?.map(({ DomainId, DomainName, Status }) => ({ DomainId, DomainName, Status }))).toEqual([
    { DomainId: first, DomainName: 'first', Status: 'InService' },
    { DomainId: second, DomainName: 'second', Status: 'InService' },
  ]);
});

it('a domain that does not exist is ResourceNotFound to every operation that names it', async () => {
  const DomainId = 'd-000000000000';
  expect((await refusal(describeDomain(DomainId))).name).toBe('ResourceNotFound');
  expect((await refusal(update(DomainId, {}))).name).toBe('ResourceNotFound');
  expect((await refusal(studio.client.send(new DeleteDomainCommand({ DomainId })))).name).toBe('ResourceNotFound');
  expect((await refusal(studio.profile(DomainId, 'ada'))).name).toBe('ResourceNotFound');
  expect((await refusal(studio.launch(DomainId))).name).toBe('ResourceNotFound');
});
