// Generated from model.json by scripts/generate-shapes.mjs; timestamps are epoch seconds. Do not edit.
export type AccountId = string;
export interface Application {
  ApplicationArn?: ApplicationArn | undefined;
  ApplicationProviderArn?: ApplicationProviderArn | undefined;
  Name?: ApplicationNameType | undefined;
  ApplicationAccount?: AccountId | undefined;
  InstanceArn?: InstanceArn | undefined;
  IdentityStoreArn?: IdentityStoreArn | undefined;
  Status?: ApplicationStatus | undefined;
  PortalOptions?: PortalOptions | undefined;
  Description?: Description | undefined;
  CreatedDate?: Date | undefined;
  CreatedFrom?: RegionName | undefined;
}
export type ApplicationArn = string;
export interface ApplicationAssignment {
  ApplicationArn: ApplicationArn;
  PrincipalId: PrincipalId;
  PrincipalType: PrincipalType;
}
export interface ApplicationAssignmentForPrincipal {
  ApplicationArn?: ApplicationArn | undefined;
  PrincipalId?: PrincipalId | undefined;
  PrincipalType?: PrincipalType | undefined;
}
export type ApplicationAssignmentListForPrincipal = ApplicationAssignmentForPrincipal[];
export type ApplicationAssignmentsList = ApplicationAssignment[];
export type ApplicationList = Application[];
export type ApplicationNameType = string;
export type ApplicationProviderArn = string;
export type ApplicationStatus = 'ENABLED' | 'DISABLED';
export type ApplicationUrl = string;
export type ApplicationVisibility = 'ENABLED' | 'DISABLED';
export interface CreateApplicationAssignmentRequest {
  ApplicationArn: ApplicationArn;
  PrincipalId: PrincipalId;
  PrincipalType: PrincipalType;
}
export type CreateApplicationAssignmentResponse = Record<string, never>;
export type Date = number;
export interface DeleteApplicationAssignmentRequest {
  ApplicationArn: ApplicationArn;
  PrincipalId: PrincipalId;
  PrincipalType: PrincipalType;
}
export type DeleteApplicationAssignmentResponse = Record<string, never>;
export interface DescribeApplicationAssignmentRequest {
  ApplicationArn: ApplicationArn;
  PrincipalId: PrincipalId;
  PrincipalType: PrincipalType;
}
export interface DescribeApplicationAssignmentResponse {
  PrincipalType?: PrincipalType | undefined;
  PrincipalId?: PrincipalId | undefined;
  ApplicationArn?: ApplicationArn | undefined;
}
export interface DescribeApplicationRequest {
  ApplicationArn: ApplicationArn;
}
export interface DescribeApplicationResponse {
  ApplicationArn?: ApplicationArn | undefined;
  ApplicationProviderArn?: ApplicationProviderArn | undefined;
  Name?: ApplicationNameType | undefined;
  ApplicationAccount?: AccountId | undefined;
  InstanceArn?: InstanceArn | undefined;
  IdentityStoreArn?: IdentityStoreArn | undefined;
  Status?: ApplicationStatus | undefined;
  PortalOptions?: PortalOptions | undefined;
  Description?: Description | undefined;
  CreatedDate?: Date | undefined;
  CreatedFrom?: RegionName | undefined;
}
export type Description = string;
export type Id = string;
export type IdentityStoreArn = string;
export type InstanceArn = string;
export type InstanceIdentityStoreArn = string;
export type InstanceList = InstanceMetadata[];
export interface InstanceMetadata {
  InstanceArn?: InstanceArn | undefined;
  IdentityStoreId?: Id | undefined;
  IdentityStoreArn?: InstanceIdentityStoreArn | undefined;
  OwnerAccountId?: AccountId | undefined;
  Name?: NameType | undefined;
  CreatedDate?: Date | undefined;
  Status?: InstanceStatus | undefined;
  StatusReason?: Reason | undefined;
  PrimaryRegion?: RegionName | undefined;
  Regions?: RegionMetadataList | undefined;
}
export type InstanceStatus = 'CREATE_IN_PROGRESS' | 'CREATE_FAILED' | 'DELETE_IN_PROGRESS' | 'ACTIVE';
export type IsPrimaryRegion = boolean;
export interface ListApplicationAssignmentsFilter {
  ApplicationArn?: ApplicationArn | undefined;
}
export interface ListApplicationAssignmentsForPrincipalRequest {
  InstanceArn: InstanceArn;
  PrincipalId: PrincipalId;
  PrincipalType: PrincipalType;
  Filter?: ListApplicationAssignmentsFilter | undefined;
  NextToken?: Token | undefined;
  MaxResults?: MaxResults | undefined;
}
export interface ListApplicationAssignmentsForPrincipalResponse {
  ApplicationAssignments?: ApplicationAssignmentListForPrincipal | undefined;
  NextToken?: Token | undefined;
}
export interface ListApplicationAssignmentsRequest {
  ApplicationArn: ApplicationArn;
  MaxResults?: MaxResults | undefined;
  NextToken?: Token | undefined;
}
export interface ListApplicationAssignmentsResponse {
  ApplicationAssignments?: ApplicationAssignmentsList | undefined;
  NextToken?: Token | undefined;
}
export interface ListApplicationsFilter {
  ApplicationAccount?: AccountId | undefined;
  ApplicationProvider?: ApplicationProviderArn | undefined;
}
export interface ListApplicationsRequest {
  InstanceArn: InstanceArn;
  MaxResults?: MaxResults | undefined;
  NextToken?: Token | undefined;
  Filter?: ListApplicationsFilter | undefined;
}
export interface ListApplicationsResponse {
  Applications?: ApplicationList | undefined;
  NextToken?: Token | undefined;
}
export interface ListInstancesRequest {
  MaxResults?: MaxResults | undefined;
  NextToken?: Token | undefined;
  RegionScope?: RegionScope | undefined;
}
export interface ListInstancesResponse {
  Instances?: InstanceList | undefined;
  NextToken?: Token | undefined;
}
export type MaxResults = number;
export type NameType = string;
export interface PortalOptions {
  SignInOptions?: SignInOptions | undefined;
  Visibility?: ApplicationVisibility | undefined;
}
export type PrincipalId = string;
export type PrincipalType = 'USER' | 'GROUP';
export type Reason = string;
export interface RegionMetadata {
  RegionName?: RegionName | undefined;
  Status?: RegionStatus | undefined;
  AddedDate?: Date | undefined;
  IsPrimaryRegion?: IsPrimaryRegion | undefined;
}
export type RegionMetadataList = RegionMetadata[];
export type RegionName = string;
export type RegionScope = 'CURRENT_REGION' | 'ALL_REGIONS';
export type RegionStatus = 'ACTIVE' | 'ADDING' | 'REMOVING';
export interface SignInOptions {
  Origin: SignInOrigin;
  ApplicationUrl?: ApplicationUrl | undefined;
}
export type SignInOrigin = 'IDENTITY_CENTER' | 'APPLICATION';
export type Token = string;
export interface Operations {
  CreateApplicationAssignment: { input: CreateApplicationAssignmentRequest; output: CreateApplicationAssignmentResponse };
  DeleteApplicationAssignment: { input: DeleteApplicationAssignmentRequest; output: DeleteApplicationAssignmentResponse };
  DescribeApplication: { input: DescribeApplicationRequest; output: DescribeApplicationResponse };
  DescribeApplicationAssignment: { input: DescribeApplicationAssignmentRequest; output: DescribeApplicationAssignmentResponse };
  ListApplicationAssignments: { input: ListApplicationAssignmentsRequest; output: ListApplicationAssignmentsResponse };
  ListApplicationAssignmentsForPrincipal: { input: ListApplicationAssignmentsForPrincipalRequest; output: ListApplicationAssignmentsForPrincipalResponse };
  ListApplications: { input: ListApplicationsRequest; output: ListApplicationsResponse };
  ListInstances: { input: ListInstancesRequest; output: ListInstancesResponse };
}
