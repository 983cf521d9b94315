import { defineCommand } from 'citty';
import type { RunningAgent } from '../../protocol/running-agent';
import { CommandError, type Host } from '../host';
import { clockOf, sheetOf } from './ask';
import { endLooks, looksTaken, takeLooks, type Looks } from './looks';
import type { Surroundings } from './surroundings';
import { runningAgents } from './running-agents';
import { ago } from './text/moment';
import { table } from './text/table';
import { printedJson } from './text/printed-json';

const args = { json: { type: 'boolean', description: 'print as JSON' } } as const;

/**
 * `studiolo agent …`: the process that answers all other commands. In JupyterLab the server starts it when it is asked, and else
 * takes looks for work; where there is no JupyterLab, each command starts its own, and `start` begins the looks.
 */
export const agent = (host: Host, surroundings: Surroundings) =>
  defineCommand({
    meta: { name: 'agent', description: 'List studiolo’s processes; start or stop checks for running work' },
    subCommands: { list: list(host, surroundings), start: start(host, surroundings), stop: stop(host, surroundings) },
  });

const list = (host: Host, surroundings: Surroundings) =>
  defineCommand({
    meta: { name: 'list', description: 'List agents and checks for running work' },
    args,
    async run({ args: given }) {
      const looks = await looksTaken(surroundings);
      show(host, [...(await runningAgents(surroundings)), ...(looks ? [looks] : [])], given.json);
    },
  });

const start = (host: Host, surroundings: Surroundings) =>
  defineCommand({
    meta: { name: 'start', description: 'Check for running work each minute where no JupyterLab does' },
    args,
    async run({ args: given }) {
      const served = (await runningAgents(surroundings)).filter(({ serverUrl }) => serverUrl !== undefined);
      show(host, served.length > 0 ? served : [await takeLooks(surroundings)], given.json);
    },
  });

const stop = (host: Host, surroundings: Surroundings) =>
  defineCommand({
    meta: { name: 'stop', description: 'Stop the checks started by `studiolo agent start`' },
    args: {},
    async run() {
      const looks = await looksTaken(surroundings);
      if (!looks) throw new CommandError('no checks for work were started here');
      await endLooks(surroundings, looks);
      host.tell(`ended ${looks.pid}`);
    },
  });

function show(host: Host, running: (RunningAgent | Looks)[], json: boolean | undefined): void {
  if (json) return host.print(printedJson(running));
  if (running.length === 0)
    return host.print('Nothing checks for work here: JupyterLab does, and so does `studiolo agent start`.');
  const rows = running.map((one) => [
    String(one.pid),
    'looks' in one ? '' : one.version,
    ago(one.startedAt, clockOf(host)),
    'looks' in one ? 'none: checks for work each minute' : (one.serverUrl ?? 'none: ends with its command'),
  ]);
  const columns = [
    { head: 'Process' },
    { head: 'Version' },
    { head: 'Started' },
    { head: 'Server', cut: 'end' as const },
  ];
  host.print(table(columns, rows, sheetOf(host)).join('\n'));
}
