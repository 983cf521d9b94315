import { createHash } from 'node:crypto';
import { futimesSync } from 'node:fs';
import { mkdir, open, readdir, readFile, realpath, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { jsonText } from '../protocol/json-text';
import { run } from './child-process';
import type { Whereabouts, Runtime } from './configuration';
import { errorCode } from './error-code';
import { Refusal } from './refusal';
import { say } from '../protocol/message';

export interface LockParts {
  whereabouts: Pick<Whereabouts, 'variables'>;
  runtime: Pick<Runtime, 'ending'>;
  /** The folder that locks are kept in, on the home volume. */
  folder: string;
  /** A Python: it has `flock(2)`, which Node.js has not. */
  python: string;
}

const patience = 20_000;
/** Milliseconds in which a program that was asked to end has ended. */
const dying = 10_000;
const taken = 75;
const lockInherited = `
import errno, fcntl, sys
try:
    fcntl.flock(3, fcntl.LOCK_EX | fcntl.LOCK_NB)
except OSError as error:
    sys.exit(${taken} if error.errno in (errno.EWOULDBLOCK, errno.EACCES) else str(error))
`;

/**
 * A folder that may be cleared away when its holder dies, by what makes it that very folder: a path alone could by then
 * lead to another one.
 */
export const Claim = z.object({
  /** Random; in the name of a marker in the folder, or in the folder's own. */
  id: z.uuid(),
  folder: z.string().startsWith('/'),
  device: z.string(),
  inode: z.string(),
  /** `making`: it is whole only when the claim is given up. `removed`: only what was set aside already is cleared away. */
  state: z.enum(['making', 'removed']),
  since: z.iso.datetime(),
});
export type Claim = z.infer<typeof Claim>;

interface Abandoned {
  claim: Claim;
  lock: EnvironmentLock;
  /** When its holder was last known to live. */
  heldUntil: Date;
}

/**
 * The right to write to one environment. It is the kernel's own `flock` on an open file that the programs which do the
 * writing inherit: it lasts until the last of them and the agent have let go of it or have died, however that came, and
 * holds between agents too.
 */
export class EnvironmentLock {
  private constructor(private readonly file: FileHandle) {}

  /** Takes the lock of an environment's folder; nothing where somebody else has it. */
  static async take(parts: LockParts, prefix: string): Promise<EnvironmentLock | undefined> {
    await mkdir(parts.folder, { recursive: true, mode: 0o700 });
    const name = createHash('sha256')
      .update(await unlinked(prefix))
      .digest('hex');
    return EnvironmentLock.takeFile(parts, path.join(parts.folder, `${name}.lock`));
  }

  /**
   * The claims whose holders died, each with its lock, which is now ours; and the files of the locks that somebody still
   * holds. Of one that was `held` when it was looked at before, the holder is known to have lived until just now.
   */
  static async abandoned(parts: LockParts, held: Set<string>): Promise<{ found: Abandoned[]; others: Set<string> }> {
    const names = await readdir(parts.folder).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return [];
      throw error;
    });
    const found: Abandoned[] = [];
    const others = new Set<string>();
    for (const name of names.filter((candidate) => candidate.endsWith('.lock'))) {
      const file = path.join(parts.folder, name);
      if (!(await claimIn(file))) continue;
      const lock = await EnvironmentLock.takeFile(parts, file);
      if (lock) {
        // It may have been given up meanwhile.
        const claim = await claimIn(file);
        const heldUntil = held.has(file) ? new Date() : (await stat(file)).mtime;
        if (claim) found.push({ claim, lock, heldUntil });
        else await lock.release();
      } else others.add(file);
    }
    return { found, others };
  }

  private static async takeFile({ whereabouts, python, runtime }: LockParts, file: string) {
    const handle = await open(file, 'a+', 0o600);
    try {
      const ran = await run(python, ['-I', '-S', '-c', lockInherited], {
        variables: whereabouts.variables,
        timeout: patience,
        ending: runtime.ending,
        inherited: handle.fd,
      });
      if (ran.code === 0) return new EnvironmentLock(handle);
      if (ran.code !== taken) throw new Error(`${file} cannot be locked: ${ran.stderr.trim() || `code ${ran.code}`}`);
    } catch (error) {
      await handle.close();
      throw error;
    }
    await handle.close();
    return undefined;
  }

  /** For the programs that write to the environment: they are to inherit it. */
  get descriptor(): number {
    return this.file.fd;
  }

  /** Notes a claim: until it is given up, whoever finds it may clear away what it is on. */
  async claim(claim: Claim): Promise<void> {
    await this.file.truncate(0);
    await this.file.write(`${JSON.stringify(claim)}\n`);
    await this.file.sync();
  }

  /** Notes that the claim is still held. At once: a note under way could come after that of `endNow`. */
  hold(): void {
    const now = new Date();
    futimesSync(this.file.fd, now, now);
  }

  /** The agent ends now: what its programs do in the little while until they have ended is theirs. */
  endNow(): void {
    const soon = new Date(Date.now() + dying);
    futimesSync(this.file.fd, soon, soon);
  }

  async giveUp(): Promise<void> {
    await this.file.truncate(0);
  }

  async release(): Promise<void> {
    await this.file.close();
  }
}

/** Says who has to wait, and for what. */
export function inUse(name: string): Refusal {
  return new Refusal(409, 'conflict', {
    code: 'failed',
    message: say('being-changed', { name }),
    remedy: say('wait-or-cancel'),
  });
}

/** The claim of whoever has the lock; anything else, such as a path alone, is none. */
async function claimIn(file: string): Promise<Claim | undefined> {
  return jsonText(Claim).safeParse(await readFile(file, 'utf8')).data;
}

/** The path without symbolic links, also of a folder that is yet to be made. */
async function unlinked(prefix: string): Promise<string> {
  try {
    return await realpath(prefix);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' || path.dirname(prefix) === prefix) throw error;
    return path.join(await unlinked(path.dirname(prefix)), path.basename(prefix));
  }
}
