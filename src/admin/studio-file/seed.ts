import { partitionOf } from '../../studio/partition';
import { isSettings, over, said, type Setting, type Settings } from './settings';
import { isDomainId, type ResourceKind, type Studio, type Wanted } from './wanted';

/** What the emulator starts with, and what had to be made up for it, a line each. */
export interface Seed {
  seed: Settings;
  madeUp: string[];
}

/**
 * A Studio as if its file had been applied: the long form that the emulator reads. What the file takes as there, such as the
 * images that it names and the network of a domain that it names by its id, is made up.
 */
export function seedOf(studio: Studio): Seed {
  const madeUp: string[] = [];
  const of = (kind: ResourceKind) => studio.resources.filter(({ ref }) => ref.kind === kind);
  const named = (those: readonly Wanted[], form: (one: Wanted) => Settings): Settings =>
    Object.fromEntries(those.map((one) => [one.ref.name, { ...form(one), tags: { ...one.tags } }]));
  const taken = new Set<string>();
  const domains = of('domain').map((one): [string, Settings] => {
    const { name } = one.ref;
    const inside = (kind: ResourceKind) => of(kind).filter(({ ref }) => ref.domain === name);
    const given = isDomainId(name) ? one.settings : { DomainName: name, ...one.settings };
    const whole = over(leastDomain(studio, name), given);
    const missing = Object.keys(whole).filter((member) => given[member] === undefined);
    if (missing.length > 0) madeUp.push(`domain ${name}: ${missing.join(', ')}`);
    const assigned = { users: whom(inside('assignment'), 'USER'), groups: whom(inside('assignment'), 'GROUP') };
    const assignments = inside('assignment').length > 0 && { assignments: assigned };
    const below = {
      ...assignments,
      userProfiles: named(inside('user profile'), asIs),
      spaces: named(inside('space'), spaceForm),
    };
    return [isDomainId(name) ? name : idFor(name, taken), { ...whole, ...below, tags: { ...one.tags } }];
  });
  const [users, groups] = [whom(of('assignment'), 'USER'), whom(of('assignment'), 'GROUP')];
  if (users.length > 0) madeUp.push(`users of Identity Center: ${users.join(', ')}`);
  for (const group of groups) madeUp.push(`group ${group} of Identity Center, with no users`);
  const images = imagesNamed(studio.resources);
  if (images.length > 0) madeUp.push(`images ${images.join(', ')}, with a version each`);
  const image = (name: string): [string, Settings] => [name, leastImage(studio, name)];
  return {
    seed: {
      account: studio.account,
      region: studio.region,
      ...(users.length + groups.length > 0 && { identityCenter: { users: each(users, {}), groups: each(groups, []) } }),
      lifecycleConfigs: named(of('lifecycle configuration'), scriptForm),
      appImageConfigs: named(of('AppImageConfig'), asIs),
      images: Object.fromEntries(images.map(image)),
      domains: Object.fromEntries(domains),
    },
    madeUp,
  };
}

/** The users, or the groups, that assignments name, each once. */
const whom = (assignments: readonly Wanted[], type: 'USER' | 'GROUP'): string[] => [
  ...new Set(
    assignments.flatMap(({ settings }) =>
      settings['PrincipalType'] === type ? [String(settings['PrincipalName'])] : [],
    ),
  ),
];

const each = (names: readonly string[], value: Setting): Settings =>
  Object.fromEntries(names.map((name) => [name, value]));

const asIs = ({ settings }: Wanted): Settings => settings;

function scriptForm({ settings: { StudioLifecycleConfigContent: content, ...rest } }: Wanted): Settings {
  return { ...rest, script: Buffer.from(String(content), 'base64').toString() };
}

function spaceForm({ settings }: Wanted): Settings {
  const { OwnershipSettings, SpaceSharingSettings, ...rest } = settings;
  const owner = said({ OwnershipSettings }, ['OwnershipSettings', 'OwnerUserProfileName']);
  const sharing = said({ SpaceSharingSettings }, ['SpaceSharingSettings', 'SharingType']);
  return { ...rest, owner, sharing };
}

/** What each domain must have. */
const leastDomain = ({ account, region }: Studio, name: string): Settings => ({
  DomainName: name,
  AuthMode: 'IAM',
  VpcId: 'vpc-emulated',
  SubnetIds: ['subnet-emulated'],
  DefaultUserSettings: { ExecutionRole: `arn:${partitionOf(region)}:iam::${account}:role/StudioExecutionRole` },
});

/** Where a region's registries are. */
const registryDomain = (region: string) => (partitionOf(region) === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com');

function leastImage({ account, region, images }: Studio, name: string): Settings {
  const from = images.find((one) => one.name === name)?.from;
  const uri = from !== undefined && /^\d/.test(from) ? from : undefined;
  return {
    RoleArn: `arn:${partitionOf(region)}:iam::${account}:role/StudioImages`,
    versions: [{ BaseImage: uri ?? `${account}.dkr.ecr.${region}.${registryDomain(region)}/${name}:latest` }],
  };
}

/** An id for a domain: `d-` and what of its name an id may have. */
function idFor(name: string, taken: Set<string>): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .slice(0, 50);
  let id = `d-${plain}`;
  for (let number = 2; taken.has(id); number += 1) id = `d-${plain}${number}`;
  taken.add(id);
  return id;
}

/** The images that settings name, anywhere in them. */
function imagesNamed(resources: readonly Wanted[]): string[] {
  const names = new Set<string>();
  const look = (value: Setting | undefined): void => {
    if (Array.isArray(value)) value.forEach(look);
    if (!isSettings(value)) return;
    if (typeof value['ImageName'] === 'string') names.add(value['ImageName']);
    Object.values(value).forEach(look);
  };
  for (const { settings } of resources) look(settings);
  return [...names];
}
