import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Environment, EnvironmentKernel } from '../../protocol/environment';
import type { Notice } from '../../protocol/notice';
import { condaPackages, kernelPrefix, namedIn } from '../../studio/environments';
import type { Whereabouts } from '../configuration';
import { errorCode } from '../error-code';
import { inTurns } from '../in-turns';
import { readKernelSpecs, type KernelSpecs } from '../kernel-specs';
import type { LabServer } from '../lab-server';
import { PassedOver, unlessAbsent } from '../passed-over';
import { registeredEnvironments, environmentFolders } from './environment-folders';
import { say } from '../../protocol/message';

/** The conda environments of this machine, base first, and the kernels that start each. */
export class EnvironmentsReader {
  constructor(
    private readonly whereabouts: Pick<Whereabouts, 'home' | 'condaRoots' | 'condaEnvironmentFolders' | 'variables'>,
    private readonly serverPrefix: string,
    /** Nothing where no Jupyter server runs. */
    private readonly server: LabServer | undefined,
  ) {}

  /** What cannot be read costs itself and a notice. */
  async read(): Promise<{ value: Environment[]; notices: Notice[] }> {
    const passed = new PassedOver();
    const [{ found, folders }, kernels, home, server] = await Promise.all([
      this.find(passed),
      this.kernels(),
      resolved(this.whereabouts.home),
      resolved(this.serverPrefix),
    ]);
    const { of, gone } = await this.kernelsOf(found, kernels, passed);
    const there = await inTurns(16, found, async (one): Promise<Environment> => {
      const outside = !one.base && !folders.has(path.dirname(one.folder));
      return { ...(await environment(one, home, server, of(one))), ...(outside && { outside }) };
    });
    const value = [...there, ...gone.map(([prefix, dead]) => goneEnvironment(prefix, this.whereabouts.home, dead))];
    value.sort((a, b) => Number(b.name === 'base') - Number(a.name === 'base') || a.name.localeCompare(b.name));
    return { value, notices: [...kernels.notices, ...passed.notices] };
  }

  /** All kernel specs of the server; where it does not tell, they are not known, and it says so. */
  kernels(): Promise<KernelSpecs> {
    return readKernelSpecs(this.server, this.whereabouts);
  }

  /** The roots of conda that are known. */
  get roots(): string[] {
    // A server that itself runs in an environment below a root: <root>/envs/<name>.
    const above =
      path.basename(path.dirname(this.serverPrefix)) === 'envs' ? [path.dirname(path.dirname(this.serverPrefix))] : [];
    return [...this.whereabouts.condaRoots, this.serverPrefix, ...above];
  }

  /** Roots, what is in the folders for environments, and what `environments.txt` lists. */
  private async find(passed: PassedOver): Promise<{ found: Found[]; folders: Set<string> }> {
    const { roots } = this;
    const folders = await environmentFolders(this.whereabouts, roots, passed);
    const below = (await Promise.all(folders.map((folder) => passed.try(folder, [], foldersBelow(folder))))).flat();
    const { file, prefixes } = await registeredEnvironments(this.whereabouts.home, passed);
    const candidates = await inTurns(
      16,
      [
        ...[...roots, ...below].map((prefix) => ({ prefix, listed: undefined })),
        ...prefixes.map((prefix) => ({ prefix, listed: file })),
      ],
      ({ listed, prefix }) => passed.try(prefix, undefined, candidate(prefix, roots.includes(prefix)), listed),
    );
    const byFolder = new Map<string, Found>();
    for (const found of candidates) if (found && !byFolder.has(found.folder)) byFolder.set(found.folder, found);
    const real = await Promise.all(folders.map(resolved));
    return { found: [...byFolder.values()], folders: new Set(real.filter((folder) => folder !== undefined)) };
  }

