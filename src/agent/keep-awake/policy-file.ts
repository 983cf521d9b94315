import { open } from 'node:fs/promises';
import type { KeepAwakePolicy } from '../../protocol/keep-awake';
import type { Notice } from '../../protocol/notice';
import { closedPolicy, defaultPolicy, policyOf } from '../../studio/keep-awake/policy';
import { errorCode } from '../error-code';
import { whyOf } from '../why';
import { say, type Message } from '../../protocol/message';

/** The administrator's settings: where they are, and whose they must be. */
export interface SettingsFile {
  path: string;
  /** User id; a file of anyone else's, or that others may write, is not the administrator's word. */
  owner: number;
}

/** What the administrator allows; where the file cannot be relied on nothing is allowed, and a notice says why. */
export async function readPolicy({ path, owner }: SettingsFile): Promise<{ policy: KeepAwakePolicy; notice?: Notice }> {
  const closed = (why: Message) => ({
    policy: closedPolicy,
    notice: {
      code: 'failed' as const,
      message: say('policy-closed', { path, why }),
      remedy: say('policy-correct'),
    },
  });
  try {
    const { uid, mode, text } = await readOwned(path);
    if (uid !== owner) return closed(say('belongs-to-user', { uid, owner }));
    if ((mode & 0o022) !== 0) return closed(say('may-be-written', { mode: (mode & 0o777).toString(8) }));
    const { policy, problem } = policyOf(JSON.parse(text));
    return problem === undefined ? { policy } : closed(say('not-as-must', { problem }));
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return { policy: defaultPolicy };
    return closed(say('cannot-be-read', { why: whyOf(error) }));
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
