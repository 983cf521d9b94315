import { z } from 'zod';
import type { ReadImage } from './contents';
import type { FileRecord } from './file-record';

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
  return [...files.below('/')].flatMap(([file, record]) => {
    const [, prefix = '', name = ''] = place.exec(file) ?? [];
    if (name === '' || isPackageCopy(prefix)) return [];
    return [{ name, file, record, inHome: /^\/(home\/|root(\/|$))/.test(prefix), ...parse(record.text) }];
  });
}

/** conda's package cache holds second copies, which Jupyter does not see. */
const isPackageCopy = (prefix: string) => /\/pkgs\/[^/]+$/.test(prefix);

function parse(text: string | undefined): Pick<KernelSpec, 'spec' | 'problem'> {
  if (text === undefined) return { problem: 'it is not a small file' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problem: error instanceof Error ? error.message : 'it is no JSON' };
  }
  const read = KernelJson.safeParse(value);
  return read.success ? { spec: read.data } : { problem: z.prettifyError(read.error).replaceAll('\n', ' ') };
}
