import { kill } from 'node:process';
import { defineCommand } from 'citty';
import type { RunningAgent } from '../../protocol/running-agent';
import { CommandError, type Host } from '../host';
import { startAgent } from './agent-process';
import { clockOf, sheetOf } from './ask';
import type { AppPlace } from './place';
import { runningAgents } from './running-agents';
import { ago } from './text/moment';
import { table } from './text/table';
import { printedJson } from './text/printed-json';

const args = { json: { type: 'boolean', description: 'print as JSON' } } as const;

/** `studiolo agent …`: the process that answers all other commands. JupyterLab starts its own. */
export const agent = (host: Host, place: AppPlace) =>
  defineCommand({
    meta: { name: 'agent', description: 'The process that answers: list it; start one where there is no JupyterLab' },
    subCommands: { list: list(host, place), start: start(host, place), stop: stop(host, place) },
  });

const list = (host: Host, place: AppPlace) =>
  defineCommand({
    meta: { name: 'list', description: 'List the agents that answer' },
    args,
    async run({ args: given }) {
      show(host, await runningAgents(place), given.json);
    },
  });

const start = (host: Host, place: AppPlace) =>
  defineCommand({
    meta: { name: 'start', description: 'Start one that lasts until the app stops, unless one answers already' },
    args,
    async run({ args: given }) {
      const lasting = (await runningAgents(place)).filter((one) => one.lasting || one.serverUrl);
      if (lasting.length === 0) lasting.push((await startAgent(place, 'on-its-own')).agent);
      show(host, lasting, given.json);
    },
  });

const stop = (host: Host, place: AppPlace) =>
  defineCommand({
    meta: { name: 'stop', description: 'End the one that was started with `studiolo agent start`' },
    args: {},
    async run() {
      const lasting = (await runningAgents(place)).filter((one) => one.lasting);
      if (lasting.length === 0) throw new CommandError('no agent was started here to last');
      for (const { pid } of lasting) kill(pid, 'SIGTERM');
      host.tell(`ended ${lasting.map(({ pid }) => pid).join(', ')}`);
    },
  });

function show(host: Host, agents: RunningAgent[], json: boolean | undefined): void {
  if (json) return host.print(printedJson(agents));
  if (agents.length === 0)
    return host.print('No agent answers: JupyterLab starts one, and so does `studiolo agent start`.');
  const rows = agents.map((one) => [
    String(one.pid),
    one.version,
    ago(one.startedAt, clockOf(host)),
    one.serverUrl ?? (one.lasting ? 'none: lasts until it is stopped' : 'none: ends with its command'),
  ]);
  const columns = [
    { head: 'Process' },
    { head: 'Version' },
    { head: 'Started' },
    { head: 'Server', cut: 'end' as const },
  ];
  host.print(table(columns, rows, sheetOf(host)).join('\n'));
}
