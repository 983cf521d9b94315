import { defineCommand } from 'citty';
import type { RemoveEnvironment } from '../../../protocol/environment-action';
import { Job } from '../../../protocol/job';
import { CommandError, type Host, UsageError } from '../../host';
import { askOptions, withAgent } from '../ask';
import { followJob } from '../follow-job';
import type { AppPlace } from '../place';
import { plainText } from '../../../protocol/plain-text';
import { environmentNamed } from './environment-named';

const args = {
  name: { type: 'positional', required: true, description: 'its name or its folder', valueHint: 'NAME' },
  'in-use': { type: 'boolean', description: 'even while something that runs uses it, or that is not known' },
  yes: { type: 'boolean', description: 'do not ask' },
  ...askOptions,
} as const;

/** `studiolo env remove NAME`: its folder with all that is in it, and its kernel. */
export const remove = (host: Host, place: AppPlace) =>
  defineCommand({
    meta: { name: 'remove', description: 'Remove an environment with all that is in it, and its kernel' },
    args,
    run: ({ args: given }) => {
      if (!given.yes && !host.confirm) throw new UsageError('nobody can be asked here; agree beforehand with --yes');
      return withAgent(host, place, given, async (agent) => {
        const { name, outside, prefix } = await environmentNamed(agent, given.name);
        const typed = given.name === prefix;
        if (outside && !typed)
          throw new CommandError(
            plainText(
              `${name} is in none of the folders that conda keeps environments in; to remove it, give its folder: ${prefix}`,
            ),
          );
        const question = `Remove ${plainText(`${name} (${prefix})`)} with all that is in it?`;
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
