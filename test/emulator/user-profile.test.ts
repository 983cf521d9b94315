import {
  DeleteUserProfileCommand,
  DescribeUserProfileCommand,
  ListUserProfilesCommand,
  UpdateUserProfileCommand,
  type ListUserProfilesCommandInput,
  type UserSettings,
} from '@aws-sdk/client-sagemaker';
import { ACCOUNT, OTHER_ROLE, refusal, ROLE, SECOND, Studio } from './studio';

let studio: Studio;
let domainId: string;
beforeEach(async () => {
  studio = await Studio.open();
  domainId = await studio.domain();
});
afterEach(() => studio.close());

const describeProfile = (UserProfileName: string) =>
  studio.client.send(new DescribeUserProfileCommand({ DomainId: domainId, UserProfileName }));
const update = async (UserProfileName: string, UserSettings: UserSettings) => {
  await studio.client.send(new UpdateUserProfileCommand({ DomainId: domainId, UserProfileName, UserSettings }));
  studio.settle();
};

describe('a user profile', () => {
  it('is Pending, then in service, with an ARN below its domain', async () => {
    const arn = await studio.profile(domainId, 'ada', { UserSettings: { ExecutionRole: ROLE } });
    expect(arn).toBe(`arn:aws:sagemaker:us-east-1:${ACCOUNT}:user-profile/${domainId}/ada`);
    expect(await describeProfile('ada')).toMatchObject({
      UserProfileArn: arn,
      Status: 'InService',
      UserSettings: { ExecutionRole: ROLE },
      HomeEfsFileSystemUid: expect.stringMatching(/^\d{6,10}$/) as string,
    });
  });

  it('has a name that is not case sensitive', async () => {
    await studio.profile(domainId, 'Ada');
    expect((await describeProfile('aDA')).UserProfileName).toBe('Ada');
    expect((await refusal(studio.profile(domainId, 'ADA'))).name).toBe('ResourceInUse');
  });

  it('can have the name of one in another domain', async () => {
    const other = await studio.domain({ DomainName: 'other' });
    await studio.profile(domainId, 'ada');
    expect(await studio.profile(other, 'ada')).toContain(`${other}/ada`);
  });

  it('needs a domain in service', async () => {
    const { DomainId } = await studio.request({ DomainName: 'new' });
    expect(await refusal(studio.profile(DomainId, 'ada'))).toEqual({
      name: 'ValidationException',
      message:
        `Unable to create UserProfile [arn:aws:sagemaker:us-east-1:${ACCOUNT}:user-profile/${DomainId}/ada] because ` +
        `Domain [arn:aws:sagemaker:us-east-1:${ACCOUNT}:domain/${DomainId}] is not in InService`,
    });
  });

  it('of an IAM domain names no single sign-on user', async () => {
    const user = { SingleSignOnUserIdentifier: 'UserName', SingleSignOnUserValue: 'ada@example.com' };
    expect((await refusal(studio.profile(domainId, 'ada', user))).name).toBe('ValidationException');
  });

  it('of an SSO domain has to name one', async () => {
    const sso = await studio.domain({ DomainName: 'sso', AuthMode: 'SSO' });
    const user = { SingleSignOnUserIdentifier: 'UserName', SingleSignOnUserValue: 'ada@example.com' };
    expect((await refusal(studio.profile(sso, 'ada'))).name).toBe('ValidationException');
    const half = { SingleSignOnUserIdentifier: 'UserName' };
    expect((await refusal(studio.profile(sso, 'ada', half))).name).toBe('ValidationException');
    expect(await studio.profile(sso, 'ada', user)).toContain('/ada');
  });

  it('attaches at most five images to KernelGateway', async () => {
    await studio.image('custom', 1);
    const CustomImages = Array.from({ length: 6 }, () => ({ ImageName: 'custom', AppImageConfigName: 'custom' }));
    const six = { UserSettings: { KernelGatewayAppSettings: { CustomImages } } };
    const five = { UserSettings: { KernelGatewayAppSettings: { CustomImages: CustomImages.slice(1) } } };
    expect((await refusal(studio.profile(domainId, 'ada', six))).name).toBe('ValidationException');
    expect(await studio.profile(domainId, 'ada', five)).toContain('/ada');
    expect((await refusal(update('ada', six.UserSettings))).name).toBe('ValidationException');
  });
});

