import { rm } from 'node:fs/promises';
import { EnvironmentLock } from '../../environment-lock';
import { lockParts, type EnvironmentParts } from './change';

/** Clears away what was being made when the agent that made it died. Nothing is touched that anyone still writes to. */
export async function clearAbandoned(parts: EnvironmentParts): Promise<void> {
  for (const { lock, making } of await EnvironmentLock.abandoned(lockParts(parts))) {
    try {
      parts.world.log(`clearing away ${making}, which was being made when the app ended`);
      await rm(making, { recursive: true, force: true, maxRetries: 3 });
      await lock.whole();
    } finally {
      await lock.release();
    }
  }
}
