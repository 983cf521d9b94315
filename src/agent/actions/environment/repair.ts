import { lstat, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { Environment } from '../../../protocol/environment';
import type { RepairEnvironment } from '../../../protocol/environment-action';
import type { Job } from '../../../protocol/job';
import { firstFree } from '../../../studio/environments';
import { Told } from '../../notices';
import { unlessAbsent } from '../../passed-over';
import { Refusal } from '../../refusal';
import { starts } from '../register-kernel';
import { changeEnvironment, type EnvironmentParts } from './change';
import { fromEnvironment, homeEnvironments, kernelOf, make } from './create';
import { installer } from './install';
import { removeKernelSpec } from './kernel-spec';

/** Repairs one thing of an environment. Rejects with a `Refusal` where there is nothing of that to repair. */
export async function repairEnvironment(parts: EnvironmentParts, { prefix, what }: RepairEnvironment): Promise<Job> {
  const { value } = await parts.reader.read();
  const environment = value.find((candidate) => candidate.prefix === prefix);
  if (!environment) throw nothingTo(`There is no conda environment at ${prefix}.`);
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
  if (gone || pythonVersion === undefined) throw nothingTo(`${name} has no Python, which ipykernel needs.`);
  if (ipykernel && kernel) throw nothingTo(`${name} has ipykernel, and is the kernel ${kernel.displayName}.`);
  const install = await installer(parts, name, prefix, ['ipykernel']);
  return changeEnvironment(
    parts,
    environment,
    'repair-environment',
    async () => undefined,
    async (changing) => {
      if (!ipykernel) await install(changing);
      return `${name} has ipykernel${await kernelOf(parts, prefix, changing)}.`;
    },
  );
}

/** Takes away the kernels that cannot start: all of an environment that is gone, and those whose program is not there. */
async function withoutKernel(parts: EnvironmentParts, environment: Environment): Promise<Job> {
  const { gone, kernels = [], name, prefix } = environment;
  const dead = kernels.filter(({ missing }) => gone || missing !== undefined);
  if (dead.length === 0) throw nothingTo(`${name} is there: its kernel is kept.`);
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
      const kept = [];
      for (const kernel of dead) kept.push(await removeKernelSpec(parts.place, kernel.name, folders));
      const stays = kept.filter((why) => why !== undefined);
      if (stays.length > 0) throw new Told({ code: 'failed', message: stays.join(' ') });
      const names = dead.map(({ displayName }) => displayName);
      return names.length === 1
        ? `The kernel ${names[0]} is removed: its environment was gone.`
        : `The kernels ${names.join(', ')} are removed: their environment was gone.`;
    },
  );
}

async function onHomeVolume(parts: EnvironmentParts, environment: Environment): Promise<Job> {
  const { name, persistent, prefix } = environment;
  if (persistent) throw nothingTo(`${name} is on the home volume already.`);
  const free = await freeName(parts, name === 'base' ? 'base-copy' : name);
  return make(parts, await fromEnvironment(parts, prefix, free));
}

async function freeName({ place }: EnvironmentParts, wanted: string): Promise<string> {
  const there = async (name: string) =>
    (await unlessAbsent(lstat(path.join(homeEnvironments({ place }), name)))) !== undefined;
  const taken: string[] = [];
  for (let name = wanted; ; name = firstFree(wanted, taken, (number) => `${wanted}-${number}`)) {
    if (!(await there(name))) return name;
    taken.push(name);
  }
}

const nothingTo = (message: string) =>
  new Refusal(409, 'conflict', { code: 'failed', message, remedy: 'Refresh the panel.' });
