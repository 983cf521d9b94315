import {
  DeleteDomainCommand,
  DeleteSpaceCommand,
  DeleteUserProfileCommand,
  DescribeDomainCommand,
  DescribeSpaceCommand,
  DescribeUserProfileCommand,
  ListDomainsCommand,
  UpdateDomainCommand,
  UpdateSpaceCommand,
  UpdateUserProfileCommand,
} from '@aws-sdk/client-sagemaker';
import type { Configuration } from '../../src/emulator/configuration';
import { HOUR, MINUTE, OTHER_ROLE, refusal, ROLE, Studio } from './studio';

let studio: Studio;
const open = async (configuration: Partial<Configuration> = {}) => (studio = await Studio.open(configuration));
afterEach(() => studio.close());

const domain = (DomainId: string) => studio.client.send(new DescribeDomainCommand({ DomainId }));
const profile = (DomainId: string) =>
  studio.client.send(new DescribeUserProfileCommand({ DomainId, UserProfileName: 'ada' }));
const space = (DomainId: string) => studio.client.send(new DescribeSpaceCommand({ DomainId, SpaceName: 'lab' }));

const CANNOT_USE = `PermissionError: SageMaker is unable to use your associated execution role [${OTHER_ROLE}].`;
const GONE = "InvalidSubnetID.NotFound: The subnet ID 'subnet-1' does not exist";

describe('with a role that SageMaker cannot use', () => {
  beforeEach(() => open({ unusableRoles: [OTHER_ROLE] }));

  it('a domain and a profile are made, and fail', async () => {
    const failed = await studio.domain({ DomainName: 'b', DefaultUserSettings: { ExecutionRole: OTHER_ROLE } });
    expect(await domain(failed)).toMatchObject({ Status: 'Failed', FailureReason: CANNOT_USE });
    const id = await studio.domain();
    await studio.profile(id, 'ada', { UserSettings: { ExecutionRole: OTHER_ROLE } });
    expect(await profile(id)).toMatchObject({ Status: 'Failed', FailureReason: CANNOT_USE });
  });

  it('an update fails, leaves what was, and can be done again', async () => {
    const id = await studio.acme();
    const toDomain = (ExecutionRole: string) =>
      studio.client.send(new UpdateDomainCommand({ DomainId: id, DefaultUserSettings: { ExecutionRole } }));
    const toProfile = (ExecutionRole: string) =>
      studio.client.send(
        new UpdateUserProfileCommand({ DomainId: id, UserProfileName: 'ada', UserSettings: { ExecutionRole } }),
      );
    await toDomain(OTHER_ROLE);
    await toProfile(OTHER_ROLE);
    studio.settle();
    const failed = { Status: 'Update_Failed', FailureReason: CANNOT_USE };
    expect(await domain(id)).toMatchObject({ ...failed, DefaultUserSettings: { ExecutionRole: ROLE } });
    expect(await profile(id)).toMatchObject(failed);
    expect((await profile(id)).UserSettings).toBeUndefined();
    await toDomain(ROLE);
    await toProfile(ROLE);
    studio.settle();
    for (const described of [await domain(id), await profile(id)]) {
      expect(described).toMatchObject({ Status: 'InService' });
      expect(described.FailureReason).toBeUndefined();
    }
  });

  it('a domain with custom images is told in the words of AWS', async () => {
    await studio.image('custom', 1);
    const failed = await studio.domain({
      DefaultUserSettings: {
        ExecutionRole: OTHER_ROLE,
        JupyterLabAppSettings: { CustomImages: [{ ImageName: 'custom', AppImageConfigName: 'custom' }] },
      },
    });
    expect((await domain(failed)).FailureReason).toBe(
      `PermissionError: SageMaker is unable to use your associated execution role [${OTHER_ROLE}] to describe image version. ` +
        "Verify that your associated execution role has permission for 'sagemaker:DescribeImageVersion'.",
    );
  });
});

describe('in a subnet that is gone', () => {
  it('nothing can be made', async () => {
    await open({ missingSubnets: ['subnet-1'] });
    expect(await domain(await studio.domain())).toMatchObject({ Status: 'Failed', FailureReason: GONE });
  });

  it('nothing can be deleted either', async () => {
    const missingSubnets: string[] = [];
    await open({ missingSubnets });
    const DomainId = await studio.acme();
    missingSubnets.push('subnet-1');
    const failed = { Status: 'Delete_Failed', FailureReason: GONE };
    await studio.client.send(new DeleteSpaceCommand({ DomainId, SpaceName: 'lab' }));
    studio.settle();
    expect(await space(DomainId)).toMatchObject(failed);
    missingSubnets.pop();
    await studio.client.send(new DeleteSpaceCommand({ DomainId, SpaceName: 'lab' }));
    studio.settle();
    missingSubnets.push('subnet-1');
    await studio.client.send(new DeleteUserProfileCommand({ DomainId, UserProfileName: 'ada' }));
    studio.settle();
    expect(await profile(DomainId)).toMatchObject(failed);
    missingSubnets.pop();
    await studio.client.send(new DeleteUserProfileCommand({ DomainId, UserProfileName: 'ada' }));
    studio.settle();
    missingSubnets.push('subnet-1');
    await studio.client.send(new DeleteDomainCommand({ DomainId }));
    studio.settle();
    expect(await domain(DomainId)).toMatchObject(failed);
  });
});

describe('a volume', () => {
  const enlarge = async (DomainId: string, EbsVolumeSizeInGb: number) => {
    const SpaceSettings = { SpaceStorageSettings: { EbsStorageSettings: { EbsVolumeSizeInGb } } };
    await studio.client.send(new UpdateSpaceCommand({ DomainId, SpaceName: 'lab', SpaceSettings }));
    studio.clock.advance(MINUTE);
    const { Status, FailureReason, SpaceSettings: after } = await space(DomainId);
    return { Status, FailureReason, size: after?.SpaceStorageSettings?.EbsStorageSettings?.EbsVolumeSizeInGb };
  };

  it('is enlarged once in six hours', async () => {
    await open();
    const id = await studio.acme();
    expect(await enlarge(id, 10)).toMatchObject({ Status: 'InService', size: 10 });
    expect(await enlarge(id, 20)).toEqual({
      Status: 'Update_Failed',
      FailureReason: expect.stringMatching(/^VolumeModificationRateExceeded: .* Wait at least 6 hours /),
      size: 10,
    });
    studio.clock.advance(6 * HOUR - 2 * MINUTE);
    expect(await enlarge(id, 20)).toMatchObject({ Status: 'InService', size: 20 });
  });
});

it('a region without Studio knows no operation', async () => {
  await open({ regionsWithoutStudio: ['us-east-1'] });
  expect(await refusal(studio.client.send(new ListDomainsCommand({})))).toEqual({
    name: 'UnknownOperationException',
    message: 'The requested operation is not supported in the called region.',
  });
});
