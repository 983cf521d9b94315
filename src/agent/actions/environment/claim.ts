import { randomUUID } from 'node:crypto';
import { watch } from 'node:fs';
import { lstat, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Notice } from '../../../protocol/notice';
import { shellWord } from '../../../studio/shell-word';
import type { Runtime } from '../../configuration';
import type { Claim, EnvironmentLock } from '../../environment-lock';
import { errorCode } from '../../error-code';
import { noticeOf, NoticeError } from '../../notices';
import { unlessAbsent } from '../../passed-over';
import { english } from '../../../protocol/worded';
import { say } from '../../../protocol/message';

/** Milliseconds: how often a folder is looked for that the file system does not tell of, and a claim is refreshed. */
const pause = 200;

/** What makes a folder that very folder. */
export type Identity = Pick<Claim, 'device' | 'inode'>;

/** Nothing where there is no folder, or a link to one. */
export async function identityOf(folder: string): Promise<Identity | undefined> {
  const found = await unlessAbsent(lstat(folder, { bigint: true }));
  return found?.isDirectory() ? { device: String(found.dev), inode: String(found.ino) } : undefined;
}

/**
 * Claims a folder that is not there yet as soon as a program of ours has made it, and keeps the claim fresh. `ended`
 * stops that, and answers the claim where there is one.
 */
export function claimWhenMade(
  lock: EnvironmentLock,
  folder: string,
  { ending, log, now }: Pick<Runtime, 'ending' | 'log' | 'now'>,
) {
  let claim: Claim | undefined;
  let looking: Promise<void> = Promise.resolve();
  /** It is ours from the note on: whoever ends the agent before the mark is made keeps the claim fresh too. */
  const make = async () => {
    claim = await noted(lock, folder, now);
    try {
      if (claim) await writeFile(marker(claim), '', { flag: 'wx' });
    } catch (error) {
      claim = undefined;
      throw error;
    }
  };
  const look = () =>
    (looking = looking
      .then(async () => {
        if (!claim) await make();
        if (claim && !ending.aborted) lock.hold();
      })
      .catch((error: unknown) => log(`${folder} is not claimed: ${english(noticeOf(error).message)}`)));
  const watcher = watched(path.dirname(folder), () => void (claim ?? look()));
  const timer = setInterval(() => void look(), pause);
  const end = () => void (claim && lock.endNow());
  ending.addEventListener('abort', end, { once: true });
  return {
    async ended(): Promise<Claim | undefined> {
      clearInterval(timer);
      ending.removeEventListener('abort', end);
      watcher?.close();
      await look();
      return claim;
    },
  };
}

/** Where the system has no more watches to give, what is looked for is found a little later. */
function watched(folder: string, seen: () => void) {
  try {
    const watcher = watch(folder, seen);
    return watcher.on('error', () => watcher.close());
  } catch {
    return undefined;
  }
}

async function noted(lock: EnvironmentLock, folder: string, now: () => Date): Promise<Claim | undefined> {
  const identity = await identityOf(folder);
  if (!identity) return undefined;
  const claim: Claim = { id: randomUUID(), folder, ...identity, state: 'making', since: now().toISOString() };
  await lock.claim(claim);
  return claim;
}

/** Gives a claim up: what it was on is whole, or somebody else's. */
export async function giveUp(lock: EnvironmentLock, claim: Claim | undefined): Promise<void> {
  if (claim) await rm(marker(claim), { force: true });
  await lock.giveUp();
}

/** Where a claimed folder is: at its place with our marker in it, or set aside. Nothing where neither is that very folder. */
export async function claimedFolder(claim: Claim): Promise<string | undefined> {
  const isIt = async (folder: string) => same(await identityOf(folder), claim);
  if (await isIt(aside(claim))) return aside(claim);
  if (claim.state === 'removed' || !(await isIt(claim.folder))) return undefined;
  return (await unlessAbsent(lstat(marker(claim))))?.isFile() ? claim.folder : undefined;
}

/**
 * Deletes a claimed folder. It is set aside first, under a name that says what it is: whatever interrupts this leaves
 * either the whole or something that is plainly rubbish of ours, which the next agent clears away.
 */
export async function discard(lock: EnvironmentLock, claim: Claim): Promise<void> {
  await lock.claim(claim);
  const folder = aside(claim);
  if (!(await identityOf(folder))) {
    await rename(claim.folder, folder).catch(async (error: Error) => {
      if (claim.state === 'removed') await lock.giveUp();
      throw new NoticeError(unmoved(claim.folder, error));
    });
    if (!same(await identityOf(folder), claim)) {
      await rename(folder, claim.folder);
      throw new NoticeError({
        code: 'failed',
        message: say('folder-replaced', { folder: claim.folder }),
      });
    }
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch((error: Error) => {
    throw new NoticeError({
      code: 'failed',
      message: say('folder-not-deleted', { folder: claim.folder, why: error.message }),
      remedy: say('remove-rest', { folder: shellWord(folder) }),
    });
  });
  await lock.giveUp();
}

const unmoved = (folder: string, error: Error): Notice =>
  errorCode(error) === 'EXDEV'
    ? {
        code: 'failed',
        message: say('folder-of-image', { folder }),
      }
    : { code: 'failed', message: say('folder-not-set-aside', { folder, why: error.message }) };

export const markerName = /^\.studiolo-making-/;

const aside = ({ folder, id }: Claim) => path.join(path.dirname(folder), `.studiolo-removed-${id}`);
const marker = ({ folder, id }: Claim) => path.join(folder, `.studiolo-making-${id}`);
export const same = (one: Identity | undefined, other: Identity): boolean =>
  one !== undefined && one.device === other.device && one.inode === other.inode;
