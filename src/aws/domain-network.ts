import {
  DescribeDomainCommand,
  DescribeUserProfileCommand,
  type DefaultSpaceSettings,
  type UserSettings,
} from '@aws-sdk/client-sagemaker';
import type { SageMaker } from './client';

/** What settings say that bears on the network. */
function statedNetwork(settings: UserSettings | DefaultSpaceSettings | undefined) {
  const editor = settings && 'CodeEditorAppSettings' in settings ? settings.CodeEditorAppSettings : undefined;
  const {
    JupyterLabAppSettings: lab,
    KernelGatewayAppSettings: kernels,
    CustomFileSystemConfigs = [],
  } = settings ?? {};
  return {
    groupIds: settings?.SecurityGroups ?? [],
    efsFileSystemIds: CustomFileSystemConfigs.flatMap(
      ({ EFSFileSystemConfig }) => EFSFileSystemConfig?.FileSystemId ?? [],
    ),
    lustreFileSystemIds: CustomFileSystemConfigs.flatMap(
      ({ FSxLustreFileSystemConfig }) => FSxLustreFileSystemConfig?.FileSystemId ?? [],
    ),
    customImages: [lab, editor, kernels].some((app) => (app?.CustomImages ?? []).length > 0),
    emr: lab?.EmrSettings !== undefined,
    instanceTypes: [lab, editor, kernels].flatMap((app) => app?.DefaultResourceSpec?.InstanceType ?? []),
  };
}

/** DescribeDomain: where it is, and what its settings say of the network. Rejects with `AwsError`. */
export async function describeDomainNetwork(sagemaker: SageMaker, domainId: string) {
  const answer = await sagemaker.ask(new DescribeDomainCommand({ DomainId: domainId }));
  const [, , , region, accountId] = (answer.DomainArn ?? '').split(':');
  return {
    domainId,
    name: answer.DomainName ?? domainId,
    access: String(answer.AppNetworkAccessType ?? 'PublicInternetOnly'),
    subnetIds: answer.SubnetIds ?? [],
    dualstack: answer.DomainSettings?.IpAddressType === 'dualstack',
    domainGroupIds: answer.DomainSettings?.SecurityGroupIds ?? [],
    privateSpaces: statedNetwork(answer.DefaultUserSettings),
    sharedSpaces: statedNetwork(answer.DefaultSpaceSettings),
    ...(region && { region }),
    ...(accountId && { accountId }),
    ...(answer.VpcId && { vpcId: answer.VpcId }),
    ...(answer.HomeEfsFileSystemId && { homeEfsFileSystemId: answer.HomeEfsFileSystemId }),
  };
}

/** DescribeUserProfile: what its settings say of the network. Rejects with `AwsError`. */
export async function describeProfileNetwork(sagemaker: SageMaker, domainId: string, userProfileName: string) {
  const answer = await sagemaker.ask(
    new DescribeUserProfileCommand({ DomainId: domainId, UserProfileName: userProfileName }),
  );
  return { userProfileName, ...statedNetwork(answer.UserSettings) };
}
