import { setTimeout as wait } from 'node:timers/promises';
import { EnvironmentLock, type Claim } from '../../environment-lock';
import { noticeOf } from '../../notices';
import { latestChange } from '../environment-size';
import { lockParts, type EnvironmentParts } from './change';
import { claimedFolder, discard, giveUp } from './claim';
import { english } from '../../../protocol/worded';

const pause = 1_000;
/**
 * Milliseconds: as long as a claim may not have been refreshed while its holder lived. Little, so that nobody else has
 * begun to work there; where a slow machine needed more, what was left stays.
 */
const slack = 300;

/**
 * Clears away what was being made, or deleted, when the agent that did it died: that very folder, as its claim tells, and
 * only if nobody has worked in it since. A program that is still making one is waited for, so that what it makes is
 * cleared away before anybody takes it for whole; other agents' are theirs until they end.
 */
export async function clearAbandoned(parts: EnvironmentParts): Promise<void> {
  const { log, ending } = parts.runtime;
  for (let held = new Set<string>(); ;) {
    const { found, others } = await EnvironmentLock.abandoned(lockParts(parts), held);
    for (const { claim, heldUntil, lock } of found) {
      try {
        const why = await stays(claim, heldUntil);
        log(`${why === undefined ? 'clearing away' : 'leaving'} ${claim.folder}, ${done[claim.state]}${why ?? ''}`);
        if (why === undefined) await discard(lock, claim);
        else await giveUp(lock, claim);
      } catch (error) {
        log(english(noticeOf(error).message));
      } finally {
        await lock.release();
      }
    }
    if (others.size === 0 || ending.aborted) return;
    held = others;
    await wait(pause);
  }
}

const done = {
  making: 'which was being made when its maker ended',
  removed: 'which was being removed when its remover ended',
};

/** Why it is not cleared away; nothing where it is. */
async function stays(claim: Claim, heldUntil: Date): Promise<string | undefined> {
  const folder = await claimedFolder(claim);
  if (folder === undefined) return ': what is there now, if anything, is not that folder';
  // What was set aside has no other use.
  if (folder !== claim.folder) return undefined;
  const changed = await latestChange(folder);
  return changed > heldUntil.getTime() + slack
    ? `: it was worked in since, at ${new Date(changed).toISOString()}`
    : undefined;
}
