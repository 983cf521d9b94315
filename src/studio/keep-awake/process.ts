/** One process, as `/proc` tells of it. */
export interface Process {
  pid: number;
  parent: number;
  /** The process that leads its session: itself, for a terminal's shell. */
  session: number;
  hasTerminal: boolean;
  /** Clock ticks since the machine started: with `pid`, which process it is. */
  startedAt: number;
  /** Seconds of a core used so far, with those of children that have ended and were waited for. */
  cpuSeconds: number;
}

/** All processes at one moment; `uptime` is the machine's, in seconds, which no change of its clock moves. */
export interface ProcessSample {
  uptime: number;
  processes: Process[];
}

/**
 * A process that takes less of a core than this, on average between two samples, does not work. Shells, `top` (1 %),
 * an idle kernel (below 1 %) and a waiting program stay below it; whatever computes is far above.
 */
export const workingShare = 0.05;

/**
 * The processes that worked between two samples, the busiest first. Each is judged by itself, so that many idle ones
 * do not add up to work; one that runs many short programs, such as `make`, is charged with them as they end.
 */
export function workingProcesses(before: UsedBefore, after: ProcessSample): Process[] {
  const enough = workingShare * (after.uptime - before.uptime);
  if (enough <= 0) return [];
  const used = new Map(before.processes.map((process) => [keyOf(process), process.cpuSeconds]));
  return after.processes
    .map((process) => ({ process, seconds: process.cpuSeconds - (used.get(keyOf(process)) ?? 0) }))
    .filter(({ seconds }) => seconds >= enough)
    .sort((one, other) => other.seconds - one.seconds)
    .map(({ process }) => process);
}

/** What the sample before must still tell. */
export interface UsedBefore {
  uptime: number;
  /** One that had used nothing may be left out. */
  processes: Pick<Process, 'pid' | 'startedAt' | 'cpuSeconds'>[];
}

/** Tells a process from a later one with the same number. */
export const keyOf = ({ pid, startedAt }: Pick<Process, 'pid' | 'startedAt'>) => `${pid}:${startedAt}`;

/** The process and those above it, itself first; ends below `stop` where that is among them. */
export function lineage(process: Process, byPid: Map<number, Process>, stop: number | undefined): Process[] {
  const line = [process];
  for (let above = byPid.get(process.parent); above && above.pid !== stop; above = byPid.get(above.parent)) {
    if (line.includes(above)) break;
    line.push(above);
  }
  return line;
}
