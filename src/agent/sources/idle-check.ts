import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Notice } from '../../protocol/notice';
import { errorCode } from '../error-code';
import { whyOf } from '../why';
import { say } from '../../protocol/message';

/**
 * The version of `jupyter-activity-monitor-extension` in the server's Python, from its record's name; nothing if absent. A
 * folder that cannot be read is told of, and the others are looked through.
 */
export async function activityMonitor(serverPrefix: string): Promise<{ version?: string; notices: Notice[] }> {
  const notices: Notice[] = [];
  const names = (folder: string) =>
    readdir(folder).catch((error: unknown) => {
      if (errorCode(error) !== 'ENOENT' && errorCode(error) !== 'ENOTDIR')
        notices.push({ code: 'failed', message: say('not-looked-through', { folder, why: whyOf(error) }) });
      return [];
    });
  const lib = path.join(serverPrefix, 'lib');
  for (const python of (await names(lib)).filter((name) => name.startsWith('python3'))) {
    for (const name of await names(path.join(lib, python, 'site-packages'))) {
      const version = /^jupyter_activity_monitor_extension-(.+)\.dist-info$/.exec(name)?.[1];
      if (version) return { version, notices };
    }
  }
  return { notices };
}
