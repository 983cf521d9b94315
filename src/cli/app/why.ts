import { defineCommand } from 'citty';
import { Snapshot } from '../../protocol/snapshot';
import type { Host } from '../host';
import { askOptions, clockOf, sheetOf, withAgent } from './ask';
import type { AppPlace } from './place';
import { whyText } from './text/why-text';
import { printedJson } from './text/printed-json';

/** `studiolo why`: why this app stops or does not. With `--json`, those two sections of the `Snapshot`. */
export const why = (host: Host, place: AppPlace) =>
  defineCommand({
    meta: {
      name: 'why',
      description: 'Tell why this app will stop, or will not: what moved last, and who set the limit',
    },
    args: askOptions,
    run: ({ args }) => {
      return withAgent(host, place, args, async (agent) => {
        const { idle, keepAwake, thisApp } = await agent.get('api/snapshot', Snapshot);
        if (args.json) host.print(printedJson({ idle, keepAwake }));
        else host.print(whyText({ idle, keepAwake, thisApp }, clockOf(host), sheetOf(host)).join('\n'));
      });
    },
  });
