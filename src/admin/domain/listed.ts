import { listApps } from '../../aws/app';
import { listSpaces, type Space } from '../../aws/space';
import { listStudioLifecycleConfigs } from '../../aws/studio-lifecycle-config';
import { listedUserProfiles } from '../../aws/user-profile';
import { type Ref, refId } from '../studio-file/wanted';
import type { StudioContext } from './context';
import type { AppOf, LaunchSpec } from './studio-step';

/** An app that holds an instance. */
export interface RunningApp {
  app: AppOf;
  /** Of which user profile's settings it has: its own of Studio Classic, or the owner of its private space. */
  profile?: string | undefined;
  /** The ARNs of the image, or its version, and of the script that it was started with, where it was with any. */
  image?: string | undefined;
  script?: string | undefined;
  /** What it runs with; absent where it cannot be started again as it is. */
  spec?: LaunchSpec | undefined;
}

/** What AWS's lists tell: what there is, and when it was last changed. */
export interface Listed {
  /** By `sameName`; the time, in milliseconds since 1970, of what may be known from before. */
  there: ReadonlyMap<string, number | undefined>;
  /** The same, as AWS writes their names. */
  refs: readonly Ref[];
  spaces: ReadonlyMap<string, Space>;
  /** By the domain's key in the file. */
  apps: ReadonlyMap<string, readonly RunningApp[]>;
  /** How many user profiles, by the domain's key in the file. */
  people: ReadonlyMap<string, number>;
}

/** The kinds that lists tell of by their names. */
export const listedKinds: ReadonlySet<Ref['kind']> = new Set(['user profile', 'space', 'lifecycle configuration']);

/** Names of user profiles are not case sensitive; ARNs have them in lower case. */
export const sameName = (ref: Ref) => (ref.kind === 'user profile' ? refId(ref).toLowerCase() : refId(ref));

/** Reads the lists of what is in these domains, by their keys in the file. Rejects with `AwsError`. */
export async function readLists(context: StudioContext, domains: ReadonlyMap<string, string>): Promise<Listed> {
  const { sagemaker } = context;
  const there = new Map<string, number | undefined>();
  const refs: Ref[] = [];
  const found = (ref: Ref, modified: number | undefined) => {
    refs.push(ref);
    there.set(sameName(ref), modified);
  };
  const spaces = new Map<string, Space>();
  const apps = new Map<string, RunningApp[]>();
  const people = new Map<string, number>();
  // What is under way to be changed is looked at again whatever its time says.
  const timeOf = ({ status, modified }: { status?: string; modified?: number }) =>
    status === 'InService' ? modified : undefined;
  for (const [domain, id] of domains) {
    const [profiles, listed] = await Promise.all([listedUserProfiles(sagemaker, id), listSpaces(sagemaker, id)]);
    people.set(domain, profiles.length);
    for (const profile of profiles)
      found({ kind: 'user profile', name: profile.userProfileName, domain }, timeOf(profile));
    for (const space of listed.items) {
      const ref: Ref = { kind: 'space', name: space.spaceName, domain };
      spaces.set(refId(ref), space);
      found(ref, timeOf(space));
    }
    apps.set(domain, await runningApps(context, id, domain, spaces));
  }
  for (const { name, created } of await listStudioLifecycleConfigs(sagemaker, ''))
    found({ kind: 'lifecycle configuration', name }, Date.parse(created));
  return { there, refs, spaces, apps, people };
}

async function runningApps(
  { sagemaker }: StudioContext,
  id: string,
  domain: string,
  spaces: ReadonlyMap<string, Space>,
): Promise<RunningApp[]> {
  const { items } = await listApps(sagemaker, id, { of: 'domain' });
  const live = items.filter(({ status }) => !['Deleted', 'Failed'].includes(status));
  return live.map(({ key, instanceType, image, lifecycleConfigArn }) => {
    const { imageArn, versionArn, versionAlias } = image;
    const app = { domain, ...key };
    const runs = { app, image: versionArn ?? imageArn, script: lifecycleConfigArn };
    if (key.owner.kind === 'user-profile') return { ...runs, profile: key.owner.userProfileName };
    const spec = instanceType && {
      instanceType,
      image: {
        ...(imageArn && { imageArn }),
        ...(versionArn && { versionArn }),
        ...(versionAlias && { versionAlias }),
      },
      ...(lifecycleConfigArn && { lifecycleConfigArn }),
    };
    const space = spaces.get(refId({ kind: 'space', name: key.owner.spaceName, domain }));
    return {
      ...runs,
      profile: space?.sharing === 'Private' ? space.ownerUserProfileName : undefined,
      ...(spec && { spec }),
    };
  });
}
