import { defineCommand } from 'citty';
import { bashCompletion } from './bash';
import { fishCompletion } from './fish';
import { regions } from './regions';
import { type ByHint, wordsOf } from './tree';
import { zshCompletion } from './zsh';
import { type Host, UsageError } from '../host';
import type { Command } from '../command';

const scripts = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

const args = {
  shell: { type: 'positional', required: true, description: Object.keys(scripts).join(', '), valueHint: 'SHELL' },
} as const;

/** What the administrators' program knows besides: the values that it has names for, and the domains that there are. */
interface Known {
  byHint: ByHint;
  domains(): Promise<string[]>;
}

/** `studiolo completion SHELL`: a script with which that shell completes every command of this program with Tab. */
export const completion = (host: Host, root: () => Command, known?: Known) =>
  defineCommand({
    meta: { name: 'completion', description: 'Print a script for Tab: source <(studiolo completion bash)' },
    args,
    async run({ args: given }) {
      // What the scripts themselves ask where a domain is to follow.
      if (given.shell === 'domains' && known) {
        for (const id of await known.domains()) host.print(id);
        return;
      }
      const script = Object.entries(scripts).find(([name]) => name === given.shell)?.[1];
      if (!script) {
        throw new UsageError(
          `there is no script for ${JSON.stringify(given.shell)}; there is one for ${args.shell.description}`,
        );
      }
      host.print(script(wordsOf(root(), { REGION: regions, SHELL: Object.keys(scripts), ...known?.byHint })).trimEnd());
    },
  });
