import { lstat, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { Environment } from '../../../protocol/environment';
import type { RepairEnvironment } from '../../../protocol/environment-action';
import type { Job } from '../../../protocol/job';
import { firstFree } from '../../../studio/environments';
import { NoticeError } from '../../notices';
import { unlessAbsent } from '../../passed-over';
import { Refusal } from '../../refusal';
import { starts } from '../register-kernel';
import { changeEnvironment, type EnvironmentParts } from './change';
import { fromEnvironment, homeEnvironments, kernelOf, make } from './create';
import { installer } from './install';
import { removeKernelSpec } from './kernel-spec';
import { both, say, type Message } from '../../../protocol/message';

/** Repairs one thing of an environment. Rejects with a `Refusal` where there is nothing of that to repair. */
export async function repairEnvironment(parts: EnvironmentParts, { prefix, what }: RepairEnvironment): Promise<Job> {
  const { value } = await parts.reader.read();
  const environment = value.find((candidate) => candidate.prefix === prefix);
  if (!environment) throw nothingTo(say('no-environment-at', { prefix }));
  switch (what) {
    case 'ipykernel':
      return withIpykernel(parts, environment);
    case 'kernel':
      return withoutKernel(parts, environment);
    case 'volume':
      return onHomeVolume(parts, environment);
  }
}

async function withIpykernel(parts: EnvironmentParts, environment: Environment): Promise<Job> {
  const { gone, ipykernel, name, prefix, pythonVersion } = environment;
  const kernel = starts(environment);
  if (gone || pythonVersion === undefined) throw nothingTo(say('no-python', { name }));
  if (ipykernel && kernel) throw nothingTo(say('already-kernel', { name, kernel: kernel.displayName }));
  const install = await installer(parts, name, prefix, ['ipykernel']);
  return changeEnvironment(
    parts,
    environment,
    'repair-environment',
    async () => undefined,
    async (changing) => {
      if (!ipykernel) await install(changing);
      return both(say('has-ipykernel', { name }), await kernelOf(parts, prefix, changing));
    },
  );
}

/** Takes away the kernels that cannot start: all of an environment that is gone, and those whose program is not there. */
async function withoutKernel(parts: EnvironmentParts, environment: Environment): Promise<Job> {
  const { gone, kernels = [], name, prefix } = environment;
  const dead = kernels.filter(({ missing }) => gone || missing !== undefined);
  if (dead.length === 0) throw nothingTo(say('environment-is-there', { name }));
  return changeEnvironment(
    parts,
    environment,
    'repair-environment',
    async () => undefined,
    async () => {
      const folders = [
        prefix,
        ...(await realpath(prefix).then(
          (folder) => [folder],
          () => [],
        )),
      ];
      let stays: Message | undefined;
      for (const kernel of dead) stays = both(stays, await removeKernelSpec(parts.whereabouts, kernel.name, folders));
      if (stays) throw new NoticeError({ code: 'failed', message: stays });
      const names = dead.map(({ displayName }) => displayName);
      return names.length === 1 ? say('kernel-removed', { kernel: names }) : say('kernels-removed', { kernels: names });
    },
  );
}

async function onHomeVolume(parts: EnvironmentParts, environment: Environment): Promise<Job> {
  const { name, persistent, prefix } = environment;
  if (persistent) throw nothingTo(say('already-on-home', { name }));
  const free = await freeName(parts, name === 'base' ? 'base-copy' : name);
  return make(parts, await fromEnvironment(parts, prefix, free));
}

async function freeName({ whereabouts }: EnvironmentParts, wanted: string): Promise<string> {
  const there = async (name: string) =>
    (await unlessAbsent(lstat(path.join(homeEnvironments({ whereabouts }), name)))) !== undefined;
  const taken: string[] = [];
  for (let name = wanted; ; name = firstFree(wanted, taken, (number) => `${wanted}-${number}`)) {
    if (!(await there(name))) return name;
    taken.push(name);
  }
}

const nothingTo = (message: Message) =>
  new Refusal(409, 'conflict', { code: 'failed', message, remedy: say('refresh-panel') });
