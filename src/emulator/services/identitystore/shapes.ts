// Generated from model.json by scripts/generate-shapes.mjs; timestamps are epoch seconds. Do not edit.
export interface Address {
  StreetAddress?: SensitiveStringType | undefined;
  Locality?: SensitiveStringType | undefined;
  Region?: SensitiveStringType | undefined;
  PostalCode?: SensitiveStringType | undefined;
  Country?: SensitiveStringType | undefined;
  Formatted?: SensitiveStringType | undefined;
  Type?: SensitiveStringType | undefined;
  Primary?: BooleanType | undefined;
}
export type Addresses = Address[];
export interface AlternateIdentifier {
  ExternalId?: ExternalId | undefined;
  UniqueAttribute?: UniqueAttribute | undefined;
}
export type AttributePath = string;
export type AttributeValue = unknown;
export type BooleanType = boolean;
export type DateType = number;
export interface DescribeGroupRequest {
  IdentityStoreId: IdentityStoreId;
  GroupId: ResourceId;
}
export interface DescribeGroupResponse {
  IdentityStoreId: IdentityStoreId;
  GroupId: ResourceId;
  GroupArn: ResourceArn;
  Revision: ResourceRevision;
  DisplayName?: GroupDisplayName | undefined;
  ExternalIds?: ExternalIds | undefined;
  Description?: SensitiveStringType | undefined;
  CreatedAt?: DateType | undefined;
  UpdatedAt?: DateType | undefined;
  CreatedBy?: StringType | undefined;
  UpdatedBy?: StringType | undefined;
}
export interface DescribeUserRequest {
  IdentityStoreId: IdentityStoreId;
  UserId: ResourceId;
  Extensions?: ExtensionNames | undefined;
}
export interface DescribeUserResponse {
  IdentityStoreId: IdentityStoreId;
  UserId: ResourceId;
  UserArn: ResourceArn;
  Revision: ResourceRevision;
  UserName?: UserName | undefined;
  ExternalIds?: ExternalIds | undefined;
  Name?: Name | undefined;
  DisplayName?: SensitiveStringType | undefined;
  NickName?: SensitiveStringType | undefined;
  ProfileUrl?: SensitiveStringType | undefined;
  Emails?: Emails | undefined;
  Addresses?: Addresses | undefined;
  PhoneNumbers?: PhoneNumbers | undefined;
  UserType?: SensitiveStringType | undefined;
  Title?: SensitiveStringType | undefined;
  PreferredLanguage?: SensitiveStringType | undefined;
  Locale?: SensitiveStringType | undefined;
  Timezone?: SensitiveStringType | undefined;
  UserStatus?: UserStatus | undefined;
  Photos?: Photos | undefined;
  Website?: SensitiveStringType | undefined;
  Birthdate?: SensitiveStringType | undefined;
  Roles?: Roles | undefined;
  CreatedAt?: DateType | undefined;
  CreatedBy?: StringType | undefined;
  UpdatedAt?: DateType | undefined;
  UpdatedBy?: StringType | undefined;
  Extensions?: Extensions | undefined;
}
export interface Email {
  Value?: SensitiveStringType | undefined;
  Type?: SensitiveStringType | undefined;
  Primary?: BooleanType | undefined;
}
export type Emails = Email[];
export type ExtensionName = string;
export type ExtensionNames = ExtensionName[];
export type Extensions = Record<string, AttributeValue>;
export interface ExternalId {
  Issuer: ExternalIdIssuer;
  Id: ExternalIdIdentifier;
}
export type ExternalIdIdentifier = string;
export type ExternalIdIssuer = string;
export type ExternalIds = ExternalId[];
export interface Filter {
  AttributePath: AttributePath;
  AttributeValue: SensitiveStringType;
}
export type Filters = Filter[];
export interface GetGroupIdRequest {
  IdentityStoreId: IdentityStoreId;
  AlternateIdentifier: AlternateIdentifier;
}
export interface GetGroupIdResponse {
  IdentityStoreId: IdentityStoreId;
  GroupId: ResourceId;
  GroupArn: ResourceArn;
}
export interface GetUserIdRequest {
  IdentityStoreId: IdentityStoreId;
  AlternateIdentifier: AlternateIdentifier;
}
export interface GetUserIdResponse {
  IdentityStoreId: IdentityStoreId;
  UserId: ResourceId;
  UserArn: ResourceArn;
}
export interface Group {
  IdentityStoreId: IdentityStoreId;
  GroupId: ResourceId;
  GroupArn: ResourceArn;
  Revision: ResourceRevision;
  DisplayName?: GroupDisplayName | undefined;
  ExternalIds?: ExternalIds | undefined;
  Description?: SensitiveStringType | undefined;
  CreatedAt?: DateType | undefined;
  UpdatedAt?: DateType | undefined;
  CreatedBy?: StringType | undefined;
  UpdatedBy?: StringType | undefined;
}
export type GroupDisplayName = string;
export interface GroupMembership {
  IdentityStoreId: IdentityStoreId;
  MembershipId: ResourceId;
  MembershipArn: ResourceArn;
  GroupId?: ResourceId | undefined;
  MemberId?: MemberId | undefined;
  CreatedAt?: DateType | undefined;
  UpdatedAt?: DateType | undefined;
  CreatedBy?: StringType | undefined;
  UpdatedBy?: StringType | undefined;
}
export type GroupMemberships = GroupMembership[];
export type Groups = Group[];
export type IdentityStoreId = string;
export interface ListGroupMembershipsForMemberRequest {
  IdentityStoreId: IdentityStoreId;
  MemberId: MemberId;
  MaxResults?: MaxResults | undefined;
  NextToken?: NextToken | undefined;
}
export interface ListGroupMembershipsForMemberResponse {
  GroupMemberships: GroupMemberships;
  NextToken?: NextToken | undefined;
}
export interface ListGroupMembershipsRequest {
  IdentityStoreId: IdentityStoreId;
  GroupId: ResourceId;
  MaxResults?: MaxResults | undefined;
  NextToken?: NextToken | undefined;
}
export interface ListGroupMembershipsResponse {
  GroupMemberships: GroupMemberships;
  NextToken?: NextToken | undefined;
}
export interface ListGroupsRequest {
  IdentityStoreId: IdentityStoreId;
  MaxResults?: MaxResults | undefined;
  NextToken?: NextToken | undefined;
  Filters?: Filters | undefined;
}
export interface ListGroupsResponse {
  Groups: Groups;
  NextToken?: NextToken | undefined;
}
export interface ListUsersRequest {
  IdentityStoreId: IdentityStoreId;
  Extensions?: ExtensionNames | undefined;
  MaxResults?: MaxResults | undefined;
  NextToken?: NextToken | undefined;
  Filters?: Filters | undefined;
}
export interface ListUsersResponse {
  Users: Users;
  NextToken?: NextToken | undefined;
}
export type MaxResults = number;
export interface MemberId {
  UserId?: ResourceId | undefined;
}
export interface Name {
  Formatted?: SensitiveStringType | undefined;
  FamilyName?: SensitiveStringType | undefined;
  GivenName?: SensitiveStringType | undefined;
  MiddleName?: SensitiveStringType | undefined;
  HonorificPrefix?: SensitiveStringType | undefined;
  HonorificSuffix?: SensitiveStringType | undefined;
}
export type NextToken = string;
export interface PhoneNumber {
  Value?: SensitiveStringType | undefined;
  Type?: SensitiveStringType | undefined;
  Primary?: BooleanType | undefined;
}
export type PhoneNumbers = PhoneNumber[];
export interface Photo {
  Value: SensitiveStringType;
  Type?: SensitiveStringType | undefined;
  Display?: SensitiveStringType | undefined;
  Primary?: BooleanType | undefined;
}
export type Photos = Photo[];
export type ResourceArn = string;
export type ResourceId = string;
export type ResourceRevision = string;
export interface Role {
  Value?: SensitiveStringType | undefined;
  Type?: SensitiveStringType | undefined;
  Primary?: BooleanType | undefined;
}
export type Roles = Role[];
export type SensitiveStringType = string;
export type StringType = string;
export interface UniqueAttribute {
  AttributePath: AttributePath;
  AttributeValue: AttributeValue;
}
export interface User {
  IdentityStoreId: IdentityStoreId;
  UserId: ResourceId;
  UserArn: ResourceArn;
  Revision: ResourceRevision;
  UserName?: UserName | undefined;
  ExternalIds?: ExternalIds | undefined;
  Name?: Name | undefined;
  DisplayName?: SensitiveStringType | undefined;
  NickName?: SensitiveStringType | undefined;
  ProfileUrl?: SensitiveStringType | undefined;
  Emails?: Emails | undefined;
  Addresses?: Addresses | undefined;
  PhoneNumbers?: PhoneNumbers | undefined;
  UserType?: SensitiveStringType | undefined;
  Title?: SensitiveStringType | undefined;
  PreferredLanguage?: SensitiveStringType | undefined;
  Locale?: SensitiveStringType | undefined;
  Timezone?: SensitiveStringType | undefined;
  UserStatus?: UserStatus | undefined;
  Photos?: Photos | undefined;
  Website?: SensitiveStringType | undefined;
  Birthdate?: SensitiveStringType | undefined;
  Roles?: Roles | undefined;
  CreatedAt?: DateType | undefined;
  CreatedBy?: StringType | undefined;
  UpdatedAt?: DateType | undefined;
  UpdatedBy?: StringType | undefined;
  Extensions?: Extensions | undefined;
}
export type UserName = string;
export type UserStatus = 'ENABLED' | 'DISABLED';
export type Users = User[];
export interface Operations {
  DescribeGroup: { input: DescribeGroupRequest; output: DescribeGroupResponse };
  DescribeUser: { input: DescribeUserRequest; output: DescribeUserResponse };
  GetGroupId: { input: GetGroupIdRequest; output: GetGroupIdResponse };
  GetUserId: { input: GetUserIdRequest; output: GetUserIdResponse };
  ListGroupMemberships: { input: ListGroupMembershipsRequest; output: ListGroupMembershipsResponse };
  ListGroupMembershipsForMember: { input: ListGroupMembershipsForMemberRequest; output: ListGroupMembershipsForMemberResponse };
  ListGroups: { input: ListGroupsRequest; output: ListGroupsResponse };
  ListUsers: { input: ListUsersRequest; output: ListUsersResponse };
}
