import { readFile } from 'node:fs/promises';
import type { Memory } from '../../protocol/resources';
import { kernelIdOf } from '../../studio/keep-awake/started-by-hand';
import { lineage } from '../../studio/keep-awake/process';
import { errorCode } from '../error-code';
import type { LabServer } from '../lab-server';
import { sessions } from './lab-lists';
import { argvOf, readProcesses } from './processes';

/** The kernel that holds most memory with all that it has started; nothing where no kernel runs. */
export async function largestKernel(server: LabServer, uptime: number): Promise<Memory['most']> {
  const { processes } = await readProcesses(uptime);
  const byPid = new Map(processes.map((process) => [process.pid, process]));
  const kernels = new Map<number, string>();
  for (const { pid } of processes) {
    const id = kernelIdOf(await argvOf(pid));
    if (id !== undefined) kernels.set(pid, id);
  }
  const held = new Map<string, number>();
  for (const process of processes) {
    const owner = lineage(process, byPid, undefined).find(({ pid }) => kernels.has(pid));
    const id = owner && kernels.get(owner.pid);
    if (id !== undefined) held.set(id, (held.get(id) ?? 0) + (await bytesOf(process.pid)));
  }
  const [most] = [...held].toSorted(([, one], [, other]) => other - one);
  if (!most) return undefined;
  const [id, bytes] = most;
  const { items } = await sessions(server);
  const session = items.find(({ kernel }) => kernel.id === id);
  const name = session?.path || session?.name;
  return { id, bytes, ...(name && { name }) };
}

/** Memory of a process: its share of what it has in common with others, where the system tells, else all that it sees. */
async function bytesOf(pid: number): Promise<number> {
  const share = await line(`/proc/${pid}/smaps_rollup`, 'Pss');
  return (share ?? (await line(`/proc/${pid}/status`, 'VmRSS')) ?? 0) * 1024;
}

async function line(file: string, name: string): Promise<number | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes(errorCode(error) ?? '')) return '';
    throw error;
  });
  const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes);
}
