import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { condaVariables } from '../../../studio/conda/command-line';
import type { PipPackage } from '../../../studio/conda/package-record';
import { Cancelled } from '../../jobs';
import { runGroup } from '../../process-group';
import { grace, type Changing, type EnvironmentParts } from './change';
import { say, type Message } from '../../../protocol/message';

export interface PipInstallation {
  prefix: string;
  /** A folder for files that pip reads. */
  scratch: string;
  packages: PipPackage[];
}

/**
 * Installs in an environment what pip and its like had installed in another, from where it was and without what it asks
 * for, as that is there too. Where some cannot be, the rest is of use all the same: then answers what is missing.
 */
export async function installWithPip(
  parts: Pick<EnvironmentParts, 'whereabouts' | 'runtime'>,
  { packages, prefix, scratch }: PipInstallation,
  changing: Changing,
): Promise<Message | undefined> {
  const wanted = packages.flatMap(({ requirement }) => requirement ?? []);
  const unknown = packages.filter(({ requirement }) => requirement === undefined).map(({ name }) => name);
  changing.report({ label: say('installing-with-pip') });
  const install = async (requirements: string[]): Promise<string[]> => {
    if (requirements.length === 0) return [];
    if (await installed(parts, { prefix, scratch, requirements }, changing)) return [];
    if (requirements.length === 1) return requirements;
    // One that cannot be had keeps pip from all of them.
    const missing = [];
    for (const one of requirements) missing.push(...(await install([one])));
    return missing;
  };
  const missing = [...(await install(wanted)), ...unknown];
  return missing.length === 0 ? undefined : say('pip-left-out', { packages: missing });
}

interface PipRun {
  prefix: string;
  scratch: string;
  requirements: string[];
}

async function installed(
  { whereabouts, runtime }: Pick<EnvironmentParts, 'whereabouts' | 'runtime'>,
  { prefix, requirements, scratch }: PipRun,
  { cancelled, lock, log }: Changing,
): Promise<boolean> {
  const file = path.join(scratch, 'requirements.txt');
  await writeFile(file, `${requirements.join('\n')}\n`, { mode: 0o600 });
  const args = ['-m', 'pip', 'install', '--no-deps', '--disable-pip-version-check', '--requirement', file];
  log(`$ pip ${args.slice(2, -2).join(' ')} ${requirements.join(' ')}\n`);
  const code = await runGroup(path.join(prefix, 'bin', 'python'), args, {
    variables: { ...whereabouts.variables, ...condaVariables },
    held: lock.descriptor,
    cancelled,
    grace,
    runtime,
    onText: log,
  });
  if (cancelled.aborted) throw new Cancelled(say('making-cancelled', { name: path.basename(prefix) }));
  return code === 0;
}
