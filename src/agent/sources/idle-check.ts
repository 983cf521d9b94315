import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** The version of `jupyter-activity-monitor-extension` in the server's Python, from its record's name; nothing if absent. */
export async function activityMonitorVersion(serverPrefix: string): Promise<string | undefined> {
  const lib = path.join(serverPrefix, 'lib');
  for (const python of (await names(lib)).filter((name) => name.startsWith('python3'))) {
    for (const name of await names(path.join(lib, python, 'site-packages'))) {
      const version = /^jupyter_activity_monitor_extension-(.+)\.dist-info$/.exec(name)?.[1];
      if (version) return version;
    }
  }
  return undefined;
}

async function names(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  });
}
