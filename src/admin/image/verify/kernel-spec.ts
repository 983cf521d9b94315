import { z } from 'zod';
import type { ReadImage } from './contents';
import type { FileRecord } from './file-record';
import type { FileTree } from './file-tree';

const KernelJson = z.object({
  argv: z.array(z.string()).min(1),
  display_name: z.string().optional(),
  language: z.string().optional(),
  env: z.record(z.string(), z.string()).optional(),
});

/** A kernel spec of an image: the folder's name is the kernel's. `spec` is absent where kernel.json cannot be read. */
export interface KernelSpec {
  name: string;
  file: string;
  record: FileRecord;
  spec?: z.infer<typeof KernelJson>;
  problem?: string;
  /** In somebody's home folder. */
  inHome: boolean;
}

const place = /^(.*)\/share\/jupyter\/kernels\/([^/]+)\/kernel\.json$/;

/**
 * Every kernel spec in a place where Jupyter looks: `share/jupyter/kernels` of a prefix (jupyter_core's data paths:
 * /usr/share, /usr/local/share, the Python environment's, and the user's ~/.local/share).
 */
export function kernelSpecs({ files }: ReadImage): KernelSpec[] {
  const specs = new Map<string, KernelSpec>();
  for (const file of kernelPlaces(files).slice(0, mostKernels)) {
    const [, prefix = '', name = ''] = place.exec(file) ?? [];
    const found = files.resolve(file);
    const record = found.at === 'file' ? found.record : files.get(file);
    // One that two paths lead to is one.
    const key = `${name} ${found.path}`;
    if (!record || isPackageCopy(prefix) || specs.has(key)) continue;
    const inHome = [prefix, found.path].some((path) => /^\/(home\/|root(\/|$))/.test(path));
    const read =
      found.at === 'file' ? parse(record.text) : { problem: `it is a link to ${found.path}, which is not there` };
    specs.set(key, { name, file, record, inHome, ...read });
  }
  return [...specs.values()];
}

/** No image has so many; each is looked at with care. */
const mostKernels = 1_000;
const kernelsFolder = '/jupyter/kernels';
const linkToKernels = /\/share((?:\/jupyter(?:\/kernels(?:\/[^/]+)?)?)?)$/;

/** The paths at which Jupyter finds a kernel.json, those included to which a link to a folder leads. */
export function kernelPlaces(files: FileTree): string[] {
  return [...files.below('/')].flatMap(([path, { type }]) => {
    const [, inShare] = (type === 'symlink' && linkToKernels.exec(path)) || [];
    if (inShare === undefined) return place.test(path) ? [path] : [];
    if (inShare.length > kernelsFolder.length) return [`${path}/kernel.json`];
    const kernels = `${path}${kernelsFolder.slice(inShare.length)}`;
    return files.names(kernels).map((name) => `${kernels}/${name}/kernel.json`);
  });
}

const condaEnvironment = /\/envs\/([^/]+)\/bin\/(python[\d.]*|R)$/;

/**
 * The names that conda environments have as kernels, as nb_conda_kernels makes them: `conda-env-NAME-py`, and `-r` for
 * R. "Conda environments are recognized as kernel specs by default" (studio-byoi-specs, Kernel discovery; for
 * KernelGateway).
 */
export function condaKernels({ files }: ReadImage): string[] {
  const names = [...files.below('/')].flatMap(([file]) => {
    const [, name, program = ''] = condaEnvironment.exec(file) ?? [];
    return name === undefined ? [] : [`conda-env-${name}-${program === 'R' ? 'r' : 'py'}`];
  });
  return [...new Set(names)];
}

/** conda's package cache holds second copies, which Jupyter does not see. */
const isPackageCopy = (prefix: string) => /\/pkgs\/[^/]+$/.test(prefix);

function parse(text: string | undefined): Pick<KernelSpec, 'spec' | 'problem'> {
  if (text === undefined) return { problem: 'it is not a small file' };
  if (text.startsWith('\uFEFF')) return { problem: 'it begins with a byte order mark, which Jupyter does not read' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problem: error instanceof Error ? error.message : 'it is no JSON' };
  }
  const read = KernelJson.safeParse(value);
  return read.success ? { spec: read.data } : { problem: z.prettifyError(read.error).replaceAll('\n', ' ') };
}
