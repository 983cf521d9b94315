// Generated from model.json by scripts/generate-shapes.mjs; timestamps are epoch seconds. Do not edit.
export type AmazonResourceType = string;
export interface ComplianceDetails {
  NoncompliantKeys?: TagKeyList | undefined;
  KeysWithNoncompliantValues?: TagKeyList | undefined;
  MissingTagKeys?: TagKeyList | undefined;
  ComplianceStatus?: ComplianceStatus | undefined;
}
export type ComplianceStatus = boolean;
export type ErrorCode = 'InternalServiceException' | 'InvalidParameterException';
export type ErrorMessage = string;
export type ExcludeCompliantResources = boolean;
export type FailedResourcesMap = Record<string, FailureInfo>;
export interface FailureInfo {
  StatusCode?: StatusCode | undefined;
  ErrorCode?: ErrorCode | undefined;
  ErrorMessage?: ErrorMessage | undefined;
}
export interface GetResourcesInput {
  PaginationToken?: PaginationToken | undefined;
  TagFilters?: TagFilterList | undefined;
  ResourcesPerPage?: ResourcesPerPage | undefined;
  TagsPerPage?: TagsPerPage | undefined;
  ResourceTypeFilters?: ResourceTypeFilterList | undefined;
  IncludeComplianceDetails?: IncludeComplianceDetails | undefined;
  ExcludeCompliantResources?: ExcludeCompliantResources | undefined;
  ResourceARNList?: ResourceARNListForGet | undefined;
}
export interface GetResourcesOutput {
  PaginationToken?: PaginationToken | undefined;
  ResourceTagMappingList?: ResourceTagMappingList | undefined;
}
export interface GetTagKeysInput {
  PaginationToken?: PaginationToken | undefined;
}
export interface GetTagKeysOutput {
  PaginationToken?: PaginationToken | undefined;
  TagKeys?: TagKeyList | undefined;
}
export interface GetTagValuesInput {
  PaginationToken?: PaginationToken | undefined;
  Key: TagKey;
}
export interface GetTagValuesOutput {
  PaginationToken?: PaginationToken | undefined;
  TagValues?: TagValuesOutputList | undefined;
}
export type IncludeComplianceDetails = boolean;
export type PaginationToken = string;
export type ResourceARN = string;
export type ResourceARNListForGet = ResourceARN[];
export type ResourceARNListForTagUntag = ResourceARN[];
export interface ResourceTagMapping {
  ResourceARN?: ResourceARN | undefined;
  Tags?: TagList | undefined;
  ComplianceDetails?: ComplianceDetails | undefined;
}
export type ResourceTagMappingList = ResourceTagMapping[];
export type ResourceTypeFilterList = AmazonResourceType[];
export type ResourcesPerPage = number;
export type StatusCode = number;
export interface Tag {
  Key: TagKey;
  Value: TagValue;
}
export interface TagFilter {
  Key?: TagKey | undefined;
  Values?: TagValueList | undefined;
}
export type TagFilterList = TagFilter[];
export type TagKey = string;
export type TagKeyList = TagKey[];
export type TagKeyListForUntag = TagKey[];
export type TagList = Tag[];
export type TagMap = Record<string, TagValue>;
export interface TagResourcesInput {
  ResourceARNList: ResourceARNListForTagUntag;
  Tags: TagMap;
}
export interface TagResourcesOutput {
  FailedResourcesMap?: FailedResourcesMap | undefined;
}
export type TagValue = string;
export type TagValueList = TagValue[];
export type TagValuesOutputList = TagValue[];
export type TagsPerPage = number;
export interface UntagResourcesInput {
  ResourceARNList: ResourceARNListForTagUntag;
  TagKeys: TagKeyListForUntag;
}
export interface UntagResourcesOutput {
  FailedResourcesMap?: FailedResourcesMap | undefined;
}
export interface Operations {
  GetResources: { input: GetResourcesInput; output: GetResourcesOutput };
  GetTagKeys: { input: GetTagKeysInput; output: GetTagKeysOutput };
  GetTagValues: { input: GetTagValuesInput; output: GetTagValuesOutput };
  TagResources: { input: TagResourcesInput; output: TagResourcesOutput };
  UntagResources: { input: UntagResourcesInput; output: UntagResourcesOutput };
}
