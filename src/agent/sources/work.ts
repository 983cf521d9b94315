import * as z from 'zod';
import type { Notice } from '../../protocol/notice';
import type { SeenWork } from '../../studio/keep-awake/advance';
import { workingUtilization } from '../../studio/keep-awake/gpu';
import { keyOf, lineage, workingProcesses, type Process, type ProcessSample } from '../../studio/keep-awake/process';
import { commandName, kernelIdOf, startedByHand } from '../../studio/keep-awake/started-by-hand';
import type { Place, World } from '../configuration';
import type { LabServer } from '../lab-server';
import { noticeOf } from '../notices';
import { Sessions, Terminals } from './activity';
import { GpuReader } from './gpus';
import { argvOf, environmentOf, readProcesses } from './processes';

const Kernels = z.array(z.object({ id: z.string(), name: z.string(), execution_state: z.string().nullish() }));

/**
 * Finds the work that goes on in this app: kernels that are busy, kernels, terminals and jobs whose processes take CPU,
 * GPUs that compute. What each is named by is asked only where there is work.
 */
export class WorkReader {
  constructor(
    private readonly server: LabServer,
    private readonly place: Pick<Place, 'home' | 'pids' | 'variables'>,
    private readonly world: Pick<World, 'uptime' | 'ending'>,
  ) {
    this.gpus = new GpuReader(place, world);
  }

  /** What works now; CPU is counted from one call to the next. A source that fails is a notice, and others go on. */
  async read(): Promise<{ seen: SeenWork[]; notices: Notice[] }> {
    const asked = await Promise.allSettled([this.kernels(), this.processes(), this.graphics()]);
    const found = asked.flatMap((source) => (source.status === 'fulfilled' ? source.value : []));
    const notices = asked.flatMap((source) => (source.status === 'rejected' ? [noticeOf(source.reason)] : []));
    // A busy kernel that takes CPU is found twice.
    const seen = found.filter(({ key }, index) => found.findIndex((other) => other.key === key) === index);
    return { seen, notices };
  }

  /**
   * A kernel is busy from the start of a cell to its end, whether it computes, sleeps, or waits for a remote job or for
   * an answer to `input()`: those cannot be told apart from outside, and the longest time that work may hold the app bounds them.
   */
  private async kernels(): Promise<SeenWork[]> {
    const kernels = (await this.server.get('api/kernels', Kernels)) ?? [];
    const busy = kernels.filter(({ execution_state }) => execution_state === 'busy');
    return Promise.all(busy.map(({ id, name }) => this.kernel(id, name)));
  }

  private async processes(): Promise<SeenWork[]> {
    const before = this.last;
    const sample = await readProcesses(this.world.uptime());
    this.last = sample;
    if (!before) return [];
    const byPid = new Map(sample.processes.map((process) => [process.pid, process]));
    const found: SeenWork[] = [];
    for (const process of workingProcesses(before, sample)) {
      const work = await this.workOf(process, byPid, sample);
      if (work && !found.some(({ key }) => key === work.key)) found.push(work);
    }
    return found;
  }

  /** Nothing where the process is the server itself, a helper of the server's, ours, or was not started by hand. */
  private async workOf(
    process: Process,
    byPid: Map<number, Process>,
    sample: ProcessSample,
  ): Promise<SeenWork | undefined> {
    const { agent, server } = this.place.pids;
    const line = lineage(process, byPid, server);
    if (process.pid === server || line.some(({ pid }) => pid === agent)) return undefined;
    const root = line[line.length - 1];
    if (server !== undefined && root?.parent === server) {
      const kernelId = kernelIdOf(await argvOf(root.pid));
      if (kernelId !== undefined) return this.kernel(kernelId, 'kernel');
      return isShell(root) ? this.terminal(root, process, sample) : undefined;
    }
    return this.job(process, line);
  }

  private async kernel(id: string, spec: string): Promise<SeenWork> {
    const sessions = (await this.server.get('api/sessions', Sessions)) ?? [];
    const session = sessions.find(({ kernel }) => kernel.id === id);
    return {
      key: `kernel:${id}`,
      kind: 'kernel',
      name: session?.path || session?.name || `${spec} without a notebook`,
    };
  }

  /**
   * The server tells no process of its terminals, but lists them in the order in which they were opened. Where the two
   * do not match, the terminal goes by what works in it.
   */
  private async terminal(shell: Process, process: Process, { processes }: ProcessSample): Promise<SeenWork> {
    const terminals = (await this.server.get('api/terminals', Terminals)) ?? [];
    const shells = processes
      .filter((other) => other.parent === shell.parent && isShell(other))
      .sort((one, other) => one.startedAt - other.startedAt || one.pid - other.pid);
    const name = terminals.length === shells.length ? terminals[shells.indexOf(shell)]?.name : undefined;
    return {
      key: `terminal:${keyOf(shell)}`,
      kind: 'terminal',
      name: name ?? commandName(await argvOf(process.pid)),
    };
  }

  /** One that has left its kernel or terminal: the job is all that comes from the topmost process that was started by hand. */
  private async job(process: Process, line: Process[]): Promise<SeenWork | undefined> {
    let top: Process | undefined;
    for (const above of line) {
      if (!startedByHand(await environmentOf(above.pid), this.place.home)) break;
      top = above;
    }
    return top && { key: `process:${keyOf(top)}`, kind: 'process', name: commandName(await argvOf(process.pid)) };
  }

  private async graphics(): Promise<SeenWork[]> {
    const working = (await this.gpus.read()).filter(({ utilization = 0 }) => utilization >= workingUtilization);
    return working.map(({ index, name }) => ({ key: `gpu:${index}`, kind: 'gpu', name: `GPU ${index} (${name})` }));
  }

  private readonly gpus: GpuReader;
  private last: ProcessSample | undefined;
}

/** A terminal's shell leads a session of its own on a terminal; kernels have a session and no terminal. */
const isShell = ({ pid, session, hasTerminal }: Process) => pid === session && hasTerminal;
