import type { Durations } from '../configuration';
import type { Timing } from '../timing';
import type { AppForm } from './resource-forms';
import { milliseconds, moment } from './time';

/** The statuses that end by themselves, and how long they last. Those of images are in capitals. */
const LASTING: Record<Changing, Record<string, keyof Durations>> = {
  domain: { Pending: 'domainCreate', Updating: 'domainUpdate', Deleting: 'domainDelete' },
  userProfile: { Pending: 'userProfileCreate', Updating: 'userProfileUpdate', Deleting: 'userProfileDelete' },
  space: { Pending: 'spaceCreate', Updating: 'spaceUpdate', Deleting: 'spaceDelete' },
  image: { CREATING: 'imageCreate', UPDATING: 'imageUpdate', DELETING: 'imageDelete' },
  imageVersion: { CREATING: 'imageVersionCreate', DELETING: 'imageVersionDelete' },
};
type Changing = 'domain' | 'userProfile' | 'space' | 'image' | 'imageVersion';

/** When a status that begins now ends by itself; undefined when it does not. */
export function dueIn(kind: Changing, status: string, { clock, configuration }: Timing): number | undefined {
  const lasting = LASTING[kind][status];
  return lasting === undefined ? undefined : clock.after(configuration.durations[lasting]);
}

/**
 * What an app is in the status that the seed says. What began in the past has that much less to go: a Pending app of
 * 40 s ago starts 40 s sooner, a Failed one of 3 h ago is forgotten in 21 h.
 */
export function appStatus(form: AppForm, { clock, configuration }: Timing) {
  const { status = 'InService', since = 'now', takes, failure } = form;
  const { appCreate, appDelete, appMetadataKept } = configuration.durations;
  const past = clock.now() - moment(since, clock.now());
  const after = (duration: number) => clock.after(Math.max(0, duration - past));
  const own = takes === undefined ? undefined : milliseconds(takes);
  switch (status) {
    case 'InService':
      return { Status: status, due: undefined, willFail: undefined };
    case 'Pending':
      return { Status: status, due: after(own ?? appCreate), ...(failure !== undefined && { willFail: failure }) };
    case 'Deleting':
      return { Status: status, due: after(own ?? appDelete), willFail: undefined };
    case 'Deleted':
      return { Status: status, due: after(appMetadataKept), willFail: undefined };
    case 'Failed':
      return {
        Status: status,
        due: after(appMetadataKept),
        willFail: undefined,
        FailureReason: failure ?? 'InternalFailure',
      };
  }
}
