import { defineCommand } from 'citty';
import type { RemoveEnvironment } from '../../../protocol/environment-action';
import { Job } from '../../../protocol/job';
import { CommandError, type Host, UsageError } from '../../host';
import { askOptions, withAgent } from '../ask';
import { followJob } from '../follow-job';
import type { Surroundings } from '../surroundings';
import { plainText } from '../../../protocol/plain-text';
import { environmentNamed } from './environment-named';

const args = {
  name: { type: 'positional', required: true, description: 'name or folder', valueHint: 'NAME' },
  'in-use': { type: 'boolean', description: 'even if it is, or may be, in use' },
  yes: { type: 'boolean', description: 'do not ask for confirmation' },
  ...askOptions,
} as const;

/** `studiolo env remove NAME`: its folder with all that is in it, and its kernel. */
export const remove = (host: Host, surroundings: Surroundings) =>
  defineCommand({
    meta: { name: 'remove', description: 'Remove an environment and its kernel' },
    args,
    run: ({ args: given }) => {
      if (!given.yes && !host.confirm) throw new UsageError('not interactive: pass --yes to confirm');
      return withAgent(host, surroundings, given, async (agent) => {
        const { name, outside, prefix } = await environmentNamed(agent, given.name);
        const typed = given.name === prefix;
        if (outside && !typed)
          throw new CommandError(
            plainText(`${name} is outside conda’s folders; to remove it, give its folder: ${prefix}`),
          );
        const question = `Remove ${plainText(`${name} (${prefix})`)} and everything in it?`;
        if (!given.yes && !(await host.confirm?.(question))) throw new CommandError('nothing was removed');
        const asked: RemoveEnvironment = {
          prefix,
          ...(given['in-use'] && { confirmed: 'in-use' }),
          ...(typed && { typed: prefix }),
        };
        return followJob(host, agent, await agent.post('api/environments/remove', asked, Job), given.json);
      });
    },
  });
