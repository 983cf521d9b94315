import { defineCommand } from 'citty';
import { Snapshot } from '../../protocol/snapshot';
import type { Host } from '../host';
import { askOptions, clockOf, sheetOf, withAgent } from './ask';
import { tellUnwatched } from './looks';
import type { Surroundings } from './surroundings';
import { whyText } from './text/why-text';
import { printedJson } from './text/printed-json';

/** `studiolo why`: why this app stops or does not. With `--json`, those two sections of the `Snapshot`. */
export const why = (host: Host, surroundings: Surroundings) =>
  defineCommand({
    meta: {
      name: 'why',
      description: 'Show why this app stops or does not: last activity and limits',
    },
    args: askOptions,
    run: ({ args }) => {
      return withAgent(host, surroundings, args, async (agent) => {
        const { idle, keepAwake, thisApp } = await agent.get('api/snapshot', Snapshot);
        if (args.json) host.print(printedJson({ idle, keepAwake }));
        else host.print(whyText({ idle, keepAwake, thisApp }, clockOf(host), sheetOf(host)).join('\n'));
        await tellUnwatched(host, surroundings, thisApp);
      });
    },
  });
