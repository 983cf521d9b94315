import { ServiceError } from '../../errors';
import type { TrailEvent } from '../../trail/event';
import { userNameOf } from '../../trail/event';
import { recordOf } from '../../trail/record';
import { KEPT, type Search } from '../../trail/trail';
import { operation } from './operation';
import type { Event, LookupEventsRequest } from './shapes';

/** [Model doc]: at most 50 events are answered, and so many when the request does not say. */
const PAGE = 50;

/**
 * The calls of the last 90 days, newest first, by one attribute at most; two look-ups a second are answered
 * (administration facts, D3).
 */
export const LookupEvents = operation('LookupEvents', {
  resource: () => '*',
  action({ caller, clock, input, trail }) {
    const now = clock.now();
    const search = searchOf(input, now);
    if (!trail.mayLookUp(now)) throw new ServiceError('ThrottlingException', 'Rate exceeded');
    const { events, next } = trail.find(search);
    return {
      Events: events.map((event) => told(event, caller.region)),
      NextToken: next === undefined ? undefined : tokenOf(next, input),
    };
  },
});

const told = (event: TrailEvent, region: string): Event => ({
  EventId: event.id,
  EventName: event.name,
  ReadOnly: String(event.readOnly),
  AccessKeyId: event.accessKeyId,
  // In whole seconds, as CloudTrail has them.
  EventTime: Math.floor(event.time / 1000),
  EventSource: event.source,
  Username: userNameOf(event),
  Resources: event.resources.map(({ type, name }) => ({ ResourceType: type, ResourceName: name })),
  CloudTrailEvent: JSON.stringify(recordOf(event, region)),
});

/** [Model doc]: one attribute; times within the last 90 days, the start before the end. The sentences are ours. */
function searchOf(input: LookupEventsRequest, now: number): Search {
  const { EndTime, EventCategory, LookupAttributes = [], MaxResults, NextToken, StartTime } = input;
  if (LookupAttributes.length > 1) {
    throw new ServiceError('InvalidLookupAttributesException', 'You can specify only one lookup attribute.');
  }
  if (StartTime !== undefined && EndTime !== undefined && StartTime > EndTime) {
    throw new ServiceError('InvalidTimeRangeException', 'StartTime must not be after EndTime.');
  }
  const [attribute] = LookupAttributes;
  return {
    attribute: attribute && { key: attribute.AttributeKey, value: attribute.AttributeValue },
    from: Math.max(now - KEPT, StartTime === undefined ? 0 : StartTime * 1000),
    // The second that is named belongs to it to its end.
    until: EndTime === undefined ? Infinity : Math.floor(EndTime) * 1000 + 999,
    // Insights are never made here.
    before: EventCategory === 'insight' ? 0 : NextToken === undefined ? undefined : placeOf(NextToken, input),
    most: MaxResults ?? PAGE,
  };
}

/** A token is good for the same request only [model doc of NextToken]. */
const sameRequest = ({ EndTime, EventCategory, LookupAttributes, StartTime }: LookupEventsRequest) =>
  JSON.stringify([
    StartTime,
    EndTime,
    EventCategory,
    LookupAttributes?.map((one) => [one.AttributeKey, one.AttributeValue]),
  ]);

const tokenOf = (place: number, input: LookupEventsRequest) =>
  Buffer.from(JSON.stringify([place, sameRequest(input)])).toString('base64url');

function placeOf(token: string, input: LookupEventsRequest): number {
  try {
    const [place, request]: unknown[] = JSON.parse(Buffer.from(token, 'base64url').toString());
    if (typeof place === 'number' && request === sameRequest(input)) return place;
  } catch {
    // Not one of ours: said below.
  }
  throw new ServiceError('InvalidNextTokenException', 'Invalid NextToken.');
}
