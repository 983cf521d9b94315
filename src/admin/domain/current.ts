import { type ListedDomain, listDomains } from '../../aws/domain';
import { findImageVersion } from '../../aws/image-version';
import type { Space } from '../../aws/space';
import { tagsByArn } from '../../aws/tagged-resources';
import { readGuarded } from '../guardrails/account/guarded-now';
import type { GuardedNow } from '../guardrails/attach/plan-policies';
import { StepError } from '../converge/failure';
import type { Settings } from '../studio-file/settings';
import { isDomainId, type Ref, refId, type Studio, studioTag } from '../studio-file/wanted';
import { applicationOf, assignmentLeft, readAssignments } from './assignments';
import { requireAccount, type StudioContext } from './context';
import { type KnownBefore, knownAs, worthKeeping } from './known-before';
import { type LastUse, lastUseOf } from './last-use';
import { listedKinds, readLists, type RunningApp, sameName } from './listed';
import { refOfArn } from './ref-of-arn';
import type { Found } from './resources/resource';
import { resources } from './resources/resources';
import { ownersInReach } from './rules/owners-in-reach';
import { sideBySide } from '../converge/side-by-side';
import { requireOrdinary } from './of-others';

/** A resource that is there, with its tags. */
export interface Present extends Found {
  tags: Readonly<Record<string, string>>;
}

/** What carries a file's name and is not in the file. */
export interface Left {
  ref: Ref;
  tags: Readonly<Record<string, string>>;
  space?: Space | undefined;
  lastUse?: LastUse | undefined;
  /** Of a user profile: lets whoever it was for open the domain. */
  assignment?: Ref | undefined;
}

/** What there is of all that a file names, and what else carries its name. */
export interface Current {
  present: ReadonlyMap<string, Present>;
  /** Carries the file's name, and is not in the file. */
  left: readonly Left[];
  /** All spaces of the file's domains, by their ids. */
  spaces: ReadonlyMap<string, Space>;
  /** By the domain's key in the file. */
  apps: ReadonlyMap<string, readonly RunningApp[]>;
  /** Of each image that the file says the origin of: the container image of its latest version, where there is one. */
  images: ReadonlyMap<string, string | undefined>;
  /** How many user profiles, by the domain's key in the file. */
  people: ReadonlyMap<string, number>;
  /**
   * What spaces and user profiles state that the file does not name and whose apps a change may reach, by `sameName`: where
   * they state it themselves, it does not.
   */
  others: ReadonlyMap<string, Settings>;
  /** What is there in these domains and carries no file's name. */
  unmanaged: number;
  /** What need not be described the next time. */
  known: KnownBefore;
  /** Where the file says something of guardrails. */
  guarded?: GuardedNow | undefined;
}

/** The types of what carries a file's name, as the tagging API has them. */
export const taggedTypes = ['domain', 'user-profile', 'space', 'studio-lifecycle-config', 'app-image-config'];

/**
 * Reads what is there of all that a file names: lists and the tagging API first, then each thing that the file names, once,
 * and not again while its LastModifiedTime stands. The tagging API may lag behind a moment after a change (assumption); each
 * write reads its resource, and tags at it. Rejects with `AwsError`, and with `StepError` in another account.
 */
