/**
 * What the file names of an environment's `conda-meta` folder tell: each installed package is recorded in a file
 * `<name>-<version>-<build>.json`, whose last two parts hold no dash. Reading names alone keeps a hundred
 * environments fast.
 */
export function condaPackages(fileNames: string[]): { pythonVersion?: string; ipykernel: boolean } {
  const python = versionOf('python', fileNames);
  return {
    ...(python !== undefined && { pythonVersion: python }),
    ipykernel: versionOf('ipykernel', fileNames) !== undefined,
  };
}

function versionOf(name: string, fileNames: string[]): string | undefined {
  for (const fileName of fileNames) {
    const record = /^(.+)-([^-]+)-([^-]+)\.json$/.exec(fileName);
    if (record?.[1] === name) return record[2];
  }
  return undefined;
}

/** A kernel spec as the Jupyter server lists it. */
export interface KernelSpec {
  name: string;
  displayName: string;
  argv: string[];
}

/**
 * The folder of the environment that a kernel spec starts; nothing where it does not start a Python of its own.
 * A bare `python` is the server's own. `nb_conda_kernels` wraps: its runner is given the environment's folder.
 */
export function kernelPrefix({ argv }: KernelSpec, serverPrefix: string): string | undefined {
  const runner = argv.indexOf('nb_conda_kernels.runner');
  if (runner !== -1) return argv[runner + 2];
  const program = argv[0] ?? '';
  if (/^python[0-9.]*$/.test(program)) return serverPrefix;
  return /^(\/.+)\/bin\/python[0-9.]*$/.exec(program)?.[1];
}

/**
 * A name for a new kernel spec that none has yet: `ipykernel install` overwrites one of the same name without asking.
 * Jupyter allows letters, digits, `.`, `_` and `-`, and does not tell upper from lower case.
 */
export function newKernelName(environmentName: string, taken: string[]): string {
  const safe =
    environmentName
      .toLowerCase()
      .replace(/[^a-z0-9._-]+/g, '-')
      .replace(/^[-.]+|[-.]+$/g, '') || 'environment';
  return firstFree(
    safe,
    taken.map((name) => name.toLowerCase()),
    (number) => `${safe}-${number}`,
  );
}

/** A title for it in the launcher that no other kernel has. */
export function newKernelTitle(environmentName: string, taken: string[]): string {
  return firstFree(`Python (${environmentName})`, taken, (number) => `Python (${environmentName}, ${number})`);
}

/** `wanted`, or the first of the numbered ones from 2 on that is not taken. */
export function firstFree(wanted: string, taken: string[], numbered: (number: number) => string): string {
  if (!taken.includes(wanted)) return wanted;
  for (let number = 2; ; number += 1) {
    if (!taken.includes(numbered(number))) return numbered(number);
  }
}
