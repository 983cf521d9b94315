import { mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cgroupPath, figureOf } from '../../src/studio/cgroup';

const groups = '/sys/fs/cgroup';

/** What version 1 and 2 of control groups call what we need of them. */
const names = {
  1: { limit: 'memory.limit_in_bytes', used: 'memory.usage_in_bytes', cached: 'total_inactive_file' },
  2: { limit: 'memory.max', used: 'memory.current', cached: 'inactive_file' },
} as const;

/** A real control group, as a container has one: its processes share a limit of memory. Only root can make it. */
export class MemoryGroup {
  readonly #folder: string;
  readonly #names: (typeof names)[1 | 2];
  readonly #above: string;

  constructor() {
    const at = cgroupPath(readFileSync('/proc/self/cgroup', 'utf8'), 'memory');
    if (!at) throw new Error('this machine has no control groups for memory');
    this.#names = names[at.version];
    this.#above = path.join(groups, at.mount, at.version === 1 ? at.group : '');
    if (at.version === 2) letLimitMemory(this.#above);
    this.#folder = path.join(this.#above, `studiolo-test-${process.pid}`);
    mkdirSync(this.#folder);
  }

  /** Takes in a process with all that it has started. What they start later is in it, too. */
  takeIn(pid: number): void {
    this.#move(pid, this.#folder);
    for (const child of childrenOf(pid)) this.takeIn(child);
  }

  /** Sets the limit so that this share of it is in use now. */
  limitTo(share: number): void {
    writeFileSync(this.#file(this.#names.limit), String(Math.ceil(this.usedBytes / share)));
  }

  /** Without what the system gives back by itself. */
  get usedBytes(): number {
    const cached = figureOf(readFileSync(this.#file('memory.stat'), 'utf8'), this.#names.cached) ?? 0;
    return Number(readFileSync(this.#file(this.#names.used), 'utf8')) - cached;
  }

  /** Once its processes have ended. */
  remove(): void {
    for (const pid of pidsIn(this.#folder)) this.#move(pid, this.#above);
    rmdirSync(this.#folder);
  }

  #file(name: string): string {
    return path.join(this.#folder, name);
  }

  #move(pid: number, folder: string): void {
    writeFileSync(path.join(folder, 'cgroup.procs'), String(pid));
  }
}

const pidsIn = (folder: string) =>
  readFileSync(path.join(folder, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean).map(Number);

const childrenOf = (pid: number) =>
  readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );

/** Version 2 limits nothing below a group that has processes of its own, but for the machine's: they move aside first. */
function letLimitMemory(folder: string): void {
  const control = path.join(folder, 'cgroup.subtree_control');
  if (readFileSync(control, 'utf8').split(/\s+/).includes('memory')) return;
  const aside = path.join(folder, 'studiolo-others');
  mkdirSync(aside, { recursive: true });
  for (const pid of pidsIn(folder)) writeFileSync(path.join(aside, 'cgroup.procs'), String(pid));
  writeFileSync(control, '+memory');
}
