import type { Noted, Own, Shared } from './noted';
import { type NamedResource, resourcesOf } from './resources';
import { inCloudTrailSpelling } from './spelling';

/** A call that was served or refused, as CloudTrail knows it. */
export interface TrailEvent extends Shared {
  id: string;
  requestId: string;
  /** Epoch milliseconds. */
  time: number;
  /** In CloudTrail's spelling; undefined: there are none, or they were not understood. */
  request?: unknown;
  response?: unknown;
  error?: { code: string; message: string } | undefined;
  resources: NamedResource[];
}

/** The event of a call that was put down. */
export function eventOf({ of, time, own }: Noted): TrailEvent {
  const shared: Shared = JSON.parse(of);
  const [requestId, input, output, error, naming]: Own = JSON.parse(own);
  const request = inCloudTrailSpelling(input ?? undefined);
  const response = inCloudTrailSpelling(output ?? undefined);
  return {
    ...shared,
    id: eventIdOf(requestId),
    requestId,
    time,
    request,
    response,
    error: error ?? undefined,
    resources: naming ? resourcesOf(inCloudTrailSpelling(naming), undefined) : resourcesOf(request, response),
  };
}

/** The id of the event of a request, made from the request's: as good as any, and nothing to keep. It leads back, too. */
export const eventIdOf = (requestId: string) =>
  requestId.replace(/^[0-9a-f]{8}|[0-9a-f]{12}$/g, (part) => [...part].reverse().join(''));

/** The name that a principal is looked up by: that of a user, or of the session of a role. */
export const userNameOf = ({ principalArn }: Pick<TrailEvent, 'principalArn'>) =>
  principalArn.split(/[/:]/).at(-1) ?? '';
