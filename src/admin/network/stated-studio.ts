import { isSettings, said, type Setting, type Settings } from '../studio-file/settings';
import type { Studio, Wanted } from '../studio-file/wanted';
import type { Use } from './rules/endpoint-needs';

/** What a Studio file says of a network, and of who is in it. */
export interface StatedStudio {
  /** By their keys in the file. */
  domains: string[];
  people: number;
  /** Subnets of the domains; nothing where the file does not name them. */
  subnets?: number;
  fileSystems: number;
  uses: Set<Use>;
  /** Whether every domain says that its apps reach AWS without the VPC, which then needs no endpoints. */
  access: 'by-internet' | 'by-vpc';
}

/** The file's domains by the network that they are in: those that name the same subnets share it. Pure. */
export function statedStudios({ resources }: Studio): StatedStudio[] {
  const byNetwork = new Map<string, Wanted[]>();
  for (const one of resources) {
    if (one.ref.kind !== 'domain') continue;
    const network = JSON.stringify([one.settings['VpcId'], subnetsOf(one).sort()]);
    byNetwork.set(network, [...(byNetwork.get(network) ?? []), one]);
  }
  return [...byNetwork.values()].map((domains) => stated(domains, resources));
}

const subnetsOf = ({ settings }: Wanted): string[] => [settings['SubnetIds'] ?? []].flat().map(String);

function stated(domains: Wanted[], resources: readonly Wanted[]): StatedStudio {
  const names = domains.map(({ ref }) => ref.name);
  const profiles = resources.filter(({ ref }) => ref.kind === 'user profile' && names.includes(ref.domain ?? ''));
  const all = [...domains, ...profiles].map(({ settings }) => settings);
  const custom = all.flatMap((settings) => members(settings, 'EFSFileSystemConfig'));
  const homes = domains.filter(({ settings }) => settings['HomeEfsFileSystemCreation'] !== 'Disabled').length;
  const subnets = domains.map(subnetsOf)[0]?.length ?? 0;
  const byInternet = domains.every(({ settings }) => settings['AppNetworkAccessType'] === 'PublicInternetOnly');
  const images = all.some((settings) => members(settings, 'CustomImages').flat().length > 0);
  const emr = all.some((settings) => members(settings, 'EmrSettings').length > 0);
  return {
    domains: names,
    people: profiles.length,
    ...(subnets > 0 && { subnets }),
    fileSystems: homes + new Set(custom.map((one) => said(asSettings(one), ['FileSystemId']))).size,
    access: byInternet ? 'by-internet' : 'by-vpc',
    uses: new Set<Use>([...(images ? ['custom-images' as const] : []), ...(emr ? ['emr' as const] : [])]),
  };
}

/** Everything that settings say under a name, at whatever depth. */
function members(value: Setting | undefined, name: string): Setting[] {
  if (Array.isArray(value)) return value.flatMap((one) => members(one, name));
  if (!isSettings(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === name && inner !== undefined ? [inner] : members(inner, name),
  );
}

const asSettings = (value: Setting): Settings => (isSettings(value) ? value : {});
