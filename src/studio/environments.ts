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
  /** Variables that the kernel is started with. */
  env?: Record<string, string> | undefined;
}

/**
 * The folder of the environment whose Python, R or Julia a kernel spec starts; nothing where that does not say. A bare
 * `python` is the server's own. `nb_conda_kernels` and `conda run` wrap: they are given the environment's folder.
 */
export function kernelPrefix({ argv }: KernelSpec, serverPrefix: string): string | undefined {
  const runner = argv.indexOf('nb_conda_kernels.runner');
  if (runner !== -1) return argv[runner + 2];
  const program = argv[0] ?? '';
  if (/^python[0-9.]*$/.test(program)) return serverPrefix;
  if (/(^|\/)(conda|mamba|micromamba)$/.test(program) && argv[1] === 'run')
    return absolute(option(argv, '-p', '--prefix'));
  return interpreters.map((path) => path.exec(program)?.[1]).find((prefix) => prefix !== undefined);
}

/** Where an environment has its interpreters; R's own start script is the one that `IRkernel::installspec()` names. */
const interpreters = [/^(\/.+)\/lib(?:64)?\/R\/bin\/R$/, /^(\/.+)\/bin\/(?:python[0-9.]*|R|julia)$/];

/** Those of the environments that a kernel spec without a `kernelPrefix` names in what it starts, as a script does. */
export function namedIn<E extends { name: string; prefix: string; folder: string }>(
  { argv, env = {} }: KernelSpec,
  environments: E[],
): E[] {
  const texts = [...argv, ...Object.values(env)];
  const byName = option(argv, '-n', '--name');
  const named = environments.filter(({ folder, name, prefix }) => {
    return name === byName || [prefix, folder].some((path) => texts.some((text) => holdsPath(text, path)));
  });
  // An environment below another one's folder is what is meant.
  return named.filter(({ folder }) => !named.some((other) => other.folder.startsWith(`${folder}/`)));
}

function holdsPath(text: string, path: string): boolean {
  for (let at = text.indexOf(path); at !== -1; at = text.indexOf(path, at + 1))
    if (!/[\w.-]/.test(text[at + path.length] ?? '') && !/[\w./-]/.test(text[at - 1] ?? '')) return true;
  return false;
}

function option(argv: string[], ...names: string[]): string | undefined {
  for (const [at, word] of argv.entries()) {
    if (names.includes(word)) return argv[at + 1];
    const name = names.find((long) => long.startsWith('--') && word.startsWith(`${long}=`));
    if (name !== undefined) return word.slice(name.length + 1);
  }
  return undefined;
}

const absolute = (path: string | undefined) => (path?.startsWith('/') ? path : undefined);

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
