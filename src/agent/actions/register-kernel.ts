import path from 'node:path';
import type { Environment, EnvironmentKernel } from '../../protocol/environment';
import { newKernelName, newKernelTitle } from '../../studio/environments';
import { shellWord } from '../../studio/shell-word';
import { run } from '../child-process';
import type { Place, World } from '../configuration';
import { ownKernelFolders } from '../kernel-specs';
import { Refusal } from '../refusal';
import type { EnvironmentsReader } from '../sources/environments';

/** `ipykernel install` of a cold environment on a network volume takes its time. */
const patience = 60_000;

/** Makes a conda environment a kernel of this user: `python -m ipykernel install --user`. Answers it with its kernel. */
export async function registerKernel(
  environments: EnvironmentsReader,
  place: Pick<Place, 'home' | 'variables'>,
  world: Pick<World, 'ending'>,
  prefix: string,
): Promise<Environment> {
  const environment = await known(environments, prefix);
  if (starts(environment)) return environment;
  if (!environment.ipykernel) throw withoutIpykernel(environment);
  const { notices, specs } = await environments.kernels();
  // `ipykernel install` overwrites: where it is not known what there is, nothing is written.
  if (!environment.kernels || !specs)
    throw failed(
      environment,
      `which kernels there are is not known (${notices.map(({ message }) => message).join(' ')})`,
    );
  // The server does not list what it does not understand.
  const own = await ownKernelFolders(place);
  const name = newKernelName(environment.name, [...specs.map((spec) => spec.name), ...own.keys()]);
  const title = newKernelTitle(
    environment.name,
    specs.map((spec) => spec.displayName),
  );
  const python = path.join(environment.prefix, 'bin', 'python');
  const install = ['-m', 'ipykernel', 'install', '--user', '--name', name, '--display-name', title];
  const ran = await run(python, install, { variables: place.variables, timeout: patience, ending: world.ending }).catch(
    (error: Error) => {
      throw failed(environment, error.message);
    },
  );
  if (ran.timedOut) throw failed(environment, `it did not end within ${patience / 1000} s`);
  if (ran.code !== 0)
    throw failed(environment, ran.stderr.trim().split('\n').pop() || `it ended with code ${ran.code}`);
  const registered = await known(environments, prefix);
  if (!starts(registered)) throw failed(environment, 'the Jupyter server does not list the new kernel');
  return registered;
}

/** The kernel that starts an environment, of several the first. */
export const starts = ({ kernels = [] }: Environment): EnvironmentKernel | undefined =>
  kernels.find(({ missing }) => missing === undefined);

/** The environment at `prefix`; only those that were found may be acted on. */
export async function known(environments: EnvironmentsReader, prefix: string): Promise<Environment> {
  const { value } = await environments.read();
  const environment = value.find((candidate) => candidate.prefix === prefix);
  if (environment && !environment.gone) return environment;
  throw new Refusal(404, 'not-found', {
    code: 'not-found',
    message: `There is no conda environment at ${prefix}.`,
    remedy: 'Refresh the panel: it may have been removed.',
  });
}

function withoutIpykernel({ name, prefix }: Environment): Refusal {
  return new Refusal(409, 'conflict', {
    code: 'failed',
    message: `${name} has no ipykernel, which a kernel needs.`,
    remedy: `Repair it in the panel, or run in a terminal: conda install -p ${shellWord(prefix)} ipykernel`,
  });
}

function failed({ name }: Environment, why: string): Refusal {
  return new Refusal(502, 'failed', {
    code: 'failed',
    message: `${name} could not be registered as a kernel: ${why}.`,
  });
}
