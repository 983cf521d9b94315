import { defineCommand } from 'citty';
import type { Host } from '../../host';
import { askOptions, sheetOf, withAgent } from '../ask';
import type { Surroundings } from '../surroundings';
import { sectionLines } from '../text/notices';
import { environmentTable } from '../text/status-text';
import { Environments } from './environment-named';
import { printedJson } from '../text/printed-json';

/** `studiolo env list`. With `--json`, the section of the `Snapshot`. */
export const list = (host: Host, surroundings: Surroundings) =>
  defineCommand({
    meta: { name: 'list', description: 'List the conda environments of this app' },
    args: askOptions,
    run: ({ args }) => {
      return withAgent(host, surroundings, args, async (agent) => {
        const found = await agent.get('api/environments', Environments);
        if (args.json) return host.print(printedJson(found));
        const sheet = sheetOf(host);
        host.print(sectionLines(found, sheet, (value) => environmentTable(value, sheet)).join('\n'));
      });
    },
  });
