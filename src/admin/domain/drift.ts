import { lookUpCalls, type SeenCall, type Trail } from '../../aws/event-lookup';
import { reasonOf } from '../converge/failure';
import { refId } from '../studio-file/wanted';
import { findDomainId, type StudioContext } from './context';
import type { Current } from './current';
import type { Drift } from './rules/drift';
import { changeIn, type ResourceIds, type RecordedChange } from './rules/recorded-change';

/** How long CloudTrail's look-ups reach back. */
const reach = 90 * 24 * 3_600_000;

/** A drift with the call that made it; or why that is not known. */
export type Traced = Drift & ({ change: RecordedChange } | { unknown: string });

/**
 * Since when each drift is, and by whose hand: the newest call on the resource that says what differs. Each kind of call is
 * looked up once, the newest first, and no further than is needed. Where CloudTrail may not be asked, that is what is told
 * of each.
 */
export async function traced(
  context: StudioContext,
  trail: Trail,
  drifts: readonly Drift[],
  { present }: Pick<Current, 'present'>,
): Promise<Traced[]> {
  const since = new Date(context.now() - reach);
  const places = new Map<Drift, ResourceIds>();
  for (const drift of drifts) {
    const { what } = drift;
    const domain = what.kind === 'domain' ? what.name : what.domain;
    const domainId = domain === undefined ? undefined : await findDomainId(context, domain);
    const principalId = context.people.ids.get(what.name);
    places.set(drift, { domainId, arn: present.get(refId(what))?.arn, principalId });
  }
  const changeOf = (drift: Drift, calls: readonly SeenCall[]): RecordedChange | undefined => {
    const place = places.get(drift) ?? { domainId: undefined, arn: undefined };
    for (const { record, at } of calls) {
      const change = changeIn(record, at, drift, place);
      if (change) return change;
    }
    return undefined;
  };
  const found = new Map<Drift, RecordedChange>();
  let unread: string | undefined;
  for (const name of new Set(drifts.flatMap(({ calls }) => calls))) {
    const its = drifts.filter(({ calls }) => calls.includes(name));
    // What an update is known to have done was not done when it was made.
    const open = its.filter((drift) => !found.has(drift) || drift.calls.includes('AddTags'));
    if (open.length === 0) continue;
    try {
      const all = (calls: readonly SeenCall[]) => open.every((drift) => changeOf(drift, calls) !== undefined);
      const { calls, complete } = await lookUpCalls(trail, name, since, all);
      for (const drift of open) {
        const change = changeOf(drift, calls);
        const other = found.get(drift);
        if (change && (!other || other.at < change.at)) found.set(drift, change);
      }
      if (!complete && !all(calls)) unread = `CloudTrail has more events of ${name} than are looked through`;
    } catch (error) {
      const { why, remedy } = reasonOf(error);
      unread = `CloudTrail could not be asked: ${why}; ${remedy}`;
    }
  }
  const unknown = unread ?? 'CloudTrail has no such call in its 90 days';
  return drifts.map((drift) => {
    const change = found.get(drift);
    return { ...drift, ...(change ? { change } : { unknown }) };
  });
}
