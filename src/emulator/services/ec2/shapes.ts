// Generated from model.json by scripts/generate-shapes.mjs; timestamps are epoch seconds. Do not edit.
export type Boolean = boolean;
export interface DeleteSecurityGroupRequest {
  GroupId?: SecurityGroupId | undefined;
  GroupName?: SecurityGroupName | undefined;
  DryRun?: Boolean | undefined;
}
export interface DeleteSecurityGroupResult {
  Return?: Boolean | undefined;
  GroupId?: SecurityGroupId | undefined;
}
export type DescribeSecurityGroupsMaxResults = number;
export interface DescribeSecurityGroupsRequest {
  GroupIds?: GroupIdStringList | undefined;
  GroupNames?: GroupNameStringList | undefined;
  NextToken?: String | undefined;
  MaxResults?: DescribeSecurityGroupsMaxResults | undefined;
  DryRun?: Boolean | undefined;
  Filters?: FilterList | undefined;
}
export interface DescribeSecurityGroupsResult {
  NextToken?: String | undefined;
  SecurityGroups?: SecurityGroupList | undefined;
}
export interface Filter {
  Name?: String | undefined;
  Values?: ValueStringList | undefined;
}
export type FilterList = Filter[];
export type GroupIdStringList = SecurityGroupId[];
export type GroupNameStringList = SecurityGroupName[];
export type Integer = number;
export interface IpPermission {
  IpProtocol?: String | undefined;
  FromPort?: Integer | undefined;
  ToPort?: Integer | undefined;
  UserIdGroupPairs?: UserIdGroupPairList | undefined;
  IpRanges?: IpRangeList | undefined;
  Ipv6Ranges?: Ipv6RangeList | undefined;
  PrefixListIds?: PrefixListIdList | undefined;
}
export type IpPermissionList = IpPermission[];
export interface IpRange {
  Description?: String | undefined;
  CidrIp?: String | undefined;
}
export type IpRangeList = IpRange[];
export interface Ipv6Range {
  Description?: String | undefined;
  CidrIpv6?: String | undefined;
}
export type Ipv6RangeList = Ipv6Range[];
export interface PrefixListId {
  Description?: String | undefined;
  PrefixListId?: String | undefined;
}
export type PrefixListIdList = PrefixListId[];
export type PrefixListResourceId = string;
export interface RevokeSecurityGroupEgressRequest {
  SecurityGroupRuleIds?: SecurityGroupRuleIdList | undefined;
  DryRun?: Boolean | undefined;
  GroupId: SecurityGroupId;
  SourceSecurityGroupName?: String | undefined;
  SourceSecurityGroupOwnerId?: String | undefined;
  IpProtocol?: String | undefined;
  FromPort?: Integer | undefined;
  ToPort?: Integer | undefined;
  CidrIp?: String | undefined;
  IpPermissions?: IpPermissionList | undefined;
}
export interface RevokeSecurityGroupEgressResult {
  Return?: Boolean | undefined;
  UnknownIpPermissions?: IpPermissionList | undefined;
  RevokedSecurityGroupRules?: RevokedSecurityGroupRuleList | undefined;
}
export interface RevokeSecurityGroupIngressRequest {
  CidrIp?: String | undefined;
  FromPort?: Integer | undefined;
  GroupId?: SecurityGroupId | undefined;
  GroupName?: SecurityGroupName | undefined;
  IpPermissions?: IpPermissionList | undefined;
  IpProtocol?: String | undefined;
  SourceSecurityGroupName?: String | undefined;
  SourceSecurityGroupOwnerId?: String | undefined;
  ToPort?: Integer | undefined;
  SecurityGroupRuleIds?: SecurityGroupRuleIdList | undefined;
  DryRun?: Boolean | undefined;
}
export interface RevokeSecurityGroupIngressResult {
  Return?: Boolean | undefined;
  UnknownIpPermissions?: IpPermissionList | undefined;
  RevokedSecurityGroupRules?: RevokedSecurityGroupRuleList | undefined;
}
export interface RevokedSecurityGroupRule {
  SecurityGroupRuleId?: SecurityGroupRuleId | undefined;
  GroupId?: SecurityGroupId | undefined;
  IsEgress?: Boolean | undefined;
  IpProtocol?: String | undefined;
  FromPort?: Integer | undefined;
  ToPort?: Integer | undefined;
  CidrIpv4?: String | undefined;
  CidrIpv6?: String | undefined;
  PrefixListId?: PrefixListResourceId | undefined;
  ReferencedGroupId?: SecurityGroupId | undefined;
  Description?: String | undefined;
}
export type RevokedSecurityGroupRuleList = RevokedSecurityGroupRule[];
export interface SecurityGroup {
  GroupId?: String | undefined;
  IpPermissionsEgress?: IpPermissionList | undefined;
  Tags?: TagList | undefined;
  VpcId?: String | undefined;
  SecurityGroupArn?: String | undefined;
  OwnerId?: String | undefined;
  GroupName?: String | undefined;
  Description?: String | undefined;
  IpPermissions?: IpPermissionList | undefined;
}
export type SecurityGroupId = string;
export type SecurityGroupList = SecurityGroup[];
export type SecurityGroupName = string;
export type SecurityGroupRuleId = string;
export type SecurityGroupRuleIdList = String[];
export type String = string;
export interface Tag {
  Key?: String | undefined;
  Value?: String | undefined;
}
export type TagList = Tag[];
export interface UserIdGroupPair {
  Description?: String | undefined;
  UserId?: String | undefined;
  GroupName?: String | undefined;
  GroupId?: String | undefined;
  VpcId?: String | undefined;
  VpcPeeringConnectionId?: String | undefined;
  PeeringStatus?: String | undefined;
}
export type UserIdGroupPairList = UserIdGroupPair[];
export type ValueStringList = String[];
export interface Operations {
  DeleteSecurityGroup: { input: DeleteSecurityGroupRequest; output: DeleteSecurityGroupResult };
  DescribeSecurityGroups: { input: DescribeSecurityGroupsRequest; output: DescribeSecurityGroupsResult };
  RevokeSecurityGroupEgress: { input: RevokeSecurityGroupEgressRequest; output: RevokeSecurityGroupEgressResult };
  RevokeSecurityGroupIngress: { input: RevokeSecurityGroupIngressRequest; output: RevokeSecurityGroupIngressResult };
}
