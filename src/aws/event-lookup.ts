import {
  CloudTrailClient,
  type CloudTrailClientResolvedConfig,
  LookupEventsCommand,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-cloudtrail';
import { readPages } from './page';
import { clientSettings, thorough } from './patience';
import { service, type Service } from './service';

/** CloudTrail, as everything of ours asks it. */
export type Trail = Service<ServiceInputTypes, ServiceOutputTypes, CloudTrailClientResolvedConfig>;

/** A connection in `region`. Credentials and `AWS_ENDPOINT_URL_CLOUDTRAIL` are found by the SDK's own rules. */
export const connectTrail = (region: string): Trail =>
  service(new CloudTrailClient({ region, ...clientSettings(thorough) }), { name: 'cloudtrail', patience: thorough });

/** CloudTrail answers about two look-ups a second, of 50 events each; more would take minutes. */
const mostPages = 100;

/** A call that CloudTrail has seen: its own JSON is of no form that is promised. */
export interface SeenCall {
  at: Date;
  record: unknown;
}

/**
 * The calls of a name since a time, at most 90 days ago, the newest first, until there are none left or `enough` of what
 * was read; `complete` tells whether those are all. LookupEvents. Rejects with `AwsError`.
 */
export async function lookUpCalls(
  trail: Trail,
  name: string,
  since: Date,
  enough: (read: readonly SeenCall[]) => boolean = () => false,
): Promise<{ calls: SeenCall[]; complete: boolean }> {
  const calls: SeenCall[] = [];
  const { complete } = await readPages(
    async (nextToken) => {
      const request = {
        LookupAttributes: [{ AttributeKey: 'EventName' as const, AttributeValue: name }],
        StartTime: since,
        MaxResults: 50,
        ...(nextToken && { NextToken: nextToken }),
      };
      const answer = await trail.ask(new LookupEventsCommand(request));
      for (const { CloudTrailEvent = '', EventTime } of answer.Events ?? [])
        if (EventTime) calls.push({ at: EventTime, record: jsonOf(CloudTrailEvent) });
      return { items: [], ...(answer.NextToken && { nextToken: answer.NextToken }) };
    },
    (pages) => pages >= mostPages || enough(calls),
  );
  return { calls, complete };
}

/** An event that cannot be read tells of nothing. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
