import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Mistake } from '../mistake';
import type { ReadForm } from '../read-form';
import type { StudioFileForm, UserProfileForm } from '../studio-file-form';
import { scriptTag, type Studio, studioTag, type Wanted } from '../wanted';
import { checked } from './checks';
import { domainWanted } from './domain';
import { guardrailPolicies } from './guardrails';
import { profilesOfPeople } from './people';
import { resolved, type Resolving } from './resolving';
import { scriptConfigs } from './scripts';

/** The Studio that a file says; the files that it names are in `folder`. Throws a FileError with every mistake. */
export async function studioOf(read: ReadForm, folder: string, version: string): Promise<Studio> {
  const { resolving, resources, mistakes } = await resourcesOf(read, folder, version);
  const { form } = read;
  for (const mistake of checked(form, resources)) resolving.wrong(mistake);
  const policies = guardrailPolicies(resolving, resources);
  read.refuse(mistakes);
  const ours = { [studioTag]: form.studio };
  return {
    studio: form.studio,
    account: form.account,
    region: form.region,
    resources: resources.map((one) => ({ ...one, tags: { ...one.tags, ...ours } })),
    scripts: Object.keys(form.scripts ?? {}),
    ...(policies && { policies }),
  };
}

/** The resources that a file says, and what of it is wrong so far; `wrong` of `resolving` notes more of that. */
export async function resourcesOf(
  { form, lineOf }: ReadForm,
  folder: string,
  version: string,
): Promise<{ resolving: Resolving; resources: Wanted[]; mistakes: readonly Mistake[] }> {
  const mistakes: Mistake[] = [];
  const wrong = (mistake: Mistake) => {
    const same = (other: Mistake) =>
      other.path.join('.') === mistake.path.join('.') && other.message === mistake.message;
    if (!mistakes.some(same)) mistakes.push(mistake);
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
  for (const [key, domain] of Object.entries(form.domains)) {
    const inPlace = Object.entries(domain.userProfiles ?? {}).map(([name, profile]): [string, UserProfileForm] => [
      name,
      profile ?? { aws: {} },
    ]);
    const place = ['domains', key, 'userProfilesFrom'];
    const people = domain.userProfilesFrom;
    const others = people === undefined ? [] : await profilesOfPeople(people, folder, place, wrong);
    const taken = new Set(inPlace.map(([name]) => name.toLowerCase()));
    // What the file says of a profile in its place comes before what the list says.
    const profiles = [...inPlace, ...others.filter(([name]) => !taken.has(name.toLowerCase()))];
    resources.push(...domainWanted(resolving, key, domain, profiles));
  }
  return { resolving, resources, mistakes };
}

async function ownLifecycleConfigs(
  { lifecycleConfigs = {} }: StudioFileForm,
  folder: string,
  wrong: (mistake: Mistake) => void,
): Promise<Wanted[]> {
  const wanted: Wanted[] = [];
  for (const [name, { script = '', file, tags = {}, aws }] of Object.entries(lifecycleConfigs)) {
    const text = file === undefined ? Buffer.from(script) : await readFile(path.resolve(folder, file)).catch(String);
    if (typeof text === 'string') {
      wrong({ path: ['lifecycleConfigs', name, 'file'], message: text.replace(/^Error: /, '') });
      continue;
    }
    const content = text.toString('base64');
    if (content.length > 16_384) {
      const message = `takes ${content.length} characters in base64, and a lifecycle configuration holds 16384`;
      wrong({ path: ['lifecycleConfigs', name, file === undefined ? 'script' : 'file'], part: 'word', message });
    }
    const settings = { ...aws, StudioLifecycleConfigContent: content };
    wanted.push({ ref: { kind: 'lifecycle configuration', name }, settings, tags, levels: [] });
  }
  return wanted;
}

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
  const own = Object.entries(said).map(([name, { aws, tags = {} }]): Wanted => {
    const settings = resolved(resolving, aws, ['appImageConfigs', name]);
    return { ref: { kind: 'AppImageConfig', name }, settings, tags, levels: [] };
  });
  return [...own, ...derived];
}
