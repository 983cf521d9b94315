import { defineCommand } from 'citty';
import { Snapshot } from '../../protocol/snapshot';
import type { Host } from '../host';
import { askOptions, clockOf, sheetOf, withAgent } from './ask';
import type { AppPlace } from './place';
import { statusText } from './text/status-text';
import { printedJson } from './text/printed-json';

/** `studiolo status`: what the panel shows. With `--json`, the `Snapshot`. */
export const status = (host: Host, place: AppPlace) =>
  defineCommand({
    meta: { name: 'status', description: 'Show this app, when it stops, your apps, environments and repositories' },
    args: askOptions,
    run: ({ args }) => {
      return withAgent(host, place, args, async (agent) => {
        const snapshot = await agent.get('api/snapshot', Snapshot);
        if (args.json) host.print(printedJson(snapshot));
        else host.print(statusText(snapshot, clockOf(host), sheetOf(host)).join('\n'));
      });
    },
  });
