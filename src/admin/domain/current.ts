import { listDomains } from '../../aws/domain';
import type { Space } from '../../aws/space';
import { tagsByArn } from '../../aws/tagged-resources';
import { StepError } from '../converge/failure';
import { said, type Settings } from '../studio-file/settings';
import { isDomainId, type Ref, refId, type Studio, studioTag } from '../studio-file/wanted';
import { requireAccount, type StudioContext } from './context';
import { type KnownBefore, knownAs, worthKeeping } from './known-before';
import { listedKinds, readLists, type RunningApp, sameName } from './listed';
import type { Found } from './resources/resource';
import { resources } from './resources/resources';
import { sideBySide } from './side-by-side';

/** A resource that is there, with its tags. */
export interface Present extends Found {
  tags: Readonly<Record<string, string>>;
}

/** What there is of all that a file names, and what else carries its name. */
export interface Current {
  present: ReadonlyMap<string, Present>;
  /** Carries the file's name, and is not in the file. */
  left: readonly { ref: Ref; tags: Readonly<Record<string, string>>; space?: Space | undefined }[];
  /** All spaces of the file's domains, by their ids. */
  spaces: ReadonlyMap<string, Space>;
  /** By the domain's key in the file. */
  apps: ReadonlyMap<string, readonly RunningApp[]>;
  /** How many user profiles, by the domain's key in the file. */
  people: ReadonlyMap<string, number>;
  /** What is there in these domains and carries no file's name. */
  unmanaged: number;
  /** What need not be described the next time. */
  known: KnownBefore;
}

const types = ['domain', 'user-profile', 'space', 'studio-lifecycle-config', 'app-image-config'];

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
  }
  const tags = await tagsByArn(
    tagging,
    types.map((type) => `sagemaker:${type}`),
  );
  const { there, spaces, apps, people } = await readLists(context, ids);
  const wanted = studio.resources.filter(({ ref }) => !listedKinds.has(ref.kind) || there.has(sameName(ref)));
  context.tell(`reading ${wanted.length} resources of ${studio.studio}`);
  const known = new Map<string, Found>();
  const read = await sideBySide(wanted, async ({ ref }): Promise<[string, Present][]> => {
    const key = knownAs(sameName(ref), ref.domain === undefined ? undefined : ids.get(ref.domain));
    const earlier = before.get(key);
    const stands = earlier?.modified !== undefined && earlier.modified === there.get(sameName(ref));
    const found = stands ? earlier : await resources[ref.kind].read(context, ref);
    if (!found) return [];
    if (ref.kind === 'domain') requireOrdinary(ref.name, found.settings);
    if (listedKinds.has(ref.kind) && worthKeeping(found)) known.set(key, found);
    return [[refId(ref), { ...found, tags: tags.get(found.arn.toLowerCase())?.tags ?? {} }]];
  });
  const names = new Set(studio.resources.map(({ ref }) => sameName(ref)));
  const keys = new Map([...ids].map(([key, id]) => [id, key]));
  const left = [...tags.values()].flatMap(({ arn, tags: its }) => {
    const ref = its[studioTag] === studio.studio ? refOfArn(arn, keys) : undefined;
    if (!ref || names.has(sameName(ref))) return [];
    // The tagging API still tells of what is gone.
    const isListed = listedKinds.has(ref.kind) && (ref.domain === undefined || ids.has(ref.domain));
    return isListed && !there.has(sameName(ref)) ? [] : [{ ref, tags: its, space: spaces.get(refId(ref)) }];
  });
  for (const { ref } of left) names.add(sameName(ref));
  const unmanaged = [...there.keys()].filter((name) => !names.has(name)).length;
  return { present: new Map(read.flat()), left, spaces, apps, people, unmanaged, known };
}

/** Domains of Unified Studio belong to its projects (administration.md, A5). */
function requireOrdinary(key: string, settings: Settings): void {
  const name = String(settings['DomainName']);
  const unified = said(settings, ['DomainSettings', 'UnifiedStudioSettings']);
  if (!name.startsWith('SageMakerUnifiedStudio-') && unified === undefined) return;
  throw new StepError(
    `domain ${key} belongs to a project of SageMaker Unified Studio`,
    'take it out of the file: it is changed in Unified Studio',
  );
}

const kindsByType: Readonly<Record<string, Ref['kind']>> = {
  domain: 'domain',
  'user-profile': 'user profile',
  space: 'space',
  'studio-lifecycle-config': 'lifecycle configuration',
  'app-image-config': 'AppImageConfig',
};

/** What an ARN names: `arn:…:space/d-1a2b/study`. A domain is named by its key in the file, where it has one. */
function refOfArn(arn: string, keys: ReadonlyMap<string, string>): Ref | undefined {
  const [type = '', first = '', name] = arn.split(':').slice(5).join(':').split('/');
  const kind = kindsByType[type];
  if (!kind) return undefined;
  const domain = keys.get(first) ?? first;
  if (kind === 'domain') return { kind, name: domain };
  return name === undefined ? { kind, name: first } : { kind, name, domain };
}
