// Generated from model.json by scripts/generate-shapes.mjs; timestamps are epoch seconds. Do not edit.
export type AccessPointId = string;
export type AvailabilityZoneId = string;
export type AvailabilityZoneName = string;
export type AwsAccountId = string;
export type CreationToken = string;
export interface DeleteFileSystemRequest {
  FileSystemId: FileSystemId;
}
export interface DeleteMountTargetRequest {
  MountTargetId: MountTargetId;
}
export interface DescribeFileSystemsRequest {
  MaxItems?: MaxItems | undefined;
  Marker?: Marker | undefined;
  CreationToken?: CreationToken | undefined;
  FileSystemId?: FileSystemId | undefined;
}
export interface DescribeFileSystemsResponse {
  Marker?: Marker | undefined;
  FileSystems?: FileSystemDescriptions | undefined;
  NextMarker?: Marker | undefined;
}
export interface DescribeMountTargetSecurityGroupsRequest {
  MountTargetId: MountTargetId;
}
export interface DescribeMountTargetSecurityGroupsResponse {
  SecurityGroups: SecurityGroups;
}
export interface DescribeMountTargetsRequest {
  MaxItems?: MaxItems | undefined;
  Marker?: Marker | undefined;
  FileSystemId?: FileSystemId | undefined;
  MountTargetId?: MountTargetId | undefined;
  AccessPointId?: AccessPointId | undefined;
}
export interface DescribeMountTargetsResponse {
  Marker?: Marker | undefined;
  MountTargets?: MountTargetDescriptions | undefined;
  NextMarker?: Marker | undefined;
}
export type Encrypted = boolean;
export type FileSystemArn = string;
export interface FileSystemDescription {
  OwnerId: AwsAccountId;
  CreationToken: CreationToken;
  FileSystemId: FileSystemId;
  FileSystemArn?: FileSystemArn | undefined;
  CreationTime: Timestamp;
  LifeCycleState: LifeCycleState;
  Name?: TagValue | undefined;
  NumberOfMountTargets: MountTargetCount;
  SizeInBytes: FileSystemSize;
  PerformanceMode: PerformanceMode;
  Encrypted?: Encrypted | undefined;
  KmsKeyId?: KmsKeyId | undefined;
  ThroughputMode?: ThroughputMode | undefined;
  ProvisionedThroughputInMibps?: ProvisionedThroughputInMibps | undefined;
  AvailabilityZoneName?: AvailabilityZoneName | undefined;
  AvailabilityZoneId?: AvailabilityZoneId | undefined;
  Tags: Tags;
  FileSystemProtection?: FileSystemProtectionDescription | undefined;
}
export type FileSystemDescriptions = FileSystemDescription[];
export type FileSystemId = string;
export type FileSystemNullableSizeValue = number;
export interface FileSystemProtectionDescription {
  ReplicationOverwriteProtection?: ReplicationOverwriteProtection | undefined;
}
export interface FileSystemSize {
  Value: FileSystemSizeValue;
  Timestamp?: Timestamp | undefined;
  ValueInIA?: FileSystemNullableSizeValue | undefined;
  ValueInStandard?: FileSystemNullableSizeValue | undefined;
  ValueInArchive?: FileSystemNullableSizeValue | undefined;
}
export type FileSystemSizeValue = number;
export type IpAddress = string;
export type Ipv6Address = string;
export type KmsKeyId = string;
export type LifeCycleState = 'creating' | 'available' | 'updating' | 'deleting' | 'deleted' | 'error';
export interface ListTagsForResourceRequest {
  ResourceId: ResourceId;
  MaxResults?: MaxResults | undefined;
  NextToken?: Token | undefined;
}
export interface ListTagsForResourceResponse {
  Tags?: Tags | undefined;
  NextToken?: Token | undefined;
}
export type Marker = string;
export type MaxItems = number;
export type MaxResults = number;
export type MountTargetCount = number;
export interface MountTargetDescription {
  OwnerId?: AwsAccountId | undefined;
  MountTargetId: MountTargetId;
  FileSystemId: FileSystemId;
  SubnetId: SubnetId;
  LifeCycleState: LifeCycleState;
  IpAddress?: IpAddress | undefined;
  Ipv6Address?: Ipv6Address | undefined;
  NetworkInterfaceId?: NetworkInterfaceId | undefined;
  AvailabilityZoneId?: AvailabilityZoneId | undefined;
  AvailabilityZoneName?: AvailabilityZoneName | undefined;
  VpcId?: VpcId | undefined;
}
export type MountTargetDescriptions = MountTargetDescription[];
export type MountTargetId = string;
export type NetworkInterfaceId = string;
export type PerformanceMode = 'generalPurpose' | 'maxIO';
export type ProvisionedThroughputInMibps = number;
export type ReplicationOverwriteProtection = 'ENABLED' | 'DISABLED' | 'REPLICATING';
export type ResourceId = string;
export type SecurityGroup = string;
export type SecurityGroups = SecurityGroup[];
export type SubnetId = string;
export interface Tag {
  Key: TagKey;
  Value: TagValue;
}
export type TagKey = string;
export type TagKeys = TagKey[];
export interface TagResourceRequest {
  ResourceId: ResourceId;
  Tags: Tags;
}
export type TagValue = string;
export type Tags = Tag[];
export type ThroughputMode = 'bursting' | 'provisioned' | 'elastic';
export type Timestamp = number;
export type Token = string;
export interface UntagResourceRequest {
  ResourceId: ResourceId;
  TagKeys: TagKeys;
}
export type VpcId = string;
export interface Operations {
  DeleteFileSystem: { input: DeleteFileSystemRequest; output: void };
  DeleteMountTarget: { input: DeleteMountTargetRequest; output: void };
  DescribeFileSystems: { input: DescribeFileSystemsRequest; output: DescribeFileSystemsResponse };
  DescribeMountTargetSecurityGroups: { input: DescribeMountTargetSecurityGroupsRequest; output: DescribeMountTargetSecurityGroupsResponse };
  DescribeMountTargets: { input: DescribeMountTargetsRequest; output: DescribeMountTargetsResponse };
  ListTagsForResource: { input: ListTagsForResourceRequest; output: ListTagsForResourceResponse };
  TagResource: { input: TagResourceRequest; output: void };
  UntagResource: { input: UntagResourceRequest; output: void };
}
