import { changeAppImageConfig } from '../../src/aws/app-image-config';
import { connect } from '../../src/aws/client';
import { changeDomain } from '../../src/aws/domain';
import { changedLeaves } from '../../src/aws/leaves';
import { changeSpace } from '../../src/aws/space';
import { changeUserProfile } from '../../src/aws/user-profile';
import { askAt, awsServer } from './aws-server';

/** Everything that has settings, each with more than is changed. */
const described: Record<string, object> = {
  DescribeDomain: {
    DomainId: 'd-1',
    Status: 'InService',
    AppNetworkAccessType: 'PublicInternetOnly',
    VpcId: 'vpc-1',
    SubnetIds: ['subnet-1'],
    DomainSettings: { DockerSettings: { EnableDockerAccess: 'ENABLED', VpcOnlyTrustedAccounts: ['1'] } },
    DefaultUserSettings: {
      ExecutionRole: 'r',
      JupyterLabAppSettings: {
        LifecycleConfigArns: ['a'],
        CustomImages: [{ ImageName: 'theirs', AppImageConfigName: 'theirs', ImageVersionNumber: 3 }],
      },
      SpaceStorageSettings: {
        DefaultEbsStorageSettings: { DefaultEbsVolumeSizeInGb: 5, MaximumEbsVolumeSizeInGb: 100 },
      },
    },
  },
  DescribeUserProfile: { UserSettings: { ExecutionRole: 'r', SecurityGroups: ['sg-1', 'sg-2'] } },
  DescribeSpace: { SpaceSettings: { AppType: 'JupyterLab', JupyterLabAppSettings: { CodeRepositories: [] } } },
  DescribeAppImageConfig: {
    JupyterLabAppImageConfig: {
      FileSystemConfig: { DefaultUid: 1000 },
      ContainerConfig: { ContainerArguments: ['x'] },
    },
    CodeEditorAppImageConfig: { FileSystemConfig: { DefaultUid: 1000 } },
  },
};

let aws: Awaited<ReturnType<typeof awsServer>>;
beforeEach(async () => {
  aws = await awsServer(({ operation }) => described[operation] ?? {});
  askAt(aws.url);
});
afterEach(() => aws.stop());

const sagemaker = () => connect('us-east-1');
const sent = () => aws.calls.filter(({ operation }) => operation.startsWith('Update'));

describe('a change sends the leaves that differ from what is there now, and nothing else', () => {
  test('of a domain', async () => {
    const changed = await changeDomain(sagemaker(), 'd-1', ({ DefaultUserSettings }) => ({
      DefaultUserSettings: {
        ...DefaultUserSettings,
        JupyterLabAppSettings: {
          ...DefaultUserSettings?.JupyterLabAppSettings,
          CustomImages: [
            ...(DefaultUserSettings?.JupyterLabAppSettings?.CustomImages ?? []),
            { ImageName: 'own', AppImageConfigName: 'own' },
          ],
        },
      },
    }));
    expect(changed).toBe(true);
    // What others listed stands as they wrote it, with its version.
    const CustomImages = [
      { ImageName: 'theirs', AppImageConfigName: 'theirs', ImageVersionNumber: 3 },
      { ImageName: 'own', AppImageConfigName: 'own' },
    ];
    expect(sent()).toEqual([
      {
        operation: 'UpdateDomain',
        input: { DomainId: 'd-1', DefaultUserSettings: { JupyterLabAppSettings: { CustomImages } } },
      },
    ]);
  });

  test('of a user profile, of which a list is sent whole', async () => {
    await changeUserProfile(sagemaker(), 'd-1', 'ada', ({ SecurityGroups = [] }) => ({
      SecurityGroups: [...SecurityGroups, 'sg-3'],
    }));
    expect(sent()[0]?.input).toMatchObject({ UserSettings: { SecurityGroups: ['sg-1', 'sg-2', 'sg-3'] } });
    expect(Object.keys(Object(sent()[0]?.input['UserSettings']))).toEqual(['SecurityGroups']);
  });

  test('of a space, where an empty list takes away', async () => {
    await changeSpace(sagemaker(), 'd-1', 'lab', () => ({
      JupyterLabAppSettings: { CodeRepositories: [{ RepositoryUrl: 'https://example.com/a.git' }] },
    }));
    expect(sent()[0]?.input['SpaceSettings']).toEqual({
      JupyterLabAppSettings: { CodeRepositories: [{ RepositoryUrl: 'https://example.com/a.git' }] },
    });
  });

  test('of an AppImageConfig, of which a part is sent whole', async () => {
    await changeAppImageConfig(sagemaker(), 'own', ({ JupyterLabAppImageConfig }) => ({
      JupyterLabAppImageConfig: { ...JupyterLabAppImageConfig, FileSystemConfig: { DefaultUid: 0 } },
    }));
    expect(sent()[0]?.input).toEqual({
      AppImageConfigName: 'own',
      JupyterLabAppImageConfig: {
        FileSystemConfig: { DefaultUid: 0 },
        ContainerConfig: { ContainerArguments: ['x'] },
      },
    });
  });

  test('none where nothing differs, in whatever order its members stand', async () => {
    const docker = { DockerSettings: { VpcOnlyTrustedAccounts: ['1'], EnableDockerAccess: 'ENABLED' as const } };
    expect(await changeDomain(sagemaker(), 'd-1', () => ({ DomainSettings: docker }))).toBe(false);
    expect(await changeUserProfile(sagemaker(), 'd-1', 'ada', (now) => now)).toBe(false);
    expect(sent()).toEqual([]);
  });

  test('a domain that becomes VpcOnly gets its network with it, and its settings under the name that updates have', async () => {
    await changeDomain(sagemaker(), 'd-1', () => ({ AppNetworkAccessType: 'VpcOnly' }));
    await changeDomain(sagemaker(), 'd-1', () => ({
      DomainSettings: { DockerSettings: { EnableDockerAccess: 'DISABLED' } },
    }));
    expect(sent().map(({ input }) => input)).toEqual([
      { DomainId: 'd-1', AppNetworkAccessType: 'VpcOnly', VpcId: 'vpc-1', SubnetIds: ['subnet-1'] },
      { DomainId: 'd-1', DomainSettingsForUpdate: { DockerSettings: { EnableDockerAccess: 'DISABLED' } } },
    ]);
  });

  test('a change that is thrown out sends nothing', async () => {
    const moved = changeDomain(sagemaker(), 'd-1', () => {
      throw new Error('it is another one by now');
    });
    await expect(moved).rejects.toThrow('another one');
    expect(sent()).toEqual([]);
  });
});

test('a structure whose members the model requires together is sent whole', () => {
  const storage = { DefaultEbsStorageSettings: { DefaultEbsVolumeSizeInGb: 5, MaximumEbsVolumeSizeInGb: 100 } };
  expect(
    changedLeaves(storage, {
      DefaultEbsStorageSettings: { DefaultEbsVolumeSizeInGb: 5, MaximumEbsVolumeSizeInGb: 200 },
    }),
  ).toEqual({ DefaultEbsStorageSettings: { DefaultEbsVolumeSizeInGb: 5, MaximumEbsVolumeSizeInGb: 200 } });
});
