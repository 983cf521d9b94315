// Generated from model.json by scripts/generate-shapes.mjs; timestamps are epoch seconds. Do not edit.
export type Date = number;
export interface Event {
  EventId?: String | undefined;
  EventName?: String | undefined;
  ReadOnly?: String | undefined;
  AccessKeyId?: String | undefined;
  EventTime?: Date | undefined;
  EventSource?: String | undefined;
  Username?: String | undefined;
  Resources?: ResourceList | undefined;
  CloudTrailEvent?: String | undefined;
}
export type EventCategory = 'insight';
export type EventsList = Event[];
export interface LookupAttribute {
  AttributeKey: LookupAttributeKey;
  AttributeValue: LookupAttributeValue;
}
export type LookupAttributeKey = 'EventId' | 'EventName' | 'ReadOnly' | 'Username' | 'ResourceType' | 'ResourceName' | 'EventSource' | 'AccessKeyId';
export type LookupAttributeValue = string;
export type LookupAttributesList = LookupAttribute[];
export interface LookupEventsRequest {
  LookupAttributes?: LookupAttributesList | undefined;
  StartTime?: Date | undefined;
  EndTime?: Date | undefined;
  EventCategory?: EventCategory | undefined;
  MaxResults?: MaxResults | undefined;
  NextToken?: NextToken | undefined;
}
export interface LookupEventsResponse {
  Events?: EventsList | undefined;
  NextToken?: NextToken | undefined;
}
export type MaxResults = number;
export type NextToken = string;
export interface Resource {
  ResourceType?: String | undefined;
  ResourceName?: String | undefined;
}
export type ResourceList = Resource[];
export type String = string;
export interface Operations {
  LookupEvents: { input: LookupEventsRequest; output: LookupEventsResponse };
}
