import { resourceInUse, resourceLimitExceeded } from '../errors';
import type { AppType, CreateAppRequest } from '../model/shapes';
import type { AppRecord } from '../state/records';
import { keyOf } from './app-owner';
import { needsSpace } from './app-type';
import { appArn } from './arns';
import type { Context } from './context';
import { isLive, liveApps } from './live-apps';

/**
 * The place that a new app takes must be free. Answers what is left there of an earlier app, if anything:
 * the metadata of a Deleted or Failed one is kept for 24 h, and the new app takes it over (section 4).
 */
export function requireFreeSlot(context: Context, input: CreateAppRequest, owner: string): AppRecord | undefined {
  const earlier = context.state.get('app', keyOf(input));
  // AWS's wording for a second app of the same name is not known; the code is the modelled one.
  if (earlier?.Status === 'Pending' || earlier?.Status === 'InService') {
    throw resourceInUse(`App [${earlier.arn}] already exists.`);
  }
  requireFreeStorage(context, input, owner);
  return earlier;
}

/**
 * A space has one volume, which is free again when the app that had it is gone. The sentence is AWS's; that it is
 * the answer in this situation is an assumption.
 */
function requireFreeStorage(context: Context, input: CreateAppRequest, owner: string): void {
  if (input.SpaceName === undefined || !needsSpace(input.AppType)) return;
  for (const app of liveApps(context, owner)) {
    if (needsSpace(app.AppType)) {
      throw resourceInUse(
        `Unable to create app [${appArn(context.caller, input)}] because storage is not in Available status.`,
      );
    }
  }
}

const KERNEL_GATEWAYS_PER_INSTANCE = 4;

/**
 * A user has one instance of a type, and it carries up to four KernelGateway apps (fact sheet, section 4).
 * The sentence is AWS's; the code is an assumption.
 */
export function requireRoomOnInstance(context: Context, owner: string, appType: AppType, instanceType: string): void {
  if (appType !== 'KernelGateway') return;
  let sharing = 0;
  for (const app of context.state.below('app', owner)) {
    if (isLive(app) && app.AppType === appType && app.ResourceSpec.InstanceType === instanceType) sharing++;
  }
  if (sharing < KERNEL_GATEWAYS_PER_INSTANCE) return;
  throw resourceLimitExceeded(
    `Unable to start more Apps of AppType [${appType}] and ResourceSpec(instanceType=[${instanceType}]) for ` +
      `UserProfile [${owner.split('/').at(-1)}]. Please delete an App with a matching AppType and ResourceSpec, then try again`,
  );
}
