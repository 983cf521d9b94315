import * as z from 'zod';
import { type Hand, handOf, UserIdentity } from '../../converge/event-hand';
import type { PolicyDrift } from './policy-drift';

const Told = z.object({
  eventSource: z.string(),
  eventName: z.string(),
  errorCode: z.string().optional(),
  requestParameters: z.record(z.string(), z.unknown()),
  userIdentity: UserIdentity,
});

/** The call that made a policy or its attachment as it is. */
export interface PolicyCall extends Hand {
  at: Date;
  call: string;
  /** It has put right what differs now. */
  putsRight: boolean;
}

/** Whether a call that was recorded can have made a drift: of these calls, successful, and about just that. Pure. */
export function policyCallIn(
  record: unknown,
  at: Date,
  { causes }: Pick<PolicyDrift, 'causes'>,
): PolicyCall | undefined {
  const { data } = Told.safeParse(record);
  if (!data || data.errorCode !== undefined) return undefined;
  const { eventName, eventSource, requestParameters: request, userIdentity } = data;
  // A boundary of ours is one of all boundaries: what puts right stands before.
  const cause = causes.find(
    ({ source, calls, members }) =>
      eventSource === `${source}.amazonaws.com` &&
      calls.includes(eventName) &&
      Object.entries(members).every(([member, value]) => request[member] === value),
  );
  if (!cause) return undefined;
  return { at, call: eventName, ...handOf(userIdentity), putsRight: cause.putsRight === true };
}
