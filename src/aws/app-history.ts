import { z } from 'zod';
import type { AppEvent } from '../studio/app-event';
import { connectTrail, lookUpCalls, type SeenCall } from './event-lookup';

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
  const trail = connectTrail(region);
  try {
    const events: AppEvent[] = [];
    let complete = true;
    for (const [name, what] of [
      ['CreateApp', 'started'],
      ['DeleteApp', 'stopped'],
    ] as const) {
      const read = await lookUpCalls(trail, name, since);
      events.push(...read.calls.flatMap((call) => eventOf(call, domainId, what)));
      complete &&= read.complete;
    }
    return { events, complete };
  } finally {
    trail.close();
  }
}

function eventOf({ record, at }: SeenCall, domainId: string, what: AppEvent['what']): AppEvent[] {
  const told = Told.safeParse(record).data;
  if (!told || told.errorCode !== undefined || told.requestParameters.domainId !== domainId) return [];
  const { appType, appName, spaceName, userProfileName } = told.requestParameters;
  return [{ app: [spaceName ?? '', userProfileName ?? '', appType, appName].join('/'), what, at: at.getTime() }];
}
