import type { InstallPackages } from '../../../protocol/environment-action';
import type { Job } from '../../../protocol/job';
import { condaTool } from '../../conda-tool';
import { Cancelled } from '../../jobs';
import { Refusal } from '../../refusal';
import { known } from '../register-kernel';
import { changeEnvironment, runConda, type Changing, type EnvironmentParts } from './change';

/** Installs packages into an environment. Rejects with a `Refusal` where it cannot begin. */
export async function installPackages(parts: EnvironmentParts, asked: InstallPackages): Promise<Job> {
  const environment = await known(parts.reader, asked.prefix);
  const { name, persistent, prefix, protected: why } = environment;
  if (why !== undefined && asked.confirmed !== 'protected') {
    const place = why === 'base' ? 'conda’s own environment' : 'what JupyterLab itself runs in';
    const lost = persistent ? '' : ', and what is installed is lost when the app is recreated';
    throw new Refusal(409, 'conflict', {
      code: 'failed',
      message: `${name} (${prefix}) is ${place}: a package that does not fit can break it${lost}.`,
      remedy: 'Make an environment of your own, or say that you mean this one.',
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
      return `${asked.packages.join(', ')} ${asked.packages.length === 1 ? 'is' : 'are'} in ${name}.`;
    },
  );
}

/** What installs packages once the environment is locked. */
export async function installer(
  { place, world }: EnvironmentParts,
  name: string,
  prefix: string,
  packages: string[],
): Promise<(changing: Changing) => Promise<void>> {
  const tool = await condaTool(place, world);
  return (changing) =>
    runConda({ place, world }, tool, changing, { task: 'install', prefix, packages }, `Installing into ${name}`).catch(
      (error: unknown) => {
        if (!(error instanceof Cancelled)) throw error;
        throw new Cancelled(`Installing into ${name} was cancelled. A package may be there in part: install it again.`);
      },
    );
}
