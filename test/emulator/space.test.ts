import {
  CreateSpaceCommand,
  CreateUserProfileCommand,
  DeleteSpaceCommand,
  DescribeSpaceCommand,
  ListSpacesCommand,
  UpdateDomainCommand,
  UpdateSpaceCommand,
  type SpaceSettings,
} from '@aws-sdk/client-sagemaker';
import { ACCOUNT, refusal, ROLE, SECOND, Studio } from './studio';

let studio: Studio;
let DomainId: string;
beforeEach(async () => {
  studio = await Studio.open();
  DomainId = await studio.domain();
  await studio.profile(DomainId, 'ada');
});
afterEach(() => studio.close());

const describeSpace = (SpaceName = 'lab') => studio.client.send(new DescribeSpaceCommand({ DomainId, SpaceName }));
const deleteSpace = (SpaceName = 'lab') => studio.client.send(new DeleteSpaceCommand({ DomainId, SpaceName }));
const update = async (SpaceSettings: SpaceSettings) => {
  await studio.client.send(new UpdateSpaceCommand({ DomainId, SpaceName: 'lab', SpaceSettings }));
  studio.settle();
};
const volume = (EbsVolumeSizeInGb: number) => ({ SpaceStorageSettings: { EbsStorageSettings: { EbsVolumeSizeInGb } } });
const volumeOf = async () =>
  (await describeSpace()).SpaceSettings?.SpaceStorageSettings?.EbsStorageSettings?.EbsVolumeSizeInGb;

describe('a space', () => {
  it('is Pending, then in service, with an ARN below its domain', async () => {
    const arn = await studio.space(DomainId, 'lab', 'ada', { SpaceDisplayName: 'Ada’s room' });
    expect(arn).toBe(`arn:aws:sagemaker:us-east-1:${ACCOUNT}:space/${DomainId}/lab`);
    expect(await describeSpace()).toMatchObject({
      SpaceArn: arn,
      SpaceDisplayName: 'Ada’s room',
      Status: 'InService',
      OwnershipSettings: { OwnerUserProfileName: 'ada' },
      SpaceSharingSettings: { SharingType: 'Private' },
    });
  });

  it('takes a name once in a domain', async () => {
    await studio.space(DomainId, 'lab', 'ada');
    expect((await refusal(studio.space(DomainId, 'lab', 'ada'))).name).toBe('ResourceInUse');
  });

  it('needs an owner in service', async () => {
    await studio.client.send(new CreateUserProfileCommand({ DomainId, UserProfileName: 'bob' }));
    const place = `arn:aws:sagemaker:us-east-1:${ACCOUNT}`;
    expect(await refusal(studio.space(DomainId, 'lab', 'bob'))).toEqual({
      name: 'ValidationException',
      message:
        `Unable to create Space [${place}:space/${DomainId}/lab] because UserProfile ` +
        `[${place}:user-profile/${DomainId}/bob] is not in InService`,
    });
    expect((await refusal(studio.space(DomainId, 'lab', 'nobody'))).name).toBe('ResourceNotFound');
  });

  it('needs a domain in service', async () => {
    await studio.client.send(new UpdateDomainCommand({ DomainId, TagPropagation: 'ENABLED' }));
    expect((await refusal(studio.space(DomainId, 'lab', 'ada'))).name).toBe('ValidationException');
  });

  it('says its owner and its sharing together or not at all', async () => {
    const half = { SpaceSharingSettings: undefined };
    expect((await refusal(studio.space(DomainId, 'lab', 'ada', half))).name).toBe('ValidationException');
    expect(await studio.space(DomainId, 'old', 'ada', { ...half, OwnershipSettings: undefined })).toContain('/old');
  });

  it('that sets a resource spec has to name the instance type in it', async () => {
    const SpaceSettings: SpaceSettings = { AppType: 'CodeEditor', CodeEditorAppSettings: { DefaultResourceSpec: {} } };
    expect(await refusal(studio.space(DomainId, 'lab', 'ada', { SpaceSettings }))).toEqual({
      name: 'ValidationException',
      message:
        "1 validation error detected: Value null at 'spaceSettings.codeEditorAppSettings.defaultResourceSpec.ec2InstanceType' " +
        'failed to satisfy constraint: Member must not be null',
    });
  });

  it('is deleted in about twenty seconds', async () => {
    await studio.space(DomainId, 'lab', 'ada');
    await deleteSpace();
    expect((await describeSpace()).Status).toBe('Deleting');
    studio.clock.advance(20 * SECOND);
    expect((await refusal(describeSpace())).name).toBe('ResourceNotFound');
  });

  it('cannot be deleted while it is being made', async () => {
    await studio.client.send(new CreateSpaceCommand({ DomainId, SpaceName: 'lab' }));
    expect((await refusal(deleteSpace())).name).toBe('ValidationException');
  });
});

