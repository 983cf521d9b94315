import { createHash } from 'node:crypto';
import { mkdir, open, readdir, realpath, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { run } from './child-process';
import type { Place, World } from './configuration';
import { errorCode } from './error-code';
import { Refusal } from './refusal';

/** What whoever holds a lock is making there: gone when it is whole. */
const Note = z.object({ making: z.string().startsWith('/') });

export interface LockParts {
  place: Pick<Place, 'variables'>;
  world: Pick<World, 'ending'>;
  /** The folder that locks are kept in, on the home volume. */
  folder: string;
  /** A Python: it has `flock(2)`, which Node.js has not. */
  python: string;
}

const patience = 20_000;
const taken = 75;
const lockInherited = `
import errno, fcntl, sys
try:
    fcntl.flock(3, fcntl.LOCK_EX | fcntl.LOCK_NB)
except OSError as error:
    sys.exit(${taken} if error.errno in (errno.EWOULDBLOCK, errno.EACCES) else str(error))
`;

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
   * The folders that were being made when their makers died, each with its lock, which is now ours; and whether there are
   * others that somebody is still making.
   */
  static async abandoned(
    parts: LockParts,
  ): Promise<{ found: { making: string; lock: EnvironmentLock }[]; others: number }> {
    const names = await readdir(parts.folder).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return [];
      throw error;
    });
    const found = [];
    let others = 0;
    for (const name of names.filter((candidate) => candidate.endsWith('.lock'))) {
      const file = path.join(parts.folder, name);
      if ((await notedIn(file)) === undefined) continue;
      const lock = await EnvironmentLock.takeFile(parts, file);
      // It may have become whole meanwhile.
      const making = await notedIn(file);
      if (lock && making !== undefined) found.push({ making, lock });
      else await lock?.release();
      if (!lock) others += 1;
    }
    return { found, others };
  }

  private static async takeFile({ place, python, world }: LockParts, file: string) {
    const handle = await open(file, 'a+', 0o600);
    try {
      const ran = await run(python, ['-I', '-S', '-c', lockInherited], {
        variables: place.variables,
        timeout: patience,
        ending: world.ending,
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

  /** Notes that the environment is being made: until it is whole, whoever finds the note may clear it away. */
  async making(prefix: string): Promise<void> {
    await this.file.truncate(0);
    await this.file.write(JSON.stringify({ making: prefix }));
    await this.file.sync();
  }

  async whole(): Promise<void> {
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
    message: `${name} is being changed by another action.`,
    remedy: 'Wait until that has ended, or cancel it.',
  });
}

async function notedIn(file: string): Promise<string | undefined> {
  const handle = await open(file, 'r');
  try {
    const parsed = z
      .string()
      .transform(json)
      .pipe(Note)
      .safeParse(await handle.readFile('utf8'));
    return parsed.data?.making;
  } finally {
    await handle.close();
  }
}

function json(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('not JSON');
    return z.NEVER;
  }
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
