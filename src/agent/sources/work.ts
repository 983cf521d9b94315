import type { Notice } from '../../protocol/notice';
import type { SeenWork } from '../../studio/keep-awake/advance';
import { workingUtilization } from '../../studio/keep-awake/gpu';
import {
  keyOf,
  lineage,
  workingProcesses,
  type Process,
  type ProcessSample,
  type UsedBefore,
} from '../../studio/keep-awake/process';
import { commandName, kernelIdOf, startedByHand } from '../../studio/keep-awake/started-by-hand';
import type { Whereabouts, Runtime } from '../configuration';
import type { LabList } from '../lab-list';
import type { LabServer } from '../lab-server';
import { noticeOf } from '../notices';
import { GpuReader } from './gpus';
import { sessions, terminals, workingKernels } from './lab-lists';
import { argvOf, environmentOf, readProcesses } from './processes';

/**
 * Finds the work that goes on in this app: kernels that are busy, kernels, terminals and jobs whose processes take CPU,
 * GPUs that compute. What each is named by is asked only where there is work.
 */
export class WorkReader {
  constructor(
    private readonly server: LabServer,
    private readonly whereabouts: Pick<Whereabouts, 'home' | 'pids' | 'variables'>,
    private readonly runtime: Pick<Runtime, 'uptime' | 'ending'>,
    /** What processes had used at the look before, if there was one. */
    before?: UsedBefore,
  ) {
    this.last = before;
    this.gpus = new GpuReader(whereabouts, runtime);
  }

  /** What works now; CPU is counted from one call to the next. A source that fails is a notice, and others go on. */
  async read(): Promise<{ seen: SeenWork[]; notices: Notice[] }> {
    const notices: Notice[] = [];
    const names = new Names(this.server);
    const asked = await Promise.allSettled([this.kernels(names, notices), this.processes(names), this.graphics()]);
    const found = asked.flatMap((source) => (source.status === 'fulfilled' ? source.value : []));
    notices.push(...asked.flatMap((source) => (source.status === 'rejected' ? [noticeOf(source.reason)] : [])));
    notices.push(...names.notices.filter(({ message }) => !notices.some((told) => told.message === message)));
    // A busy kernel that takes CPU is found twice.
    const seen = found.filter(({ key }, index) => found.findIndex((other) => other.key === key) === index);
    return { seen, notices };
  }

  /** What processes had used at the latest look. */
  get used(): UsedBefore | undefined {
    return this.last;
  }

  /**
   * A kernel is busy from the start of a cell to its end, whether it computes, sleeps, or waits for a remote job or for
   * an answer to `input()`: those cannot be told apart from outside, and the longest time that work may hold the app bounds them.
   */
  private async kernels(names: Names, told: Notice[]): Promise<SeenWork[]> {
    const { items, notices } = await workingKernels(this.server);
    told.push(...notices);
    const busy = items.filter(({ execution_state }) => execution_state === 'busy');
    return Promise.all(busy.map(({ id, name }) => names.kernel(id, name || 'kernel')));
  }

  private async processes(names: Names): Promise<SeenWork[]> {
    const before = this.last;
    const sample = await readProcesses(this.runtime.uptime());
    this.last = sample;
    if (!before) return [];
    const byPid = new Map(sample.processes.map((process) => [process.pid, process]));
    const found: SeenWork[] = [];
    for (const process of workingProcesses(before, sample)) {
      const work = await this.workOf(process, byPid, sample, names);
      if (work && !found.some(({ key }) => key === work.key)) found.push(work);
    }
    return found;
  }

  /** Nothing where the process is the server itself, ours, or was not started by hand. */
  private async workOf(
    process: Process,
    byPid: Map<number, Process>,
    sample: ProcessSample,
    names: Names,
  ): Promise<SeenWork | undefined> {
    const { agent, server } = this.whereabouts.pids;
    const line = lineage(process, byPid, server);
    if (process.pid === server || line.some(({ pid }) => pid === agent)) return undefined;
    const root = line[line.length - 1];
    if (server !== undefined && root?.parent === server) {
      const kernelId = kernelIdOf(await argvOf(root.pid));
      if (kernelId !== undefined) return names.kernel(kernelId, 'kernel');
      if (isShell(root)) return names.terminal(root, process, sample);
      // A helper of the server's, or a job: where the server is process 1, as in some images, jobs come to be its children.
    }
    return this.job(process, line);
  }

  /** One that has left its kernel or terminal: the job is all that comes from the topmost process that was started by hand. */
  private async job(process: Process, line: Process[]): Promise<SeenWork | undefined> {
    let top: Process | undefined;
    for (const above of line) {
      if (!startedByHand(await environmentOf(above.pid), this.whereabouts.home)) break;
      top = above;
    }
    return top && { key: `process:${keyOf(top)}`, kind: 'process', name: commandName(await argvOf(process.pid)) };
  }

  private async graphics(): Promise<SeenWork[]> {
    const working = (await this.gpus.read()).filter(({ utilization = 0 }) => utilization >= workingUtilization);
    return working.map(({ index, name }) => ({ key: `gpu:${index}`, kind: 'gpu', name: `GPU ${index} (${name})` }));
  }

  private readonly gpus: GpuReader;
  private last: UsedBefore | undefined;
}

/**
 * How work is named in one look: by the sessions and terminals of the server, which are asked for once, and only where there
 * is work. Work is work, though its name be not known.
 */
class Names {
  readonly notices: Notice[] = [];

  constructor(private readonly server: LabServer) {}

  async kernel(id: string, spec: string): Promise<SeenWork> {
    const { items, read } = await (this.sessions ??= this.noted(sessions(this.server)));
    const session = items.find(({ kernel }) => kernel.id === id);
    const unnamed = read === 'whole' ? `${spec} without a notebook` : `${spec} (its notebook is not known)`;
    return { key: `kernel:${id}`, kind: 'kernel', name: session?.path || session?.name || unnamed };
  }

  /**
   * The server tells no process of its terminals, but lists them in the order in which they were opened. Where the two
   * do not match, the terminal goes by what works in it.
   */
  async terminal(shell: Process, process: Process, { processes }: ProcessSample): Promise<SeenWork> {
    const { items } = await (this.terminals ??= this.noted(terminals(this.server)));
    const shells = processes
      .filter((other) => other.parent === shell.parent && isShell(other))
      .sort((one, other) => one.startedAt - other.startedAt || one.pid - other.pid);
    const name = items.length === shells.length ? items[shells.indexOf(shell)]?.name : undefined;
    return {
      key: `terminal:${keyOf(shell)}`,
      kind: 'terminal',
      name: name ?? commandName(await argvOf(process.pid)),
    };
  }

  private async noted<T>(list: Promise<LabList<T>>): Promise<LabList<T>> {
    const read = await list;
    this.notices.push(...read.notices);
    return read;
  }

  private sessions: ReturnType<typeof sessions> | undefined;
  private terminals: ReturnType<typeof terminals> | undefined;
}

/** A terminal's shell leads a session of its own on a terminal; kernels have a session and no terminal. */
const isShell = ({ pid, session, hasTerminal }: Process) => pid === session && hasTerminal;
