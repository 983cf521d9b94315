import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { jsonText } from '../../protocol/json-text';
import { CondaPackage, type PipPackage } from '../../studio/conda/package-record';
import { editable, identified, normalized, requirementOf } from '../../studio/conda/python-distribution';
import { inTurns } from '../in-turns';
import { unlessAbsent } from '../passed-over';

export interface Installed {
  conda: CondaPackage[];
  pip: PipPackage[];
  /** Files of records that are not understood. */
  odd: string[];
}

/** What is installed in an environment, as its own records tell: by conda, and by pip and its like beside it. */
export async function installedPackages(prefix: string): Promise<Installed> {
  const { odd, packages } = await recordsOf(prefix);
  const owners = new Map(packages.flatMap((owner) => (owner.files ?? []).map((file) => [file, owner] as const)));
  const libraries = (await unlessAbsent(readdir(path.join(prefix, 'lib')))) ?? [];
  const found = await inTurns(
    4,
    libraries.filter((name) => /^python\d+\.\d+$/.test(name)),
    (name) => distributionsIn(prefix, path.join('lib', name, 'site-packages'), owners),
  );
  const distributions = found.flat();
  // What conda-pypi has converted is in no channel: it is brought again from where it was.
  const converted = new Set(distributions.map(({ owner }) => owner));
  return {
    conda: packages.filter((one) => !converted.has(one)),
    pip: newest(distributions).map(({ pip }) => pip),
    odd,
  };
}

/** All files that the packages of an environment have put into it, relative to that. */
export async function packageFiles(prefix: string): Promise<string[]> {
  const { packages } = await recordsOf(prefix);
  return packages.flatMap(({ files }) => files ?? []);
}

async function recordsOf(prefix: string): Promise<{ packages: CondaPackage[]; odd: string[] }> {
  const folder = path.join(prefix, 'conda-meta');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const read = await inTurns(16, names, async (name) => ({
    name,
    record: jsonText(CondaPackage).safeParse(await readFile(path.join(folder, name), 'utf8').catch(() => '')).data,
  }));
  return {
    packages: read.flatMap(({ record }) => record ?? []),
    odd: read.flatMap(({ name, record }) => (record ? [] : [path.join(folder, name)])),
  };
}

interface Found {
  pip: PipPackage;
  version: string;
  /** Whether its list of files is there, which pip takes away first. */
  whole: boolean;
  installedAt: number;
  /** The conda package that conda-pypi has made of it. */
  owner?: CondaPackage;
}

/** What is in a folder of Python's besides the packages of conda. */
async function distributionsIn(prefix: string, folder: string, owners: Map<string, CondaPackage>): Promise<Found[]> {
  const names = (await unlessAbsent(readdir(path.join(prefix, folder)))) ?? [];
  // What begins with `~` pip has set aside to remove it, and left.
  const candidates = names.filter((name) => /\.(dist-info|egg-info|egg-link)$/.test(name) && !name.startsWith('~'));
  const found = await inTurns(16, candidates.sort(), async (name): Promise<Found | undefined> => {
    if (!name.endsWith('.dist-info')) return older(prefix, folder, name, owners);
    const text = (file: string) => unlessAbsent(readFile(path.join(prefix, folder, name, file), 'utf8'));
    const installer = (await text('INSTALLER'))?.trim();
    const owner = ['METADATA', 'INSTALLER', 'RECORD']
      .map((file) => owners.get(path.join(folder, name, file)))
      .find(Boolean);
    if (installer === 'conda' || (owner && installer !== 'conda-pypi')) return undefined;
    const [metadata, directUrl, record] = await Promise.all(['METADATA', 'direct_url.json', 'RECORD'].map(text));
    const distribution = {
      folder: name,
      ...(metadata !== undefined && { metadata }),
      ...(directUrl !== undefined && { directUrl }),
    };
    const called = identified(distribution);
    if (!called) return undefined;
    const { mtimeMs } = await stat(path.join(prefix, folder, name));
    return {
      pip: requirementOf(distribution, called),
      version: called.version,
      whole: record !== undefined,
      installedAt: mtimeMs,
      ...(owner && { owner }),
    };
  });
  return found.filter((one) => one !== undefined);
}

/** What setuptools installed before there was pip: where it is from is known only of a folder that is edited. */
async function older(
  prefix: string,
  folder: string,
  name: string,
  owners: Map<string, CondaPackage>,
): Promise<Found | undefined> {
  const at = path.join(folder, name);
  // Records without lists of files do not tell whether it is conda's.
  if (owners.size === 0 || owners.has(at) || owners.has(path.join(at, 'PKG-INFO'))) return undefined;
  const { mtimeMs } = await stat(path.join(prefix, at));
  const called = name.replace(/\.egg-(info|link)$/, '').split('-', 1)[0] ?? name;
  const [first = ''] = name.endsWith('.egg-link') ? (await readFile(path.join(prefix, at), 'utf8')).split('\n') : [];
  const requirement = editable(first.trim());
  const pip = { name: called.replaceAll('_', '-'), ...(requirement !== undefined && { requirement }) };
  return { pip, version: '', whole: requirement !== undefined, installedAt: mtimeMs };
}

/** One of each name: of several, an interrupted installation has left the others. */
function newest(found: Found[]): Found[] {
  const later = (a: Found, b: Found) =>
    Number(a.whole) - Number(b.whole) ||
    a.installedAt - b.installedAt ||
    a.version.localeCompare(b.version, 'en', { numeric: true });
  const byName = new Map<string, Found>();
  for (const one of found) {
    const name = normalized(one.pip.name);
    const other = byName.get(name);
    if (!other || later(one, other) > 0) byName.set(name, one);
  }
  return [...byName.values()];
}
