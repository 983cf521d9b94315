import { describeApp, listApps } from '../../aws/app';
import type { SageMaker } from '../../aws/client';
import { listSpaces } from '../../aws/space';
import { listUserProfiles } from '../../aws/user-profile';
import type { AppKey } from '../../protocol/app';
import { readBuiltIns, readProfileBuiltIns, type BuiltIns } from './built-in';
import { readScript } from './current';
import { type BuiltInSlot, builtInSlots, slotOf } from './rules/built-in-slot';

/** What a slot or an app has as its built-in script. */
export type Script =
  | { kind: 'studiolo'; version: string; name: string; scripts: string[] }
  | { kind: 'other'; name: string }
  | { kind: 'none' };

/** An app that runs, or is about to. */
export interface AppStatus {
  key: AppKey;
  /** The space's owner. */
  userProfileName?: string;
  now: Script;
  /** What it will have after its next start. */
  next: Script;
  /** Why it does not get what the domain has; absent where it does. */
  escaped?: string;
}

/** Who has studiolo in a domain. */
export interface DomainStatus {
  domainId: string;
  domainName: string;
  slots: { slot: BuiltInSlot; script: Script }[];
  /** User profiles that name a built-in script themselves: it takes the domain's place in their private spaces. */
  overrides: { userProfileName: string; slot: BuiltInSlot; script: Script }[];
  apps: AppStatus[];
}

/** Reads who has what. Asks once for each user profile and each running app. Rejects with `AwsError`. */
export async function domainStatus(
  sagemaker: SageMaker,
  domainId: string,
  tell: (line: string) => void,
): Promise<DomainStatus> {
  const { domainName, builtIns } = await readBuiltIns(sagemaker, domainId);
  const describe = scripts(sagemaker);
  const profiles = new Map<string, BuiltIns>();
  const profileNames = await listUserProfiles(sagemaker, domainId);
  for (const [index, name] of profileNames.entries()) {
    if (index > 0 && index % 50 === 0) tell(`user profiles: ${index} of ${profileNames.length}`);
    profiles.set(name, await readProfileBuiltIns(sagemaker, domainId, name));
  }
  const spaces = new Map((await listSpaces(sagemaker, domainId)).items.map((space) => [space.spaceName, space]));
  const apps: AppStatus[] = [];
  for (const { key, status } of (await listApps(sagemaker, domainId, { of: 'domain' })).items) {
    if (status !== 'InService' && status !== 'Pending') continue;
    const space = key.owner.kind === 'space' ? spaces.get(key.owner.spaceName) : undefined;
    const slot = slotOf(key.appType, space?.sharing);
    const owner = space?.ownerUserProfileName;
    const override =
      slot === 'shared-jupyterlab' || owner === undefined || !slot ? undefined : profiles.get(owner)?.[slot];
    apps.push({
      key,
      ...(owner !== undefined && { userProfileName: owner }),
      now: await describe((await describeApp(sagemaker, domainId, key)).builtInLifecycleConfigArn),
      next: await describe(slot && (override ?? builtIns[slot])),
      ...escape(key, slot, override !== undefined && owner !== undefined ? owner : undefined),
    });
  }
  const overrides: DomainStatus['overrides'] = [];
  for (const [userProfileName, own] of profiles) {
    for (const slot of builtInSlots) {
      if (own[slot] === undefined) continue;
      overrides.push({ userProfileName, slot, script: await describe(own[slot]) });
    }
  }
  const at: DomainStatus['slots'] = [];
  for (const slot of builtInSlots) at.push({ slot, script: await describe(builtIns[slot]) });
  return { domainId, domainName, slots: at, overrides, apps };
}

function escape(key: AppKey, slot: BuiltInSlot | undefined, overriding: string | undefined): { escaped?: string } {
  if (overriding !== undefined) return { escaped: `user profile ${overriding} names a built-in script of its own` };
  if (slot !== undefined) return {};
  if (key.appType === 'CodeEditor') return { escaped: 'shared spaces have no settings for Code Editor' };
  return { escaped: `${key.appType} apps take no built-in script` };
}

/** Looks each lifecycle configuration up once. */
function scripts(sagemaker: SageMaker): (arn: string | undefined) => Promise<Script> {
  const known = new Map<string, Script>();
  return async (arn) => {
    if (arn === undefined) return { kind: 'none' };
    const there = known.get(arn);
    if (there) return there;
    const { name, ours } = await readScript(sagemaker, arn);
    const script: Script = ours ? { kind: 'studiolo', name, ...ours } : { kind: 'other', name };
    known.set(arn, script);
    return script;
  };
}
