import { listApps } from '../../aws/app';
import { readAppBuiltIn, readBuiltIns, readProfileBuiltIns, type BuiltIns } from '../../aws/built-in-lifecycle-config';
import type { SageMaker } from '../../aws/client';
import { listSpaces } from '../../aws/space';
import { names } from '../../aws/studio-settings';
import type { AppKey } from '../../protocol/app';
import { placeOf, places, type Place } from './rules/place';
import { standingOf } from './standing';

/** What a place or an app has as its built-in script. */
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
  places: { place: Place; script: Script }[];
  /** User profiles that name a built-in script themselves: it takes the domain's place in their private spaces. */
  overrides: { userProfileName: string; place: Place; script: Script }[];
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
  const profileNames = await names(sagemaker, domainId, 'ListUserProfiles');
  for (const [index, name] of profileNames.entries()) {
    if (index > 0 && index % 50 === 0) tell(`user profiles: ${index} of ${profileNames.length}`);
    profiles.set(name, await readProfileBuiltIns(sagemaker, domainId, name));
  }
  const spaces = new Map((await listSpaces(sagemaker, domainId)).items.map((space) => [space.spaceName, space]));
  const apps: AppStatus[] = [];
  for (const { key, status } of (await listApps(sagemaker, domainId, { of: 'domain' })).items) {
    if (status !== 'InService' && status !== 'Pending') continue;
    const space = key.owner.kind === 'space' ? spaces.get(key.owner.spaceName) : undefined;
    const place = placeOf(key.appType, space?.sharing);
    const owner = space?.ownerUserProfileName;
    const override =
      place === 'shared-jupyterlab' || owner === undefined || !place ? undefined : profiles.get(owner)?.[place];
    apps.push({
      key,
      ...(owner !== undefined && { userProfileName: owner }),
      now: await describe(await readAppBuiltIn(sagemaker, domainId, key)),
      next: await describe(place && (override ?? builtIns[place])),
      ...escape(key, place, override !== undefined && owner !== undefined ? owner : undefined),
    });
  }
  const overrides: DomainStatus['overrides'] = [];
  for (const [userProfileName, own] of profiles) {
    for (const place of places) {
      if (own[place] === undefined) continue;
      overrides.push({ userProfileName, place, script: await describe(own[place]) });
    }
  }
  const at: DomainStatus['places'] = [];
  for (const place of places) at.push({ place, script: await describe(builtIns[place]) });
  return { domainId, domainName, places: at, overrides, apps };
}

function escape(key: AppKey, place: Place | undefined, overriding: string | undefined): { escaped?: string } {
  if (overriding !== undefined) return { escaped: `user profile ${overriding} names a built-in script of its own` };
  if (place !== undefined) return {};
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
    const { name, ours } = await standingOf(sagemaker, arn);
    const script: Script = ours ? { kind: 'studiolo', name, ...ours } : { kind: 'other', name };
    known.set(arn, script);
    return script;
  };
}
