import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Cpu, Memory } from '../../protocol/resources';
import { cgroupPath, coresOf, figureOf, limitOf, withAncestors, type Controller } from '../../studio/cgroup';
import { errorCode } from '../error-code';

/** Where the system tells of control groups and of the machine. */
export interface CgroupFiles {
  groups: string;
  self: string;
  machineMemory: string;
}
export const cgroupFiles: CgroupFiles = {
  groups: '/sys/fs/cgroup',
  self: '/proc/self/cgroup',
  machineMemory: '/proc/meminfo',
};

/** Milliseconds between two samples of the CPU, at least; and how old the first may be. */
const shortest = 250;
const longest = 120_000;

/**
 * What this app's container may use, and uses: the group of control groups that sets the limit tells both. Where none does,
 * the machine is the limit: an instance is its app's alone.
 */
export class CgroupReader {
  constructor(
    private readonly files: CgroupFiles,
    private readonly uptime: () => number,
  ) {}

  async memory(): Promise<Memory> {
    const machine = await this.machine();
    const groups = await this.groups('memory', async (read, version) => {
      const [limit, used, cached] =
        version === 2
          ? (['memory.max', 'memory.current', 'inactive_file'] as const)
          : (['memory.limit_in_bytes', 'memory.usage_in_bytes', 'total_inactive_file'] as const);
      const limitBytes = limitOf(await read(limit));
      if (limitBytes === undefined || limitBytes >= machine.limitBytes) return undefined;
      // What was read from files and is not used any more is given back before anything is killed.
      const cache = figureOf(await read('memory.stat'), cached) ?? 0;
      return { limitBytes, usedBytes: Math.max(0, Number(await read(used)) - cache) };
    });
    const [tightest] = groups.toSorted((one, other) => one.limitBytes - other.limitBytes);
    return tightest ? { ...tightest, limitOf: 'container' } : machine;
  }

  async cpu(): Promise<Cpu> {
    const now = this.uptime();
    const age = this.last === undefined ? Infinity : (now - this.last.at) * 1_000;
    if (age > longest || age < shortest) {
      this.last = await this.sample();
      await wait(shortest);
    }
    const [before, after] = [this.last, await this.sample()];
    this.last = after;
    const seconds = before === undefined ? 0 : after.at - before.at;
    const used = before === undefined ? 0 : after.cpuSeconds - before.cpuSeconds;
    return { cores: after.cores, usedCores: seconds > 0 ? Math.max(0, Math.min(used / seconds, after.cores)) : 0 };
  }

  private async sample(): Promise<{ at: number; cores: number; cpuSeconds: number }> {
    const machineCores = os.availableParallelism();
    const groups = await this.groups('cpu', async (read, version) => {
      const [quota, period] =
        version === 2
          ? ((await read('cpu.max')) ?? '').trim().split(' ')
          : [await read('cpu.cfs_quota_us'), await read('cpu.cfs_period_us')];
      const cores = coresOf(quota, period);
      if (cores === undefined) return undefined;
      const microseconds = version === 2 ? figureOf(await read('cpu.stat'), 'usage_usec') : undefined;
      return { cores: Math.min(cores, machineCores), cpuSeconds: (microseconds ?? NaN) / 1e6 };
    });
    const [tightest] = groups.toSorted((one, other) => one.cores - other.cores);
    const cores = tightest?.cores ?? machineCores;
    // Version 1 counts in a hierarchy of its own.
    const counted = tightest && Number.isNaN(tightest.cpuSeconds) ? await this.accounted() : tightest?.cpuSeconds;
    return { at: this.uptime(), cores, cpuSeconds: counted ?? machineCpuSeconds() };
  }

  private async accounted(): Promise<number | undefined> {
    const [nearest] = await this.groups('cpuacct', async (read) => limitOf(await read('cpuacct.usage')));
    return nearest === undefined ? undefined : nearest / 1e9;
  }

  /** What `look` finds in the group of this process and in those above it, the nearest first. */
  private async groups<T>(
    controller: Controller,
    look: (read: (name: string) => Promise<string | undefined>, version: 1 | 2) => Promise<T | undefined>,
  ): Promise<T[]> {
    const at = cgroupPath((await text(this.files.self)) ?? '', controller);
    if (!at) return [];
    const found: T[] = [];
    for (const group of withAncestors(at.group)) {
      const folder = path.join(this.files.groups, at.mount, group);
      const one = await look((name) => text(path.join(folder, name)), at.version);
      if (one !== undefined) found.push(one);
    }
    return found;
  }

  private async machine(): Promise<Memory> {
    const memory = (await text(this.files.machineMemory)) ?? '';
    const bytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(memory)?.[1] ?? NaN) * 1024;
    const [total, available] = [bytes('MemTotal'), bytes('MemAvailable')];
    const limitBytes = Number.isNaN(total) ? os.totalmem() : total;
    const free = Number.isNaN(available) ? os.freemem() : available;
    return { limitBytes, usedBytes: Math.max(0, limitBytes - free), limitOf: 'machine' };
  }

  private last: { at: number; cores: number; cpuSeconds: number } | undefined;
}

/** Seconds of cores that the machine has used since it started. */
const machineCpuSeconds = () =>
  os.cpus().reduce((sum, { times: { irq, nice, sys, user } }) => sum + (irq + nice + sys + user) / 1_000, 0);

/** Nothing where the file is not there: groups above a container's are not seen in it. */
async function text(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR', 'EACCES', 'EOPNOTSUPP', 'ENODEV'].includes(errorCode(error) ?? '')) return undefined;
    throw error;
  });
}
