/**
 * What conda's packages, its programs and Python's installers put at the top of an environment: the folders of the
 * Filesystem Hierarchy Standard, those of compilers, and their own files. `src` is not among them: pip checks out there
 * what is installed to be edited.
 */
const customary = [
  'bin',
  'compiler_compat',
  'conda-meta',
  'condabin',
  'etc',
  'include',
  'info',
  'lib',
  'lib32',
  'lib64',
  'libexec',
  'man',
  'Menu',
  'sbin',
  'share',
  'shell',
  'ssl',
  'sysroot',
  'targets',
  'var',
  '.condarc',
  '.mambarc',
  '.messages.txt',
  '.nonadmin',
  '.gitignore',
  '.lock',
  'CACHEDIR.TAG',
  'pyvenv.cfg',
];

/** `x86_64-conda-linux-gnu`, `aarch64-conda_cos7-linux-gnu`: where conda's compilers are. */
const compilers = /^[a-z0-9_]+-conda[a-z0-9_]*-linux-gnu$/;

/** Those of an environment's top-level entries that neither conda nor the environment's packages have made. */
export function foreignEntries(entries: string[], packageFiles: Iterable<string>): string[] {
  const made = new Set(customary);
  for (const file of packageFiles) made.add(file.split('/', 1)[0] ?? '');
  return entries.filter((entry) => !made.has(entry) && !compilers.test(entry)).sort();
}

/** Entries that a root of conda or micromamba has, and no environment. */
export const rootEntries = ['envs', 'pkgs'];
