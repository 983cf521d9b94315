/**
 * Where SageMaker's condition keys have their values in a request; which action has which key, the reference says.
 * Where it does not say what fills a key, these are assumptions: InstanceTypes, images and scripts are those that the
 * request names, not those that an app inherits; CustomImages of settings are in no key; an omitted switch of a job
 * leaves its key empty.
 */
export const requestPlaces: Readonly<Record<string, readonly string[]>> = {
  'sagemaker:AcceleratorTypes': ['AcceleratorType', 'AcceleratorTypes'],
  'sagemaker:AppNetworkAccessType': ['/AppNetworkAccessType'],
  'sagemaker:AuthMode': ['/AuthMode'],
  'sagemaker:DirectInternetAccess': ['/DirectInternetAccess'],
  'sagemaker:DomainSharingOutputKmsKeyArn': ['SharingSettings.S3KmsKeyId'],
  'sagemaker:EnableRemoteDebug': ['RemoteDebugConfig.EnableRemoteDebug'],
  'sagemaker:FileSystemAccessMode': ['FileSystemDataSource.FileSystemAccessMode'],
  'sagemaker:FileSystemDirectoryPath': ['FileSystemDataSource.DirectoryPath'],
  'sagemaker:FileSystemId': ['FileSystemDataSource.FileSystemId'],
  'sagemaker:FileSystemType': ['FileSystemDataSource.FileSystemType'],
  'sagemaker:ImageArns': ['SageMakerImageArn'],
  'sagemaker:ImageVersionArns': ['SageMakerImageVersionArn'],
  'sagemaker:InstanceTypes': ['InstanceType', 'SelectedInstanceType', 'InstanceRequirements.InstanceTypes'],
  'sagemaker:InterContainerTrafficEncryption': ['EnableInterContainerTrafficEncryption'],
  'sagemaker:KeepAlivePeriod': ['KeepAlivePeriodInSeconds'],
  'sagemaker:MaxRuntimeInSeconds': ['MaxRuntimeInSeconds'],
  'sagemaker:MinimumInstanceMetadataServiceVersion': ['MinimumInstanceMetadataServiceVersion'],
  'sagemaker:ModelApprovalStatus': ['/ModelApprovalStatus'],
  'sagemaker:NetworkIsolation': ['EnableNetworkIsolation'],
  'sagemaker:OutputKmsKeyArn': [
    'OutputConfig.KmsKeyId',
    'OutputDataConfig.KmsKeyId',
    'ProcessingOutputConfig.KmsKeyId',
    'TransformOutput.KmsKeyId',
    'MonitoringOutputConfig.KmsKeyId',
    'DataQualityJobOutputConfig.KmsKeyId',
    'ModelQualityJobOutputConfig.KmsKeyId',
    'ModelBiasJobOutputConfig.KmsKeyId',
    'ModelExplainabilityJobOutputConfig.KmsKeyId',
  ],
  'sagemaker:RemoteAccess': ['SpaceSettings.RemoteAccess'],
  'sagemaker:RootAccess': ['/RootAccess'],
  'sagemaker:ServerlessMaxConcurrency': ['ServerlessConfig.MaxConcurrency'],
  'sagemaker:ServerlessMemorySize': ['ServerlessConfig.MemorySizeInMB'],
  'sagemaker:StudioLifecycleConfigArns': ['LifecycleConfigArn', 'LifecycleConfigArns', 'BuiltInLifecycleConfigArn'],
  // Of a domain, an endpoint configuration and a notebook instance, `KmsKeyId` is the key of their volumes.
  'sagemaker:VolumeKmsKeyArn': ['/KmsKeyId', '/HomeEfsFileSystemKmsKeyId', 'VolumeKmsKeyId'],
  'sagemaker:VpcSecurityGroupIds': ['SecurityGroupIds', 'SecurityGroups'],
  'sagemaker:VpcSubnets': ['SubnetIds', 'VpcConfig.Subnets', 'OverrideVpcConfig.Subnets', '/SubnetId'],
};

/** Keys that hold the ARN of what a request names: the member, and the type of resource. */
export const namedArns: Readonly<Record<string, { place: string; type: string }>> = {
  'sagemaker:ModelArn': { place: 'ModelName', type: 'model' },
  'sagemaker:NotebookInstanceLifecycleConfigArns': {
    place: '/LifecycleConfigName',
    type: 'notebook-instance-lifecycle-config',
  },
};
