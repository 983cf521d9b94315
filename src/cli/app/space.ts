import { defineCommand } from 'citty';
import { Job } from '../../protocol/job';
import { plainText } from '../../protocol/plain-text';
import { Snapshot } from '../../protocol/snapshot';
import { CreateSpace, type DeleteSpace } from '../../protocol/space-action';
import { CommandError, type Host, UsageError } from '../host';
import { numberOption } from '../options';
import { askOptions, withAgent } from './ask';
import { checked } from './checked';
import { followJob } from './follow-job';
import type { Surroundings } from './surroundings';

/** `studiolo space …`: make a private space of one's own, and delete one. */
export const space = (host: Host, surroundings: Surroundings) =>
  defineCommand({
    meta: { name: 'space', description: 'Create and delete your private spaces' },
    subCommands: { create: create(host, surroundings), delete: remove(host, surroundings) },
  });

const create = (host: Host, surroundings: Surroundings) =>
  defineCommand({
    meta: { name: 'create', description: 'Create a private space; start its app from Studio or the panel' },
    args: {
      name: { type: 'positional', required: true, description: 'letters, digits and hyphens', valueHint: 'NAME' },
      'code-editor': { type: 'boolean', description: 'for Code Editor instead of JupyterLab' },
      volume: { type: 'string', description: 'size of its volume; else the domain’s default', valueHint: 'GB' },
      ...askOptions,
    },
    run: ({ args: given }) => {
      const limits = { least: 5, most: 16_384, whole: true };
      const asked = checked(CreateSpace, {
        spaceName: given.name,
        appType: given['code-editor'] ? 'CodeEditor' : 'JupyterLab',
        ...(given.volume !== undefined && { volumeGb: numberOption('volume', given.volume, limits) }),
      });
      return withAgent(host, surroundings, given, async (agent) =>
        followJob(host, agent, await agent.post('api/spaces/create', asked, Job), given.json),
      );
    },
  });

const remove = (host: Host, surroundings: Surroundings) =>
  defineCommand({
    meta: { name: 'delete', description: 'Delete a private space and its volume' },
    args: {
      name: { type: 'positional', required: true, description: 'exact name of the space', valueHint: 'NAME' },
      yes: { type: 'boolean', description: 'do not ask for confirmation' },
      ...askOptions,
    },
    run: ({ args: given }) => {
      if (!given.yes && !host.confirm) throw new UsageError('not interactive: pass --yes to confirm');
      return withAgent(host, surroundings, given, async (agent) => {
        if (!given.yes) {
          const { spaces } = await agent.get('api/snapshot', Snapshot);
          const listed =
            spaces.state === 'ready' ? spaces.value.find(({ spaceName }) => spaceName === given.name) : undefined;
          const size = listed?.volumeGb === undefined ? '' : ` of ${listed.volumeGb} GB`;
          const question = `Delete ${plainText(given.name)} with its volume${size} and all files on it?`;
          if (!(await host.confirm?.(question))) throw new CommandError('nothing was deleted');
        }
        const asked: DeleteSpace = { spaceName: given.name, typed: given.name };
        return followJob(host, agent, await agent.post('api/spaces/delete', asked, Job), given.json);
      });
    },
  });
