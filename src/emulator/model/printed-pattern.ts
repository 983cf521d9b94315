/**
 * How AWS prints a pattern in its messages: with the anchors that the service model had until early 2025 (botocore
 * 1.37.0, seen in messages of 2022 to 2025: TF#27990, aws-samples/sagemaker-ssh-helper#70). Which shapes had which
 * anchors is taken from there; shapes that are younger are printed as they are.
 */
export function printedPattern(shapeName: string, pattern: string): string {
  const start = ANCHORED.has(shapeName) || ANCHORED_AT_START.has(shapeName) ? '^' : '';
  const end = ANCHORED.has(shapeName) || shapeName === 'SageMakerImageVersionAlias' ? '$' : '';
  return `${start}${pattern}${end}`;
}

const ANCHORED: ReadonlySet<string> = new Set([
  'AccountId',
  'ClientToken',
  'FileSystemId',
  'FileSystemPath',
  'ImageArn',
  'ImageDisplayName',
  'ImageName',
  'ImageNameContains',
  'ImageVersionAliasPattern',
  'ImageVersionArn',
  'KmsKeyId',
  'MLFramework',
  'ProgrammingLang',
  'QProfileArn',
  'RepositoryUrl',
  'RoleArn',
  'S3Uri',
  'SingleSignOnApplicationArn',
  'StudioLifecycleConfigArn',
  'TagKey',
  'TagValue',
]);

const ANCHORED_AT_START: ReadonlySet<string> = new Set([
  'AppImageConfigName',
  'AppName',
  'DomainId',
  'DomainName',
  'MountPath',
  'NonEmptyString256',
  'NonEmptyString64',
  'SpaceName',
  'StudioLifecycleConfigName',
  'UserProfileName',
]);
