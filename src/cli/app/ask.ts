import type { RunningAgent } from '../../protocol/running-agent';
import { CommandError, type Host } from '../host';
import { numberOption } from '../options';
import { type AgentClient, agentClient } from './agent-client';
import { startAgent } from './agent-process';
import type { Surroundings } from './surroundings';
import { meant, runningAgents } from './running-agents';

/** Options of every command that asks an agent. */
export const askOptions = {
  json: { type: 'boolean', description: 'print as JSON' },
  agent: { type: 'string', description: 'which agent to ask, if several run', valueHint: 'PID' },
} as const;

/**
 * Does `work` with the agent that is meant. Where none answers, as in Code Editor, where no Jupyter server starts it, one is started
 * that ends with this command.
 */
export async function withAgent<T>(
  host: Host,
  surroundings: Surroundings,
  given: { agent?: string | undefined },
  work: (client: AgentClient, agent: RunningAgent) => Promise<T>,
): Promise<T> {
  const pid =
    given.agent === undefined
      ? undefined
      : numberOption('agent', given.agent, { least: 1, most: 2 ** 31, whole: true });
  const agents = await runningAgents(surroundings);
  const chosen = meant(agents, { ...surroundings, ...(pid !== undefined && { pid }) });
  if (chosen) {
    const others = agents.filter(({ pid: other }) => other !== chosen.pid);
    if (others.length > 0 && pid === undefined) host.tell(`studiolo: ${otherAgents(chosen, others)}`);
    return work(agentClient(chosen.socket), chosen);
  }
  if (pid !== undefined) {
    const known = agents.map((agent) => agent.pid).join(', ') || 'none';
    throw new CommandError(`no agent with process id ${pid}; running: ${known}`);
  }
  const { agent, release } = await startAgent(surroundings);
  try {
    return await work(agentClient(agent.socket), agent);
  } finally {
    release();
  }
}

function otherAgents(chosen: RunningAgent, others: RunningAgent[]): string {
  const named = ({ pid, rootDir, serverUrl }: RunningAgent) =>
    `${pid} (${serverUrl ? `server of ${rootDir}` : 'no server'})`;
  return `asked agent ${named(chosen)}; --agent asks another: ${others.map(named).join(', ')}`;
}

/** Where a command prints its tables, and by whose clock. */
export const sheetOf = ({ colour, columns }: Host) => ({ colour, ...(columns !== undefined && { columns }) });
export const clockOf = ({ now }: Host) => ({ now: now() });
