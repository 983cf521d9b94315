import { open } from 'node:fs/promises';
import type { KeepAwakePolicy } from '../../protocol/keep-awake';
import type { Notice } from '../../protocol/notice';
import { closedPolicy, defaultPolicy, policyOf } from '../../studio/keep-awake/policy';
import { errorCode } from '../error-code';
import { whyOf } from '../why';

/** The administrator's settings: where they are, and whose they must be. */
export interface SettingsFile {
  path: string;
  /** User id; a file of anyone else's, or that others may write, is not the administrator's word. */
  owner: number;
}

/** What the administrator allows; where the file cannot be relied on nothing is allowed, and a notice says why. */
export async function readPolicy({ path, owner }: SettingsFile): Promise<{ policy: KeepAwakePolicy; notice?: Notice }> {
  const closed = (why: string) => ({
    policy: closedPolicy,
    notice: {
      code: 'failed' as const,
      message: `Nothing keeps this app awake: ${path} ${why}.`,
      remedy: "Ask your administrator to put the settings right: a lifecycle configuration's script writes them.",
    },
  });
  try {
    const { uid, mode, text } = await readOwned(path);
    if (uid !== owner) return closed(`belongs to user ${uid} and not to ${owner}`);
    if ((mode & 0o022) !== 0) return closed(`may be written by others (mode ${(mode & 0o777).toString(8)})`);
    const { policy, problem } = policyOf(JSON.parse(text));
    return problem === undefined ? { policy } : closed(`is not as it must be: ${problem}`);
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return { policy: defaultPolicy };
    return closed(`cannot be read: ${whyOf(error)}`);
  }
}

/** Looked at and read through one handle, so that it is the same file. */
async function readOwned(path: string): Promise<{ uid: number; mode: number; text: string }> {
  const file = await open(path, 'r');
  try {
    const { uid, mode } = await file.stat();
    return { uid, mode, text: await file.readFile('utf8') };
  } finally {
    await file.close();
  }
}
