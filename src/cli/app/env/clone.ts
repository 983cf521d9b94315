import { defineCommand } from 'citty';
import { CreateEnvironment } from '../../../protocol/environment-action';
import { Job } from '../../../protocol/job';
import type { Host } from '../../host';
import { askOptions, withAgent } from '../ask';
import { followJob } from '../follow-job';
import type { Surroundings } from '../surroundings';
import { checked } from '../checked';
import { environmentNamed } from './environment-named';

const args = {
  of: {
    type: 'positional',
    required: true,
    description: 'name or folder of the environment to copy',
    valueHint: 'NAME',
  },
  name: { type: 'positional', required: true, description: 'name of the copy', valueHint: 'NEW' },
  ...askOptions,
} as const;

/** `studiolo env clone NAME NEW`: the very same packages once more, on the home volume. */
export const clone = (host: Host, surroundings: Surroundings) =>
  defineCommand({
    meta: { name: 'clone', description: 'Copy an environment to the home volume' },
    args,
    run: ({ args: given }) => {
      return withAgent(host, surroundings, given, async (agent) => {
        const { prefix } = await environmentNamed(agent, given.of);
        const asked = checked(CreateEnvironment, { from: 'clone', name: given.name, prefix });
        return followJob(host, agent, await agent.post('api/environments/create', asked, Job), given.json);
      });
    },
  });