describe('an update of a user profile', () => {
  it('takes it out of service until it is done', async () => {
    await studio.profile(domainId, 'ada');
    const change = new UpdateUserProfileCommand({ DomainId: domainId, UserProfileName: 'ADA', UserSettings: {} });
    await studio.client.send(change);
    expect((await describeProfile('ada')).Status).toBe('Updating');
    expect((await refusal(studio.client.send(change))).name).toBe('ValidationException');
    studio.clock.advance(10 * SECOND);
    expect((await describeProfile('ada')).Status).toBe('InService');
  });

  it('changes the execution role only while none of the user’s own apps runs', async () => {
    for (const name of ['ada', 'bob']) await studio.profile(domainId, name);
    await studio.space(domainId, 'lab', 'ada');
    await studio.launch(domainId);
    expect(await refusal(update('ada', { ExecutionRole: OTHER_ROLE }))).toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('with InService App'),
    });
    await update('bob', { ExecutionRole: OTHER_ROLE });
    await studio.stop(domainId);
    await update('ada', { ExecutionRole: OTHER_ROLE });
    expect((await describeProfile('ada')).UserSettings?.ExecutionRole).toBe(OTHER_ROLE);
  });

  it('changes the execution role while a shared space of the user runs an app, which has the domain’s role', async () => {
    await studio.profile(domainId, 'ada');
    await studio.space(domainId, 'lab', 'ada', { SpaceSharingSettings: { SharingType: 'Shared' } });
    await studio.launch(domainId);
    await update('ada', { ExecutionRole: OTHER_ROLE });
    expect((await describeProfile('ada')).UserSettings?.ExecutionRole).toBe(OTHER_ROLE);
  });

  it('leaves alone what it does not name', async () => {
    await studio.profile(domainId, 'ada', { UserSettings: { ExecutionRole: ROLE, SecurityGroups: ['sg-1'] } });
    await update('ada', { SecurityGroups: [] });
    expect((await describeProfile('ada')).UserSettings).toEqual({ ExecutionRole: ROLE, SecurityGroups: [] });
  });
});

it('a deleted user profile is Deleting, then not found', async () => {
  await studio.profile(domainId, 'ada');
  await studio.client.send(new DeleteUserProfileCommand({ DomainId: domainId, UserProfileName: 'ada' }));
  expect((await describeProfile('ada')).Status).toBe('Deleting');
  const again = new DeleteUserProfileCommand({ DomainId: domainId, UserProfileName: 'ada' });
  expect((await refusal(studio.client.send(again))).name).toBe('ValidationException');
  studio.clock.advance(20 * SECOND);
  expect((await refusal(describeProfile('ada'))).name).toBe('ResourceNotFound');
});

describe('the list of user profiles', () => {
  const names = async (input: ListUserProfilesCommandInput) => {
    const { UserProfiles = [] } = await studio.client.send(new ListUserProfilesCommand(input));
    return UserProfiles.map((profile) => profile.UserProfileName);
  };

  it('filters by domain and by a part of the name, whatever its case', async () => {
    const other = await studio.domain({ DomainName: 'other' });
    await studio.profile(domainId, 'ada');
    await studio.profile(domainId, 'Adam');
    await studio.profile(domainId, 'eve');
    await studio.profile(other, 'adele');
    expect(await names({ DomainIdEquals: domainId, UserProfileNameContains: 'AD' })).toEqual(['ada', 'Adam']);
    expect(await names({ UserProfileNameContains: 'ad' })).toEqual(['ada', 'Adam', 'adele']);
  });

  it('is sorted by creation, or by last change, either way', async () => {
    for (const name of ['ada', 'bob', 'cyd']) await studio.profile(domainId, name);
    await update('ada', { SecurityGroups: ['sg-1'] });
    expect(await names({})).toEqual(['ada', 'bob', 'cyd']);
    expect(await names({ SortOrder: 'Descending' })).toEqual(['cyd', 'bob', 'ada']);
    expect(await names({ SortBy: 'LastModifiedTime' })).toEqual(['bob', 'cyd', 'ada']);
  });
});
