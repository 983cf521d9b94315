import path from 'node:path';
import { condaVariables } from '../../../studio/conda/command-line';
import type { PipPackage } from '../../../studio/conda/package-record';
import { Cancelled } from '../../jobs';
import { runGroup } from '../../process-group';
import { grace, type Changing, type EnvironmentParts } from './change';

/**
 * Installs in an environment what pip had installed in another, in the same versions and without what they ask for, as
 * that is there too. Where it cannot be, the rest of the environment is still of use: then answers what is missing.
 */
export async function installWithPip(
  { place, world }: EnvironmentParts,
  prefix: string,
  packages: PipPackage[],
  { cancelled, lock, log, report }: Changing,
): Promise<string | undefined> {
  const wanted = packages.map(({ name, version }) => `${name}==${version}`);
  const args = ['-m', 'pip', 'install', '--no-deps', '--disable-pip-version-check', ...wanted];
  log(`$ pip ${args.slice(2).join(' ')}\n`);
  report({ label: 'Installing with pip' });
  const code = await runGroup(path.join(prefix, 'bin', 'python'), args, {
    variables: { ...place.variables, ...condaVariables },
    held: lock.descriptor,
    cancelled,
    grace,
    world,
    onText: log,
  });
  if (cancelled.aborted) throw new Cancelled(`Making ${path.basename(prefix)} was cancelled.`);
  return code === 0 ? undefined : `What pip had installed could not be, and is not in it: ${wanted.join(' ')}`;
}
