// Generated from model.json by scripts/generate-shapes.mjs; timestamps are epoch seconds. Do not edit.
export type AccountId = string;
export interface Datapoint {
  Timestamp?: Timestamp | undefined;
  SampleCount?: DatapointValue | undefined;
  Average?: DatapointValue | undefined;
  Sum?: DatapointValue | undefined;
  Minimum?: DatapointValue | undefined;
  Maximum?: DatapointValue | undefined;
  Unit?: StandardUnit | undefined;
  ExtendedStatistics?: DatapointValueMap | undefined;
}
export type DatapointValue = number;
export type DatapointValueMap = Record<string, DatapointValue>;
export type DatapointValues = DatapointValue[];
export type Datapoints = Datapoint[];
export interface Dimension {
  Name: DimensionName;
  Value: DimensionValue;
}
export interface DimensionFilter {
  Name: DimensionName;
  Value?: DimensionValue | undefined;
}
export type DimensionFilters = DimensionFilter[];
export type DimensionName = string;
export type DimensionValue = string;
export type Dimensions = Dimension[];
export type ExtendedStatistic = string;
export type ExtendedStatistics = ExtendedStatistic[];
export interface GetMetricDataInput {
  MetricDataQueries: MetricDataQueries;
  StartTime: Timestamp;
  EndTime: Timestamp;
  NextToken?: NextToken | undefined;
  ScanBy?: ScanBy | undefined;
  MaxDatapoints?: GetMetricDataMaxDatapoints | undefined;
  LabelOptions?: LabelOptions | undefined;
}
export type GetMetricDataLabelTimezone = string;
export type GetMetricDataMaxDatapoints = number;
export interface GetMetricDataOutput {
  MetricDataResults?: MetricDataResults | undefined;
  NextToken?: NextToken | undefined;
  Messages?: MetricDataResultMessages | undefined;
}
export interface GetMetricStatisticsInput {
  Namespace: Namespace;
  MetricName: MetricName;
  Dimensions?: Dimensions | undefined;
  StartTime: Timestamp;
  EndTime: Timestamp;
  Period: Period;
  Statistics?: Statistics | undefined;
  ExtendedStatistics?: ExtendedStatistics | undefined;
  Unit?: StandardUnit | undefined;
}
export interface GetMetricStatisticsOutput {
  Label?: MetricLabel | undefined;
  Datapoints?: Datapoints | undefined;
}
export type IncludeLinkedAccounts = boolean;
export interface LabelOptions {
  Timezone?: GetMetricDataLabelTimezone | undefined;
}
export interface ListMetricsInput {
  Namespace?: Namespace | undefined;
  MetricName?: MetricName | undefined;
  Dimensions?: DimensionFilters | undefined;
  NextToken?: NextToken | undefined;
  RecentlyActive?: RecentlyActive | undefined;
  IncludeLinkedAccounts?: IncludeLinkedAccounts | undefined;
  OwningAccount?: AccountId | undefined;
}
export interface ListMetricsOutput {
  Metrics?: Metrics | undefined;
  NextToken?: NextToken | undefined;
  OwningAccounts?: OwningAccounts | undefined;
}
export interface MessageData {
  Code?: MessageDataCode | undefined;
  Value?: MessageDataValue | undefined;
}
export type MessageDataCode = string;
export type MessageDataValue = string;
export interface Metric {
  Namespace?: Namespace | undefined;
  MetricName?: MetricName | undefined;
  Dimensions?: Dimensions | undefined;
}
export type MetricDataQueries = MetricDataQuery[];
export interface MetricDataQuery {
  Id: MetricId;
  MetricStat?: MetricStat | undefined;
  Expression?: MetricExpression | undefined;
  Label?: MetricLabel | undefined;
  ReturnData?: ReturnData | undefined;
  Period?: Period | undefined;
  AccountId?: AccountId | undefined;
}
export interface MetricDataResult {
  Id?: MetricId | undefined;
  Label?: MetricLabel | undefined;
  Timestamps?: Timestamps | undefined;
  Values?: DatapointValues | undefined;
  StatusCode?: StatusCode | undefined;
  Messages?: MetricDataResultMessages | undefined;
}
export type MetricDataResultMessages = MessageData[];
export type MetricDataResults = MetricDataResult[];
export type MetricExpression = string;
export type MetricId = string;
export type MetricLabel = string;
export type MetricName = string;
export interface MetricStat {
  Metric: Metric;
  Period: Period;
  Stat: Stat;
  Unit?: StandardUnit | undefined;
}
export type Metrics = Metric[];
export type Namespace = string;
export type NextToken = string;
export type OwningAccounts = AccountId[];
export type Period = number;
export type RecentlyActive = 'PT3H';
export type ReturnData = boolean;
export type ScanBy = 'TimestampDescending' | 'TimestampAscending';
export type StandardUnit = 'Seconds' | 'Microseconds' | 'Milliseconds' | 'Bytes' | 'Kilobytes' | 'Megabytes' | 'Gigabytes' | 'Terabytes' | 'Bits' | 'Kilobits' | 'Megabits' | 'Gigabits' | 'Terabits' | 'Percent' | 'Count' | 'Bytes/Second' | 'Kilobytes/Second' | 'Megabytes/Second' | 'Gigabytes/Second' | 'Terabytes/Second' | 'Bits/Second' | 'Kilobits/Second' | 'Megabits/Second' | 'Gigabits/Second' | 'Terabits/Second' | 'Count/Second' | 'None';
export type Stat = string;
export type Statistic = 'SampleCount' | 'Average' | 'Sum' | 'Minimum' | 'Maximum';
export type Statistics = Statistic[];
export type StatusCode = 'Complete' | 'InternalError' | 'PartialData' | 'Forbidden';
export type Timestamp = number;
export type Timestamps = Timestamp[];
export interface Operations {
  GetMetricData: { input: GetMetricDataInput; output: GetMetricDataOutput };
  GetMetricStatistics: { input: GetMetricStatisticsInput; output: GetMetricStatisticsOutput };
  ListMetrics: { input: ListMetricsInput; output: ListMetricsOutput };
}
