import { rm } from 'node:fs/promises';
import type { Environment } from '../../../protocol/environment';
import type { RemoveEnvironment } from '../../../protocol/environment-action';
import type { Job } from '../../../protocol/job';
import { condaTool } from '../../conda-tool';
import { Cancelled } from '../../jobs';
import { noticeOf } from '../../notices';
import { Refusal } from '../../refusal';
import { known } from '../register-kernel';
import { changeEnvironment, runConda, type EnvironmentParts } from './change';
import { removeKernelSpec } from './kernel-spec';
import { kernelsInUse } from './kernels-in-use';

/**
 * Removes an environment's folder with all that is in it, and its kernel. Conda's program does it where there is one, so
 * that its own books are right; what it leaves, or cannot remove, is removed all the same. Rejects with a `Refusal` for
 * what may not be removed, and while a running kernel uses it unless the asker was told.
 */
export async function removeEnvironment(parts: EnvironmentParts, asked: RemoveEnvironment): Promise<Job> {
  const environment = await known(parts.reader, asked.prefix);
  const { name, prefix } = environment;
  refuseProtected(environment);
  const check = async () => {
    const users = asked.confirmed === 'in-use' ? [] : await kernelsInUse(parts.server, environment);
    if (users.length > 0) throw stillInUse(name, users);
  };
  return changeEnvironment(parts, environment, 'remove-environment', check, async (changing) => {
    const { cancelled, log, report } = changing;
    const tool = await condaTool(parts.place, parts.world).catch((error: unknown) =>
      log(`${noticeOf(error).message}\n`),
    );
    report({ label: 'Removing' });
    if (tool)
      await runConda(parts, tool, changing, { task: 'remove', prefix }, `Removing ${name}`).catch((error: unknown) => {
        if (!(error instanceof Cancelled)) return log(`${noticeOf(error).message}\n`);
        throw new Cancelled(`Removing ${name} was cancelled. It may not work any more: remove it, or make it again.`);
      });
    // From here on there is nothing that could be kept.
    if (cancelled.aborted) throw new Cancelled(`Removing ${name} was cancelled. Nothing is removed.`);
    log(`Removing what is left of ${prefix}\n`);
    await rm(prefix, { recursive: true, force: true, maxRetries: 3 });
    const kept = environment.kernel && (await removeKernelSpec(parts.place, environment.kernel.name, prefix));
    return [`${name} is removed.`, kept].filter(Boolean).join(' ');
  });
}

function refuseProtected({ name, prefix, protected: why }: Environment): void {
  if (why === undefined) return;
  throw new Refusal(409, 'conflict', {
    code: 'failed',
    message: `${name} (${prefix}) is ${why === 'base' ? 'conda’s own environment' : 'what JupyterLab itself runs in'}: it is not removed.`,
  });
}

function stillInUse(name: string, users: string[]): Refusal {
  return new Refusal(409, 'conflict', {
    code: 'failed',
    message: `${name} is in use: ${users.join(', ')}.`,
    remedy: 'Shut those kernels down first.',
  });
}
