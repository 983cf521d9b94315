import { defineCommand } from 'citty';
import { Environment } from '../../../protocol/environment';
import type { Host } from '../../host';
import { askOptions, withAgent } from '../ask';
import type { Surroundings } from '../surroundings';
import { plainText } from '../../../protocol/plain-text';
import { environmentNamed } from './environment-named';
import { printedJson } from '../text/printed-json';

const args = {
  name: { type: 'positional', required: true, description: 'name or folder', valueHint: 'NAME' },
  ...askOptions,
} as const;

/** `studiolo env register NAME`: makes a kernel of it, which notebooks can be run with at once. */
export const register = (host: Host, surroundings: Surroundings) =>
  defineCommand({
    meta: { name: 'register', description: 'Register an environment as a kernel' },
    args,
    run: ({ args: given }) => {
      return withAgent(host, surroundings, given, async (agent) => {
        const { prefix } = await environmentNamed(agent, given.name);
        const made = await agent.post('api/environments/register', { prefix }, Environment);
        if (given.json) return host.print(printedJson(made));
        host.print(plainText(`${made.name} is the kernel ${made.kernels?.[0]?.displayName ?? ''}.`));
      });
    },
  });
