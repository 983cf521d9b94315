import { listApps } from '../../aws/app';
import { describeDomain, listDomains } from '../../aws/domain';
import { listSpaces, type Space } from '../../aws/space';
import { listStudioLifecycleConfigs } from '../../aws/studio-lifecycle-config';
import { tagsByArn } from '../../aws/tagged-resources';
import { listUserProfiles } from '../../aws/user-profile';
import type { AppKey } from '../../protocol/app';
import { StepError } from '../converge/failure';
import { isDomainId, type Ref, refId, type Studio, studioTag } from '../studio-file/wanted';
import { requireAccount, type StudioContext } from './context';
import { sideBySide } from './side-by-side';
import type { Found } from './resources/resource';
import { resources } from './resources/resources';
import type { LaunchSpec } from './studio-step';

/** A resource that is there, with its tags. */
export interface Present extends Found {
  tags: Readonly<Record<string, string>>;
}

/** An app that holds an instance. */
export interface RunningApp {
  key: AppKey;
  /** Of which user profile's settings it has: its own of Studio Classic, or the owner of its private space. */
  profile?: string | undefined;
  /** What it runs with; absent where it cannot be started again as it is. */
  spec?: LaunchSpec | undefined;
}

/** What is there of all that a file names, and what else carries its name. */
export interface Current {
  present: ReadonlyMap<string, Present>;
  /** Carries the file's name, and is not in the file. */
  left: readonly { ref: Ref; tags: Readonly<Record<string, string>>; space?: Space | undefined }[];
  /** By the domain's key in the file. */
  apps: ReadonlyMap<string, readonly RunningApp[]>;
  /** What is there in these domains and carries no file's name. */
  unmanaged: number;
}

const types = ['domain', 'user-profile', 'space', 'studio-lifecycle-config', 'app-image-config'];

/**
 * Reads what is there of all that a file names: lists and the tagging API first, then each thing that the file names, once.
 * The tagging API may lag behind a moment after a change (assumption); each write reads tags at their resource. Rejects with
 * `AwsError`, and with `StepError` in another account.
 */
export async function readCurrent(context: StudioContext, studio: Studio): Promise<Current> {
  const { sagemaker, tagging, domainIds } = context;
  await requireAccount(context, studio.account);
  const listed = await listDomains(sagemaker);
  for (const { domainName, domainId } of listed) domainIds.set(domainName, domainId);
  const keys = studio.resources.flatMap(({ ref }) => (ref.kind === 'domain' ? [ref.name] : []));
  const idOf = (key: string) =>
    listed.find(({ domainId, domainName }) => (isDomainId(key) ? domainId : domainName) === key)?.domainId;
  const tags = await tagsByArn(
    tagging,
    types.map((type) => `sagemaker:${type}`),
  );
  const there = new Set<string>();
  const spaces = new Map<string, Space>();
  const apps = new Map<string, RunningApp[]>();
  for (const key of keys) {
    const id = idOf(key);
    if (id === undefined) continue;
    await requireOrdinary(context, key, id);
    const profiles = await listUserProfiles(sagemaker, id);
    for (const name of profiles) there.add(sameName({ kind: 'user profile', name, domain: key }));
    for (const space of (await listSpaces(sagemaker, id)).items) {
      spaces.set(refId({ kind: 'space', name: space.spaceName, domain: key }), space);
      there.add(sameName({ kind: 'space', name: space.spaceName, domain: key }));
    }
    apps.set(key, await runningApps(context, id, key, spaces));
  }
  for (const { name } of await listStudioLifecycleConfigs(sagemaker, ''))
    there.add(sameName({ kind: 'lifecycle configuration', name }));
  const listedKinds = new Set(['user profile', 'space', 'lifecycle configuration']);
  const wanted = studio.resources.filter(({ ref }) => !listedKinds.has(ref.kind) || there.has(sameName(ref)));
  context.tell(`reading ${wanted.length} resources of ${studio.studio}`);
  const read = await sideBySide(wanted, async ({ ref }): Promise<[string, Present][]> => {
    const found = await resources[ref.kind].read(context, ref);
    return found ? [[refId(ref), { ...found, tags: tags.get(found.arn.toLowerCase())?.tags ?? {} }]] : [];
  });
  const names = new Set(studio.resources.map(({ ref }) => sameName(ref)));
  const keyOf = (id: string) => keys.find((key) => idOf(key) === id) ?? id;
  const left = [...tags.values()].flatMap(({ arn, tags: its }) => {
    const ref = its[studioTag] === studio.studio ? refOfArn(arn, keyOf) : undefined;
    if (!ref || names.has(sameName(ref))) return [];
    // The tagging API still tells of what is gone.
    if (
      listedKinds.has(ref.kind) &&
      (ref.domain === undefined || keys.includes(ref.domain)) &&
      !there.has(sameName(ref))
    )
      return [];
    return [{ ref, tags: its, space: spaces.get(refId(ref)) }];
  });
  for (const { ref } of left) names.add(sameName(ref));
  const unmanaged = [...there].filter((name) => !names.has(name)).length;
  return { present: new Map(read.flat()), left, apps, unmanaged };
}

/** Names of user profiles are not case sensitive; ARNs have them in lower case. */
const sameName = (ref: Ref) => (ref.kind === 'user profile' ? refId(ref).toLowerCase() : refId(ref));

/** Domains of Unified Studio belong to its projects (administration.md, A5). */
async function requireOrdinary({ sagemaker }: StudioContext, key: string, id: string): Promise<void> {
  const { domainName, settings } = await describeDomain(sagemaker, id);
  if (!domainName.startsWith('SageMakerUnifiedStudio-') && !settings.DomainSettings?.UnifiedStudioSettings) return;
  throw new StepError(
    `domain ${key} belongs to a project of SageMaker Unified Studio`,
    'take it out of the file: it is changed in Unified Studio',
  );
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
    if (key.owner.kind === 'user-profile') return { key, profile: key.owner.userProfileName };
    const { imageArn, versionArn, versionAlias } = image;
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
      key,
      profile: space?.sharing === 'Private' ? space.ownerUserProfileName : undefined,
      ...(spec && { spec }),
    };
  });
}

const kindsByType: Readonly<Record<string, Ref['kind']>> = {
  domain: 'domain',
  'user-profile': 'user profile',
  space: 'space',
  'studio-lifecycle-config': 'lifecycle configuration',
  'app-image-config': 'AppImageConfig',
};

/** What an ARN names: `arn:…:space/d-1a2b/study`. */
function refOfArn(arn: string, keyOf: (domainId: string) => string): Ref | undefined {
  const [type = '', first = '', name] = arn.split(':').slice(5).join(':').split('/');
  const kind = kindsByType[type];
  if (!kind) return undefined;
  if (kind === 'domain') return { kind, name: keyOf(first) };
  return name === undefined ? { kind, name: first } : { kind, name, domain: keyOf(first) };
}