export async function readCurrent(
  context: StudioContext,
  studio: Studio,
  before: KnownBefore = new Map(),
): Promise<Current> {
  const { sagemaker, tagging, domainIds } = context;
  await requireAccount(context, studio.account);
  const listed = await listDomains(sagemaker);
  for (const { domainName, domainId } of listed) domainIds.set(domainName, domainId);
  const ids = new Map<string, string>();
  for (const { ref } of studio.resources) {
    const name = isDomainId(ref.name) ? 'domainId' : 'domainName';
    const found = ref.kind === 'domain' ? listed.find((one) => one[name] === ref.name) : undefined;
    if (found) ids.set(ref.name, found.domainId);
    else if (ref.kind === 'domain') requireNoneAlike(ref.name, listed);
  }
  const [tags, { there, spaces, apps, people }] = await Promise.all([
    tagsByArn(
      tagging,
      taggedTypes.map((type) => `sagemaker:${type}`),
    ),
    readLists(context, ids),
  ]);
  const wanted = studio.resources.filter(({ ref }) =>
    listedKinds.has(ref.kind) ? there.has(sameName(ref)) : ref.kind !== 'assignment',
  );
  context.tell(`reading ${wanted.length} ${wanted.length === 1 ? 'resource' : 'resources'} of ${studio.studio}`);
  const known = new Map<string, Found>();
  const lookAt = async (ref: Ref, key: string): Promise<Found | undefined> => {
    const earlier = before.get(key);
    const stands = earlier?.modified !== undefined && earlier.modified === there.get(sameName(ref));
    const found = stands ? earlier : await resources[ref.kind].read(context, ref);
    if (found && listedKinds.has(ref.kind) && worthKeeping(found)) known.set(key, found);
    return found;
  };
  const present = new Map<string, Present>();
  await sideBySide(wanted, async ({ ref }) => {
    const key = knownAs(sameName(ref), ref.domain === undefined ? undefined : ids.get(ref.domain));
    const found = await lookAt(ref, key);
    if (!found) return;
    const its = tags.get(found.arn.toLowerCase())?.tags ?? {};
    if (ref.kind === 'domain') requireOrdinary(ref.name, found.settings, its);
    present.set(refId(ref), { ...found, tags: its });
  });
  const others = new Map<string, Settings>();
  const owners = ownersInReach(studio, { present, apps });
  if (owners.length > 0) context.tell(`reading ${owners.length} more, whose apps a change may reach`);
  await sideBySide(owners, async (ref) => {
    const key = knownAs(sameName(ref), ids.get(ref.domain ?? ''));
    const found = await lookAt(ref, key);
    if (found) others.set(sameName(ref), found.settings);
  });
  const settingsOf = (domain = '') => present.get(refId({ kind: 'domain', name: domain }))?.settings;
  const assigned = await readAssignments(context, studio.resources, settingsOf);
  for (const { ref, settings } of studio.resources)
    if (assigned.has(refId(ref))) present.set(refId(ref), { arn: '', status: 'InService', settings, tags: {} });
  const names = new Set(studio.resources.map(({ ref }) => sameName(ref)));
  // Of domains that the file does not name, the names say more than the ids, where only one has them.
  const keys = new Map(
    listed.map(({ domainId: id, domainName: name }) => [id, domainIds.get(name) === id ? name : id]),
  );
  for (const [key, id] of ids) keys.set(id, key);
  const left: Left[] = [...tags.values()].flatMap(({ arn, tags: its }) => {
    const ref = its[studioTag] === studio.studio ? refOfArn(arn, keys) : undefined;
    if (!ref || names.has(sameName(ref))) return [];
    // The tagging API still tells of what is gone.
    const isListed = listedKinds.has(ref.kind) && (ref.domain === undefined || ids.has(ref.domain));
    return isListed && !there.has(sameName(ref)) ? [] : [{ ref, tags: its, space: spaces.get(refId(ref)) }];
  });
  for (const one of left) {
    names.add(sameName(one.ref));
    const id = ids.get(one.ref.domain ?? '');
    if (one.space && id !== undefined) one.lastUse = await lastUseOf(context, id, one.space);
    const application = one.ref.kind === 'user profile' ? applicationOf(settingsOf(one.ref.domain)) : undefined;
    const found = application === undefined ? undefined : await resources[one.ref.kind].read(context, one.ref);
    const its = found && (await assignmentLeft(context, one.ref, found.settings, application ?? ''));
    if (its && !names.has(sameName(its))) one.assignment = its;
  }
  const unmanaged = [...there.keys()].filter((name) => !names.has(name)).length;
  const images = new Map<string, string | undefined>();
  for (const { name } of studio.images)
    images.set(name, (await findImageVersion(sagemaker, name, 'latest'))?.baseImage);
  const guarded = studio.policies && (await readGuarded(context, studio.studio, studio.policies));
  return { present, left, images, spaces, apps, people, others, unmanaged, known, guarded };
}

/** Refuses a domain beside one whose name differs in capital letters alone: AWS may take the names for one (assumption). */
function requireNoneAlike(name: string, listed: readonly ListedDomain[]): void {
  const like = listed.find(({ domainName }) => domainName.toLowerCase() === name.toLowerCase());
  if (like)
    throw new StepError(
      `there is a domain ${like.domainName}, whose name differs from ${name} in capital letters alone`,
      `name it ${like.domainName} or ${like.domainId} in the file, or give the new one another name`,
    );
}
