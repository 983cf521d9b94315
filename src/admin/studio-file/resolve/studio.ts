import { access } from 'node:fs/promises';
import path from 'node:path';
import { bytesOfFile } from '../../named-files/named-file';
import { UnusableFile } from '../../named-files/unusable-file';
import type { Mistake } from '../mistake';
import type { ReadForm } from '../read-form';
import type { StudioFileForm } from '../studio-file-form';
import { assignmentOf, isDomainId, scriptTag, type Studio, studioTag, taggedBy, type Wanted } from '../wanted';
import { checked } from './checks';
import { domainWanted } from './domain';
import { guardrailPolicies } from './guardrails';
import { type Directory, type Profile, profilesFrom } from './people';
import { resolved, type Resolving } from './resolving';
import { scriptConfigs } from './scripts';

/**
 * The Studio that a file says; the files that it names are in `folder`. Without a directory, groups of Identity Center have
 * no users. Throws a FileError with every mistake.
 */
export async function studioOf(
  read: ReadForm,
  folder: string,
  version: string,
  directory?: Directory,
): Promise<Studio> {
  const { resolving, resources, mistakes, images, unread } = await resourcesOf(read, folder, version, directory);
  const { form } = read;
  for (const mistake of checked(form, resources)) resolving.wrong(mistake);
  const policies = guardrailPolicies(resolving, resources);
  read.refuse(mistakes);
  const ours = { [studioTag]: form.studio };
  return {
    studio: form.studio,
    account: form.account,
    region: form.region,
    resources: resources.map((one) =>
      one.ref.kind === 'assignment' ? one : { ...one, tags: { ...one.tags, ...ours } },
    ),
    scripts: Object.keys(form.scripts ?? {}),
    images,
    unread,
    ...(policies && { policies }),
  };
}

/** What a file says, and what of it is wrong so far; `wrong` of `resolving` notes more of that. */
export async function resourcesOf(
  { form, lineOf }: ReadForm,
  folder: string,
  version: string,
  directory?: Directory,
): Promise<{
  resolving: Resolving;
  resources: Wanted[];
  mistakes: readonly Mistake[];
  images: Studio['images'];
  unread: Studio['unread'];
}> {
  const mistakes: Mistake[] = [];
  const told = new Set<string>();
  const wrong = (mistake: Mistake) => {
    const text = JSON.stringify([mistake.path, mistake.message]);
    if (!told.has(text)) mistakes.push(mistake);
    told.add(text);
  };
  const scripts = await scriptConfigs(form, folder, version, wrong);
  const resolving: Resolving = { form, wrong, lineOf, scripts };
  const resources: Wanted[] = [
    ...scripts.map(({ script, appType, name, content }): Wanted => ({
      ref: { kind: 'lifecycle configuration', name },
      settings: { StudioLifecycleConfigAppType: appType, StudioLifecycleConfigContent: content },
      tags: { [scriptTag]: script },
      levels: [],
    })),
    ...(await ownLifecycleConfigs(form, folder, wrong)),
    ...appImageConfigs(resolving),
  ];
  const images = await imagesFrom(form, folder, wrong);
  const unread = new Set<string>();
  for (const [key, domain] of Object.entries(form.domains)) {
    const inPlace: [string, Profile][] = Object.entries(domain.userProfiles ?? {});
    const place = ['domains', key, 'userProfilesFrom'];
    const sources = [domain.userProfilesFrom ?? []].flat();
    const isSso = domain.aws['AuthMode'] === 'SSO' || (isDomainId(key) && domain.aws['AuthMode'] === undefined);
    if (!isSso && sources.some((source) => typeof source !== 'string')) {
      wrong({ path: place, part: 'word', message: 'users of Identity Center need a domain with AuthMode: SSO' });
    }
    const asked = { folder, place, teams: Object.keys(form.teams ?? {}), wrong, directory };
    const { profiles: others, groups } = await profilesFrom(domain.userProfilesFrom ?? [], asked);
    if (!directory) for (const group of groups) unread.add(group);
    const people = new Set(inPlace.map(([, { person }]) => person));
    const taken = new Set(inPlace.map(([name]) => name.toLowerCase()));
    // What the file says of a profile in its place comes before what a list says of it.
    const rest = others.filter(
      ([name, { person }]) => !taken.has(name.toLowerCase()) && !(person && people.has(person)),
    );
    const byGroup = new Set(others.flatMap(([, { from, person }]) => (from === 'group' && person ? [person] : [])));
    resources.push(...domainWanted(resolving, key, domain, [...inPlace, ...rest], byGroup));
    resources.push(...groups.map((group) => assignmentOf('group', group, key)));
  }
  return { resolving, resources, mistakes, images, unread: [...unread] };
}

