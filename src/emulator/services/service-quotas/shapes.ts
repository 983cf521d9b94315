// Generated from model.json by scripts/generate-shapes.mjs; timestamps are epoch seconds. Do not edit.
export type AdjustableAtLevelEnum = 'ACCOUNT' | 'PER_RESOURCE' | 'ALL';
export type AppliedLevelEnum = 'ACCOUNT' | 'RESOURCE' | 'ALL';
export type CustomerServiceEngagementId = string;
export type DateTime = number;
export type ErrorCode = 'DEPENDENCY_ACCESS_DENIED_ERROR' | 'DEPENDENCY_THROTTLING_ERROR' | 'DEPENDENCY_SERVICE_ERROR' | 'SERVICE_QUOTA_NOT_AVAILABLE_ERROR';
export type ErrorMessage = string;
export interface ErrorReason {
  ErrorCode?: ErrorCode | undefined;
  ErrorMessage?: ErrorMessage | undefined;
}
export interface GetAWSDefaultServiceQuotaRequest {
  ServiceCode: ServiceCode;
  QuotaCode: QuotaCode;
}
export interface GetAWSDefaultServiceQuotaResponse {
  Quota?: ServiceQuota | undefined;
}
export interface GetRequestedServiceQuotaChangeRequest {
  RequestId: RequestId;
}
export interface GetRequestedServiceQuotaChangeResponse {
  RequestedQuota?: RequestedServiceQuotaChange | undefined;
}
export interface GetServiceQuotaRequest {
  ServiceCode: ServiceCode;
  QuotaCode: QuotaCode;
  ContextId?: QuotaContextId | undefined;
}
export interface GetServiceQuotaResponse {
  Quota?: ServiceQuota | undefined;
}
export type GlobalQuota = boolean;
export interface ListAWSDefaultServiceQuotasRequest {
  ServiceCode: ServiceCode;
  NextToken?: NextToken | undefined;
  MaxResults?: MaxResults | undefined;
}
export interface ListAWSDefaultServiceQuotasResponse {
  NextToken?: NextToken | undefined;
  Quotas?: ServiceQuotaListDefinition | undefined;
}
export interface ListRequestedServiceQuotaChangeHistoryByQuotaRequest {
  ServiceCode: ServiceCode;
  QuotaCode: QuotaCode;
  Status?: RequestStatus | undefined;
  NextToken?: NextToken | undefined;
  MaxResults?: MaxResults | undefined;
  QuotaRequestedAtLevel?: AppliedLevelEnum | undefined;
}
export interface ListRequestedServiceQuotaChangeHistoryByQuotaResponse {
  NextToken?: NextToken | undefined;
  RequestedQuotas?: RequestedServiceQuotaChangeHistoryListDefinition | undefined;
}
export interface ListRequestedServiceQuotaChangeHistoryRequest {
  ServiceCode?: ServiceCode | undefined;
  Status?: RequestStatus | undefined;
  NextToken?: NextToken | undefined;
  MaxResults?: MaxResults | undefined;
  QuotaRequestedAtLevel?: AppliedLevelEnum | undefined;
}
export interface ListRequestedServiceQuotaChangeHistoryResponse {
  NextToken?: NextToken | undefined;
  RequestedQuotas?: RequestedServiceQuotaChangeHistoryListDefinition | undefined;
}
export interface ListServiceQuotasRequest {
  ServiceCode: ServiceCode;
  NextToken?: NextToken | undefined;
  MaxResults?: MaxResults | undefined;
  QuotaCode?: QuotaCode | undefined;
  QuotaAppliedAtLevel?: AppliedLevelEnum | undefined;
}
export interface ListServiceQuotasResponse {
  NextToken?: NextToken | undefined;
  Quotas?: ServiceQuotaListDefinition | undefined;
}
export interface ListServicesRequest {
  NextToken?: NextToken | undefined;
  MaxResults?: MaxResults | undefined;
}
export interface ListServicesResponse {
  NextToken?: NextToken | undefined;
  Services?: ServiceInfoListDefinition | undefined;
}
export type MaxResults = number;
export type MetricDimensionName = string;
export type MetricDimensionValue = string;
export type MetricDimensionsMapDefinition = Record<string, MetricDimensionValue>;
export interface MetricInfo {
  MetricNamespace?: QuotaMetricNamespace | undefined;
  MetricName?: QuotaMetricName | undefined;
  MetricDimensions?: MetricDimensionsMapDefinition | undefined;
  MetricStatisticRecommendation?: Statistic | undefined;
}
export type NextToken = string;
export type PeriodUnit = 'MICROSECOND' | 'MILLISECOND' | 'SECOND' | 'MINUTE' | 'HOUR' | 'DAY' | 'WEEK';
export type PeriodValue = number;
export type QuotaAdjustable = boolean;
export type QuotaArn = string;
export type QuotaCode = string;
export type QuotaContextId = string;
export interface QuotaContextInfo {
  ContextScope?: QuotaContextScope | undefined;
  ContextScopeType?: QuotaContextScopeType | undefined;
  ContextId?: QuotaContextId | undefined;
  AdjustableAtLevel?: AdjustableAtLevelEnum | undefined;
}
export type QuotaContextScope = 'RESOURCE' | 'ACCOUNT';
export type QuotaContextScopeType = string;
export type QuotaDescription = string;
export type QuotaMetricName = string;
export type QuotaMetricNamespace = string;
export type QuotaName = string;
export interface QuotaPeriod {
  PeriodValue?: PeriodValue | undefined;
  PeriodUnit?: PeriodUnit | undefined;
}
export type QuotaUnit = string;
export type QuotaValue = number;
export type RequestId = string;
export interface RequestServiceQuotaIncreaseRequest {
  ServiceCode: ServiceCode;
  QuotaCode: QuotaCode;
  DesiredValue: QuotaValue;
  ContextId?: QuotaContextId | undefined;
  SupportCaseAllowed?: SupportCaseAllowed | undefined;
}
export interface RequestServiceQuotaIncreaseResponse {
  RequestedQuota?: RequestedServiceQuotaChange | undefined;
}
export type RequestStatus = 'PENDING' | 'CASE_OPENED' | 'APPROVED' | 'DENIED' | 'CASE_CLOSED' | 'NOT_APPROVED' | 'INVALID_REQUEST';
export type RequestType = 'AutomaticManagement';
export interface RequestedServiceQuotaChange {
  Id?: RequestId | undefined;
  RequestType?: RequestType | undefined;
  CaseId?: CustomerServiceEngagementId | undefined;
  ServiceCode?: ServiceCode | undefined;
  ServiceName?: ServiceName | undefined;
  QuotaCode?: QuotaCode | undefined;
  QuotaName?: QuotaName | undefined;
  DesiredValue?: QuotaValue | undefined;
  Status?: RequestStatus | undefined;
  Created?: DateTime | undefined;
  LastUpdated?: DateTime | undefined;
  Requester?: Requester | undefined;
  QuotaArn?: QuotaArn | undefined;
  GlobalQuota?: GlobalQuota | undefined;
  Unit?: QuotaUnit | undefined;
  QuotaRequestedAtLevel?: AppliedLevelEnum | undefined;
  QuotaContext?: QuotaContextInfo | undefined;
}
export type RequestedServiceQuotaChangeHistoryListDefinition = RequestedServiceQuotaChange[];
export type Requester = string;
export type ServiceCode = string;
export interface ServiceInfo {
  ServiceCode?: ServiceCode | undefined;
  ServiceName?: ServiceName | undefined;
}
export type ServiceInfoListDefinition = ServiceInfo[];
export type ServiceName = string;
export interface ServiceQuota {
  ServiceCode?: ServiceCode | undefined;
  ServiceName?: ServiceName | undefined;
  QuotaArn?: QuotaArn | undefined;
  QuotaCode?: QuotaCode | undefined;
  QuotaName?: QuotaName | undefined;
  Value?: QuotaValue | undefined;
  Unit?: QuotaUnit | undefined;
  Adjustable?: QuotaAdjustable | undefined;
  GlobalQuota?: GlobalQuota | undefined;
  UsageMetric?: MetricInfo | undefined;
  Period?: QuotaPeriod | undefined;
  ErrorReason?: ErrorReason | undefined;
  QuotaAppliedAtLevel?: AppliedLevelEnum | undefined;
  QuotaContext?: QuotaContextInfo | undefined;
  Description?: QuotaDescription | undefined;
}
export type ServiceQuotaListDefinition = ServiceQuota[];
export type Statistic = string;
export type SupportCaseAllowed = boolean;
export interface Operations {
  GetAWSDefaultServiceQuota: { input: GetAWSDefaultServiceQuotaRequest; output: GetAWSDefaultServiceQuotaResponse };
  GetRequestedServiceQuotaChange: { input: GetRequestedServiceQuotaChangeRequest; output: GetRequestedServiceQuotaChangeResponse };
  GetServiceQuota: { input: GetServiceQuotaRequest; output: GetServiceQuotaResponse };
  ListAWSDefaultServiceQuotas: { input: ListAWSDefaultServiceQuotasRequest; output: ListAWSDefaultServiceQuotasResponse };
  ListRequestedServiceQuotaChangeHistory: { input: ListRequestedServiceQuotaChangeHistoryRequest; output: ListRequestedServiceQuotaChangeHistoryResponse };
  ListRequestedServiceQuotaChangeHistoryByQuota: { input: ListRequestedServiceQuotaChangeHistoryByQuotaRequest; output: ListRequestedServiceQuotaChangeHistoryByQuotaResponse };
  ListServiceQuotas: { input: ListServiceQuotasRequest; output: ListServiceQuotasResponse };
  ListServices: { input: ListServicesRequest; output: ListServicesResponse };
  RequestServiceQuotaIncrease: { input: RequestServiceQuotaIncreaseRequest; output: RequestServiceQuotaIncreaseResponse };
}
