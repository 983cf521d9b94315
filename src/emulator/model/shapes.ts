// Generated from sagemaker.json by scripts/generate-shapes.mjs; timestamps are epoch seconds. Do not edit.
export type AccountId = string;
export interface AddTagsInput {
  ResourceArn: ResourceArn;
  Tags: TagList;
}
export interface AddTagsOutput {
  Tags?: TagList | undefined;
}
export interface AmazonQSettings {
  QProfileArn?: QProfileArn | undefined;
  Status?: FeatureStatus | undefined;
}
export type AppArn = string;
export interface AppDetails {
  AppName?: AppName | undefined;
  AppType?: AppType | undefined;
  CreationTime?: CreationTime | undefined;
  DomainId?: DomainId | undefined;
  ResourceSpec?: ResourceSpec | undefined;
  SpaceName?: SpaceName | undefined;
  Status?: AppStatus | undefined;
  UserProfileName?: UserProfileName | undefined;
}
export type AppImageConfigArn = string;
export interface AppImageConfigDetails {
  AppImageConfigArn?: AppImageConfigArn | undefined;
  AppImageConfigName?: AppImageConfigName | undefined;
  CodeEditorAppImageConfig?: CodeEditorAppImageConfig | undefined;
  CreationTime?: Timestamp | undefined;
  JupyterLabAppImageConfig?: JupyterLabAppImageConfig | undefined;
  KernelGatewayImageConfig?: KernelGatewayImageConfig | undefined;
  LastModifiedTime?: Timestamp | undefined;
}
export type AppImageConfigList = AppImageConfigDetails[];
export type AppImageConfigName = string;
export type AppImageConfigSortKey = 'CreationTime' | 'LastModifiedTime' | 'Name';
export type AppInstanceType = 'system' | 'ml.t3.micro' | 'ml.t3.small' | 'ml.t3.medium' | 'ml.t3.large' | 'ml.t3.xlarge' | 'ml.t3.2xlarge' | 'ml.m5.large' | 'ml.m5.xlarge' | 'ml.m5.2xlarge' | 'ml.m5.4xlarge' | 'ml.m5.8xlarge' | 'ml.m5.12xlarge' | 'ml.m5.16xlarge' | 'ml.m5.24xlarge' | 'ml.m5d.large' | 'ml.m5d.xlarge' | 'ml.m5d.2xlarge' | 'ml.m5d.4xlarge' | 'ml.m5d.8xlarge' | 'ml.m5d.12xlarge' | 'ml.m5d.16xlarge' | 'ml.m5d.24xlarge' | 'ml.c5.large' | 'ml.c5.xlarge' | 'ml.c5.2xlarge' | 'ml.c5.4xlarge' | 'ml.c5.9xlarge' | 'ml.c5.12xlarge' | 'ml.c5.18xlarge' | 'ml.c5.24xlarge' | 'ml.p3.2xlarge' | 'ml.p3.8xlarge' | 'ml.p3.16xlarge' | 'ml.p3dn.24xlarge' | 'ml.g4dn.xlarge' | 'ml.g4dn.2xlarge' | 'ml.g4dn.4xlarge' | 'ml.g4dn.8xlarge' | 'ml.g4dn.12xlarge' | 'ml.g4dn.16xlarge' | 'ml.r5.large' | 'ml.r5.xlarge' | 'ml.r5.2xlarge' | 'ml.r5.4xlarge' | 'ml.r5.8xlarge' | 'ml.r5.12xlarge' | 'ml.r5.16xlarge' | 'ml.r5.24xlarge' | 'ml.g5.xlarge' | 'ml.g5.2xlarge' | 'ml.g5.4xlarge' | 'ml.g5.8xlarge' | 'ml.g5.16xlarge' | 'ml.g5.12xlarge' | 'ml.g5.24xlarge' | 'ml.g5.48xlarge' | 'ml.g6.xlarge' | 'ml.g6.2xlarge' | 'ml.g6.4xlarge' | 'ml.g6.8xlarge' | 'ml.g6.12xlarge' | 'ml.g6.16xlarge' | 'ml.g6.24xlarge' | 'ml.g6.48xlarge' | 'ml.g6e.xlarge' | 'ml.g6e.2xlarge' | 'ml.g6e.4xlarge' | 'ml.g6e.8xlarge' | 'ml.g6e.12xlarge' | 'ml.g6e.16xlarge' | 'ml.g6e.24xlarge' | 'ml.g6e.48xlarge' | 'ml.geospatial.interactive' | 'ml.p4d.24xlarge' | 'ml.p4de.24xlarge' | 'ml.trn1.2xlarge' | 'ml.trn1.32xlarge' | 'ml.trn1n.32xlarge' | 'ml.p5.48xlarge' | 'ml.p5en.48xlarge' | 'ml.p6-b200.48xlarge' | 'ml.m6i.large' | 'ml.m6i.xlarge' | 'ml.m6i.2xlarge' | 'ml.m6i.4xlarge' | 'ml.m6i.8xlarge' | 'ml.m6i.12xlarge' | 'ml.m6i.16xlarge' | 'ml.m6i.24xlarge' | 'ml.m6i.32xlarge' | 'ml.m7i.large' | 'ml.m7i.xlarge' | 'ml.m7i.2xlarge' | 'ml.m7i.4xlarge' | 'ml.m7i.8xlarge' | 'ml.m7i.12xlarge' | 'ml.m7i.16xlarge' | 'ml.m7i.24xlarge' | 'ml.m7i.48xlarge' | 'ml.c6i.large' | 'ml.c6i.xlarge' | 'ml.c6i.2xlarge' | 'ml.c6i.4xlarge' | 'ml.c6i.8xlarge' | 'ml.c6i.12xlarge' | 'ml.c6i.16xlarge' | 'ml.c6i.24xlarge' | 'ml.c6i.32xlarge' | 'ml.c7i.large' | 'ml.c7i.xlarge' | 'ml.c7i.2xlarge' | 'ml.c7i.4xlarge' | 'ml.c7i.8xlarge' | 'ml.c7i.12xlarge' | 'ml.c7i.16xlarge' | 'ml.c7i.24xlarge' | 'ml.c7i.48xlarge' | 'ml.r6i.large' | 'ml.r6i.xlarge' | 'ml.r6i.2xlarge' | 'ml.r6i.4xlarge' | 'ml.r6i.8xlarge' | 'ml.r6i.12xlarge' | 'ml.r6i.16xlarge' | 'ml.r6i.24xlarge' | 'ml.r6i.32xlarge' | 'ml.r7i.large' | 'ml.r7i.xlarge' | 'ml.r7i.2xlarge' | 'ml.r7i.4xlarge' | 'ml.r7i.8xlarge' | 'ml.r7i.12xlarge' | 'ml.r7i.16xlarge' | 'ml.r7i.24xlarge' | 'ml.r7i.48xlarge' | 'ml.m6id.large' | 'ml.m6id.xlarge' | 'ml.m6id.2xlarge' | 'ml.m6id.4xlarge' | 'ml.m6id.8xlarge' | 'ml.m6id.12xlarge' | 'ml.m6id.16xlarge' | 'ml.m6id.24xlarge' | 'ml.m6id.32xlarge' | 'ml.c6id.large' | 'ml.c6id.xlarge' | 'ml.c6id.2xlarge' | 'ml.c6id.4xlarge' | 'ml.c6id.8xlarge' | 'ml.c6id.12xlarge' | 'ml.c6id.16xlarge' | 'ml.c6id.24xlarge' | 'ml.c6id.32xlarge' | 'ml.r6id.large' | 'ml.r6id.xlarge' | 'ml.r6id.2xlarge' | 'ml.r6id.4xlarge' | 'ml.r6id.8xlarge' | 'ml.r6id.12xlarge' | 'ml.r6id.16xlarge' | 'ml.r6id.24xlarge' | 'ml.r6id.32xlarge' | 'ml.p5.4xlarge' | 'ml.g7.2xlarge' | 'ml.g7.4xlarge' | 'ml.g7.8xlarge' | 'ml.g7.12xlarge' | 'ml.g7.24xlarge' | 'ml.g7.48xlarge' | 'ml.g7e.2xlarge' | 'ml.g7e.4xlarge' | 'ml.g7e.8xlarge' | 'ml.g7e.12xlarge' | 'ml.g7e.24xlarge' | 'ml.g7e.48xlarge';
export interface AppLifecycleManagement {
  IdleSettings?: IdleSettings | undefined;
}
export type AppList = AppDetails[];
export type AppName = string;
export type AppNetworkAccessType = 'PublicInternetOnly' | 'VpcOnly';
export type AppSecurityGroupManagement = 'Service' | 'Customer';
export type AppSortKey = 'CreationTime';
export type AppStatus = 'Deleted' | 'Deleting' | 'Failed' | 'InService' | 'Pending';
export type AppType = 'JupyterServer' | 'KernelGateway' | 'DetailedProfiler' | 'TensorBoard' | 'CodeEditor' | 'JupyterLab' | 'RStudioServerPro' | 'RSessionGateway' | 'Canvas';
export type AssumableRoleArns = RoleArn[];
export type AuthMode = 'SSO' | 'IAM';
export type AutoMountHomeEFS = 'Enabled' | 'Disabled' | 'DefaultAsDomain';
export type Boolean = boolean;
export interface CanvasAppSettings {
  DirectDeploySettings?: DirectDeploySettings | undefined;
  EmrServerlessSettings?: EmrServerlessSettings | undefined;
  GenerativeAiSettings?: GenerativeAiSettings | undefined;
  IdentityProviderOAuthSettings?: IdentityProviderOAuthSettings | undefined;
  KendraSettings?: KendraSettings | undefined;
  ModelRegisterSettings?: ModelRegisterSettings | undefined;
  TimeSeriesForecastingSettings?: TimeSeriesForecastingSettings | undefined;
  WorkspaceSettings?: WorkspaceSettings | undefined;
}
export type ClientToken = string;
export interface CodeEditorAppImageConfig {
  ContainerConfig?: ContainerConfig | undefined;
  FileSystemConfig?: FileSystemConfig | undefined;
}
export interface CodeEditorAppSettings {
  AppLifecycleManagement?: AppLifecycleManagement | undefined;
  BuiltInLifecycleConfigArn?: StudioLifecycleConfigArn | undefined;
  CustomImages?: CustomImages | undefined;
  DefaultResourceSpec?: ResourceSpec | undefined;
  LifecycleConfigArns?: LifecycleConfigArns | undefined;
}
export type CodeRepositories = CodeRepository[];
export interface CodeRepository {
  RepositoryUrl: RepositoryUrl;
}
export interface ContainerConfig {
  ContainerArguments?: CustomImageContainerArguments | undefined;
  ContainerEntrypoint?: CustomImageContainerEntrypoint | undefined;
  ContainerEnvironmentVariables?: CustomImageContainerEnvironmentVariables | undefined;
}
export interface CreateAppImageConfigRequest {
  AppImageConfigName: AppImageConfigName;
  CodeEditorAppImageConfig?: CodeEditorAppImageConfig | undefined;
  JupyterLabAppImageConfig?: JupyterLabAppImageConfig | undefined;
  KernelGatewayImageConfig?: KernelGatewayImageConfig | undefined;
  Tags?: TagList | undefined;
}
export interface CreateAppImageConfigResponse {
  AppImageConfigArn?: AppImageConfigArn | undefined;
}
export interface CreateAppRequest {
  AppName: AppName;
  AppType: AppType;
  DomainId: DomainId;
  RecoveryMode?: Boolean | undefined;
  ResourceSpec?: ResourceSpec | undefined;
  SpaceName?: SpaceName | undefined;
  Tags?: TagList | undefined;
  UserProfileName?: UserProfileName | undefined;
}
export interface CreateAppResponse {
  AppArn?: AppArn | undefined;
}
export interface CreateDomainRequest {
  AppNetworkAccessType?: AppNetworkAccessType | undefined;
  AppSecurityGroupManagement?: AppSecurityGroupManagement | undefined;
  AuthMode: AuthMode;
  DefaultSpaceSettings?: DefaultSpaceSettings | undefined;
  DefaultUserSettings: UserSettings;
  DomainName: DomainName;
  DomainSettings?: DomainSettings | undefined;
  HomeEfsFileSystemCreation?: HomeEfsFileSystemCreation | undefined;
  HomeEfsFileSystemKmsKeyId?: KmsKeyId | undefined;
  KmsKeyId?: KmsKeyId | undefined;
  SubnetIds?: Subnets | undefined;
  TagPropagation?: TagPropagation | undefined;
  Tags?: TagList | undefined;
  VpcId?: VpcId | undefined;
}
export interface CreateDomainResponse {
  DomainArn?: DomainArn | undefined;
  DomainId?: DomainId | undefined;
  Url?: String1024 | undefined;
}
export interface CreateImageRequest {
  Description?: ImageDescription | undefined;
  DisplayName?: ImageDisplayName | undefined;
  ImageName: ImageName;
  RoleArn: RoleArn;
  Tags?: TagList | undefined;
}
export interface CreateImageResponse {
  ImageArn?: ImageArn | undefined;
}
export interface CreateImageVersionRequest {
  Aliases?: SageMakerImageVersionAliases | undefined;
  BaseImage: ImageBaseImage;
  ClientToken: ClientToken;
  Horovod?: Horovod | undefined;
  ImageName: ImageName;
  JobType?: JobType | undefined;
  MLFramework?: MLFramework | undefined;
  Processor?: Processor | undefined;
  ProgrammingLang?: ProgrammingLang | undefined;
  ReleaseNotes?: ReleaseNotes | undefined;
  VendorGuidance?: VendorGuidance | undefined;
}
export interface CreateImageVersionResponse {
  ImageVersionArn?: ImageVersionArn | undefined;
}
export interface CreatePresignedDomainUrlRequest {
  DomainId: DomainId;
  ExpiresInSeconds?: ExpiresInSeconds | undefined;
  LandingUri?: LandingUri | undefined;
  SessionExpirationDurationInSeconds?: SessionExpirationDurationInSeconds | undefined;
  SpaceName?: SpaceName | undefined;
  UserProfileName: UserProfileName;
}
export interface CreatePresignedDomainUrlResponse {
  AuthorizedUrl?: PresignedDomainUrl | undefined;
}
export interface CreateSpaceRequest {
  DomainId: DomainId;
  OwnershipSettings?: OwnershipSettings | undefined;
  SpaceDisplayName?: NonEmptyString64 | undefined;
  SpaceName: SpaceName;
  SpaceSettings?: SpaceSettings | undefined;
  SpaceSharingSettings?: SpaceSharingSettings | undefined;
  Tags?: TagList | undefined;
}
export interface CreateSpaceResponse {
  SpaceArn?: SpaceArn | undefined;
}
export interface CreateStudioLifecycleConfigRequest {
  StudioLifecycleConfigAppType: StudioLifecycleConfigAppType;
  StudioLifecycleConfigContent: StudioLifecycleConfigContent;
  StudioLifecycleConfigName: StudioLifecycleConfigName;
  Tags?: TagList | undefined;
}
export interface CreateStudioLifecycleConfigResponse {
  StudioLifecycleConfigArn?: StudioLifecycleConfigArn | undefined;
}
export interface CreateUserProfileRequest {
  DomainId: DomainId;
  SingleSignOnUserIdentifier?: SingleSignOnUserIdentifier | undefined;
  SingleSignOnUserValue?: String256 | undefined;
  Tags?: TagList | undefined;
  UserProfileName: UserProfileName;
  UserSettings?: UserSettings | undefined;
}
export interface CreateUserProfileResponse {
  UserProfileArn?: UserProfileArn | undefined;
}
export type CreationTime = number;
export interface CustomFileSystem {
  EFSFileSystem?: EFSFileSystem | undefined;
  FSxLustreFileSystem?: FSxLustreFileSystem | undefined;
  S3FileSystem?: S3FileSystem | undefined;
}
export interface CustomFileSystemConfig {
  EFSFileSystemConfig?: EFSFileSystemConfig | undefined;
  FSxLustreFileSystemConfig?: FSxLustreFileSystemConfig | undefined;
  S3FileSystemConfig?: S3FileSystemConfig | undefined;
}
export type CustomFileSystemConfigs = CustomFileSystemConfig[];
export type CustomFileSystems = CustomFileSystem[];
export interface CustomImage {
  AppImageConfigName: AppImageConfigName;
  ImageName: ImageName;
  ImageVersionNumber?: ImageVersionNumber | undefined;
}
export type CustomImageContainerArguments = NonEmptyString64[];
export type CustomImageContainerEntrypoint = NonEmptyString256[];
export type CustomImageContainerEnvironmentVariables = Record<string, String256>;
export type CustomImages = CustomImage[];
export interface CustomPosixUserConfig {
  Gid: Gid;
  Uid: Uid;
}
export type DataSourceName = 'SalesforceGenie' | 'Snowflake';
export interface DefaultEbsStorageSettings {
  DefaultEbsVolumeSizeInGb: SpaceEbsVolumeSizeInGb;
  MaximumEbsVolumeSizeInGb: SpaceEbsVolumeSizeInGb;
}
export type DefaultGid = number;
export interface DefaultSpaceSettings {
  CustomFileSystemConfigs?: CustomFileSystemConfigs | undefined;
  CustomPosixUserConfig?: CustomPosixUserConfig | undefined;
  ExecutionRole?: RoleArn | undefined;
  JupyterLabAppSettings?: JupyterLabAppSettings | undefined;
  JupyterServerAppSettings?: JupyterServerAppSettings | undefined;
  KernelGatewayAppSettings?: KernelGatewayAppSettings | undefined;
  SecurityGroups?: SecurityGroupIds | undefined;
  SpaceStorageSettings?: DefaultSpaceStorageSettings | undefined;
}
export interface DefaultSpaceStorageSettings {
  DefaultEbsStorageSettings?: DefaultEbsStorageSettings | undefined;
}
export type DefaultUid = number;
export interface DeleteAppImageConfigRequest {
  AppImageConfigName: AppImageConfigName;
}
export interface DeleteAppRequest {
  AppName: AppName;
  AppType: AppType;
  DomainId: DomainId;
  SpaceName?: SpaceName | undefined;
  UserProfileName?: UserProfileName | undefined;
}
export interface DeleteDomainRequest {
  DomainId: DomainId;
  RetentionPolicy?: RetentionPolicy | undefined;
}
export interface DeleteImageRequest {
  ImageName: ImageName;
}
export type DeleteImageResponse = Record<string, never>;
export interface DeleteImageVersionRequest {
  Alias?: SageMakerImageVersionAlias | undefined;
  ImageName: ImageName;
  Version?: ImageVersionNumber | undefined;
}
export type DeleteImageVersionResponse = Record<string, never>;
export interface DeleteSpaceRequest {
  DomainId: DomainId;
  SpaceName: SpaceName;
}
export interface DeleteStudioLifecycleConfigRequest {
  StudioLifecycleConfigName: StudioLifecycleConfigName;
}
export interface DeleteTagsInput {
  ResourceArn: ResourceArn;
  TagKeys: TagKeyList;
}
export type DeleteTagsOutput = Record<string, never>;
export interface DeleteUserProfileRequest {
  DomainId: DomainId;
  UserProfileName: UserProfileName;
}
export interface DescribeAppImageConfigRequest {
  AppImageConfigName: AppImageConfigName;
}
export interface DescribeAppImageConfigResponse {
  AppImageConfigArn?: AppImageConfigArn | undefined;
  AppImageConfigName?: AppImageConfigName | undefined;
  CodeEditorAppImageConfig?: CodeEditorAppImageConfig | undefined;
  CreationTime?: Timestamp | undefined;
  JupyterLabAppImageConfig?: JupyterLabAppImageConfig | undefined;
  KernelGatewayImageConfig?: KernelGatewayImageConfig | undefined;
  LastModifiedTime?: Timestamp | undefined;
}
export interface DescribeAppRequest {
  AppName: AppName;
  AppType: AppType;
  DomainId: DomainId;
  SpaceName?: SpaceName | undefined;
  UserProfileName?: UserProfileName | undefined;
}
export interface DescribeAppResponse {
  AppArn?: AppArn | undefined;
  AppName?: AppName | undefined;
  AppType?: AppType | undefined;
  BuiltInLifecycleConfigArn?: StudioLifecycleConfigArn | undefined;
  CreationTime?: Timestamp | undefined;
  DomainId?: DomainId | undefined;
  EffectiveTrustedIdentityPropagationStatus?: FeatureStatus | undefined;
  FailureReason?: FailureReason | undefined;
  LastHealthCheckTimestamp?: Timestamp | undefined;
  LastUserActivityTimestamp?: Timestamp | undefined;
  RecoveryMode?: Boolean | undefined;
  ResourceSpec?: ResourceSpec | undefined;
  SpaceName?: SpaceName | undefined;
  Status?: AppStatus | undefined;
  UserProfileName?: UserProfileName | undefined;
}
export interface DescribeDomainRequest {
  DomainId: DomainId;
}
export interface DescribeDomainResponse {
  AppNetworkAccessType?: AppNetworkAccessType | undefined;
  AppSecurityGroupManagement?: AppSecurityGroupManagement | undefined;
  AuthMode?: AuthMode | undefined;
  CreationTime?: CreationTime | undefined;
  DefaultSpaceSettings?: DefaultSpaceSettings | undefined;
  DefaultUserSettings?: UserSettings | undefined;
  DomainArn?: DomainArn | undefined;
  DomainId?: DomainId | undefined;
  DomainName?: DomainName | undefined;
  DomainSettings?: DomainSettings | undefined;
  FailureReason?: FailureReason | undefined;
  HomeEfsFileSystemCreation?: HomeEfsFileSystemCreation | undefined;
  HomeEfsFileSystemId?: ResourceId | undefined;
  HomeEfsFileSystemKmsKeyId?: KmsKeyId | undefined;
  KmsKeyId?: KmsKeyId | undefined;
  LastModifiedTime?: LastModifiedTime | undefined;
  SecurityGroupIdForDomainBoundary?: SecurityGroupId | undefined;
  SingleSignOnApplicationArn?: SingleSignOnApplicationArn | undefined;
  SingleSignOnManagedApplicationInstanceId?: String256 | undefined;
  Status?: DomainStatus | undefined;
  SubnetIds?: Subnets | undefined;
  TagPropagation?: TagPropagation | undefined;
  Url?: String1024 | undefined;
  VpcId?: VpcId | undefined;
}
export interface DescribeImageRequest {
  ImageName: ImageName;
}
export interface DescribeImageResponse {
  CreationTime?: Timestamp | undefined;
  Description?: ImageDescription | undefined;
  DisplayName?: ImageDisplayName | undefined;
  FailureReason?: FailureReason | undefined;
  ImageArn?: ImageArn | undefined;
  ImageName?: ImageName | undefined;
  ImageStatus?: ImageStatus | undefined;
  LastModifiedTime?: Timestamp | undefined;
  RoleArn?: RoleArn | undefined;
}
export interface DescribeImageVersionRequest {
  Alias?: SageMakerImageVersionAlias | undefined;
  ImageName: ImageName;
  Version?: ImageVersionNumber | undefined;
}
export interface DescribeImageVersionResponse {
  BaseImage?: ImageBaseImage | undefined;
  ContainerImage?: ImageContainerImage | undefined;
  CreationTime?: Timestamp | undefined;
  FailureReason?: FailureReason | undefined;
  Horovod?: Horovod | undefined;
  ImageArn?: ImageArn | undefined;
  ImageVersionArn?: ImageVersionArn | undefined;
  ImageVersionStatus?: ImageVersionStatus | undefined;
  JobType?: JobType | undefined;
  LastModifiedTime?: Timestamp | undefined;
  MLFramework?: MLFramework | undefined;
  Processor?: Processor | undefined;
  ProgrammingLang?: ProgrammingLang | undefined;
  ReleaseNotes?: ReleaseNotes | undefined;
  VendorGuidance?: VendorGuidance | undefined;
  Version?: ImageVersionNumber | undefined;
}
export interface DescribeSpaceRequest {
  DomainId: DomainId;
  SpaceName: SpaceName;
}
export interface DescribeSpaceResponse {
  CreationTime?: CreationTime | undefined;
  DomainId?: DomainId | undefined;
  FailureReason?: FailureReason | undefined;
  HomeEfsFileSystemUid?: EfsUid | undefined;
  LastModifiedTime?: LastModifiedTime | undefined;
  OwnershipSettings?: OwnershipSettings | undefined;
  SpaceArn?: SpaceArn | undefined;
  SpaceDisplayName?: NonEmptyString64 | undefined;
  SpaceName?: SpaceName | undefined;
  SpaceSettings?: SpaceSettings | undefined;
  SpaceSharingSettings?: SpaceSharingSettings | undefined;
  Status?: SpaceStatus | undefined;
  Url?: String1024 | undefined;
}
export interface DescribeStudioLifecycleConfigRequest {
  StudioLifecycleConfigName: StudioLifecycleConfigName;
}
export interface DescribeStudioLifecycleConfigResponse {
  CreationTime?: Timestamp | undefined;
  LastModifiedTime?: Timestamp | undefined;
  StudioLifecycleConfigAppType?: StudioLifecycleConfigAppType | undefined;
  StudioLifecycleConfigArn?: StudioLifecycleConfigArn | undefined;
  StudioLifecycleConfigContent?: StudioLifecycleConfigContent | undefined;
  StudioLifecycleConfigName?: StudioLifecycleConfigName | undefined;
}
export interface DescribeUserProfileRequest {
  DomainId: DomainId;
  UserProfileName: UserProfileName;
}
export interface DescribeUserProfileResponse {
  CreationTime?: CreationTime | undefined;
  DomainId?: DomainId | undefined;
  FailureReason?: FailureReason | undefined;
  HomeEfsFileSystemUid?: EfsUid | undefined;
  LastModifiedTime?: LastModifiedTime | undefined;
  SingleSignOnUserIdentifier?: SingleSignOnUserIdentifier | undefined;
  SingleSignOnUserValue?: String256 | undefined;
  Status?: UserProfileStatus | undefined;
  UserProfileArn?: UserProfileArn | undefined;
  UserProfileName?: UserProfileName | undefined;
  UserSettings?: UserSettings | undefined;
}
export interface DirectDeploySettings {
  Status?: FeatureStatus | undefined;
}
export interface DockerSettings {
  EnableDockerAccess?: FeatureStatus | undefined;
  RootlessDocker?: FeatureStatus | undefined;
  VpcOnlyTrustedAccounts?: VpcOnlyTrustedAccounts | undefined;
}
export type DomainArn = string;
export interface DomainDetails {
  CreationTime?: CreationTime | undefined;
  DomainArn?: DomainArn | undefined;
  DomainId?: DomainId | undefined;
  DomainName?: DomainName | undefined;
  LastModifiedTime?: LastModifiedTime | undefined;
  Status?: DomainStatus | undefined;
  Url?: String1024 | undefined;
}
export type DomainId = string;
export type DomainList = DomainDetails[];
export type DomainName = string;
export type DomainSecurityGroupIds = SecurityGroupId[];
export interface DomainSettings {
  AmazonQSettings?: AmazonQSettings | undefined;
  DockerSettings?: DockerSettings | undefined;
  ExecutionRoleIdentityConfig?: ExecutionRoleIdentityConfig | undefined;
  IpAddressType?: IPAddressType | undefined;
  RStudioServerProDomainSettings?: RStudioServerProDomainSettings | undefined;
  SecurityGroupIds?: DomainSecurityGroupIds | undefined;
  TrustedIdentityPropagationSettings?: TrustedIdentityPropagationSettings | undefined;
  UnifiedStudioSettings?: UnifiedStudioSettings | undefined;
}
export interface DomainSettingsForUpdate {
  AmazonQSettings?: AmazonQSettings | undefined;
  DockerSettings?: DockerSettings | undefined;
  ExecutionRoleIdentityConfig?: ExecutionRoleIdentityConfig | undefined;
  IpAddressType?: IPAddressType | undefined;
  RStudioServerProDomainSettingsForUpdate?: RStudioServerProDomainSettingsForUpdate | undefined;
  SecurityGroupIds?: DomainSecurityGroupIds | undefined;
  TrustedIdentityPropagationSettings?: TrustedIdentityPropagationSettings | undefined;
  UnifiedStudioSettings?: UnifiedStudioSettings | undefined;
}
export type DomainStatus = 'Deleting' | 'Failed' | 'InService' | 'Pending' | 'Updating' | 'Update_Failed' | 'Delete_Failed';
export interface EFSFileSystem {
  FileSystemId: FileSystemId;
}
export interface EFSFileSystemConfig {
  FileSystemId: FileSystemId;
  FileSystemPath?: FileSystemPath | undefined;
}
export interface EbsStorageSettings {
  EbsVolumeSizeInGb: SpaceEbsVolumeSizeInGb;
}
export type EfsUid = string;
export interface EmrServerlessSettings {
  ExecutionRoleArn?: RoleArn | undefined;
  Status?: FeatureStatus | undefined;
}
export interface EmrSettings {
  AssumableRoleArns?: AssumableRoleArns | undefined;
  ExecutionRoleArns?: ExecutionRoleArns | undefined;
}
export type ExecutionRoleArns = RoleArn[];
export type ExecutionRoleIdentityConfig = 'USER_PROFILE_NAME' | 'DISABLED';
export type ExecutionRoleSessionNameMode = 'STATIC' | 'USER_IDENTITY';
export type ExpiresInSeconds = number;
export interface FSxLustreFileSystem {
  FileSystemId: FileSystemId;
}
export interface FSxLustreFileSystemConfig {
  FileSystemId: FileSystemId;
  FileSystemPath?: FileSystemPath | undefined;
}
export type FailureReason = string;
export type FeatureStatus = 'ENABLED' | 'DISABLED';
export interface FileSystemConfig {
  DefaultGid?: DefaultGid | undefined;
  DefaultUid?: DefaultUid | undefined;
  MountPath?: MountPath | undefined;
}
export type FileSystemId = string;
export type FileSystemPath = string;
export interface GenerativeAiSettings {
  AmazonBedrockRoleArn?: RoleArn | undefined;
}
export type Gid = number;
export type HiddenAppTypesList = AppType[];
export type HiddenInstanceTypesList = AppInstanceType[];
export type HiddenMlToolsList = MlTools[];
export interface HiddenSageMakerImage {
  SageMakerImageName?: SageMakerImageName | undefined;
  VersionAliases?: VersionAliasesList | undefined;
}
export type HiddenSageMakerImageVersionAliasesList = HiddenSageMakerImage[];
export type HomeEfsFileSystemCreation = 'Enabled' | 'Disabled';
export type Horovod = boolean;
export type IPAddressType = 'ipv4' | 'dualstack';
export interface IdentityProviderOAuthSetting {
  DataSourceName?: DataSourceName | undefined;
  SecretArn?: SecretArn | undefined;
  Status?: FeatureStatus | undefined;
}
export type IdentityProviderOAuthSettings = IdentityProviderOAuthSetting[];
export interface IdleSettings {
  IdleTimeoutInMinutes?: IdleTimeoutInMinutes | undefined;
  LifecycleManagement?: LifecycleManagement | undefined;
  MaxIdleTimeoutInMinutes?: IdleTimeoutInMinutes | undefined;
  MinIdleTimeoutInMinutes?: IdleTimeoutInMinutes | undefined;
}
export type IdleTimeoutInMinutes = number;
export interface Image {
  CreationTime: Timestamp;
  Description?: ImageDescription | undefined;
  DisplayName?: ImageDisplayName | undefined;
  FailureReason?: FailureReason | undefined;
  ImageArn: ImageArn;
  ImageName: ImageName;
  ImageStatus: ImageStatus;
  LastModifiedTime: Timestamp;
}
export type ImageArn = string;
export type ImageBaseImage = string;
export type ImageContainerImage = string;
export type ImageDeleteProperty = string;
export type ImageDeletePropertyList = ImageDeleteProperty[];
export type ImageDescription = string;
export type ImageDisplayName = string;
export type ImageName = string;
export type ImageNameContains = string;
export type ImageSortBy = 'CREATION_TIME' | 'LAST_MODIFIED_TIME' | 'IMAGE_NAME';
export type ImageSortOrder = 'ASCENDING' | 'DESCENDING';
export type ImageStatus = 'CREATING' | 'CREATED' | 'CREATE_FAILED' | 'UPDATING' | 'UPDATE_FAILED' | 'DELETING' | 'DELETE_FAILED';
export interface ImageVersion {
  CreationTime: Timestamp;
  FailureReason?: FailureReason | undefined;
  ImageArn: ImageArn;
  ImageVersionArn: ImageVersionArn;
  ImageVersionStatus: ImageVersionStatus;
  LastModifiedTime: Timestamp;
  Version: ImageVersionNumber;
}
export type ImageVersionAlias = string;
export type ImageVersionAliasPattern = string;
export type ImageVersionArn = string;
export type ImageVersionNumber = number;
export type ImageVersionSortBy = 'CREATION_TIME' | 'LAST_MODIFIED_TIME' | 'VERSION';
export type ImageVersionSortOrder = 'ASCENDING' | 'DESCENDING';
export type ImageVersionStatus = 'CREATING' | 'CREATED' | 'CREATE_FAILED' | 'DELETING' | 'DELETE_FAILED';
export type ImageVersions = ImageVersion[];
export type Images = Image[];
export type JobType = 'TRAINING' | 'INFERENCE' | 'NOTEBOOK_KERNEL';
export interface JupyterLabAppImageConfig {
  ContainerConfig?: ContainerConfig | undefined;
  FileSystemConfig?: FileSystemConfig | undefined;
}
export interface JupyterLabAppSettings {
  AppLifecycleManagement?: AppLifecycleManagement | undefined;
  BuiltInLifecycleConfigArn?: StudioLifecycleConfigArn | undefined;
  CodeRepositories?: CodeRepositories | undefined;
  CustomImages?: CustomImages | undefined;
  DefaultResourceSpec?: ResourceSpec | undefined;
  EmrSettings?: EmrSettings | undefined;
  LifecycleConfigArns?: LifecycleConfigArns | undefined;
}
export interface JupyterServerAppSettings {
  CodeRepositories?: CodeRepositories | undefined;
  DefaultResourceSpec?: ResourceSpec | undefined;
  LifecycleConfigArns?: LifecycleConfigArns | undefined;
}
export interface KendraSettings {
  Status?: FeatureStatus | undefined;
}
export type KernelDisplayName = string;
export interface KernelGatewayAppSettings {
  CustomImages?: CustomImages | undefined;
  DefaultResourceSpec?: ResourceSpec | undefined;
  LifecycleConfigArns?: LifecycleConfigArns | undefined;
}
export interface KernelGatewayImageConfig {
  FileSystemConfig?: FileSystemConfig | undefined;
  KernelSpecs: KernelSpecs;
}
export type KernelName = string;
export interface KernelSpec {
  DisplayName?: KernelDisplayName | undefined;
  Name: KernelName;
}
export type KernelSpecs = KernelSpec[];
export type KmsKeyId = string;
export type LandingUri = string;
export type LastModifiedTime = number;
export type LifecycleConfigArns = StudioLifecycleConfigArn[];
export type LifecycleManagement = 'ENABLED' | 'DISABLED';
export interface ListAliasesRequest {
  Alias?: SageMakerImageVersionAlias | undefined;
  ImageName: ImageName;
  MaxResults?: MaxResults | undefined;
  NextToken?: NextToken | undefined;
  Version?: ImageVersionNumber | undefined;
}
export interface ListAliasesResponse {
  NextToken?: NextToken | undefined;
  SageMakerImageVersionAliases?: SageMakerImageVersionAliases | undefined;
}
export interface ListAppImageConfigsRequest {
  CreationTimeAfter?: Timestamp | undefined;
  CreationTimeBefore?: Timestamp | undefined;
  MaxResults?: MaxResults | undefined;
  ModifiedTimeAfter?: Timestamp | undefined;
  ModifiedTimeBefore?: Timestamp | undefined;
  NameContains?: AppImageConfigName | undefined;
  NextToken?: NextToken | undefined;
  SortBy?: AppImageConfigSortKey | undefined;
  SortOrder?: SortOrder | undefined;
}
export interface ListAppImageConfigsResponse {
  AppImageConfigs?: AppImageConfigList | undefined;
  NextToken?: NextToken | undefined;
}
export interface ListAppsRequest {
  DomainIdEquals?: DomainId | undefined;
  MaxResults?: MaxResults | undefined;
  NextToken?: NextToken | undefined;
  SortBy?: AppSortKey | undefined;
  SortOrder?: SortOrder | undefined;
  SpaceNameEquals?: SpaceName | undefined;
  UserProfileNameEquals?: UserProfileName | undefined;
}
export interface ListAppsResponse {
  Apps?: AppList | undefined;
  NextToken?: NextToken | undefined;
}
export interface ListDomainsRequest {
  MaxResults?: MaxResults | undefined;
  NextToken?: NextToken | undefined;
}
export interface ListDomainsResponse {
  Domains?: DomainList | undefined;
  NextToken?: NextToken | undefined;
}
export interface ListImageVersionsRequest {
  CreationTimeAfter?: Timestamp | undefined;
  CreationTimeBefore?: Timestamp | undefined;
  ImageName: ImageName;
  LastModifiedTimeAfter?: Timestamp | undefined;
  LastModifiedTimeBefore?: Timestamp | undefined;
  MaxResults?: MaxResults | undefined;
  NextToken?: NextToken | undefined;
  SortBy?: ImageVersionSortBy | undefined;
  SortOrder?: ImageVersionSortOrder | undefined;
}
export interface ListImageVersionsResponse {
  ImageVersions?: ImageVersions | undefined;
  NextToken?: NextToken | undefined;
}
export interface ListImagesRequest {
  CreationTimeAfter?: Timestamp | undefined;
  CreationTimeBefore?: Timestamp | undefined;
  LastModifiedTimeAfter?: Timestamp | undefined;
  LastModifiedTimeBefore?: Timestamp | undefined;
  MaxResults?: MaxResults | undefined;
  NameContains?: ImageNameContains | undefined;
  NextToken?: NextToken | undefined;
  SortBy?: ImageSortBy | undefined;
  SortOrder?: ImageSortOrder | undefined;
}
export interface ListImagesResponse {
  Images?: Images | undefined;
  NextToken?: NextToken | undefined;
}
export interface ListSpacesRequest {
  DomainIdEquals?: DomainId | undefined;
  MaxResults?: MaxResults | undefined;
  NextToken?: NextToken | undefined;
  SortBy?: SpaceSortKey | undefined;
  SortOrder?: SortOrder | undefined;
  SpaceNameContains?: SpaceName | undefined;
}
export interface ListSpacesResponse {
  NextToken?: NextToken | undefined;
  Spaces?: SpaceList | undefined;
}
export interface ListStudioLifecycleConfigsRequest {
  AppTypeEquals?: StudioLifecycleConfigAppType | undefined;
  CreationTimeAfter?: Timestamp | undefined;
  CreationTimeBefore?: Timestamp | undefined;
  MaxResults?: MaxResults | undefined;
  ModifiedTimeAfter?: Timestamp | undefined;
  ModifiedTimeBefore?: Timestamp | undefined;
  NameContains?: StudioLifecycleConfigName | undefined;
  NextToken?: NextToken | undefined;
  SortBy?: StudioLifecycleConfigSortKey | undefined;
  SortOrder?: SortOrder | undefined;
}
export interface ListStudioLifecycleConfigsResponse {
  NextToken?: NextToken | undefined;
  StudioLifecycleConfigs?: StudioLifecycleConfigsList | undefined;
}
export interface ListTagsInput {
  MaxResults?: ListTagsMaxResults | undefined;
  NextToken?: NextToken | undefined;
  ResourceArn: ResourceArn;
}
export type ListTagsMaxResults = number;
export interface ListTagsOutput {
  NextToken?: NextToken | undefined;
  Tags?: TagList | undefined;
}
export interface ListUserProfilesRequest {
  DomainIdEquals?: DomainId | undefined;
  MaxResults?: MaxResults | undefined;
  NextToken?: NextToken | undefined;
  SortBy?: UserProfileSortKey | undefined;
  SortOrder?: SortOrder | undefined;
  UserProfileNameContains?: UserProfileName | undefined;
}
export interface ListUserProfilesResponse {
  NextToken?: NextToken | undefined;
  UserProfiles?: UserProfileList | undefined;
}
export type MLFramework = string;
export type MaxResults = number;
export type MlTools = 'DataWrangler' | 'FeatureStore' | 'EmrClusters' | 'AutoMl' | 'Experiments' | 'Training' | 'ModelEvaluation' | 'Pipelines' | 'Models' | 'JumpStart' | 'InferenceRecommender' | 'Endpoints' | 'Projects' | 'InferenceOptimization' | 'PerformanceEvaluation' | 'LakeraGuard' | 'Comet' | 'DeepchecksLLMEvaluation' | 'Fiddler' | 'HyperPodClusters' | 'RunningInstances' | 'Datasets' | 'Evaluators';
export interface ModelRegisterSettings {
  CrossAccountModelRegisterRoleArn?: RoleArn | undefined;
  Status?: FeatureStatus | undefined;
}
export type MountPath = string;
export type NextToken = string;
export type NonEmptyString256 = string;
export type NonEmptyString64 = string;
export type NotebookOutputOption = 'Allowed' | 'Disabled';
export interface OwnershipSettings {
  OwnerUserProfileName: UserProfileName;
}
export interface OwnershipSettingsSummary {
  OwnerUserProfileName?: UserProfileName | undefined;
}
export type PresignedDomainUrl = string;
export type Processor = 'CPU' | 'GPU';
export type ProgrammingLang = string;
export type QProfileArn = string;
export interface RSessionAppSettings {
  CustomImages?: CustomImages | undefined;
  DefaultResourceSpec?: ResourceSpec | undefined;
}
export type RStudioServerProAccessStatus = 'ENABLED' | 'DISABLED';
export interface RStudioServerProAppSettings {
  AccessStatus?: RStudioServerProAccessStatus | undefined;
  UserGroup?: RStudioServerProUserGroup | undefined;
}
export interface RStudioServerProDomainSettings {
  DefaultResourceSpec?: ResourceSpec | undefined;
  DomainExecutionRoleArn: RoleArn;
  RStudioConnectUrl?: String | undefined;
  RStudioPackageManagerUrl?: String | undefined;
}
export interface RStudioServerProDomainSettingsForUpdate {
  DefaultResourceSpec?: ResourceSpec | undefined;
  DomainExecutionRoleArn: RoleArn;
  RStudioConnectUrl?: String | undefined;
  RStudioPackageManagerUrl?: String | undefined;
}
export type RStudioServerProUserGroup = 'R_STUDIO_ADMIN' | 'R_STUDIO_USER';
export type RegionName = string;
export type ReleaseNotes = string;
export type RepositoryUrl = string;
export type ResourceArn = string;
export type ResourceId = string;
export interface ResourceSpec {
  InstanceType?: AppInstanceType | undefined;
  LifecycleConfigArn?: StudioLifecycleConfigArn | undefined;
  SageMakerImageArn?: ImageArn | undefined;
  SageMakerImageVersionAlias?: ImageVersionAlias | undefined;
  SageMakerImageVersionArn?: ImageVersionArn | undefined;
  TrainingPlanArn?: StudioResourceSpecTrainingPlanArn | undefined;
}
export interface RetentionPolicy {
  HomeEfsFileSystem?: RetentionType | undefined;
}
export type RetentionType = 'Retain' | 'Delete';
export type RoleArn = string;
export interface S3FileSystem {
  S3Uri: S3SchemaUri;
}
export interface S3FileSystemConfig {
  MountPath?: String1024 | undefined;
  S3Uri: S3SchemaUri;
}
export type S3SchemaUri = string;
export type S3Uri = string;
export type SageMakerImageName = 'sagemaker_distribution';
export type SageMakerImageVersionAlias = string;
export type SageMakerImageVersionAliases = SageMakerImageVersionAlias[];
export type SecretArn = string;
export type SecurityGroupId = string;
export type SecurityGroupIds = SecurityGroupId[];
export type SessionExpirationDurationInSeconds = number;
export interface SharingSettings {
  NotebookOutputOption?: NotebookOutputOption | undefined;
  S3KmsKeyId?: KmsKeyId | undefined;
  S3OutputPath?: S3Uri | undefined;
}
export type SharingType = 'Private' | 'Shared';
export type SingleSignOnApplicationArn = string;
export type SingleSignOnUserIdentifier = string;
export type SortOrder = 'Ascending' | 'Descending';
export interface SpaceAppLifecycleManagement {
  IdleSettings?: SpaceIdleSettings | undefined;
}
export type SpaceArn = string;
export interface SpaceCodeEditorAppSettings {
  AppLifecycleManagement?: SpaceAppLifecycleManagement | undefined;
  DefaultResourceSpec?: ResourceSpec | undefined;
}
export interface SpaceDetails {
  CreationTime?: CreationTime | undefined;
  DomainId?: DomainId | undefined;
  LastModifiedTime?: LastModifiedTime | undefined;
  OwnershipSettingsSummary?: OwnershipSettingsSummary | undefined;
  SpaceDisplayName?: NonEmptyString64 | undefined;
  SpaceName?: SpaceName | undefined;
  SpaceSettingsSummary?: SpaceSettingsSummary | undefined;
  SpaceSharingSettingsSummary?: SpaceSharingSettingsSummary | undefined;
  Status?: SpaceStatus | undefined;
}
export type SpaceEbsVolumeSizeInGb = number;
export interface SpaceIdleSettings {
  IdleTimeoutInMinutes?: IdleTimeoutInMinutes | undefined;
}
export interface SpaceJupyterLabAppSettings {
  AppLifecycleManagement?: SpaceAppLifecycleManagement | undefined;
  CodeRepositories?: CodeRepositories | undefined;
  DefaultResourceSpec?: ResourceSpec | undefined;
}
export type SpaceList = SpaceDetails[];
export type SpaceName = string;
export interface SpaceSettings {
  AppType?: AppType | undefined;
  CodeEditorAppSettings?: SpaceCodeEditorAppSettings | undefined;
  CustomFileSystems?: CustomFileSystems | undefined;
  JupyterLabAppSettings?: SpaceJupyterLabAppSettings | undefined;
  JupyterServerAppSettings?: JupyterServerAppSettings | undefined;
  KernelGatewayAppSettings?: KernelGatewayAppSettings | undefined;
  RemoteAccess?: FeatureStatus | undefined;
  SpaceManagedResources?: FeatureStatus | undefined;
  SpaceStorageSettings?: SpaceStorageSettings | undefined;
}
export interface SpaceSettingsSummary {
  AppType?: AppType | undefined;
  RemoteAccess?: FeatureStatus | undefined;
  SpaceStorageSettings?: SpaceStorageSettings | undefined;
}
export interface SpaceSharingSettings {
  SharingType: SharingType;
}
export interface SpaceSharingSettingsSummary {
  SharingType?: SharingType | undefined;
}
export type SpaceSortKey = 'CreationTime' | 'LastModifiedTime';
export type SpaceStatus = 'Deleting' | 'Failed' | 'InService' | 'Pending' | 'Updating' | 'Update_Failed' | 'Delete_Failed';
export interface SpaceStorageSettings {
  EbsStorageSettings?: EbsStorageSettings | undefined;
}
export type String = string;
export type String1024 = string;
export type String256 = string;
export type StudioLifecycleConfigAppType = 'JupyterServer' | 'KernelGateway' | 'CodeEditor' | 'JupyterLab';
export type StudioLifecycleConfigArn = string;
export type StudioLifecycleConfigContent = string;
export interface StudioLifecycleConfigDetails {
  CreationTime?: Timestamp | undefined;
  LastModifiedTime?: Timestamp | undefined;
  StudioLifecycleConfigAppType?: StudioLifecycleConfigAppType | undefined;
  StudioLifecycleConfigArn?: StudioLifecycleConfigArn | undefined;
  StudioLifecycleConfigName?: StudioLifecycleConfigName | undefined;
}
export type StudioLifecycleConfigName = string;
export type StudioLifecycleConfigSortKey = 'CreationTime' | 'LastModifiedTime' | 'Name';
export type StudioLifecycleConfigsList = StudioLifecycleConfigDetails[];
export type StudioResourceSpecTrainingPlanArn = string;
export type StudioWebPortal = 'ENABLED' | 'DISABLED';
export interface StudioWebPortalSettings {
  ExecutionRoleSessionNameMode?: ExecutionRoleSessionNameMode | undefined;
  HiddenAppTypes?: HiddenAppTypesList | undefined;
  HiddenInstanceTypes?: HiddenInstanceTypesList | undefined;
  HiddenMlTools?: HiddenMlToolsList | undefined;
  HiddenSageMakerImageVersionAliases?: HiddenSageMakerImageVersionAliasesList | undefined;
}
export type SubnetId = string;
export type Subnets = SubnetId[];
export interface Tag {
  Key: TagKey;
  Value: TagValue;
}
export type TagKey = string;
export type TagKeyList = TagKey[];
export type TagList = Tag[];
export type TagPropagation = 'ENABLED' | 'DISABLED';
export type TagValue = string;
export interface TensorBoardAppSettings {
  DefaultResourceSpec?: ResourceSpec | undefined;
}
export interface TimeSeriesForecastingSettings {
  AmazonForecastRoleArn?: RoleArn | undefined;
  Status?: FeatureStatus | undefined;
}
export type Timestamp = number;
export interface TrustedIdentityPropagationSettings {
  Status: FeatureStatus;
}
export type Uid = number;
export type UnifiedStudioDomainId = string;
export type UnifiedStudioEnvironmentId = string;
export type UnifiedStudioProjectId = string;
export interface UnifiedStudioSettings {
  DomainAccountId?: AccountId | undefined;
  DomainId?: UnifiedStudioDomainId | undefined;
  DomainRegion?: RegionName | undefined;
  EnvironmentId?: UnifiedStudioEnvironmentId | undefined;
  ProjectId?: UnifiedStudioProjectId | undefined;
  ProjectS3Path?: S3Uri | undefined;
  SingleSignOnApplicationArn?: SingleSignOnApplicationArn | undefined;
  StudioWebPortalAccess?: FeatureStatus | undefined;
}
export interface UpdateAppImageConfigRequest {
  AppImageConfigName: AppImageConfigName;
  CodeEditorAppImageConfig?: CodeEditorAppImageConfig | undefined;
  JupyterLabAppImageConfig?: JupyterLabAppImageConfig | undefined;
  KernelGatewayImageConfig?: KernelGatewayImageConfig | undefined;
}
export interface UpdateAppImageConfigResponse {
  AppImageConfigArn?: AppImageConfigArn | undefined;
}
export interface UpdateDomainRequest {
  AppNetworkAccessType?: AppNetworkAccessType | undefined;
  AppSecurityGroupManagement?: AppSecurityGroupManagement | undefined;
  DefaultSpaceSettings?: DefaultSpaceSettings | undefined;
  DefaultUserSettings?: UserSettings | undefined;
  DomainId: DomainId;
  DomainSettingsForUpdate?: DomainSettingsForUpdate | undefined;
  HomeEfsFileSystemCreation?: HomeEfsFileSystemCreation | undefined;
  SubnetIds?: Subnets | undefined;
  TagPropagation?: TagPropagation | undefined;
  VpcId?: VpcId | undefined;
}
export interface UpdateDomainResponse {
  DomainArn?: DomainArn | undefined;
}
export interface UpdateImageRequest {
  DeleteProperties?: ImageDeletePropertyList | undefined;
  Description?: ImageDescription | undefined;
  DisplayName?: ImageDisplayName | undefined;
  ImageName: ImageName;
  RoleArn?: RoleArn | undefined;
}
export interface UpdateImageResponse {
  ImageArn?: ImageArn | undefined;
}
export interface UpdateImageVersionRequest {
  Alias?: SageMakerImageVersionAlias | undefined;
  AliasesToAdd?: SageMakerImageVersionAliases | undefined;
  AliasesToDelete?: SageMakerImageVersionAliases | undefined;
  Horovod?: Horovod | undefined;
  ImageName: ImageName;
  JobType?: JobType | undefined;
  MLFramework?: MLFramework | undefined;
  Processor?: Processor | undefined;
  ProgrammingLang?: ProgrammingLang | undefined;
  ReleaseNotes?: ReleaseNotes | undefined;
  VendorGuidance?: VendorGuidance | undefined;
  Version?: ImageVersionNumber | undefined;
}
export interface UpdateImageVersionResponse {
  ImageVersionArn?: ImageVersionArn | undefined;
}
export interface UpdateSpaceRequest {
  DomainId: DomainId;
  SpaceDisplayName?: NonEmptyString64 | undefined;
  SpaceName: SpaceName;
  SpaceSettings?: SpaceSettings | undefined;
}
export interface UpdateSpaceResponse {
  SpaceArn?: SpaceArn | undefined;
}
export interface UpdateUserProfileRequest {
  DomainId: DomainId;
  UserProfileName: UserProfileName;
  UserSettings?: UserSettings | undefined;
}
export interface UpdateUserProfileResponse {
  UserProfileArn?: UserProfileArn | undefined;
}
export type UserProfileArn = string;
export interface UserProfileDetails {
  CreationTime?: CreationTime | undefined;
  DomainId?: DomainId | undefined;
  LastModifiedTime?: LastModifiedTime | undefined;
  Status?: UserProfileStatus | undefined;
  UserProfileName?: UserProfileName | undefined;
}
export type UserProfileList = UserProfileDetails[];
export type UserProfileName = string;
export type UserProfileSortKey = 'CreationTime' | 'LastModifiedTime';
export type UserProfileStatus = 'Deleting' | 'Failed' | 'InService' | 'Pending' | 'Updating' | 'Update_Failed' | 'Delete_Failed';
export interface UserSettings {
  AutoMountHomeEFS?: AutoMountHomeEFS | undefined;
  CanvasAppSettings?: CanvasAppSettings | undefined;
  CodeEditorAppSettings?: CodeEditorAppSettings | undefined;
  CustomFileSystemConfigs?: CustomFileSystemConfigs | undefined;
  CustomPosixUserConfig?: CustomPosixUserConfig | undefined;
  DefaultLandingUri?: LandingUri | undefined;
  ExecutionRole?: RoleArn | undefined;
  JupyterLabAppSettings?: JupyterLabAppSettings | undefined;
  JupyterServerAppSettings?: JupyterServerAppSettings | undefined;
  KernelGatewayAppSettings?: KernelGatewayAppSettings | undefined;
  RSessionAppSettings?: RSessionAppSettings | undefined;
  RStudioServerProAppSettings?: RStudioServerProAppSettings | undefined;
  SecurityGroups?: SecurityGroupIds | undefined;
  SharingSettings?: SharingSettings | undefined;
  SpaceStorageSettings?: DefaultSpaceStorageSettings | undefined;
  StudioWebPortal?: StudioWebPortal | undefined;
  StudioWebPortalSettings?: StudioWebPortalSettings | undefined;
  TensorBoardAppSettings?: TensorBoardAppSettings | undefined;
}
export type VendorGuidance = 'NOT_PROVIDED' | 'STABLE' | 'TO_BE_ARCHIVED' | 'ARCHIVED';
export type VersionAliasesList = ImageVersionAliasPattern[];
export type VpcId = string;
export type VpcOnlyTrustedAccounts = AccountId[];
export interface WorkspaceSettings {
  S3ArtifactPath?: S3Uri | undefined;
  S3KmsKeyId?: KmsKeyId | undefined;
}
export interface Operations {
  AddTags: { input: AddTagsInput; output: AddTagsOutput };
  CreateApp: { input: CreateAppRequest; output: CreateAppResponse };
  CreateAppImageConfig: { input: CreateAppImageConfigRequest; output: CreateAppImageConfigResponse };
  CreateDomain: { input: CreateDomainRequest; output: CreateDomainResponse };
  CreateImage: { input: CreateImageRequest; output: CreateImageResponse };
  CreateImageVersion: { input: CreateImageVersionRequest; output: CreateImageVersionResponse };
  CreatePresignedDomainUrl: { input: CreatePresignedDomainUrlRequest; output: CreatePresignedDomainUrlResponse };
  CreateSpace: { input: CreateSpaceRequest; output: CreateSpaceResponse };
  CreateStudioLifecycleConfig: { input: CreateStudioLifecycleConfigRequest; output: CreateStudioLifecycleConfigResponse };
  CreateUserProfile: { input: CreateUserProfileRequest; output: CreateUserProfileResponse };
  DeleteApp: { input: DeleteAppRequest; output: void };
  DeleteAppImageConfig: { input: DeleteAppImageConfigRequest; output: void };
  DeleteDomain: { input: DeleteDomainRequest; output: void };
  DeleteImage: { input: DeleteImageRequest; output: DeleteImageResponse };
  DeleteImageVersion: { input: DeleteImageVersionRequest; output: DeleteImageVersionResponse };
  DeleteSpace: { input: DeleteSpaceRequest; output: void };
  DeleteStudioLifecycleConfig: { input: DeleteStudioLifecycleConfigRequest; output: void };
  DeleteTags: { input: DeleteTagsInput; output: DeleteTagsOutput };
  DeleteUserProfile: { input: DeleteUserProfileRequest; output: void };
  DescribeApp: { input: DescribeAppRequest; output: DescribeAppResponse };
  DescribeAppImageConfig: { input: DescribeAppImageConfigRequest; output: DescribeAppImageConfigResponse };
  DescribeDomain: { input: DescribeDomainRequest; output: DescribeDomainResponse };
  DescribeImage: { input: DescribeImageRequest; output: DescribeImageResponse };
  DescribeImageVersion: { input: DescribeImageVersionRequest; output: DescribeImageVersionResponse };
  DescribeSpace: { input: DescribeSpaceRequest; output: DescribeSpaceResponse };
  DescribeStudioLifecycleConfig: { input: DescribeStudioLifecycleConfigRequest; output: DescribeStudioLifecycleConfigResponse };
  DescribeUserProfile: { input: DescribeUserProfileRequest; output: DescribeUserProfileResponse };
  ListAliases: { input: ListAliasesRequest; output: ListAliasesResponse };
  ListAppImageConfigs: { input: ListAppImageConfigsRequest; output: ListAppImageConfigsResponse };
  ListApps: { input: ListAppsRequest; output: ListAppsResponse };
  ListDomains: { input: ListDomainsRequest; output: ListDomainsResponse };
  ListImageVersions: { input: ListImageVersionsRequest; output: ListImageVersionsResponse };
  ListImages: { input: ListImagesRequest; output: ListImagesResponse };
  ListSpaces: { input: ListSpacesRequest; output: ListSpacesResponse };
  ListStudioLifecycleConfigs: { input: ListStudioLifecycleConfigsRequest; output: ListStudioLifecycleConfigsResponse };
  ListTags: { input: ListTagsInput; output: ListTagsOutput };
  ListUserProfiles: { input: ListUserProfilesRequest; output: ListUserProfilesResponse };
  UpdateAppImageConfig: { input: UpdateAppImageConfigRequest; output: UpdateAppImageConfigResponse };
  UpdateDomain: { input: UpdateDomainRequest; output: UpdateDomainResponse };
  UpdateImage: { input: UpdateImageRequest; output: UpdateImageResponse };
  UpdateImageVersion: { input: UpdateImageVersionRequest; output: UpdateImageVersionResponse };
  UpdateSpace: { input: UpdateSpaceRequest; output: UpdateSpaceResponse };
  UpdateUserProfile: { input: UpdateUserProfileRequest; output: UpdateUserProfileResponse };
}
