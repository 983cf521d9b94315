import { describeDomain, type ListedDomain, listDomains } from '../../aws/domain';
import { homeFileSystems, type MountTarget, mountTargetsOf } from '../../aws/home-file-system';
import { absent } from '../../aws/image';
import { type NfsGroup, nfsGroups } from '../../aws/nfs-group';
import type { Space } from '../../aws/space';
import { tagsByArn } from '../../aws/tagged-resources';
import type { Settings } from '../studio-file/settings';
import { type Ref, refId, type Studio, studioTag } from '../studio-file/wanted';
import { readAssignments } from './assignments';
import { requireAccount, type StudioContext } from './context';
import { taggedTypes } from './current';
import { type LastUse, lastUseOf } from './last-use';
import { readLists, type RunningApp, sameName } from './listed';
import { refOfArn } from './ref-of-arn';
import { resources } from './resources/resources';
import { settingsOf } from './resources/resource';
import { sideBySide } from '../converge/side-by-side';
import type { Homes } from './studio-step';
import { requireOrdinary } from './of-others';

/** The homes of a domain, and what is about them; the domain itself may be gone. */
export interface HomesThere extends Homes {
  bytes: number;
  /** Carries the file's name. */
  marked: boolean;
  mountTargets: readonly MountTarget[];
  groups: readonly NfsGroup[];
}

/** All that carries a file's name, with what is in its domains. */
export interface Owned {
  refs: readonly Ref[];
  /** Domains that the file names, or has something in, and that do not carry its name. */
  others: readonly string[];
  /** Spaces of these domains, by their ids. */
  spaces: ReadonlyMap<string, Space>;
  /** Of those that the file has made. */
  lastUses: ReadonlyMap<string, LastUse>;
  apps: ReadonlyMap<string, readonly RunningApp[]>;
  /** What is in the file's own domains and does not carry its name. */
  strangers: readonly Ref[];
  homes: readonly HomesThere[];
}

/**
 * Reads what carries a file's name: what the tagging API tells and AWS's lists have, and the file systems that the file's
 * domains brought; those of domains that are gone by the tag that they were given. Rejects with `AwsError`, and with
 * `StepError` in another account and for a domain of Unified Studio.
 */
export async function readOwned(context: StudioContext, studio: Studio): Promise<Owned> {
  const { sagemaker, tagging, efs, ec2, domainIds } = context;
  await requireAccount(context, studio.account);
  const listed = await listDomains(sagemaker);
  for (const { domainName, domainId } of listed) domainIds.set(domainName, domainId);
  const keyOf = ({ domainId, domainName }: ListedDomain) =>
    domainIds.get(domainName) === domainId ? domainName : domainId;
  const keys = new Map(listed.map((one) => [one.domainId, keyOf(one)]));
  const tags = await tagsByArn(
    tagging,
    taggedTypes.map((type) => `sagemaker:${type}`),
  );
  const tagged = [...tags.values()].flatMap(({ arn, tags: its }) =>
    its[studioTag] === studio.studio ? (refOfArn(arn, keys) ?? []) : [],
  );
  const named = studio.resources.flatMap(({ ref }) => (ref.kind === 'domain' ? [keys.get(ref.name) ?? ref.name] : []));
  const ofDomains = new Set(tagged.flatMap(({ kind, name }) => (kind === 'domain' ? [name] : [])));
  const inside = new Set([...named, ...ofDomains, ...tagged.flatMap(({ domain }) => domain ?? [])]);
  const ids = new Map([...keys].flatMap(([id, key]): [string, string][] => (inside.has(key) ? [[key, id]] : [])));
  const described = new Map<string, Settings>();
  const brought = new Map<string, string>();
  for (const [key, id] of ids) {
    const domain = await describeDomain(sagemaker, id).catch(absent);
    if (domain) described.set(key, settingsOf(domain.settings));
    requireOrdinary(key, described.get(key) ?? {}, tags.get(domain?.domainArn?.toLowerCase() ?? '')?.tags);
    const { HomeEfsFileSystemId } = domain?.settings ?? {};
    if (HomeEfsFileSystemId !== undefined) brought.set(HomeEfsFileSystemId, id);
  }
  const { refs: there, spaces, apps } = await readLists(context, ids);
  const ours = new Set(tagged.map(sameName));
  // The tagging API still tells of what is gone, and writes names in small letters: the lists say what is there.
  const refs = there.filter((ref) => ours.has(sameName(ref)));
  const strangers = there
    .filter(({ domain }) => domain !== undefined && ofDomains.has(domain))
    .filter((ref) => !ours.has(sameName(ref)));
  for (const ref of tagged) {
    if (ref.kind === 'domain' && ids.has(ref.name)) refs.push(ref);
    if (ref.kind === 'AppImageConfig' && (await resources.AppImageConfig.read(context, ref))) refs.push(ref);
  }
  // The tag of a domain says whose they are: they carry none.
  const assignments = studio.resources
    .map((one) => ({ ...one, ref: { ...one.ref, domain: keys.get(one.ref.domain ?? '') ?? one.ref.domain } }))
    .filter(({ ref }) => ref.kind === 'assignment' && ofDomains.has(ref.domain ?? ''));
  const assigned = await readAssignments(context, assignments, (domain) => described.get(domain), 'who-is-there');
  refs.push(...assignments.map(({ ref }) => ref).filter((ref) => assigned.get(refId(ref)) === 'itself'));
  const lastUses = await sideBySide(refs, async (ref): Promise<[string, LastUse][]> => {
    const [space, id] = [spaces.get(refId(ref)), ids.get(ref.domain ?? '')];
    const found = space && id !== undefined ? await lastUseOf(context, id, space) : undefined;
    return found ? [[refId(ref), found]] : [];
  });
  const homes: HomesThere[] = [];
  for (const { fileSystemId, domainArn, bytes, tags: its } of await homeFileSystems(efs)) {
    const marked = its[studioTag] === studio.studio;
    const domainId = domainArn.split('/').at(-1) ?? '';
    const domain = keys.get(domainId) ?? domainId;
    if (!marked && !(brought.get(fileSystemId) === domainId && ofDomains.has(domain))) continue;
    const [mountTargets, groups] = [await mountTargetsOf(efs, fileSystemId), await nfsGroups(ec2, domainId)];
    homes.push({ domain, domainId, fileSystemId, bytes, marked, mountTargets, groups });
  }
  const others = [...ids.keys()].filter((key) => !ofDomains.has(key));
  return { refs, others, spaces, lastUses: new Map(lastUses.flat()), apps, strangers, homes };
}
