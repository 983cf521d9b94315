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
import { both, say, type Message } from '../../../protocol/message';

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
      report({ label: say('removing') });
      if (cancelled.aborted || !found) throw new Cancelled(say('removing-cancelled', { name }));
      // From here on there is nothing that could be kept.
      const { device, folder, inode } = found;
      const since = parts.runtime.now().toISOString();
      log(`Removing ${folder}\n`);
      await discard(lock, { id: randomUUID(), folder, device, inode, state: 'removed', since });
      const kept = await Promise.all(
        (environment.kernels ?? []).map((kernel) => removeKernelSpec(parts.whereabouts, kernel.name, [prefix, folder])),
      );
      return kept.reduce<Message>(both, say('environment-removed', { name }));
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
      message: say('environment-in-use', { name, users }),
      remedy: say('shut-down-first'),
    });
  if (unknown.length > 0)
    throw new Refusal(409, 'conflict', {
      code: 'uncertain',
      message: say('use-not-known', { name, why: unknown }),
      remedy: say('confirm-in-use'),
    });
}
