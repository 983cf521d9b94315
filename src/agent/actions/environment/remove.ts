import { randomUUID } from 'node:crypto';
import type { Environment } from '../../../protocol/environment';
import type { RemoveEnvironment } from '../../../protocol/environment-action';
import type { Job } from '../../../protocol/job';
import { Cancelled } from '../../jobs';
import { Refusal } from '../../refusal';
import { known } from '../register-kernel';
import { changeEnvironment, type EnvironmentParts } from './change';
import { discard } from './claim';
import { removeKernelSpec } from './kernel-spec';
import { useOf, type Use } from './kernels-in-use';
import { removable, type Removable } from './removable';

/**
 * Removes an environment's folder with all that is in it, and its kernels. Conda's own list of environments forgets it by
 * itself. Rejects with a `Refusal` for what may not be removed; and, unless the asker was told, while something that runs
 * uses it, or that cannot be known.
 */
export async function removeEnvironment(parts: EnvironmentParts, asked: RemoveEnvironment): Promise<Job> {
  const environment = await known(parts.reader, asked.prefix);
  const { name, prefix } = environment;
  let found: Removable | undefined;
  const check = async () => {
    found = await removable(parts, environment, asked);
    if (asked.confirmed !== 'in-use') refuseUsed(environment, await use(parts, environment, found));
  };
  return changeEnvironment(
    parts,
    environment,
    'remove-environment',
    check,
    async ({ cancelled, lock, log, report }) => {
      report({ label: 'Removing' });
      if (cancelled.aborted || !found) throw new Cancelled(`Removing ${name} was cancelled. Nothing is removed.`);
      // From here on there is nothing that could be kept.
      const { device, folder, inode } = found;
      const since = parts.world.now().toISOString();
      log(`Removing ${folder}\n`);
      await discard(lock, { id: randomUUID(), folder, device, inode, state: 'removed', since });
      const kept = await Promise.all(
        (environment.kernels ?? []).map((kernel) => removeKernelSpec(parts.place, kernel.name, [prefix, folder])),
      );
      return [`${name} is removed.`, ...kept].filter(Boolean).join(' ');
    },
  );
}

async function use({ reader, server }: EnvironmentParts, environment: Environment, { folder }: Removable) {
  const { specs } = await reader.kernels();
  return useOf(server, { environment, folder, known: specs?.map(({ name }) => name) });
}

function refuseUsed({ name }: Environment, { unknown, users }: Use): void {
  if (users.length > 0)
    throw new Refusal(409, 'conflict', {
      code: 'failed',
      message: `${name} is in use: ${users.join(', ')}.`,
      remedy: 'Shut those kernels and programs down first.',
    });
  if (unknown.length > 0)
    throw new Refusal(409, 'conflict', {
      code: 'uncertain',
      message: `Whether anything uses ${name} is not known: ${unknown.join('; ')}.`,
      remedy: 'Shut its kernels down, and say that you mean it: studiolo env remove --in-use.',
    });
}
