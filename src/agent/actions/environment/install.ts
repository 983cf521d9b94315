import type { InstallPackages } from '../../../protocol/environment-action';
import type { Job } from '../../../protocol/job';
import { condaTool } from '../../conda-tool';
import { Refusal } from '../../refusal';
import { known } from '../register-kernel';
import { changeEnvironment, runConda, type Changing, type EnvironmentParts } from './change';
import { both, say } from '../../../protocol/message';

/** Installs packages into an environment. Rejects with a `Refusal` where it cannot begin. */
export async function installPackages(parts: EnvironmentParts, asked: InstallPackages): Promise<Job> {
  const environment = await known(parts.reader, asked.prefix);
  const { name, persistent, prefix, protected: why } = environment;
  if (why !== undefined && asked.confirmed !== 'protected') {
    const risk = say(why === 'base' ? 'base-may-break' : 'server-may-break', { name, prefix });
    throw new Refusal(409, 'conflict', {
      code: 'failed',
      message: both(risk, persistent ? undefined : say('lost-at-restart')),
      remedy: say('make-own-environment'),
    });
  }
  const install = await installer(parts, name, prefix, asked.packages);
  return changeEnvironment(
    parts,
    environment,
    'install-packages',
    async () => undefined,
    async (changing) => {
      await install(changing);
      return say('packages-installed', { packages: asked.packages, name, count: asked.packages.length });
    },
  );
}

/** What installs packages once the environment is locked. */
export async function installer(
  { whereabouts, runtime }: EnvironmentParts,
  name: string,
  prefix: string,
  packages: string[],
): Promise<(changing: Changing) => Promise<void>> {
  const tool = await condaTool(whereabouts, runtime);
  return (changing) =>
    runConda({ whereabouts, runtime }, tool, changing, { task: 'install', prefix, packages }, { installing: name });
}
