import { defineCommand } from 'citty';
import { MonthCost } from '../../protocol/month-cost';
import { section } from '../../protocol/notice';
import { Resources } from '../../protocol/resources';
import { Snapshot } from '../../protocol/snapshot';
import type { Host } from '../host';
import { askOptions, clockOf, sheetOf, withAgent } from './ask';
import { tellUnwatched } from './looks';
import type { Surroundings } from './surroundings';
import { monthText } from './text/month-text';
import { statusText } from './text/status-text';
import { printedJson } from './text/printed-json';

/** `studiolo status`: what the panel shows, or what the month cost. With `--json`, the `Snapshot` or `Section<MonthCost>`. */
export const status = (host: Host, surroundings: Surroundings) =>
  defineCommand({
    meta: { name: 'status', description: 'Show this app, when it stops, your apps, environments and repositories' },
    args: { month: { type: 'boolean', description: 'show this month’s costs by app instead' }, ...askOptions },
    run: ({ args }) => {
      return withAgent(host, surroundings, args, async (agent) => {
        if (args.month) {
          const month = await agent.get('api/cost/month', section(MonthCost));
          host.print(args.json ? printedJson(month) : monthText(month, sheetOf(host)).join('\n'));
          return;
        }
        const snapshot = await agent.get('api/snapshot', Snapshot);
        if (args.json) host.print(printedJson(snapshot));
        else {
          const resources = await agent.get('api/resources', Resources);
          host.print(statusText(snapshot, clockOf(host), sheetOf(host), resources).join('\n'));
        }
        await tellUnwatched(host, surroundings, snapshot.thisApp);
      });
    },
  });
