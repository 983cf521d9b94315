import { isObject } from '../model/json-types';
import type { Caller } from '../caller';
import type { Ended } from '../trail/noted';
import type { Asked } from './asked';

/** Where calls of services that are in no region are recorded [CloudTrail user guide, "Global service events"]. */
const GLOBAL = 'us-east-1';

/** Services of which it is known how CloudTrail spells their requests: as their members, beginning in lower case. */
const TOLD = ['iam', 'organizations'];

/** Who called, in the region that records it. */
export const recordedFor = (caller: Caller, asked: Asked | undefined): Caller =>
  asked && TOLD.includes(asked.prefix) ? { ...caller, region: GLOBAL } : caller;

/** The event of a call that is passed on; undefined: it has none here. What it answers is not read, and left out. */
export function passedOnEvent(
  { prefix, action, input }: Asked,
  signedFor: string,
): Pick<Ended, 'service' | 'name' | 'input'> | undefined {
  if (!TOLD.includes(prefix)) return undefined;
  const members = Object.entries(isObject(input) ? input : {});
  // Of the query protocol, not of the request.
  const own = members.filter(([name]) => name !== 'Action' && name !== 'Version');
  return { service: { eventSource: `${signedFor}.amazonaws.com` }, name: action, input: Object.fromEntries(own) };
}
