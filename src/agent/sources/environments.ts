import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import type { Environment } from '../../protocol/environment';
import type { Notice } from '../../protocol/notice';
import { condaPackages, kernelPrefix, type KernelSpec } from '../../studio/environments';
import type { Place } from '../configuration';
import { errorCode } from '../error-code';
import { inTurns } from '../in-turns';
import type { LabServer } from '../lab-server';
import { noticeOf } from '../notices';

const KernelSpecs = z.object({
  kernelspecs: z.record(
    z.string(),
    z.object({ name: z.string(), spec: z.object({ argv: z.array(z.string()), display_name: z.string() }) }),
  ),
});

/** The conda environments of this machine, base first, and the kernel that starts each. */
export class EnvironmentsReader {
  constructor(
    private readonly place: Pick<Place, 'home' | 'condaRoots' | 'condaEnvironmentFolders'>,
    private readonly serverPrefix: string,
    private readonly server: LabServer,
  ) {}

  async read(): Promise<{ value: Environment[]; notices: Notice[] }> {
    const [found, kernels, home, server] = await Promise.all([
      this.find(),
      this.kernels(),
      resolved(this.place.home),
      resolved(this.serverPrefix),
    ]);
    const byFolder = new Map<string, KernelSpec>();
    const gone = new Map<string, KernelSpec>();
    for (const spec of kernels.specs) {
      const prefix = kernelPrefix(spec, this.serverPrefix);
      if (prefix === undefined) continue;
      const folder = await resolved(prefix);
      if (folder === undefined) gone.set(prefix, spec);
      else if (!byFolder.has(folder)) byFolder.set(folder, spec);
    }
    const there = await inTurns(16, found, (place) => environment(place, home, server, byFolder.get(place.folder)));
    const value = [...there, ...[...gone].map(([prefix, spec]) => goneEnvironment(prefix, this.place.home, spec))];
    value.sort((a, b) => Number(b.name === 'base') - Number(a.name === 'base') || a.name.localeCompare(b.name));
    return { value, notices: kernels.notices };
  }

  /** All kernel specs of the server; an unreachable server leaves environments without kernels, and says so. */
  async kernels(): Promise<{ specs: KernelSpec[]; notices: Notice[] }> {
    try {
      const answer = await this.server.get('api/kernelspecs', KernelSpecs);
      const specs = Object.values(answer?.kernelspecs ?? {}).map(({ name, spec }) => ({
        name,
        displayName: spec.display_name,
        argv: spec.argv,
      }));
      return { specs, notices: [] };
    } catch (error) {
      return { specs: [], notices: [noticeOf(error)] };
    }
  }

  /** Where conda keeps environments: its roots, `envs` below them, `~/.conda/envs`, and what `environments.txt` lists. */
  private async find(): Promise<Found[]> {
    const { home, condaRoots, condaEnvironmentFolders } = this.place;
    // A server that itself runs in an environment below a root: <root>/envs/<name>.
    const above =
      path.basename(path.dirname(this.serverPrefix)) === 'envs' ? [path.dirname(path.dirname(this.serverPrefix))] : [];
    const roots = [...condaRoots, this.serverPrefix, ...above];
    const folders = [
      ...roots.map((root) => path.join(root, 'envs')),
      path.join(home, '.conda', 'envs'),
      ...condaEnvironmentFolders,
    ];
    const below = (await Promise.all(folders.map(foldersBelow))).flat();
    const listed = await linesOf(path.join(home, '.conda', 'environments.txt'));
    const candidates = await inTurns(16, [...roots, ...below, ...listed], (prefix) =>
      candidate(prefix, roots.includes(prefix)),
    );
    const byFolder = new Map<string, Found>();
    for (const found of candidates) if (found && !byFolder.has(found.folder)) byFolder.set(found.folder, found);
    return [...byFolder.values()];
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
  const records = await absentAs<string[], string[]>([], readdir(path.join(prefix, 'conda-meta')));
  if (records.length === 0) return undefined;
  const named = path.basename(path.dirname(prefix)) === 'envs';
  return {
    prefix: path.normalize(prefix).replace(/(.)\/+$/, '$1'),
    folder: await realpath(prefix),
    base: !named && (root || (await hasConda(prefix))),
    records,
  };
}

async function environment(
  { prefix, folder, base, records }: Found,
  home: string | undefined,
  server: string | undefined,
  kernel: KernelSpec | undefined,
): Promise<Environment> {
  const packages = condaPackages(records);
  const guarded = base ? 'base' : folder === server ? 'server' : undefined;
  return {
    name: base ? 'base' : path.basename(prefix),
    prefix,
    ...(packages.pythonVersion && { pythonVersion: packages.pythonVersion }),
    persistent: home !== undefined && (folder === home || folder.startsWith(`${home}/`)),
    ipykernel: packages.ipykernel || (await hasIpykernel(prefix, packages.pythonVersion)),
    ...(kernel && { kernel: { name: kernel.name, displayName: kernel.displayName } }),
    ...(guarded && { protected: guarded }),
  };
}

/** What a kernel tells of an environment that is gone. */
function goneEnvironment(prefix: string, home: string, { displayName, name }: KernelSpec): Environment {
  return {
    name: path.basename(prefix),
    prefix,
    persistent: prefix.startsWith(`${home}/`),
    ipykernel: false,
    kernel: { name, displayName },
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
  const entries = await absentAs([], readdir(folder, { withFileTypes: true }));
  return entries
    .filter((entry) => (entry.isDirectory() || entry.isSymbolicLink()) && !entry.name.startsWith('.'))
    .map((entry) => path.join(folder, entry.name));
}

async function linesOf(file: string): Promise<string[]> {
  const text = await absentAs('', readFile(file, 'utf8'));
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

const exists = (file: string) =>
  absentAs(
    false,
    stat(file).then(() => true),
  );
const resolved = (folder: string) => absentAs(undefined, realpath(folder));

/** `instead` where there is no such file or it may not be looked at; other failures stand. */
async function absentAs<T, U>(instead: U, reading: Promise<T>): Promise<T | U> {
  try {
    return await reading;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES') return instead;
    throw error;
  }
}
