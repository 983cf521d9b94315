import { defineCommand } from 'citty';
import type { RunningAgent } from '../../protocol/running-agent';
import { CommandError, type Host } from '../host';
import { clockOf, sheetOf } from './ask';
import { endLooks, looksTaken, takeLooks, type Looks } from './looks';
import type { AppPlace } from './place';
import { runningAgents } from './running-agents';
import { ago } from './text/moment';
import { table } from './text/table';
import { printedJson } from './text/printed-json';

const args = { json: { type: 'boolean', description: 'print as JSON' } } as const;

/**
 * `studiolo agent …`: the process that answers all other commands. In JupyterLab the server starts it when it is asked, and else
 * takes looks for work; where there is no JupyterLab, each command starts its own, and `start` begins the looks.
 */
export const agent = (host: Host, place: AppPlace) =>
  defineCommand({
    meta: { name: 'agent', description: 'What runs of studiolo here: list it; begin or end the looks for work' },
    subCommands: { list: list(host, place), start: start(host, place), stop: stop(host, place) },
  });

const list = (host: Host, place: AppPlace) =>
  defineCommand({
    meta: { name: 'list', description: 'List what answers, and what looks for work' },
    args,
    async run({ args: given }) {
      const looks = await looksTaken(place);
      show(host, [...(await runningAgents(place)), ...(looks ? [looks] : [])], given.json);
    },
  });

const start = (host: Host, place: AppPlace) =>
  defineCommand({
    meta: { name: 'start', description: 'Look for work each minute where no JupyterLab does, until the app stops' },
    args,
    async run({ args: given }) {
      const served = (await runningAgents(place)).filter(({ serverUrl }) => serverUrl !== undefined);
      show(host, served.length > 0 ? served : [await takeLooks(place)], given.json);
    },
  });

const stop = (host: Host, place: AppPlace) =>
  defineCommand({
    meta: { name: 'stop', description: 'End the looks that were begun with `studiolo agent start`' },
    args: {},
    async run() {
      const looks = await looksTaken(place);
      if (!looks) throw new CommandError('no looks for work were begun here');
      await endLooks(place, looks);
      host.tell(`ended ${looks.pid}`);
    },
  });

function show(host: Host, running: (RunningAgent | Looks)[], json: boolean | undefined): void {
  if (json) return host.print(printedJson(running));
  if (running.length === 0)
    return host.print('Nothing looks for work here: JupyterLab does, and so does `studiolo agent start`.');
  const rows = running.map((one) => [
    String(one.pid),
    'looks' in one ? '' : one.version,
    ago(one.startedAt, clockOf(host)),
    'looks' in one ? 'none: looks for work each minute' : (one.serverUrl ?? 'none: ends with its command'),
  ]);
  const columns = [
    { head: 'Process' },
    { head: 'Version' },
    { head: 'Started' },
    { head: 'Server', cut: 'end' as const },
  ];
  host.print(table(columns, rows, sheetOf(host)).join('\n'));
}