describe('an update of a space', () => {
  beforeEach(() => studio.space(DomainId, 'lab', 'ada'));

  it('takes the space out of service for a moment', async () => {
    await studio.client.send(new UpdateSpaceCommand({ DomainId, SpaceName: 'lab', SpaceDisplayName: 'Workshop' }));
    expect((await describeSpace()).Status).toBe('Updating');
    expect((await refusal(deleteSpace())).name).toBe('ValidationException');
    expect((await refusal(studio.launch(DomainId))).name).toBe('ValidationException');
    studio.clock.advance(5 * SECOND);
    expect(await describeSpace()).toMatchObject({ Status: 'InService', SpaceDisplayName: 'Workshop' });
    await update({ RemoteAccess: 'ENABLED' });
    expect(await describeSpace()).toMatchObject({ SpaceDisplayName: 'Workshop' });
  });

  it('cannot change the type of its app', async () => {
    const refused = { name: 'ValidationException', message: 'Updating AppType for Space is not supported.' };
    expect(await refusal(update({ AppType: 'CodeEditor' }))).toEqual(refused);
    expect(await refusal(update({ AppType: 'JupyterLab', RemoteAccess: 'ENABLED' }))).toEqual(refused);
  });

  it('makes the volume larger and never smaller', async () => {
    await update(volume(20));
    expect((await refusal(update(volume(10)))).name).toBe('ValidationException');
    expect(await volumeOf()).toBe(20);
  });
});

describe('the volume of a space', () => {
  const limited = (DefaultEbsVolumeSizeInGb: number, MaximumEbsVolumeSizeInGb: number) => ({
    ExecutionRole: ROLE,
    SpaceStorageSettings: { DefaultEbsStorageSettings: { DefaultEbsVolumeSizeInGb, MaximumEbsVolumeSizeInGb } },
  });

  it('has 5 GB where nobody says otherwise', async () => {
    await studio.space(DomainId, 'lab', 'ada');
    expect(await volumeOf()).toBe(5);
  });

  it('has the profile’s default before the domain’s, and stays below the maximum', async () => {
    DomainId = await studio.domain({ DomainName: 'limited', DefaultUserSettings: limited(10, 20) });
    await studio.profile(DomainId, 'ada', { UserSettings: limited(30, 40) });
    await studio.profile(DomainId, 'bob');
    await studio.space(DomainId, 'lab', 'ada');
    expect(await volumeOf()).toBe(30);
    expect((await refusal(update(volume(41)))).name).toBe('ValidationException');
    const SpaceSettings: SpaceSettings = { AppType: 'JupyterLab', ...volume(21) };
    expect((await refusal(studio.space(DomainId, 'second', 'bob', { SpaceSettings }))).name).toBe(
      'ValidationException',
    );
  });

  it('has, in a shared space, the default of the domain’s shared spaces', async () => {
    DomainId = await studio.domain({
      DomainName: 'shared',
      DefaultUserSettings: limited(10, 20),
      DefaultSpaceSettings: limited(50, 60),
    });
    await studio.profile(DomainId, 'ada');
    await studio.space(DomainId, 'lab', 'ada', { SpaceSharingSettings: { SharingType: 'Shared' } });
    expect(await volumeOf()).toBe(50);
  });

  it('has no default above the maximum', async () => {
    const wrong = { DomainName: 'wrong', DefaultUserSettings: limited(30, 20) };
    expect((await refusal(studio.domain(wrong))).name).toBe('ValidationException');
  });
});

describe('the list of spaces', () => {
  it('summarises settings, owner and sharing', async () => {
    await studio.space(DomainId, 'lab', 'ada');
    const { Spaces } = await studio.client.send(new ListSpacesCommand({ DomainIdEquals: DomainId }));
    expect(Spaces).toEqual([
      {
        DomainId,
        SpaceName: 'lab',
        Status: 'InService',
        CreationTime: expect.any(Date) as Date,
        LastModifiedTime: expect.any(Date) as Date,
        OwnershipSettingsSummary: { OwnerUserProfileName: 'ada' },
        SpaceSettingsSummary: { AppType: 'JupyterLab', ...volume(5) },
        SpaceSharingSettingsSummary: { SharingType: 'Private' },
      },
    ]);
  });

  it('filters by a part of the name and sorts either way', async () => {
    for (const name of ['lab-a', 'lab-b', 'room']) await studio.space(DomainId, name, 'ada');
    const list = new ListSpacesCommand({ SpaceNameContains: 'lab', SortOrder: 'Descending' });
    const { Spaces = [] } = await studio.client.send(list);
    expect(Spaces.map((space) => space.SpaceName)).toEqual(['lab-b', 'lab-a']);
  });
});
