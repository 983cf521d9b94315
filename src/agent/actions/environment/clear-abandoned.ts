import { rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { EnvironmentLock } from '../../environment-lock';
import { lockParts, type EnvironmentParts } from './change';

const pause = 1_000;

/**
 * Clears away what was being made when the agent that made it died. A program that is still making one is waited for, so
 * that what it makes is cleared away before anybody takes it for whole; other agents' are theirs until they end.
 */
export async function clearAbandoned(parts: EnvironmentParts): Promise<void> {
  const { log, ending } = parts.world;
  for (;;) {
    const { found, others } = await EnvironmentLock.abandoned(lockParts(parts));
    for (const { lock, making } of found) {
      try {
        log(`clearing away ${making}, which was being made when its maker ended`);
        await rm(making, { recursive: true, force: true, maxRetries: 3 });
        await lock.whole();
      } finally {
        await lock.release();
      }
    }
    if (others === 0 || ending.aborted) return;
    await wait(pause);
  }
}
