import { lookUpCalls, type Trail } from '../../../aws/event-lookup';
import { reasonOf } from '../../converge/failure';
import type { PolicyDrift } from '../attach/policy-drift';
import { type PolicyCall, policyCallIn } from '../attach/recorded-policy-call';

/** How long CloudTrail's look-ups reach back. */
const reach = 90 * 24 * 3_600_000;

/** A drift of guardrails with the call that made it; or why that is not known. */
export type TracedPolicy = PolicyDrift & ({ change: PolicyCall } | { unknown: string });

/**
 * Where calls of IAM and Organizations are recorded: in one region of each partition [CloudTrail user guide, "Global service
 * events"]; of the others than `aws` assumed to be that of IAM's endpoint.
 */
export const globalRegion = (region: string): string =>
  region.startsWith('cn-') ? 'cn-north-1' : region.startsWith('us-gov-') ? 'us-gov-west-1' : 'us-east-1';

/** Times are of whole seconds: of two in one, what puts right was the earlier, as it is not right now. */
const isLater = (call: PolicyCall, before: PolicyCall) =>
  before.at < call.at || (before.putsRight && before.at.getTime() === call.at.getTime());

/**
 * Since when each drift is, and by whose hand: the newest call that can have made it. Each call is looked up once. Where
 * CloudTrail may not be asked, that is what is told of each.
 */
export async function tracedPolicies(
  now: number,
  trail: Trail,
  drifts: readonly PolicyDrift[],
): Promise<TracedPolicy[]> {
  const since = new Date(now - reach);
  const found = new Map<PolicyDrift, PolicyCall>();
  let unread: string | undefined;
  const named = ({ causes }: PolicyDrift) => causes.flatMap(({ calls }) => calls);
  for (const name of new Set(drifts.flatMap(named))) {
    const its = drifts.filter((drift) => named(drift).includes(name));
    const newest = (drift: PolicyDrift, calls: readonly { at: Date; record: unknown }[]) => {
      for (const { at, record } of calls) {
        const call = policyCallIn(record, at, drift);
        if (call) return call;
      }
      return undefined;
    };
    try {
      const isEnough = (read: readonly { at: Date; record: unknown }[]) => its.every((drift) => newest(drift, read));
      const { calls, complete } = await lookUpCalls(trail, name, since, isEnough);
      for (const drift of its) {
        const call = newest(drift, calls);
        const before = found.get(drift);
        if (call && (!before || isLater(call, before))) found.set(drift, call);
      }
      if (!complete && !isEnough(calls)) unread = `CloudTrail has more events of ${name} than are looked through`;
    } catch (error) {
      const { why, remedy } = reasonOf(error);
      unread = `CloudTrail could not be asked: ${why}; ${remedy}`;
    }
  }
  return drifts.map((drift): TracedPolicy => {
    const change = found.get(drift);
    if (change && !change.putsRight) return { ...drift, change };
    const none =
      drift.causes.length === 0 ? 'no call can be looked up for it' : 'CloudTrail has no such call in its 90 days';
    return { ...drift, unknown: unread ?? none };
  });
}
