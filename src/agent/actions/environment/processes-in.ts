import { readdir, readlink } from 'node:fs/promises';
import { inTurns } from '../../in-turns';
import { argvOf } from '../../sources/processes';

export interface RunningProgram {
  pid: number;
  argv: string[];
  /** Whether its program is in the folder that was asked about. */
  inside: boolean;
}

/**
 * What runs on this machine, and whether each program is in a folder, by any of the folder's names. Rejects where there
 * is no `/proc`.
 */
export async function programsRunning(folders: string[]): Promise<RunningProgram[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  return inTurns(16, pids, async (pid) => {
    // Another user's may not be read, and has no link where it has ended.
    const [argv, program] = await Promise.all([argvOf(pid), readlink(`/proc/${pid}/exe`).catch(() => '')]);
    const inside = [program, argv[0] ?? ''].some((file) => folders.some((folder) => file.startsWith(`${folder}/`)));
    return { pid, argv, inside };
  });
}
