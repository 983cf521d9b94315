import { defineCommand } from 'citty';
import { ExportedEnvironment, ExportForm } from '../../../protocol/environment-action';
import type { Host } from '../../host';
import { askOptions, withAgent } from '../ask';
import type { AppPlace } from '../place';
import { environmentNamed } from './environment-named';
import { printedJson } from '../text/printed-json';

const args = {
  name: { type: 'positional', required: true, description: 'its name or its folder', valueHint: 'NAME' },
  form: {
    type: 'enum',
    options: ExportForm.options,
    default: 'versions',
    description: 'exact: with builds; versions: without; asked: what was asked for alone',
  },
  ...askOptions,
} as const;

/** `studiolo env export NAME > environment.yml` */
export const exportCommand = (host: Host, place: AppPlace) =>
  defineCommand({
    meta: { name: 'export', description: 'Print an environment.yml of an environment' },
    args,
    run: ({ args: given }) => {
      return withAgent(host, place, given, async (agent) => {
        const { prefix } = await environmentNamed(agent, given.name);
        const query = new URLSearchParams({ prefix, form: given.form });
        const exported = await agent.get(`api/environments/export?${query}`, ExportedEnvironment);
        host.print(given.json ? printedJson(exported) : exported.text.trimEnd());
      });
    },
  });