  /** The kernels of each environment, and those that start what is gone, by where that was. */
  private async kernelsOf(found: Found[], { specs }: KernelSpecs, passed: PassedOver) {
    const byFolder = new Map<string, EnvironmentKernel[]>();
    const gone = new Map<string, EnvironmentKernel[]>();
    const add = (kernels: typeof gone, folder: string, kernel: EnvironmentKernel) =>
      kernels.set(folder, [...(kernels.get(folder) ?? []), kernel]);
    const named = found.map((one) => ({ ...one, name: nameOf(one) }));
    for (const spec of specs ?? []) {
      const { argv, displayName, name } = spec;
      const prefix = kernelPrefix(spec, this.serverPrefix);
      if (prefix === undefined) {
        for (const one of namedIn(spec, named)) add(byFolder, one.folder, { name, displayName });
        continue;
      }
      const what = say('kernel-start', { name: JSON.stringify(name) });
      const folder = await passed.try(prefix, 'unknown', unlessAbsent(realpath(prefix)), what);
      if (folder === 'unknown') continue;
      const program = path.isAbsolute(argv[0] ?? '') ? argv[0] : undefined;
      const missing = program !== undefined && (await passed.try(program, false, isAbsent(program), what));
      const kernel = { name, displayName, ...(missing && { missing: program }) };
      if (folder !== undefined) add(byFolder, folder, kernel);
      if (folder === undefined || (missing && !found.some((one) => one.folder === folder))) add(gone, prefix, kernel);
    }
    return { of: ({ folder }: Found) => specs && (byFolder.get(folder) ?? []), gone: [...gone] };
  }
}

/** An environment's folder as it was found, the same without symbolic links, and the names of its package records. */
interface Found {
  prefix: string;
  folder: string;
  base: boolean;
  records: string[];
}

async function candidate(prefix: string, root: boolean): Promise<Found | undefined> {
  if (!path.isAbsolute(prefix)) return undefined;
  const records = (await unlessAbsent(readdir(path.join(prefix, 'conda-meta')))) ?? [];
  if (records.length === 0) return undefined;
  const named = path.basename(path.dirname(prefix)) === 'envs';
  return {
    prefix: path.normalize(prefix).replace(/(.)\/+$/, '$1'),
    folder: await realpath(prefix),
    base: !named && (root || (await hasConda(prefix))),
    records,
  };
}

const nameOf = ({ base, prefix }: Found) => (base ? 'base' : path.basename(prefix));

async function environment(
  found: Found,
  home: string | undefined,
  server: string | undefined,
  kernels: EnvironmentKernel[] | undefined,
): Promise<Environment> {
  const { base, folder, prefix, records } = found;
  const packages = condaPackages(records);
  const guarded = base ? 'base' : folder === server ? 'server' : undefined;
  return {
    name: nameOf(found),
    prefix,
    ...(packages.pythonVersion && { pythonVersion: packages.pythonVersion }),
    persistent: home !== undefined && (folder === home || folder.startsWith(`${home}/`)),
    ipykernel: packages.ipykernel || (await hasIpykernel(prefix, packages.pythonVersion)),
    ...(kernels && { kernels }),
    ...(guarded && { protected: guarded }),
  };
}

/** What kernels tell of an environment that is gone. */
function goneEnvironment(prefix: string, home: string, kernels: EnvironmentKernel[]): Environment {
  return {
    name: path.basename(prefix),
    prefix,
    persistent: prefix.startsWith(`${home}/`),
    ipykernel: false,
    kernels,
    gone: true,
  };
}

/** A root that only `environments.txt` names is known by conda itself. */
async function hasConda(prefix: string): Promise<boolean> {
  const signs = ['condabin', 'bin/conda', 'bin/mamba'];
  return (await Promise.all(signs.map((sign) => exists(path.join(prefix, sign))))).includes(true);
}

/** Installed with pip it has no record in `conda-meta`. */
async function hasIpykernel(prefix: string, pythonVersion: string | undefined): Promise<boolean> {
  if (pythonVersion === undefined) return false;
  const [major, minor] = pythonVersion.split('.');
  return exists(path.join(prefix, 'lib', `python${major}.${minor}`, 'site-packages', 'ipykernel'));
}

async function foldersBelow(folder: string): Promise<string[]> {
  const entries = (await unlessAbsent(readdir(folder, { withFileTypes: true }))) ?? [];
  return entries
    .filter((entry) => (entry.isDirectory() || entry.isSymbolicLink()) && !entry.name.startsWith('.'))
    .map((entry) => path.join(folder, entry.name));
}

/** Whether it is known not to be there; a link that leads nowhere is as good as nothing. */
const isAbsent = async (file: string) => (await unlessAbsent(stat(file))) === undefined;

/** Whether it is there and may be looked at. */
const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );

/** Without symbolic links; nothing where that cannot be told. */
const resolved = (folder: string) =>
  realpath(folder).catch((error: unknown) => {
    if (errorCode(error) === undefined) throw error;
    return undefined;
  });
