import { defineCommand } from 'citty';
import { ExportedEnvironment, ExportForm } from '../../../protocol/environment-action';
import type { Host } from '../../host';
import { askOptions, withAgent } from '../ask';
import type { Surroundings } from '../surroundings';
import { environmentNamed } from './environment-named';
import { printedJson } from '../text/printed-json';

const args = {
  name: { type: 'positional', required: true, description: 'name or folder', valueHint: 'NAME' },
  form: {
    type: 'enum',
    options: ExportForm.options,
    default: 'versions',
    description: 'exact: with builds; versions: without builds; asked: only what you asked for',
  },
  ...askOptions,
} as const;

/** `studiolo env export NAME > environment.yml` */
export const exportCommand = (host: Host, surroundings: Surroundings) =>
  defineCommand({
    meta: { name: 'export', description: 'Print an environment as environment.yml' },
    args,
    run: ({ args: given }) => {
      return withAgent(host, surroundings, given, async (agent) => {
        const { prefix } = await environmentNamed(agent, given.name);
        const query = new URLSearchParams({ prefix, form: given.form });
        const exported = await agent.get(`api/environments/export?${query}`, ExportedEnvironment);
        host.print(given.json ? printedJson(exported) : exported.text.trimEnd());
      });
    },
  });