/** The images whose origin the file says. A folder without a Dockerfile is a mistake. */
async function imagesFrom(
  { images = {} }: StudioFileForm,
  folder: string,
  wrong: (mistake: Mistake) => void,
): Promise<{ name: string; from: string }[]> {
  const found: { name: string; from: string }[] = [];
  for (const [name, { from }] of Object.entries(images)) {
    if (from === undefined) continue;
    found.push({ name, from });
    if (!/^[./]/.test(from)) continue;
    const isThere = await access(path.resolve(folder, from, 'Dockerfile')).then(
      () => true,
      () => false,
    );
    if (!isThere) wrong({ path: ['images', name, 'from'], message: `there is no Dockerfile in ${from}` });
  }
  return found;
}

async function ownLifecycleConfigs(
  { lifecycleConfigs = {} }: StudioFileForm,
  folder: string,
  wrong: (mistake: Mistake) => void,
): Promise<Wanted[]> {
  const wanted: Wanted[] = [];
  for (const [name, { script = '', file, tags, aws }] of Object.entries(lifecycleConfigs)) {
    const bytes = file === undefined ? Buffer.from(script) : await scriptIn(path.resolve(folder, file));
    if (bytes instanceof UnusableFile) {
      wrong({ path: ['lifecycleConfigs', name, 'file'], message: bytes.said(file ?? name) });
      continue;
    }
    const content = bytes.toString('base64');
    if (content.length > 16_384) {
      const message = `takes ${content.length} characters in base64, and a lifecycle configuration holds 16384`;
      wrong({ path: ['lifecycleConfigs', name, file === undefined ? 'script' : 'file'], part: 'word', message });
    }
    const settings = { ...aws, StudioLifecycleConfigContent: content };
    wanted.push({ ref: { kind: 'lifecycle configuration', name }, settings, ...taggedBy(tags), levels: [] });
  }
  return wanted;
}

/** A script's bytes, or why there are none. */
const scriptIn = (file: string): Promise<Buffer | UnusableFile> =>
  bytesOfFile(file).catch((error: unknown) => {
    if (error instanceof UnusableFile) return error;
    throw error;
  });

/** Where processes of Studio's images live, and as whom they run (fact sheet, section 4). */
const FileSystemConfig = { MountPath: '/home/sagemaker-user', DefaultUid: 1000, DefaultGid: 100 };

/** Those that the file says, and one for each image that names none. */
function appImageConfigs(resolving: Resolving): Wanted[] {
  const { appImageConfigs: said = {}, images = {} } = resolving.form;
  const derived = Object.entries(images).flatMap(([name, { for: apps, appImageConfig }]): Wanted[] => {
    if (appImageConfig !== undefined || Object.hasOwn(said, name)) return [];
    const settings = Object.fromEntries(apps.map((app) => [`${app}AppImageConfig`, { FileSystemConfig }]));
    return [{ ref: { kind: 'AppImageConfig', name }, settings, tags: {}, levels: [] }];
  });
  const own = Object.entries(said).map(([name, { aws, tags }]): Wanted => {
    const settings = resolved(resolving, aws, ['appImageConfigs', name]);
    return { ref: { kind: 'AppImageConfig', name }, settings, ...taggedBy(tags), levels: [] };
  });
  return [...own, ...derived];
}
