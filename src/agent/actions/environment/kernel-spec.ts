import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import type { Place } from '../../configuration';
import { errorCode } from '../../error-code';

const Spec = z.object({ argv: z.array(z.string()).min(1) });

/**
 * Removes the user's own kernel spec of an environment: what `ipykernel install --user` has written. Answers what to say
 * where it is not the user's own, or its folder holds something of theirs, and it stays.
 */
export async function removeKernelSpec(
  place: Pick<Place, 'home' | 'variables'>,
  name: string,
  prefix: string,
): Promise<string | undefined> {
  const folder = path.join(dataFolder(place), 'kernels', name);
  const files = await readdir(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (!files) return `Its kernel ${name} is not among your own, and stays.`;
  const spec = Spec.safeParse(JSON.parse(await readFile(path.join(folder, 'kernel.json'), 'utf8')));
  if (!spec.success || !spec.data.argv[0]?.startsWith(`${prefix}/`))
    return `Its kernel ${name} starts something else, and stays.`;
  const more = files.filter((file) => file !== 'kernel.json' && !file.startsWith('logo-'));
  if (more.length > 0)
    return `The kernel ${name} stays, as its folder holds ${more.slice(0, 3).join(', ')} (${folder}).`;
  await rm(folder, { recursive: true });
  return undefined;
}

/** `jupyter_data_dir()` of jupyter_core, on Linux. */
const dataFolder = ({ home, variables }: Pick<Place, 'home' | 'variables'>) =>
  variables['JUPYTER_DATA_DIR'] ??
  path.join(variables['XDG_DATA_HOME'] ?? path.join(home, '.local', 'share'), 'jupyter');
