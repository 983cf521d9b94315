import path from 'node:path';
import type { Environment, EnvironmentKernel } from '../../protocol/environment';
import { newKernelName, newKernelTitle } from '../../studio/environments';
import { shellWord } from '../../studio/shell-word';
import { run } from '../child-process';
import type { Whereabouts, Runtime } from '../configuration';
import { ownKernelFolders } from '../kernel-specs';
import { Refusal } from '../refusal';
import type { EnvironmentsReader } from '../sources/environments';
import { say, type Value } from '../../protocol/message';

/** `ipykernel install` of a cold environment on a network volume takes its time. */
const patience = 60_000;

/** Makes a conda environment a kernel of this user: `python -m ipykernel install --user`. Answers it with its kernel. */
export async function registerKernel(
  environments: EnvironmentsReader,
  whereabouts: Pick<Whereabouts, 'home' | 'variables'>,
  runtime: Pick<Runtime, 'ending'>,
  prefix: string,
): Promise<Environment> {
  const environment = await known(environments, prefix);
  if (starts(environment)) return environment;
  if (!environment.ipykernel) throw withoutIpykernel(environment);
  const { notices, specs } = await environments.kernels();
  // `ipykernel install` overwrites: where it is not known what there is, nothing is written.
  if (!environment.kernels || !specs)
    throw failed(environment, say('kernels-unknown', { why: notices.map(({ message }) => message) }));
  // The server does not list what it does not understand.
  const own = await ownKernelFolders(whereabouts);
  const name = newKernelName(environment.name, [...specs.map((spec) => spec.name), ...own.keys()]);
  const title = newKernelTitle(
    environment.name,
    specs.map((spec) => spec.displayName),
  );
  const python = path.join(environment.prefix, 'bin', 'python');
  const install = ['-m', 'ipykernel', 'install', '--user', '--name', name, '--display-name', title];
  const ran = await run(python, install, {
    variables: whereabouts.variables,
    timeout: patience,
    ending: runtime.ending,
  }).catch((error: Error) => {
    throw failed(environment, error.message);
  });
  if (ran.timedOut) throw failed(environment, say('too-long', { seconds: patience / 1000 }));
  if (ran.code !== 0)
    throw failed(
      environment,
      ran.stderr.trim().split('\n').pop() || say('ended-with-code', { code: String(ran.code) }),
    );
  const registered = await known(environments, prefix);
  if (!starts(registered)) throw failed(environment, say('kernel-not-listed'));
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
    message: say('no-environment-at', { prefix }),
    remedy: say('refresh-maybe-removed'),
  });
}

function withoutIpykernel({ name, prefix }: Environment): Refusal {
  return new Refusal(409, 'conflict', {
    code: 'failed',
    message: say('lacks-ipykernel', { name }),
    remedy: say('repair-ipykernel', { prefix: shellWord(prefix) }),
  });
}

function failed({ name }: Environment, why: Value): Refusal {
  return new Refusal(502, 'failed', {
    code: 'failed',
    message: say('not-registered', { name, why }),
  });
}
