import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { CondaPackage, type PipPackage } from '../../studio/conda/package-record';
import { errorCode } from '../error-code';
import { inTurns } from '../in-turns';

/** What is installed in an environment, as its own records tell: by conda, and by pip beside it. */
export async function installedPackages(prefix: string): Promise<{ conda: CondaPackage[]; pip: PipPackage[] }> {
  const folder = path.join(prefix, 'conda-meta');
  const records = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const conda = await inTurns(16, records, async (name) =>
    CondaPackage.parse(JSON.parse(await readFile(path.join(folder, name), 'utf8'))),
  );
  const python = conda.find(({ name }) => name === 'python')?.version.split('.') ?? [];
  const pip =
    python.length === 0
      ? []
      : await byPip(path.join(prefix, 'lib', `python${python[0]}.${python[1]}`, 'site-packages'));
  return { conda, pip };
}

/** `<name>-<version>.dist-info/INSTALLER` holds `pip` for what pip installed, and `conda` for the rest (PEP 376). */
async function byPip(folder: string): Promise<PipPackage[]> {
  const names = await absentAs([], readdir(folder));
  const found = await inTurns(16, names.sort(), async (name) => {
    const [, distribution, version] = /^(.+)-([^-]+)\.dist-info$/.exec(name) ?? [];
    if (distribution === undefined || version === undefined) return undefined;
    const installer = await absentAs('', readFile(path.join(folder, name, 'INSTALLER'), 'utf8'));
    return installer.trim() === 'pip' ? { name: distribution.replaceAll('_', '-'), version } : undefined;
  });
  return found.filter((entry) => entry !== undefined);
}

async function absentAs<T, U>(instead: U, reading: Promise<T>): Promise<T | U> {
  try {
    return await reading;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return instead;
    throw error;
  }
}
