import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { z } from 'zod';
import type { AppEvent } from '../studio/app-event';
import { readPages } from './page';
import { clientSettings, thorough } from './patience';
import { service } from './service';

/** CloudTrail answers about two look-ups a second, of 50 events each; more would take minutes. */
const mostPages = 100;

/** Of an event of CloudTrail, what tells which app was started or stopped, and whether that was refused. */
const Told = z.object({
  eventSource: z.literal('sagemaker.amazonaws.com'),
  errorCode: z.string().optional(),
  requestParameters: z.object({
    domainId: z.string(),
    appType: z.string(),
    appName: z.string(),
    spaceName: z.string().optional(),
    userProfileName: z.string().optional(),
  }),
});

/**
 * CloudTrail's events of CreateApp and DeleteApp of a domain since a time, at most 90 days ago; `complete` tells whether
 * those are all. Amplify has events of the same name, so the source counts. Rejects with `AwsError`.
 */
export async function appHistory(region: string, domainId: string, since: Date) {
  const client = new CloudTrailClient({ region, ...clientSettings(thorough) });
  const trail = service(client, { name: 'cloudtrail', patience: thorough });
  try {
    const events: AppEvent[] = [];
    let complete = true;
    for (const [name, what] of [
      ['CreateApp', 'started'],
      ['DeleteApp', 'stopped'],
    ] as const) {
      const read = await readPages(
        async (nextToken) => {
          const request = {
            LookupAttributes: [{ AttributeKey: 'EventName' as const, AttributeValue: name }],
            StartTime: since,
            MaxResults: 50,
            ...(nextToken && { NextToken: nextToken }),
          };
          const answer = await trail.ask(new LookupEventsCommand(request));
          const items = (answer.Events ?? []).flatMap(({ CloudTrailEvent = '', EventTime }) =>
            EventTime ? eventOf(CloudTrailEvent, domainId, what, EventTime.getTime()) : [],
          );
          return { items, ...(answer.NextToken && { nextToken: answer.NextToken }) };
        },
        (pages) => pages >= mostPages,
      );
      events.push(...read.items);
      complete &&= read.complete;
    }
    return { events, complete };
  } finally {
    trail.close();
  }
}

function eventOf(text: string, domainId: string, what: AppEvent['what'], at: number): AppEvent[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // An event that cannot be read tells of no app.
    return [];
  }
  const told = Told.safeParse(value).data;
  if (!told || told.errorCode !== undefined || told.requestParameters.domainId !== domainId) return [];
  const { appType, appName, spaceName, userProfileName } = told.requestParameters;
  return [{ app: [spaceName ?? '', userProfileName ?? '', appType, appName].join('/'), what, at }];
}
